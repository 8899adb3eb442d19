"""Two texts side by side: tokens a reader would point at, and the longest common subsequence of two lists of them.

The subsequence is computed on bit vectors (Hyyrö, 2004): one addition of long integers for each token, whatever the
texts are, so hostile repetition costs nothing extra.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST = 2_000  # tokens of one text that are aligned
_CHARACTERS = 20_000  # of one text that are looked at for them

# Bounded repetition only: linear in the text.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(
    rf"(?P<address>(?:https?://|www\.)[^\s{_UNSPACED}]{{1,500}}|[^\s@{_UNSPACED}]{{0,64}}@[^\s{_UNSPACED}]{{1,200}}"
    r"|#?\w{3,10}_[0-9a-f]{64}#?)"
    r"|(?P<number>[+(]{0,2}\d(?:[ ().\-/*]{0,2}\d){0,24})"
    rf"|(?P<text>[{_UNSPACED}]|(?:(?![{_UNSPACED}])[^\W\d_]){{1,100}})"
    r"|\S"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of a raw text. kind: 'text', 'number', 'address' or 'sign'. key: what it is compared as; numbers are
    alike as numbers, addresses as addresses, since they are what rotates."""

    start: int
    end: int
    kind: str
    key: str


def read(text: str) -> list[Token]:
    """At most LONGEST tokens of a text."""
    tokens = []
    for found in _TOKEN.finditer(text, 0, _CHARACTERS):
        kind = found.lastgroup or "sign"
        key = kind if kind in ("number", "address") else unicodedata.normalize("NFKC", found.group()).casefold()
        tokens.append(Token(found.start(), found.end(), kind, key))
        if len(tokens) == LONGEST:
            break
    return tokens


def common(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """Positions (in one, in other), ascending, of a longest common subsequence."""
    where: dict[str, int] = {}
    for position, key in enumerate(one):
        where[key] = where.get(key, 0) | 1 << position
    everything = (1 << len(one)) - 1
    row, rows = everything, []
    for key in other:
        matched = row & where.get(key, 0)
        row = ((row + matched) | (row - matched)) & everything
        rows.append(row)
    pairs = []
    left, right = len(one), len(other)
    while left and right:
        bit = 1 << (left - 1)
        if rows[right - 1] & bit:
            left -= 1
            continue
        right -= 1
        if right and not rows[right - 1] & bit:
            continue
        left -= 1
        pairs.append((left, right))
    return pairs[::-1]
