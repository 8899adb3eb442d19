"""Names announced in words: `insta: lola_99`, `telegram @lola`, `line id lola99`, `微信号：lola_99`.

What stands between the platform's word and the name says how sure a name it is:
    @               telegram @lola                  a name
    id, username    wechat id lola                  a name, unless it is an ordinary word
    : = - >         insta: lola                     a name; with capitals and no digit only a candidate
    nothing         snap lola_99                    a name only with a digit or underscore in it
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graphsvc.identifiers.platforms.table import Platform, by_word, ordinary_words
from graphsvc.identifiers.reading.fold import looks_latin
from graphsvc.identifiers.reading.linear import pattern, utf8
from graphsvc.identifiers.reading.links import ENDINGS
from graphsvc.identifiers.reading.skeleton import skeleton
from graphsvc.identifiers.reading.text import Text

_FILLER = (
    r"id|user ?name|user|handle|nick(?:name)?|name|acc(?:ount)?|channel|group|page|is|me|at|on|my|add|contact|"
    r"ник|юзер|аккаунт|акк|канал|мой|usuario|cuenta|pseudo|compte|konto|号|號|帳號|账号|アカウント|아이디"
)
_NAMING = re.compile(
    r"(?:^|[\W_])(?:id|user ?name|handle|nick(?:name)?|ник|юзер|usuario|pseudo)$|号$|號$|帳號$|账号$|아이디$"
)
_TAIL = re.compile(
    rf"(?P<filler>(?:[ ]{{0,2}}(?:{_FILLER})(?=[^0-9a-z_]|$)){{0,3}})"
    r"(?P<between>[^\w\n@#$.,;!?&+/()\x22']{0,6}[(\[]?)"
    r"(?P<at>@?)(?P<name>[0-9a-z_.$][0-9a-z_.:#-]{0,63})"
)
_WINDOW = 120  # characters behind a platform's word in which the name ends
_MARK = re.compile(r"[0-9_]")
_SHORTEST = 4  # characters of a name without digit, underscore or @
_CASED = ("line",)  # everyday words: without `id` or @ they name the platform only in its own capitals


@dataclass(frozen=True)
class Label:
    """A name announced at a folded span. `certain`: enough for a node."""

    platform: Platform
    name: str
    start: int
    end: int
    confidence: float

    @property
    def certain(self) -> bool:
        return self.confidence > 0


_WORDS = sorted(by_word(), key=lambda word: (-len(word), word))
_ASCII_WORDS = "|".join(re.escape(word) for word in _WORDS if word.isascii())
TRIGGER = rf"\b(?:{_ASCII_WORDS})\b"
_FIND = pattern(rf"(?i){TRIGGER}")
# Words as their letters look, for those that mix scripts: Latin written with Cyrillic letters, and the reverse.
_ALIKE = {skeleton(word)[0]: word for word in reversed(_WORDS)}
_OTHER_WORDS = "|".join(utf8(word) for word in sorted(_ALIKE, key=len, reverse=True) if not word.isascii())
_FIND_DEEP = pattern(rf"\b(?:{'|'.join(map(utf8, filter(str.isascii, _ALIKE)))})\b|{_OTHER_WORDS}")
_SHORT = 3  # letters of a word that is not read in look-alike letters


def labels(text: Text) -> Iterator[Label]:
    """Announced names, by offset, without overlaps."""
    done = 0
    for start, end in _words(text):
        if start < done:
            continue
        found = _label(text, start, end)
        if found is not None:
            done = found.end
            yield found


def _words(text: Text) -> Iterator[tuple[int, int]]:
    if text.folded.isascii():
        return (found.span() for found in _FIND.finditer(text.data))
    return (text.deep.place(*span) for span in text.deep.spans(_FIND_DEEP))


def _platform(word: str) -> Platform | None:
    """Whose name a word is, as written or, where it is long enough, as it looks."""
    known = by_word().get(word)
    if known is None and len(word) > _SHORT:
        known = by_word().get(_ALIKE.get(skeleton(word)[0], ""))
    return known


def _label(text: Text, start: int, end: int) -> Label | None:
    tail = _TAIL.match(text.lower, end, min(len(text.lower), end + _WINDOW))
    if tail is None or (tail.start("name") == end and text.folded[end - 1].isascii()):
        return None
    platform = _platform(text.lower[start:end])
    name = tail["name"].rstrip(".:#-")
    begin, stop = tail.start("name"), tail.start("name") + len(name)
    written = text.folded[begin:stop]
    if platform is None or not platform.canonical(written) or name in by_word() or _continues(text, name, stop):
        return None
    if tail["at"] and tail.end("between") > end:
        return Label(platform, written, begin - 1, stop, 0.95)
    confidence = _confidence(platform, text.folded[start:end], tail, name, written)
    return None if confidence is None else Label(platform, written, begin, stop, confidence)


def _continues(text: Text, name: str, stop: int) -> bool:
    """The name is the beginning of an e-mail address, a link, or a name in look-alike letters."""
    behind = text.folded[stop : stop + 1]
    return behind in ("@", "/") or looks_latin(behind) or ("." in name and name.rpartition(".")[2] in ENDINGS)


def _confidence(platform: Platform, word: str, tail: re.Match[str], name: str, written: str) -> float | None:
    """None: no name; 0: a candidate; else how sure."""
    marked = _MARK.search(name) is not None and any(map(str.isalpha, name))
    naming = word.lower().endswith("id") or _NAMING.search(tail["filler"]) is not None
    sign = tail["between"].strip()
    glued_dash = tail["between"] == "-"
    if platform.name in _CASED and not naming and word != word.upper():
        return None
    if naming or (sign and not glued_dash):
        if marked or (platform.shape.fullmatch(name) and name.isdigit()):
            return 0.9
        if len(name) < _SHORTEST or name in ordinary_words():
            return None
        return 0.75 if written == name else 0.0
    return 0.7 if marked and not glued_dash and name[0].isalpha() and len(name) > _SHORTEST else None
