"""Text from strangers, made safe for where it goes: a person's eyes, an XML file, a JSON file, a spreadsheet cell.

Adverts hold control bytes, direction marks, unpaired surrogates, emoji and formula triggers. Every export, report
and screen comes here, so that all of them agree. The store keeps the raw text; nothing here changes it there.

    visible(text)       for reading: controls and direction marks are shown, they do not act
    shorten(text, n)    for reading: the count of what was cut is said
    xml_text(text)      what XML 1.0 may hold (production [2] Char); the rest becomes U+FFFD
    utf8_text(text)     what UTF-8 may hold; unpaired surrogates become U+FFFD
    portable_json(v)    canonical JSON that UTF-8 and XML can hold; what they cannot is escaped, so nothing is lost
    cell(text)          a spreadsheet cell that is no formula (CWE-1236); `uncell` gives the text back
"""

from __future__ import annotations

import re

from graphsvc.model import canonical_json

# Outside XML 1.0's Char: C0 controls but tab, LF, CR; surrogates; U+FFFE and U+FFFF.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")

# A cell that starts so is read as a formula by a spreadsheet, or is one by another spelling: full-width signs are
# folded by some, white space and invisible characters before the sign are dropped by others. An apostrophe counts,
# else `'x` would come back as `x`.
_FORMULA = re.compile(
    "['\t\r\n\x00]|[\\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\\-@\uff1d\uff0b\uff0d\uff20]"
)
_LINES = re.compile("[\t\n\r\x85\u2028\u2029]+")
# Seen as nothing, or acting on their neighbours: controls, soft hyphen, fillers, zero width, direction marks and
# isolates, annotation, tags, surrogates, non-characters. A joiner is needed between letters of Persian or Hindi and
# inside emoji, so it counts only beside ASCII or at an end.
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\u2800\u3164\ud800-\udfff\ufdd0-\ufdef\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
    "|(?:(?<![^\x00-\x7f])|(?![\u200c\u200d][^\x00-\x7f]))[\u200c\u200d]"
)
# More combining marks in a row than any language writes are used to paint over neighbouring lines.
_STACKED = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{6})[\u0300-\u036f"
    "\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)


def visible(text: str) -> str:
    """The text as a person may read it: one line, no character that hides, moves or overwrites others.

    C0 controls become their pictures (U+2400 on), line breaks a space; direction marks, zero-width characters and
    other formats become e.g. ⟨U+202E⟩.
    """
    if text.isascii() and text.isprintable():
        return text
    return _HIDDEN.sub(_shown, _STACKED.sub(r"\1⟨more marks⟩", _LINES.sub(" ", text)))


def _shown(found: re.Match[str]) -> str:
    char = found.group()
    return chr(0x2400 + ord(char)) if char < " " else f"⟨U+{ord(char):04X}⟩"


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, and how many more there are."""
    return text if len(text) <= limit else f"{text[:limit]}… ({len(text) - limit:,} more characters)"


def xml_text(text: str) -> str:
    """Characters that XML 1.0 may hold; each other one becomes U+FFFD. The JSON export has the original."""
    return _NOT_XML.sub("\ufffd", text)


def utf8_text(text: str) -> str:
    """Characters that UTF-8 may hold; each unpaired surrogate becomes U+FFFD. The JSON export has the original."""
    return _SURROGATE.sub("\ufffd", text)


def portable_json(value: object) -> str:
    """Canonical JSON that UTF-8 and XML can hold; see `portable`."""
    return portable(canonical_json(value))


def portable(document: str) -> str:
    """A JSON text in which all that XML or UTF-8 cannot hold stands as a \\uXXXX escape: a reader gets it all back."""
    return _NOT_XML.sub(lambda found: f"\\u{ord(found.group()):04x}", document)


def cell(text: str) -> str:
    """The text, with one apostrophe before it where a spreadsheet could read a formula, or an apostrophe stands."""
    return f"'{text}" if _FORMULA.match(text) else text


def uncell(text: str) -> str:
    """The text behind a cell: exactly one leading apostrophe is taken away. `uncell(cell(x)) == x` for every x."""
    return text.removeprefix("'")
