"""Which column is a record's key: a native id that is never empty and never means two rows, else the row's own hash.

A row that stands twice in a file does not spoil its id; an id on two different rows does. Rows are compared by 64-bit
hashes of their mapped values: 16 bytes a row are kept, and two of ten million rows collide with a chance of 1 in 10^5.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

JOIN = "|"


def hash64(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def key_of(cells: Sequence[str], columns: Sequence[int]) -> str:
    """The key text of a row, '' when one of its parts is empty."""
    parts = [cells[index].strip() for index in columns]
    return JOIN.join(parts) if all(parts) else ""


@dataclass(slots=True)
class Candidate:
    """One column, or several together, that may be the key."""

    columns: tuple[int, ...]
    _keys: array[int] = field(default_factory=lambda: array("Q"))
    _rows: array[int] = field(default_factory=lambda: array("Q"))
    empty: bool = False

    def see(self, cells: Sequence[str], content: int, usable: Callable[[Sequence[str]], bool]) -> None:
        """A row that can be no record anyway does not spoil a key by its empty cells."""
        if self.empty:
            return
        key = key_of(cells, self.columns)
        if key:
            number = hash64(key)
            self._keys.append(number)
            self._rows.append(number ^ content)
        elif usable(cells):
            self.empty = True
            self._keys, self._rows = array("Q"), array("Q")

    def holds(self) -> bool:
        """Whether it told every row from every other."""
        if self.empty or not self._keys:
            return False
        return _distinct(self._keys) == _distinct(self._rows)

    def named(self, names: Sequence[str]) -> str:
        return " + ".join(names[index] for index in self.columns)


def choose(candidates: Iterable[Candidate], names: Sequence[str], rows: int) -> tuple[tuple[int, ...], str]:
    """`(columns of the key, why)`; no columns mean the hash of the row."""
    if not rows:
        return (), "none: no rows"
    failed = []
    for candidate in candidates:
        if candidate.holds():
            return candidate.columns, f"{candidate.named(names)}, unique in {rows} row{'s' if rows > 1 else ''}"
        failed.append(candidate.named(names))
    if failed:
        return (
            (),
            f"hash of the row, because {' and '.join(failed)} {'is' if len(failed) == 1 else 'are'} empty or repeated",
        )
    return (), "hash of the row, because there is no column of ids"


def _distinct(numbers: array[int]) -> int:
    """How many different numbers there are; sorts them in place, for a copy would double the memory."""
    ordered = np.frombuffer(numbers, dtype=np.uint64)
    ordered.sort()
    return 1 + int(np.count_nonzero(ordered[1:] != ordered[:-1]))
