"""What is seen of a number and around it, named, for `phones.evidence` to weigh.

    call:   beside, near, far               a word to call someone in its clause (or its column), near, or anywhere
    form:   format, grouped, bare           grouped as numbers are written in its country, otherwise, not at all
    style:  words, letters, signs, apart    how it hides (`phones.hidden`); disguised: with
            characters that are not seen, mathematical digits, or those of another script than the words
    zero, mobile, exit, code                a trunk zero; a mobile range; an exit code; the calling code alone
    left:   start line sentence comma colon heading mark figure name towards too label words capital unspaced
    right:  end line sentence comma mark figure word
    about:  advert, trade, work, paper      what the text speaks of
`left:label1` to `3`: a word with at most two before it in its clause, as in `Docket 07700 900123`; `left:words`: a
longer sentence leads to the number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from graphsvc.identifiers.phones import plan
from graphsvc.identifiers.phones.context import NUMBER_SIGN, TABLE, Around
from graphsvc.identifiers.phones.forms import Piece
from graphsvc.identifiers.phones.tokens import UNSPACED, WORD
from graphsvc.identifiers.reading.fold import IGNORED, looks_latin
from graphsvc.identifiers.reading.linear import Triggers, utf8
from graphsvc.identifiers.reading.skeleton import skeleton
from graphsvc.identifiers.reading.text import Text

_BEFORE, _AFTER = 60, 12
_WHOLE = 2000  # characters within which a text speaks of one thing
_LABEL = 3  # words of a label
_OPEN = " \t(['\"«“„‘*_~"
_SENTENCE, _COMMA, _COLON = tuple(".!?…。！？।॥"), tuple(",;،、，"), tuple(":=：")
_WORD = re.compile(WORD)
_STOP = re.compile(r"[.!?…。！？।॥,;،、，:\n|•]|\s[-–/]\s|[\u2190-\u2bff\U0001f000-\U0001ffff]")
_MATHEMATICAL = re.compile("[\U0001d7ce-\U0001d7ff]")
_FULL_STOP = re.compile(r"[.!?…。！？।॥\n]")
_ABBREVIATION = 8  # letters of the longest word whose full stop ends no sentence
_SHORT = 3  # letters of a word that is no stem
_FAR = 4  # letters of the shortest word to call that counts far from a number
_ABBREVIATIONS = frozenset(
    word for name in ("call", "other", "loose", "numbers") for word in TABLE[name].split() if len(word) <= _ABBREVIATION
)
# A word leads to the number; after the others it is set off from what stands before.
_LED = frozenset(
    f"left:{name}" for name in ("label1", "label2", "label3", "words", "unspaced", "towards", "heading", "numbered")
)
_TOWARDS, _TOO = frozenset(TABLE["towards"].split()), frozenset(TABLE["too"].split())


def surroundings(text: Text, start: int, end: int, around: Around, *, told: bool = False) -> Iterator[str]:
    """Names of what stands around a number at a folded span. `told`: it is announced some other way."""
    announced = around.is_announced or text.named or told
    if announced or around.is_called:
        yield "call:beside" if announced else "call:near"
    if _is_disguised(text, start, end):
        yield "style:disguised"
    right = _right(text.folded[end : end + _AFTER], end + _AFTER >= len(text.folded))
    if not announced:
        left = list(_left(text.folded[max(0, start - _BEFORE) : start], start <= _BEFORE))
        yield from left
        led = left[0] in _LED
        yield f"{right} led" if led else "set off" if right not in ("right:word", "right:figure") else "half set off"
    yield from _subjects().of(_near(text, start, end))


def _is_disguised(text: Text, start: int, end: int) -> bool:
    raw = text.as_written(start, end)
    if raw.isascii():
        return False
    if IGNORED.search(raw) or _MATHEMATICAL.search(raw):
        return True
    letters = _WORD.findall(text.before(start, _BEFORE))
    return any(char.isdigit() and not char.isascii() for char in raw) and bool(letters) and _is_western(letters[-1][-1])


def _is_western(letter: str) -> bool:
    return letter.isascii() or looks_latin(letter)


def form(piece: Piece, number: str) -> str:
    """How the digits of a number that does not hide are grouped."""
    if len(piece.groups) == 1:
        return "form:bare"
    return "form:format" if plan.is_formatted(number, piece.groups) else "form:grouped"


def shape(piece: Piece, number: str, method: str) -> Iterator[str]:
    """Names of what kind of number it is."""
    if piece.text.startswith(("0", "(0")):
        yield "zero"
    if plan.is_mobile(number):
        yield "mobile"
    if method == "international":
        yield "exit"
    elif method.startswith("code"):
        yield "code"


def _left(before: str, whole: bool) -> Iterator[str]:
    kept = before.rstrip(_OPEN)
    last = kept[-1:]
    if not kept:
        yield "left:start" if whole else "left:words"
    elif last in "\r\n":
        yield "left:line" if kept.strip() else "left:start"
    elif last in _COMMA:
        yield "left:comma"
    elif last in _COLON:
        words = _WORD.findall(_FULL_STOP.split(kept[:-1])[-1])
        yield "left:heading" if len(words) <= _LABEL else "left:colon"
        if words and words[-1].lower() in _names():
            yield "left:name"
    elif last in _SENTENCE and not _is_abbreviation(kept):
        yield "left:sentence"
    elif last.isdigit():
        yield "left:figure"
    elif NUMBER_SIGN.search(kept.lower()):
        yield "left:numbered"
    elif _WORD.match(last) or UNSPACED.match(last) or last in _SENTENCE:
        yield from _word_left(kept.rstrip("."))
    else:
        yield "left:mark"


def _is_abbreviation(kept: str) -> bool:
    words = _WORD.findall(kept.lower(), max(0, len(kept) - _ABBREVIATION - 3))
    return kept.endswith(".") and kept[-2:-1].isalpha() and words[-1] in _ABBREVIATIONS


def _word_left(kept: str) -> Iterator[str]:
    stop = 0
    for found in _STOP.finditer(kept):
        stop = found.end()
    words = _WORD.findall(kept, stop) if stop < len(kept) else _WORD.findall(kept)
    if not words:
        yield "left:mark"
        return
    word = words[-1]
    if UNSPACED.match(kept[-1]):
        yield "left:unspaced"
    elif word.lower() in _names():
        yield "left:name"
    elif word.lower() in _TOWARDS:
        yield "left:towards"
    elif word.lower() in _TOO:
        yield "left:too"
    else:
        yield f"left:label{len(words)}" if len(words) <= _LABEL else "left:words"
        if word[0].isupper() and len(words) > 1:
            yield "left:capital"


def _right(after: str, whole: bool) -> str:
    kept = after.lstrip(" \t)]'\"»”*_~")
    first = kept[:1]
    if not kept:
        return "right:end" if whole else "right:word"
    if first in "\r\n":
        return "right:line" if kept.strip() or not whole else "right:end"
    if first in _SENTENCE:
        return "right:sentence" if kept[1:].strip() or not whole else "right:end"
    if first in _COMMA:
        return "right:comma"
    if first.isdigit():
        return "right:figure"
    if _WORD.match(first) or UNSPACED.match(first):
        return "right:word"
    return "right:mark"


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    text = files("graphsvc.identifiers.phones").joinpath("names.txt").read_text("utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def _near(text: Text, start: int, end: int) -> bytes:
    """The skeleton of the text, of a long one what is near, so that the cost of a number does not grow with it."""
    if len(text.lower) <= _WHOLE:
        return text.deep.data
    return skeleton(text.lower[max(0, start - _WHOLE // 2) : end + _WHOLE // 2])[0].encode("utf-8", "replace")


@lru_cache(maxsize=1)
def _subjects() -> Triggers:
    """Over the UTF-8 bytes of a skeleton."""
    call = {*TABLE["call"].split(), *TABLE["stems"].split()}
    stems = {f"about:{name}": set(TABLE[name].split()) for name in ("advert", "trade", "work", "paper")}
    stems["call:far"] = {word for word in call if len(word) >= _FAR}
    return Triggers({name: "|".join(sorted(map(_stem, words))) for name, words in stems.items()}, memory=64)


def _stem(word: str) -> str:
    plain = skeleton(word.rstrip("."))[0]
    whole = word.endswith(".") or len(plain) <= _SHORT
    edge = r"\b" if whole and plain[-1].isascii() else ""
    return (r"\b" if plain[0].isascii() else "") + utf8(plain) + edge
