"""Templates out of verified pairs: each text belongs to a representative it is itself similar to.

A component of pairs may be a chain whose ends have nothing in common. So the most central text of a component becomes
its representative and keeps those that are similar to it; the rest starts again without them. After ROUNDS rounds
what remains can only be a long chain made on purpose: it is cut by local leaders (Luby, 1986), in few more rounds.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graphsvc.linking.templates.blocking import band_keys
from graphsvc.linking.templates.pairs import Pairs, components, similar_pairs
from graphsvc.linking.templates.shingles import ShingleSets, offsets, ranges
from graphsvc.linking.templates.similarity import Measure, jaccard

ROUNDS = 12
_BLOCK = 1 << 22  # shingles counted at once

Grouping = tuple[NDArray[np.int64], NDArray[np.float64]]


def grouped(sets: ShingleSets, measure: Measure, seed: int) -> Grouping:
    """(representative, similarity) of each text, a text that stands alone being its own. Canonical order."""
    leader, near = np.arange(len(sets)), np.ones(len(sets))
    keys = band_keys(sets, seed)
    rest = np.arange(len(sets))
    for _ in range(ROUNDS):
        left, right, _ = _pairs_among(sets, keys, rest, measure)
        if not len(left):
            return leader, near
        paired = np.zeros(len(sets), dtype=bool)
        paired[left] = paired[right] = True
        texts = np.flatnonzero(paired)
        medoid = _medoids(sets, texts, components(len(sets), left, right)[texts])
        alike = jaccard(sets, texts, medoid)
        kept = measure.chained | (alike >= measure.least(np.maximum(sets.words[texts], sets.words[medoid])))
        leader[texts[kept]], near[texts[kept]] = medoid[kept], alike[kept]
        rest = texts[~kept]
    _cut_by_leaders(leader, near, _pairs_among(sets, keys, rest, measure))
    return leader, near


def _pairs_among(
    sets: ShingleSets, keys: NDArray[np.uint64], chosen: NDArray[np.int64], measure: Measure
) -> Pairs:  # fmt: skip
    """Verified pairs of some texts, by their numbers in `sets`."""
    if len(chosen) == len(sets):
        return similar_pairs(sets, keys, measure)
    left, right, alike = similar_pairs(sets.only(chosen), keys[:, chosen], measure)
    return chosen[left], chosen[right], alike


def _medoids(sets: ShingleSets, texts: NDArray[np.int64], label: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each text the most central text of its component: the highest ratio of mean intersection to mean union."""
    order = np.argsort(label, kind="stable")
    medoid = np.empty(len(texts), dtype=np.int64)
    ends = np.flatnonzero(np.diff(label[order], append=-1) != 0) + 1  # each component's end
    filled = np.cumsum(sets.sizes[texts[order]])[ends - 1] // _BLOCK
    begin = 0
    for end in ends[np.diff(filled, append=-1) != 0].tolist():
        block = order[begin:end]
        medoid[block] = _medoids_of_block(sets, texts[block], label[block])
        begin = end
    return medoid


def _medoids_of_block(sets: ShingleSets, texts: NDArray[np.int64], label: NDArray[np.int64]) -> NDArray[np.int64]:
    number = np.cumsum(np.diff(label, prepend=label[:1]) != 0)
    members = np.bincount(number)
    sizes = sets.sizes[texts]
    cells = np.repeat(number, sizes).astype(np.uint64) << np.uint64(32)
    cells |= sets.values[ranges(sets.starts[texts], sizes)]
    order = np.argsort(cells)
    firsts = np.flatnonzero(np.diff(cells[order], prepend=~cells[order[:1]]) != 0)
    counts = np.empty(len(cells), dtype=np.int64)
    counts[order] = np.repeat(np.diff(firsts, append=len(cells)), np.diff(firsts, append=len(cells)))
    shared = np.add.reduceat(counts, offsets(sizes)[:-1])  # members times the mean intersection: exact integers
    union = members[number] * sizes + np.bincount(number, sizes).astype(np.int64)[number] - shared
    best = np.lexsort((texts, -(shared / union), number))
    chosen: NDArray[np.int64] = texts[best[offsets(members)[:-1]]][number]
    return chosen


def _cut_by_leaders(leader: NDArray[np.int64], near: NDArray[np.float64], pairs: Pairs) -> None:
    """Texts before all their neighbours lead; a neighbour joins its most similar leader. Until no pair is left.

    Canonical order is the order of hashes, so the expected number of rounds is logarithmic.
    """
    one, other, alike = (np.concatenate(both) for both in zip(pairs, (pairs[1], pairs[0], pairs[2])))
    settled = np.zeros(len(leader), dtype=bool)
    while len(one):
        lowest = np.full(len(leader), len(leader), dtype=np.int64)
        np.minimum.at(lowest, one, other)
        leads = np.zeros(len(leader), dtype=bool)
        leads[one] = one < lowest[one]
        led = leads[other]
        best = np.lexsort((other[led], -alike[led], one[led]))
        best = best[np.diff(one[led][best], prepend=-1) != 0]
        joined = one[led][best]
        leader[joined], near[joined] = other[led][best], alike[led][best]
        settled[joined] = settled[leader[joined]] = True
        open_ = ~(settled[one] | settled[other])
        one, other, alike = one[open_], other[open_], alike[open_]
