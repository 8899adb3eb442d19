"""One cell, several values: how lists are written into cells, and what stands for nothing."""

from __future__ import annotations

import re

# Spellings of nothing that exports leave in cells of identifiers, times and attributes; texts keep them.
NOTHING = frozenset(
    ("", "null", "nan", "none", "n/a", "na", "#n/a", "<na>", "nat", "nil", "undefined", "\\n", "-", "--", "?")
)
_LONGEST = max(map(len, NOTHING))
_LISTED = re.compile(r"^\[(.*)\]$", re.DOTALL)
_BREAKS = {
    # A comma or a stroke may belong to a number or an address; a line break never does.
    "phone": re.compile(r"[;|\n,]|\s/\s(?=\s*[+(]|\s*0)"),
    "email": re.compile(r"[;,|\s]+"),
    "account": re.compile(r"[;,|\n]"),
    "url": re.compile(r"[|\s]+"),
    "wallet": re.compile(r"[;,|\s]+"),
    "image": re.compile(r"[;,|\s]+"),
}


def something(text: str) -> str:
    """The text without surrounding space, or '' for a spelling of nothing."""
    text = text.strip()
    return text if len(text) > _LONGEST else "" if text.casefold() in NOTHING else text


def split(kind: str, cell: str) -> list[str]:
    """The values of one cell of identifiers, in order, each once: `a; b`, `["a", "b"]`, one on each line."""
    cell = something(cell)
    if not cell:
        return []
    listed = _LISTED.match(cell)
    if listed:
        cell = listed[1]
    elif not _BREAKS[kind].search(cell):
        return [cell]
    parts = (part.strip() for part in _BREAKS[kind].split(cell))
    bare = (part.strip("\"'").strip() for part in parts) if listed else parts
    return list(dict.fromkeys(part for part in bare if something(part)))
