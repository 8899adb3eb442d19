"""What the baselines see: which posters' records show which identifiers, without weights, epochs, hubs or verdicts.

Identifiers are found by the same scanner as ours, so that a baseline loses by its linking and not by its reading.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, triu

from graphsvc.linking.units import kind_of, units
from graphsvc.store import Projection

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
EVERYWHERE = 5000  # records of a value from which it stands in no pair: pairs grow with the square


@dataclass(frozen=True, slots=True, eq=False)
class Plain:
    """record, value: one row for each distinct use, sorted so. keys: (source, key) of each record. kind: of each
    value. posted: first dated use by each record, in days, inf where undated."""

    keys: list[tuple[str, str]]
    kind: list[str]
    record: Ints
    value: Ints
    posted: Floats

    @property
    def records(self) -> int:
        return len(self.keys)

    @property
    def values(self) -> int:
        return len(self.kind)

    def degree(self) -> Ints:
        """Records that show each value."""
        return np.bincount(self.value, minlength=self.values).astype(np.int64)

    def rarity(self) -> Floats:
        """ln(records / degree) of each value: inverse document frequency, in nats."""
        rare: Floats = np.log(self.records / np.maximum(self.degree(), 1))
        return rare

    def pairs(self, weight: Floats) -> tuple[Ints, Ints, Floats]:
        """(a, b, weight), a < b: records that share a value, by the sum of the weights of what they share."""
        few = self.degree()[self.value] <= EVERYWHERE
        record, value = self.record[few], self.value[few]
        shape = (self.records, self.values)
        shows = csr_array((np.ones(len(record)), (record, value)), shape=shape)
        weighs = csr_array((weight[value], (record, value)), shape=shape)
        upper = triu(weighs @ shows.T, k=1).tocoo()
        order = np.lexsort((upper.col, upper.row))
        return upper.row[order].astype(np.int64), upper.col[order].astype(np.int64), upper.data[order]


def plain(projection: Projection) -> Plain:
    """The uses that identify a poster, of adverts and profiles."""
    every = units(projection)
    place = np.cumsum(every.poster) - 1
    ours = every.poster[every.unit]
    unit, identifier, time = place[every.unit[ours]], every.identifier[ours], every.time[ours]
    used, value = np.unique(identifier, return_inverse=True)
    uses = np.unique(unit * max(len(used), 1) + value)
    refs = [ref for ref, poster in zip(every.refs, every.poster.tolist(), strict=True) if poster]
    posted = np.full(len(refs), np.inf)
    np.fmin.at(posted, unit, time)
    return Plain(
        [(ref.source, ref.key) for ref in refs],
        [kind_of(every.identifiers[i]) for i in used.tolist()],
        uses // max(len(used), 1), uses % max(len(used), 1), posted,
    )  # fmt: skip
