"""How alike two texts must be, and how alike they are: exact Jaccard similarity of shingle sets."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphsvc.linking.templates.shingles import ShingleSets, ranges

_CELLS = 1 << 22  # array cells of one block of comparisons


@dataclass(frozen=True, slots=True)
class Measure:
    """What is compared, and how alike is alike.

    run: words of one shingle. masked: identifiers are left out. fewest: words of the shortest text considered.
    slots, edits, floor: see `least`. chained: whatever hangs together is one group; else each text must itself be
    alike to its group's representative. common: share of distinct wordings above which a shingle is a stock phrase.
    """

    run: int
    masked: bool
    fewest: float
    floor: float
    slots: float = 0.0
    edits: float = 0.0
    chained: bool = False
    common: float = 1.0

    def speaks(self, sets: ShingleSets) -> NDArray[np.bool_]:
        """Which texts are long enough to say anything: a shorter one is a phrase that anyone may write."""
        return (sets.words >= self.fewest) & (sets.sizes > 0)

    def least(self, words: NDArray[np.float64]) -> NDArray[np.float64]:
        """Least similarity at which texts of this length (in words) are alike.

        A template has a few slots whatever its length, and edits in proportion to it: a text may differ from the
        common wording in `slots + edits * words` of its shingles, and never goes below `floor`.
        """
        if not self.slots:
            return np.full(len(words), self.floor)
        free = np.minimum(self.slots + self.edits * words, words)
        return np.maximum((words - free) / np.maximum(words + free, 1), self.floor)


# Pairs of words, which survive slots: at .6 for 40 words, .7 for 60, the robust settings for adverts; laxer for the
# shorter, of which six slots are a larger part, and up to .9 for long formal text, where they are next to nothing.
SLOTTED = Measure(run=2, masked=True, fewest=4.0, floor=0.45, slots=8.0, edits=0.05, common=0.01)
# The usual definition of a near-duplicate among formal texts (Broder, 1997), numbers included.
NEAR_COPY = Measure(run=5, masked=False, fewest=5.0, floor=0.8, chained=True)


def jaccard(sets: ShingleSets, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.float64]:
    """Exact similarity of each pair (left[p], right[p]); two empty sets are not alike."""
    return jaccard_between(sets, left, sets, right)


def jaccard_between(
    one: ShingleSets, left: NDArray[np.int64], other: ShingleSets, right: NDArray[np.int64]
) -> NDArray[np.float64]:
    """As `jaccard`, left from one collection, right from another."""
    first, second = one.sizes[left], other.sizes[right]
    total = first + second
    shared = np.zeros(len(left), dtype=np.int64)
    order = np.argsort(total, kind="stable")
    place = 0
    while place < len(order):
        # rows of one block are padded to the longest of them, at most a quarter longer than the shortest
        width = int(total[order[place]] * 1.25) + 8
        fits = int(np.searchsorted(total[order], width, side="right"))
        block = order[place : min(fits, place + max(1, _CELLS // width))]
        shared[block] = _shared(one, left[block], other, right[block], int(total[block[-1]]))
        place += len(block)
    return np.asarray(shared / np.maximum(total - shared, 1))


def _shared(
    one: ShingleSets, left: NDArray[np.int64], other: ShingleSets, right: NDArray[np.int64], width: int
) -> NDArray[np.int64]:
    """Shingles in both sets of each pair: both sets in one row, sorted, equal neighbours counted."""
    first, second = one.sizes[left], other.sizes[right]
    # 33 bits: a pad is no shingle, and two pads are no two equal shingles
    rows = np.full((len(left), width), 1 << 32, dtype=np.uint64)
    rows += np.arange(width, dtype=np.uint64)
    flat, base = rows.reshape(-1), np.arange(len(left)) * width
    flat[ranges(base, first)] = one.values[ranges(one.starts[left], first)]
    flat[ranges(base + first, second)] = other.values[ranges(other.starts[right], second)]
    rows.sort(axis=1)
    return np.asarray(np.count_nonzero(rows[:, 1:] == rows[:, :-1], axis=1), dtype=np.int64)
