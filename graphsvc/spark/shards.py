"""Cutting the work into shards: whole components together, and the giant one, if there is one, where evidence is least.

A shard is closed under what joins (its identifiers are used nowhere else), so linking it alone gives what linking
everything gives. A component of more than `limit` units would not fit a worker: its identifiers of least weight stop
holding it together, the lightest first, until all pieces fit. These identifiers then count in every piece for itself;
links through them between pieces are lost, and the caller says how many were cut.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

STEPS = 20  # of the share of identifiers that are cut, before every piece is as small as it gets

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Shards:
    """unit: shard of each unit. value: shard of each value, that of its units; -1 where it was cut. cut: which were."""

    unit: Ints
    value: Ints
    cut: NDArray[np.bool_]
    count: int


def sharded(
    component: Ints, units: int, unit: Ints, value: Ints, tied: tuple[Ints, Ints], weight: NDArray[np.float64],
    size: int, limit: int,
) -> Shards:  # fmt: skip
    """Shards of about `size` units. `component`: of each unit, then of each value. `unit`, `value`: the edges that
    join; `tied`: pairs of values that are kept together too. `weight`: nats per value."""
    label = component.copy()
    cut = np.zeros(len(weight), dtype=bool)
    for share in np.linspace(0.0, 1.0, STEPS + 1)[1:]:
        many = np.bincount(label[:units], minlength=len(label))
        large = many > limit
        inside = large[label[unit]] & ~cut[value]
        if not inside.any():
            break
        least = np.quantile(weight[value[inside]], share)
        cut[value[inside & (weight[value] <= least)]] = True
        label = _again(label, large, units, unit, value, tied, cut)
    shard = _packed(label, units, size)
    return Shards(shard[:units], np.where(cut, -1, shard[units:]), cut, int(shard.max(initial=-1)) + 1)


def _again(
    label: Ints, large: NDArray[np.bool_], units: int, unit: Ints, value: Ints, tied: tuple[Ints, Ints],
    cut: NDArray[np.bool_],
) -> Ints:  # fmt: skip
    """Labels with the large components taken apart at what is cut."""
    one, other = tied
    edges = large[label[unit]] & ~cut[value]
    ties = large[label[units + one]] & ~cut[one] & ~cut[other]
    a = np.concatenate([unit[edges], units + one[ties]])
    b = np.concatenate([units + value[edges], units + other[ties]])
    _, found = connected_components(coo_array((np.ones(len(a)), (a, b)), shape=(len(label),) * 2), directed=False)
    apart = large[label]
    lowest = np.full(int(found.max(initial=0)) + 1, len(label), dtype=np.int64)
    np.minimum.at(lowest, found[apart], np.flatnonzero(apart))
    return np.where(apart, lowest[found], label)


def _packed(label: Ints, units: int, size: int) -> Ints:
    """Shard of each node: components in order, so many to a shard as have about `size` units together."""
    names, place = np.unique(label, return_inverse=True)
    many = np.bincount(place[:units], minlength=len(names))
    before = np.cumsum(many) - many
    shard: Ints = np.unique(before // max(size, 1), return_inverse=True)[1][place]
    return shard.astype(np.int64)
