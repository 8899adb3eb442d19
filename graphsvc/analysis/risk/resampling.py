"""Stability under resampling: would the members still be together if other evidence had been collected?

A resample draws each use of an identifier by a member Poisson(1) times, the bootstrap for streams of data (Oza and
Russell 2001; Chamandy et al. 2012): an identifier that stands in k records of a member is missing with chance e^-k. The
stability of a cluster is the share of resamples in which it stays together, after Hennig, 'Cluster-wise assessment of
cluster stability' (2007): at least two members are drawn, and all but a fifth of those drawn hang together by the
identifiers drawn. It measures noise in the evidence, not one identifier that everyone shares for another reason: that
is what the weakest cut shows.

Cost: RESAMPLES times a connected-components pass over the uses; linear in them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from graphsvc.analysis.risk.draws import Keys, uniform

RESAMPLES = 100  # standard error of a share of one half: 0.05
STRAYS = 0.2  # share of the members drawn that may have fallen off: one of five
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Uses:
    """Uses of identifiers by members of clusters, one entry each: member, value, how many records carry it, and a key
    that is the same on every run. `cluster`, per member, numbered from 0."""

    member: Ints
    value: Ints
    records: Ints
    key: Keys
    cluster: Ints

    @property
    def values(self) -> int:
        return int(self.value.max(initial=-1)) + 1


def stability(uses: Uses, ties: NDArray[np.int64], *, seed: int, needs: int = 1) -> NDArray[np.float64]:
    """Share of resamples, per cluster, in which it stays together. ties: (n, 2) members that a person's decision
    joins. `needs`: identifiers that two members must share to hang together. NaN for clusters of a single member."""
    clusters = int(uses.cluster.max(initial=-1)) + 1
    size = np.bincount(uses.cluster, minlength=clusters)
    together = np.zeros(clusters)
    if not len(uses.member) and not len(ties):  # nothing that could hold anything together
        return np.where(size > 1, together, np.nan)
    joins = _Joins(uses, ties, needs)
    lost = np.exp(-uses.records.astype(np.float64))
    for counter in range(RESAMPLES):
        kept = uniform(uses.key, seed, counter) >= lost
        drawn = np.zeros(len(uses.cluster), dtype=bool)
        drawn[uses.member[kept]] = True
        drawn[ties.ravel()] = True
        label = joins.pieces(kept)[drawn]
        whole = np.bincount(uses.cluster[drawn], minlength=clusters)
        piece, members = np.unique(label, return_counts=True)
        where = np.zeros(int(label.max(initial=-1)) + 1, dtype=np.int64)
        where[label] = uses.cluster[drawn]
        largest = np.zeros(clusters, dtype=np.int64)
        np.maximum.at(largest, where[piece], members)
        together += (whole >= 2) & (largest >= (1.0 - STRAYS) * whole)
    return np.where(size > 1, together / RESAMPLES, np.nan)


class _Joins:
    """Connected pieces of members under the uses that are kept."""

    def __init__(self, uses: Uses, ties: NDArray[np.int64], needs: int) -> None:
        self._members, self._needs, self._ties = len(uses.cluster), needs, ties
        if needs == 1:
            self._order = np.argsort(uses.member, kind="stable")
            self._value = (uses.value[self._order] + self._members).astype(np.int32)
            self._start = np.searchsorted(uses.member[self._order], np.arange(self._members + 1))
            self._size = self._members + uses.values
        else:
            self._a, self._b = _pairs(uses)
            key = uses.member[self._a] * self._members + uses.member[self._b]
            pair, self._pair = np.unique(key, return_inverse=True)
            self._ends = np.column_stack([pair // self._members, pair % self._members])

    def pieces(self, kept: NDArray[np.bool_]) -> Ints:
        """The piece of each member."""
        ends = self._ties
        if self._needs == 1:
            some = kept[self._order]
            counted = np.concatenate([[0], np.cumsum(some)])[self._start]
            below = np.full(self._size - self._members, counted[-1])
            graph: csr_array | coo_array = csr_array(
                (np.ones(counted[-1], dtype=np.int8), self._value[some], np.concatenate([counted, below])),
                shape=(self._size, self._size),
            )
            if len(ends):
                graph = graph + coo_array(
                    (np.ones(len(ends), dtype=np.int8), (ends[:, 0], ends[:, 1])), shape=graph.shape
                )
        else:
            shared = np.bincount(self._pair[kept[self._a] & kept[self._b]], minlength=len(self._ends))
            ends = np.concatenate([self._ends[shared >= self._needs], ends])
            graph = coo_array(
                (np.ones(len(ends), dtype=np.int8), (ends[:, 0], ends[:, 1])), shape=(self._members, self._members)
            )
        label: Ints = connected_components(graph, directed=False)[1][: self._members].astype(np.int64)
        return label


def _pairs(uses: Uses) -> tuple[Ints, Ints]:
    """(i, j): uses of one value by two members of one cluster, the lower member first. Meant for the few members of
    networks, whose shared values are few."""
    order = np.lexsort((uses.member, uses.value, uses.cluster[uses.member]))
    group = uses.cluster[uses.member[order]] * max(uses.values, 1) + uses.value[order]
    starts = np.flatnonzero(np.diff(group, prepend=-1) != 0)
    many = np.diff(np.append(starts, len(order)))
    a = [s + i for s, n in zip(starts.tolist(), many.tolist()) for i in range(n) for _ in range(i + 1, n)]
    b = [s + j for s, n in zip(starts.tolist(), many.tolist()) for i in range(n) for j in range(i + 1, n)]
    return order[np.array(a, dtype=np.int64)], order[np.array(b, dtype=np.int64)]
