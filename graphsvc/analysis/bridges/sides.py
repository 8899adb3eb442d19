"""The two sides of every poster, its job adverts and its sale adverts, and which identifiers each side shows.

A side is one poster's adverts of one kind. Adverts of an unknown kind stand on neither side: not known is not absent.
Hubs join nobody, and what is protected is in no side: neither counted nor named.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphsvc.analysis.openly import unprotected, usable
from graphsvc.linking.link import Evidence
from graphsvc.model import Category

JOB, SALE = 0, 1
MAIN = 12  # sides of one value that are paired with each other; of more, those that show it most
_KINDS = (Category.JOB, Category.SALE)


@dataclass(frozen=True, slots=True, eq=False)
class Sides:
    """poster[s], kind[s], adverts[s]: whose side, JOB or SALE, and how many adverts it has. side, value, uses: one
    row for each (value, side), sorted so; `uses`: adverts of the side that show the value."""

    poster: NDArray[np.int64]
    kind: NDArray[np.int64]
    adverts: NDArray[np.int64]
    side: NDArray[np.int64]
    value: NDArray[np.int64]
    uses: NDArray[np.int64]


def sides(evidence: Evidence, poster: NDArray[np.int64]) -> Sides:
    """Sides of all posters. `poster`: of each unit."""
    graph, open_ = evidence.graph, unprotected(evidence)
    of_kind = [np.array([kind in c for c in evidence.units.categories], dtype=bool) & open_ for kind in _KINDS]
    unit = np.concatenate([np.flatnonzero(mask & evidence.units.poster) for mask in of_kind])
    kind = np.repeat([JOB, SALE], [int((mask & evidence.units.poster).sum()) for mask in of_kind])
    keys, side_of, adverts = np.unique(poster[unit] * 2 + kind, return_inverse=True, return_counts=True)
    place = np.full((2, graph.units), -1, dtype=np.int64)
    place[kind, unit] = side_of
    used = usable(evidence)
    side = np.concatenate([place[k][graph.unit[used]] for k in (JOB, SALE)])
    value = np.concatenate([graph.value[used], graph.value[used]])
    value, side = value[side >= 0], side[side >= 0]
    pairs, uses = np.unique(value * max(len(keys), 1) + side, return_counts=True)
    return Sides(
        keys // 2, keys % 2, adverts, pairs % max(len(keys), 1), pairs // max(len(keys), 1), uses.astype(np.int64)
    )


@dataclass(frozen=True, slots=True, eq=False)
class Crossings:
    """Values that stand on a job side and on a sale side: one row for each (job side, sale side, value), sorted so.
    `strength`: the value's weight in nats times log2(1 + adverts of the side that shows it less)."""

    job: NDArray[np.int64]
    sale: NDArray[np.int64]
    value: NDArray[np.int64]
    strength: NDArray[np.float64]


def crossings(found: Sides, weight: NDArray[np.float64]) -> Crossings:
    """Crossings of all values; linear in rows times MAIN."""
    kind = found.kind[found.side]
    order = np.lexsort((found.side, -found.uses, kind, found.value))
    group = found.value[order] * 2 + kind[order]
    starts = np.flatnonzero(np.diff(group, prepend=-1) != 0)
    rank = np.arange(len(order)) - np.repeat(starts, np.diff(np.append(starts, len(order))))
    order = order[rank < MAIN]
    jobs, sales = order[kind[order] == JOB], order[kind[order] == SALE]
    first = np.searchsorted(found.value[sales], found.value[jobs])
    many = np.searchsorted(found.value[sales], found.value[jobs], side="right") - first
    job = np.repeat(jobs, many)
    sale = sales[np.repeat(first, many) + np.arange(len(job)) - np.repeat(np.cumsum(many) - many, many)]
    value = found.value[job]
    strength = weight[value] * np.log2(1.0 + np.minimum(found.uses[job], found.uses[sale]))
    order = np.lexsort((value, found.side[sale], found.side[job]))
    return Crossings(found.side[job][order], found.side[sale][order], value[order], strength[order])
