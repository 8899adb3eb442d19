"""Characters folded to what they stand for, one for one, so that a fold never moves an offset.

- what is not seen is taken out: zero-width characters, direction marks, variation selectors, the keycap frame
- decimal digits of every script become ASCII digits (Unicode property Nd)
- full-width, half-width, small, and mathematical letters and signs become ASCII (compatibility decompositions
  <wide>, <narrow>, <small>, <font>, <noBreak>; UAX #15). Superscripts stay: a footnote mark is no digit of a number
- spaces become a space, dashes a hyphen, an ideographic full stop a dot

Look-alikes of other scripts are left alone: a skeleton gives a candidate, never a merge (UTS #39).
"""

from __future__ import annotations

import re
import unicodedata

IGNORED = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20e3\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
# Latin with marks, combining marks, Greek, Cyrillic, Armenian, Cherokee, and their later blocks.
_LATIN_LIKE = re.compile(
    "[\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u0588\u13a0-\u13ff\u1c80-\u1c8f\u1d00-\u1fff\u2c60-\u2c7f"
    "\u2de0-\u2dff\ua640-\ua69f\ua720-\ua7ff\uab30-\uabbf]"
)
_TAGS = frozenset({"<wide>", "<narrow>", "<small>", "<font>", "<noBreak>"})
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63"
# U+0130 is the one character whose lower case is longer than itself.
_SIGNS = {**dict.fromkeys(map(ord, _DASHES), "-"), 0x3002: ".", 0xFF61: ".", 0x2024: ".", 0x0130: "I", 0x2044: "/"}


# Every character that folds or is taken out is outside these; most texts hold none, or few.
_SAME = (
    "\x00-\x9f\xae-\u012f\u0131-\u034e\u0350-\u061b\u061d-\u065f\u066a-\u06ef\u06fa-\u07bf\u0970-\u09e5\u09f0-\u0a65\u0c70-\u0ce5\u0df0-\u0e4f"
    "\u10a0-\u115e\u1161-\u167f\u1c5a-\u1fff\u2070-\u20e2\u2213-\u2fff\u3003-\u3163\u3165-\ua61f\uabfa-\ufb28\ufb2a-\ufdff"
    "\U0001e95a-\U0001fbef"
)
_CHANGES = re.compile(f"[^{_SAME}]")


class _Folds(dict[int, str]):
    """Code point -> folded character, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold(chr(code))
        return folded


def _fold(char: str) -> str:
    if ord(char) in _SIGNS:
        return _SIGNS[ord(char)]
    digit = unicodedata.decimal(char, None)
    if digit is not None:
        return str(digit)
    if unicodedata.category(char) == "Zs":
        return " "
    tag, _, _ = unicodedata.decomposition(char).partition(" ")
    plain = unicodedata.normalize("NFKC", char)
    return plain if tag in _TAGS and len(plain) == 1 and plain.isascii() else char


_FOLDS = _Folds()


def looks_latin(char: str) -> bool:
    """A letter or mark of a script that can pass for Latin, ASCII apart: next to a Latin name it is part of another
    name, whereas a Chinese or Thai letter is the sentence going on. False for ''."""
    return _LATIN_LIKE.fullmatch(char) is not None


def fold(text: str) -> tuple[str, list[int]]:
    """`(folded text, where)`: `where` holds, for each character taken out, its place in the folded text, ascending."""
    if text.isascii() or _CHANGES.search(text) is None:
        return text, []
    gone = [found.start() - before for before, found in enumerate(IGNORED.finditer(text))]
    return _CHANGES.sub(lambda found: _FOLDS[ord(found.group())], IGNORED.sub("", text) if gone else text), gone
