"""One table over all code points: what a character is to the tokeniser, and what it is compared as.

- letters are compared without case, width, accents and vowel points; Cyrillic and Greek look-alikes as Latin. That is
  right for comparing (both sides are folded alike) and wrong for reading: nothing folded is ever shown
- scripts written without spaces (Han, kana; Thai, Lao, Khmer, Burmese) are told apart, since they are read in grams
- what is not seen (zero width, direction marks, variation selectors, skin tones) is dropped, and joins its neighbours
"""

from __future__ import annotations

import sys
import unicodedata
from enum import IntEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

CLASS_SHIFT = 24
FOLDED = (1 << CLASS_SHIFT) - 1


class Class(IntEnum):
    """Order matters: LETTER and DIGIT make words, GLYPH.. are tokens of one character each."""

    BREAK = 0  # spaces, controls, punctuation outside ASCII
    SIGN = 1  # ASCII punctuation and currency: ends a word, but not an address
    LETTER = 2  # and the underscore, which names and tokens are written with
    DIGIT = 3
    GLYPH = 4  # Han and kana
    SYLLABLE = 5  # Thai, Lao, Khmer, Burmese
    SYMBOL = 6  # emoji and other pictures
    DROPPED = 7


_GLYPHS = ((0x2E80, 0x2FDF), (0x3005, 0x3007), (0x3040, 0x30FF), (0x31C0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF),
           (0xF900, 0xFAFF), (0xFF66, 0xFF9F), (0x20000, 0x3FFFF))  # fmt: skip
_SYLLABLES = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x1950, 0x19FF), (0xA9E0, 0xA9FF),
              (0xAA60, 0xAA7F))  # fmt: skip
_PICTURES = ((0x1F000, 0x1FAFF),)  # includes code points not yet assigned: new emoji are still emoji
_SKIN_TONES = ((0x1F3FB, 0x1F3FF),)
# Tatweel, soft hyphen, and letters that are only fillers.
_FILLERS = frozenset({0x00AD, 0x0640, 0x115F, 0x1160, 0x3164, 0xFFA0})
# Marks that belong to the spelling of Indic and other scripts; elsewhere they are accents, points, or paint.
_SPELLED_MARKS = ((0x0900, 0x1AAF), (0xA800, 0xABFF), (0x11000, 0x11FFF))
_LOOK_ALIKES = dict(zip("аеорсхукіѕјвнмтзьαορνεικτυχημβζγ", "aeopcxykisjbhmt3baopveiktyxhmbzy"))
_NARROW = 0x20000  # above are Han, tags, and private use only


@lru_cache(maxsize=1)
def table() -> NDArray[np.uint32]:
    """One entry for each code point: `class << 24 | folded character`; 0 is the fold of what makes no token."""
    entries = np.zeros(sys.maxunicode + 1, dtype=np.uint32)
    entries[0x20000:0x40000] = np.arange(0x20000, 0x40000, dtype=np.uint32) | np.uint32(Class.GLYPH << CLASS_SHIFT)
    entries[0xE0000:0xE1000] = Class.DROPPED << CLASS_SHIFT
    entries[:_NARROW] = [_entry(code) for code in range(_NARROW)]
    entries.flags.writeable = False
    return entries


def _entry(code: int) -> int:
    char = chr(code)
    kind = _class(code, unicodedata.category(char))
    if kind in (Class.BREAK, Class.SIGN, Class.DROPPED):
        return kind << CLASS_SHIFT
    folded = _fold(char)
    if kind is Class.SYMBOL and folded.isalpha():  # an enclosed letter
        kind = Class.LETTER
    return kind << CLASS_SHIFT | ord(folded)


def _class(code: int, category: str) -> Class:
    if category == "Cf" or code in _FILLERS or _within(code, _SKIN_TONES):
        return Class.DROPPED
    if category in ("Nd", "Nl", "No") and code != 0x3007:  # U+3007 is written among Han
        return Class.DIGIT
    if category in ("Mn", "Me", "Mc") or category[0] == "L":
        if _within(code, _SYLLABLES):
            return Class.SYLLABLE
        if category in ("Mn", "Me") and not _within(code, _SPELLED_MARKS):
            return Class.DROPPED
        return Class.GLYPH if _within(code, _GLYPHS) else Class.LETTER
    if category == "So" or _within(code, _PICTURES):
        return Class.GLYPH if _within(code, _GLYPHS) else Class.SYMBOL
    if code == 0x5F:
        return Class.LETTER
    return Class.SIGN if 0x20 < code < 0x7F or category == "Sc" else Class.BREAK


def _fold(char: str) -> str:
    """The first base character of the compatibility decomposition in lower case, look-alikes as Latin."""
    for part in unicodedata.normalize("NFKD", char).casefold():
        base = unicodedata.normalize("NFD", part)[0]
        if not unicodedata.combining(base):
            return _LOOK_ALIKES.get(base, base)
    return char


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)
