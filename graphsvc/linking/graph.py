"""The evidence graph: units on one side, (identifier, epoch) values on the other. Adverts are never paired."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from graphsvc.linking.units import Units

LIST_LENGTH = 64  # a unit with more identifiers is a directory, not a poster: it ties nothing together


@dataclass(frozen=True, slots=True, eq=False)
class EvidenceGraph:
    """Arrays in canonical order. identifier[v], epoch[v]: what value v is; epoch '' when the identifier has only one.
    unit, value, confidence, first, last: one edge for each (unit, value), sorted so; first and last in days, NaN when
    undated. undated: how many uses belong to none of their identifier's several epochs."""

    units: int
    identifier: NDArray[np.int64]
    epoch: list[str]
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


def evidence_graph(units: Units, epoch: NDArray[np.int64]) -> EvidenceGraph:
    """The graph of all units; `epoch` per row as `epochs` gives it."""
    used = epoch >= 0
    base = int(epoch.max(initial=0)) + 1
    keys, value = np.unique(units.identifier[used] * base + epoch[used], return_inverse=True)
    unit, confidence, time = units.unit[used], units.confidence[used], units.time[used]
    order = np.lexsort((value, unit))
    unit, value, confidence, time = unit[order], value[order], confidence[order], time[order]
    starts = np.flatnonzero(np.diff(unit, prepend=-1) | np.diff(value, prepend=-1))
    edges = len(starts)
    return EvidenceGraph(
        len(units.refs), keys // base, [f"E{e}" if e else "" for e in (keys % base).tolist()],
        unit[starts], value[starts],
        np.maximum.reduceat(confidence, starts) if edges else confidence,
        np.fmin.reduceat(time, starts) if edges else time, np.fmax.reduceat(time, starts) if edges else time,
        int((~used).sum()),
    )  # fmt: skip
