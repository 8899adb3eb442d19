"""A second fold, for what hides: each character as the plain letter or digit that a reader takes it for.

Works on text that is folded already, in lower case. Digits that are no decimal digits (circled, superscript, full stop
behind them: Unicode Numeric_Type=Digit) become digits; letters in circles and squares, superscript and regional
indicators become letters; marks on Latin letters fall; Cyrillic and Greek letters that look Latin become so (the idea
of the skeleton of UTS #39, for the letters that number words and handles use). It serves only to recognise: what is
found keeps its raw text, and a name read through it is never more than the number or address that it spells.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from graphsvc.identifiers.reading.linear import Pattern

_MARKS = re.compile("[\u0300-\u036f]")
# Runs of characters that may be read as others: outside ASCII and the scripts and pictures that only look like
# themselves.
_OTHERS = re.compile(
    "[^\x00-\x7f\u0586-\u065f\u066a-\u06ef\u0970-\u09e5\u109a-\u1368\u1372-\u17df\u2500-\u2775\u2793-\u2adb\u2c7e-\ua61f\uabfa-\uff0f"
    "\U0001e95a-\U0001f0ff\U0001f200-\U0001fbef]+"
)
_FEW = 8  # a text with fewer characters outside ASCII than one in so many is quicker read piece by piece
_ALIKE = {
    "а": "a", "в": "b", "е": "e", "ё": "e", "к": "k", "м": "m", "н": "h", "о": "o", "р": "p", "с": "c", "т": "t",
    "у": "y",
    "х": "x", "і": "i", "ї": "i", "ј": "j", "ѕ": "s", "ԁ": "d", "һ": "h", "ӏ": "l", "ո": "n", "օ": "o", "ս": "u",
    "α": "a", "β": "b", "ε": "e", "ζ": "z", "η": "n", "ι": "i", "κ": "k", "ν": "v", "ο": "o", "ρ": "p", "τ": "t",
    "υ": "u", "χ": "x", "ς": "c", "ϲ": "c", "ı": "i", "ß": "s", "ł": "l", "ø": "o", "đ": "d", "’": "'", "ʼ": "'",
    "ʹ": "'", "‘": "'", "`": "'", "´": "'", "ᴀ": "a", "ʙ": "b", "ᴄ": "c", "ᴅ": "d", "ᴇ": "e", "ꜰ": "f", "ɢ": "g",
    "ʜ": "h", "ɪ": "i", "ᴊ": "j", "ᴋ": "k", "ʟ": "l", "ᴍ": "m", "ɴ": "n", "ᴏ": "o", "ᴘ": "p", "ʀ": "r", "ꜱ": "s",
    "ᴛ": "t", "ᴜ": "u", "ᴠ": "v", "ᴡ": "w", "ʏ": "y", "ᴢ": "z",
}  # fmt: skip
_LETTER_ROWS = (0x1F110, 0x1F130, 0x1F150, 0x1F170, 0x1F1E6)  # parenthesised, squared, negative, regional indicators
_TAGS = frozenset({"<circle>", "<super>", "<sub>", "<square>"})


class _Skeleton(dict[int, str]):
    """Code point -> one character, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _of(chr(code))
        return found


def _of(char: str) -> str:
    if char in _ALIKE:
        return _ALIKE[char]
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    row = next((row for row in _LETTER_ROWS if row <= ord(char) < row + 26), 0)
    if row:
        return chr(ord(char) - row + ord("a"))
    tag, _, _ = unicodedata.decomposition(char).partition(" ")
    if tag in _TAGS:
        plain = unicodedata.normalize("NFKC", char).lower()
        return plain if len(plain) == 1 and plain.isascii() else char
    if tag and not tag.startswith("<"):
        base = unicodedata.normalize("NFD", char)
        plain = base[0] if len(base) > 1 and all(_MARKS.fullmatch(mark) for mark in base[1:]) else char
        return _ALIKE.get(plain, plain)
    return char


_TABLE = _Skeleton()


@dataclass(frozen=True, slots=True)
class Deep:
    """The skeleton of a folded text. `written`: the same characters before they were read so; offsets of both are the
    folded text's, less the marks in `gone`. `data`: the skeleton in UTF-8."""

    text: str
    written: str
    gone: list[int]
    data: bytes

    def spans(self, found: Pattern) -> Iterator[tuple[int, int]]:
        """Spans of a pattern over the UTF-8 bytes of the skeleton, as offsets into it."""
        data = self.data
        if len(data) == len(self.text):
            yield from (match.span() for match in found.finditer(data))
            return
        place = read = 0
        for match in found.finditer(data):
            first, last = match.span()
            start = place + len(data[read:first].decode("utf-8"))
            place, read = start + len(data[first:last].decode("utf-8")), last
            yield start, place

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Offsets into the folded text of a span of the skeleton (`start < end`)."""
        if not self.gone:
            return start, end
        return start + bisect_right(self.gone, start), end + bisect_right(self.gone, end - 1)


def deep(lower: str) -> Deep:
    """The skeleton of a folded text in lower case."""
    text, gone = skeleton(lower)
    return Deep(text, _MARKS.sub("", lower) if gone else lower, gone, text.encode("utf-8", "replace"))


def skeleton(lower: str) -> tuple[str, list[int]]:
    """`(skeleton, gone)`, as `fold` gives it: `gone` holds the place of each combining mark that was taken out."""
    if lower.isascii() or _OTHERS.search(lower) is None:
        return lower, []
    gone = [found.start() - before for before, found in enumerate(_MARKS.finditer(lower))]
    plain = _MARKS.sub("", lower) if gone else lower
    if len(plain.encode("utf-8", "replace")) - len(plain) > len(plain) // _FEW:
        return plain.translate(_TABLE), gone
    return _OTHERS.sub(lambda found: found.group().translate(_TABLE), plain), gone
