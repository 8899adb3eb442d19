"""The evidence graph: units on one side, (identifier, epoch) values on the other. Adverts are never paired."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from graphsvc.linking.units import Units, kind_of

LIST_LENGTH = 20  # a unit with more identifiers is a directory, not a poster: it ties nothing together


@dataclass(frozen=True, slots=True, eq=False)
class EvidenceGraph:
    """Arrays in canonical order. identifier[v], epoch[v], kind[v]: what value v is; epoch '' when its identifier has
    only one. unit, value, confidence, first, last: one edge for each (unit, value), sorted so; first and last use in
    days, NaN when undated. undated: how many uses belong to none of their identifier's several epochs."""

    units: int
    identifier: NDArray[np.int64]
    epoch: list[str]
    kind: list[str]
    unit: NDArray[np.int64]
    value: NDArray[np.int64]
    confidence: NDArray[np.float64]
    first: NDArray[np.float64]
    last: NDArray[np.float64]
    undated: int

    @property
    def values(self) -> int:
        return len(self.identifier)

    def only(self, kept: NDArray[np.bool_]) -> EvidenceGraph:
        """The same graph with only the edges marked."""
        return replace(
            self, unit=self.unit[kept], value=self.value[kept], confidence=self.confidence[kept],
            first=self.first[kept], last=self.last[kept],
        )  # fmt: skip

    def degrees(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Edges of each unit and of each value."""
        return np.bincount(self.unit, minlength=self.units), np.bincount(self.value, minlength=self.values)

    def lifetimes(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """First and last dated use of each value, in days; inf and -inf where there is none."""
        first, last = np.full(self.values, np.inf), np.full(self.values, -np.inf)
        np.fmin.at(first, self.value, self.first)
        np.fmax.at(last, self.value, self.last)
        return first, last

    def times(self) -> NDArray[np.float64]:
        """First use of anything in each unit, in days; NaN for undated ones."""
        first = np.full(self.units, np.nan)
        np.fmin.at(first, self.unit, self.first)
        return first

    def mean_confidence(self) -> list[float]:
        """Mean confidence of the edges of each value; 0 where it has none."""
        total = np.bincount(self.value, weights=self.confidence, minlength=self.values)
        mean: list[float] = (total / np.maximum(self.degrees()[1], 1)).tolist()
        return mean

    def of_kind(self, *kinds: str) -> NDArray[np.bool_]:
        """Which values are of one of these kinds."""
        return np.array([kind in kinds for kind in self.kind], dtype=bool)

    def company(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """(edge, other): for each edge (u, v) every other edge (u, w) of the same unit, both as edge indices.

        Its length is the sum of squared unit degrees, which LIST_LENGTH bounds where it matters: linear in edges."""
        degree = np.bincount(self.unit, minlength=self.units)
        start = np.concatenate([[0], np.cumsum(degree)])
        repeats = degree[self.unit]
        edge = np.repeat(np.arange(len(self.unit)), repeats)
        other = start[self.unit[edge]] + np.arange(len(edge)) - np.repeat(np.cumsum(repeats) - repeats, repeats)
        kept = other != edge
        return edge[kept], other[kept]


def distinct(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Distinct numbers from 0 up, sorted. `np.unique` hashes them, which takes ten times as long."""
    ordered: NDArray[np.int64] = np.sort(numbers)
    once: NDArray[np.int64] = ordered[np.diff(ordered, prepend=-1) != 0]
    return once


def evidence_graph(units: Units, epoch: NDArray[np.int64]) -> EvidenceGraph:
    """The graph of all units; `epoch` per row as `epochs` gives it."""
    used = epoch >= 0
    base = int(epoch.max(initial=0)) + 1
    keys, value = np.unique(units.identifier[used] * base + epoch[used], return_inverse=True)
    unit, confidence, time = units.unit[used], units.confidence[used], units.time[used]
    order = np.lexsort((value, unit))
    unit, value, confidence, time = unit[order], value[order], confidence[order], time[order]
    starts = np.flatnonzero((np.diff(unit, prepend=-1) != 0) | (np.diff(value, prepend=-1) != 0))
    some = len(starts) > 0
    identifier = keys // base
    return EvidenceGraph(
        len(units.refs), identifier, [f"E{e}" if e else "" for e in (keys % base).tolist()],
        [kind_of(units.identifiers[i]) for i in identifier.tolist()],
        unit[starts], value[starts],
        np.maximum.reduceat(confidence, starts) if some else confidence,
        np.fmin.reduceat(time, starts) if some else time, np.fmax.reduceat(time, starts) if some else time,
        int((~used).sum()),
    )  # fmt: skip


def posters_only(graph: EvidenceGraph, poster: NDArray[np.bool_]) -> tuple[EvidenceGraph, int]:
    """What posters use, without directories, and how many directories there were."""
    degree, _ = graph.degrees()
    lists = degree > LIST_LENGTH
    return graph.only(poster[graph.unit] & ~lists[graph.unit]), int((lists & poster).sum())
