"""Search text: folding, what of an id is searched, needles of a query, words of a body. The same in every store.

Folding is NFKC and case folding with invisible characters dropped, every decimal digit written in ASCII, and
controls and white space run together, so full-width, styled and zero-width spellings meet. Nothing in a query is
syntax. Indexes hold folded text between marks (START START text END), which folding never leaves in a text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import orjson

from graphsvc.model import NodeKind, split_id

START, END = "\x02", "\x03"
NEEDLE = 256  # characters of a query that count
LABEL = 512  # characters of an id or title that are searched by part
WORD = 64
WORDS = 32  # words of a query that count
SHORTEST_PART = 3  # characters; a shorter query is a prefix only

_HIDDEN = re.compile(  # and halves of surrogate pairs
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e0fff\ud800-\udfff]"
)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_DIGIT = re.compile(r"[^\D0-9]")  # those that are not ASCII already
_NUMBER = re.compile(r"[+0-9 ().\-/]+")
# Scripts written without spaces: each character is a word, and a query's characters must all occur.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_ASCII_CONTROLS = dict.fromkeys((*range(32), 127), " ")
_ASCII_BREAKS = {code: " " for code in range(128) if not chr(code).isalnum()}
_CHARACTER = re.compile(f"[{_UNSPACED}]")
_WORD = re.compile(f"[{_UNSPACED}]|[^\\W_{_UNSPACED}]+")
_SPACED_WORD = re.compile(r"[^\W_]+")  # the same where there is no such script, in half the time


def fold(text: str) -> str:
    """The text as it is compared."""
    if text.isascii():
        return " ".join(text.lower().translate(_ASCII_CONTROLS).split())
    text = _HIDDEN.sub(_unhidden, text)
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    text = _DIGIT.sub(lambda found: str(unicodedata.decimal(found.group())), text)
    return " ".join((text if text.isprintable() else _CONTROL.sub(" ", text)).split())


def _unhidden(found: re.Match[str]) -> str:
    return "\ufffd" if "\ud800" <= found.group() <= "\udfff" else ""


@lru_cache(maxsize=8192)
def labels(node: str) -> tuple[str, ...]:
    """What of a node id is searched: an advert's key; else the canonical value, and the handle or address in it."""
    kind, parts = split_id(node)
    if kind == NodeKind.AD or len(parts) < 2:
        found: tuple[str, ...] = parts[-1:]
    else:
        found = (":".join(parts), parts[-1])
    return tuple(_SURROGATE.sub("\ufffd", text) for text in found)


def shelved(texts: Iterable[str]) -> str:
    """Texts as one indexed document: folded, each between marks."""
    return "".join(f"{START}{START}{fold(text)[:LABEL]}{END}" for text in texts)


def needles(query: str) -> tuple[str, ...]:
    """What is looked for by part: the folded query; for a number also its digits, with and without leading zeros."""
    whole = fold(query[: 4 * NEEDLE])[:NEEDLE].strip()
    found = [whole] if whole else []
    if _NUMBER.fullmatch(whole):
        digits = "".join(char for char in whole if char.isdigit())
        found += [number for number in (digits, digits.lstrip("0")) if len(number) >= SHORTEST_PART]
    return tuple(dict.fromkeys(found))


def rank(text: str, wanted: Iterable[str]) -> int | None:
    """0 exact, 1 prefix, 2 substring of a raw text, by the best of the needles; None where nothing matches."""
    folded = fold(text)[:LABEL]
    best: int | None = None
    for needle in wanted:
        if folded == needle:
            return 0
        if folded.startswith(needle):
            best = 1
        elif best is None and len(needle) >= SHORTEST_PART and needle in folded:
            best = 2
    return best


def pattern(needle: str, stage: int) -> str:
    """What an index of `shelved` documents must hold as a phrase for a needle to match at that rank or better; ''
    where the needle is too short for the rank."""
    if stage == 0:
        return f"{START}{needle}{END}"
    if stage == 1:
        return f"{START}{START}{needle}"
    return needle if len(needle) >= SHORTEST_PART else ""


def words(text: str) -> list[str]:
    """Distinct words of a text, in order, folded, each cut at WORD characters."""
    folded = fold(text)
    if folded.isascii():
        found = dict.fromkeys(folded.translate(_ASCII_BREAKS).split())
    else:
        found = dict.fromkeys((_WORD if _CHARACTER.search(folded) else _SPACED_WORD).findall(folded))
    if max(map(len, found), default=0) > WORD:
        found = dict.fromkeys(word[:WORD] for word in found)
    return list(found)


def query_words(query: str) -> list[str]:
    """The words of a query that count."""
    return words(query[: 4 * WORD * WORDS])[:WORDS]


def body(title: str, text: str, content: str) -> str:
    """Everything of a record that is searched by word: title, text, and its content's passages, kept values, place."""
    return body_of(title, text, value_of(content))


def body_of(title: str, text: str, content: Mapping[str, Any]) -> str:
    """`body` of a content already read."""
    parts = [title, text]
    for name in ("passages", "attributes"):
        pairs = content.get(name)
        if isinstance(pairs, list):
            parts += [str(pair[1]) for pair in pairs if isinstance(pair, list) and len(pair) == 2]
    parts.append(str(content.get("place") or ""))
    return "\n".join(part for part in parts if part)


def document(title: str, text: str, content: Mapping[str, Any]) -> str:
    """The words of a record as one document to be indexed."""
    return " ".join(words(body_of(title, text, content)))


def value_of(content: str) -> dict[str, Any]:
    """A record's content as a JSON object; empty where it is none."""
    try:
        value = orjson.loads(content)
    except orjson.JSONDecodeError:
        return {}
    return value if isinstance(value, dict) else {}


def excerpt(text: str, wanted: Iterable[str], width: int = 80) -> str:
    """About `width` characters of the text around the first of the words."""
    looked_for = set(wanted)
    line = " ".join(_CONTROL.sub(" ", text).split())
    start = 0
    for found in re.finditer(r"\S+", line):
        if looked_for.intersection(words(found.group())):
            start = max(0, found.start() - width // 3)
            break
    return line[start : start + width].strip()
