"""Random bridges of the same degrees: what would cross from job adverts to sale adverts by chance.

The rewire keeps, for every side, how many identifiers of each kind it shows and how often (by powers of two), and for
every identifier by how many sides it is shown, how often; only who shows which is shuffled (a configuration model,
Newman 2010, after Maslov and Sneppen 2002). A bridge is then held against the best random bridge of each draw between
sides that show no more than its own: the answer holds for all bridges of that size looked at together, not for one
that was picked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from graphsvc.analysis.bridges.sides import Crossings, Sides, crossings

REPAIRS = 4  # rounds in which a side that drew the same value twice swaps one of them


@dataclass(frozen=True, slots=True, eq=False)
class Null:
    """draws x bridges asked about. `best`: the score of the best random bridge between sides of no larger degrees.
    `same`: the mean score of random bridges between sides of the same degrees. 0 where a draw has none; degrees are
    told apart by powers of two."""

    best: NDArray[np.float64]
    same: NDArray[np.float64]


def scores(found: Crossings, poster: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """(pairs, scores) of the sides of two posters: pair = job side * sides + sale side, ascending."""
    between = poster[found.job] != poster[found.sale]
    pair, where = np.unique(found.job[between] * len(poster) + found.sale[between], return_inverse=True)
    total = np.bincount(where, weights=found.strength[between], minlength=len(pair))
    return pair, np.round(total, 9)


def null(
    found: Sides, weight: NDArray[np.float64], kind: NDArray[np.int64], asked: NDArray[np.int64], *, draws: int,
    seed: int,
) -> Null:  # fmt: skip
    """`kind`: of each value, as a number. `asked`: pairs of sides, as `scores` writes them."""
    rng = np.random.default_rng(seed)
    many = len(found.poster)
    degree = np.bincount(found.side, minlength=many)
    size = np.ceil(np.log2(degree + 1.0)).astype(np.int64)
    wanted = _pair_size(asked, many, size)
    best, same = np.zeros((draws, len(asked))), np.zeros((draws, len(asked)))
    for draw in range(draws):
        pair, score = scores(crossings(rewired(found, kind, rng), weight), found.poster)
        if not len(pair):
            continue
        sizes = _pair_size(pair, many, size)
        most = np.zeros(64**2)
        np.maximum.at(most, sizes, score)
        grid = np.maximum.accumulate(np.maximum.accumulate(most.reshape(64, 64), axis=0), axis=1)
        best[draw] = grid.ravel()[wanted]
        total, count = np.bincount(sizes, weights=score, minlength=64**2), np.bincount(sizes, minlength=64**2)
        same[draw] = (total / np.maximum(count, 1))[wanted]
    return Null(best, same)


def _pair_size(pair: NDArray[np.int64], many: int, size: NDArray[np.int64]) -> NDArray[np.int64]:
    found: NDArray[np.int64] = size[pair // max(many, 1)] * 64 + size[pair % max(many, 1)]
    return found


def _log2(uses: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.floor(np.log2(uses)).astype(np.int64)


def rewired(found: Sides, kind: NDArray[np.int64], rng: np.random.Generator) -> Sides:
    """The same sides and values, the ends shuffled within their class; a value drawn twice by one side swaps again.
    `kind`: of each value, as a number."""
    classes = _log2(found.uses) + 64 * kind[found.value]
    side = found.side.copy()
    order = np.argsort(classes, kind="stable")
    starts = np.flatnonzero(np.diff(classes[order], prepend=-1) != 0)
    for members in np.split(order, starts[1:]):
        side[members] = side[rng.permutation(members)]
    many = len(found.poster)
    for _ in range(REPAIRS):
        key = found.value * many + side
        twice = np.ones(len(key), dtype=bool)
        twice[np.unique(key, return_index=True)[1]] = False
        if not twice.any():
            break
        for row in np.flatnonzero(twice).tolist():
            members = order[slice(*np.searchsorted(classes[order], [classes[row], classes[row] + 1]))]
            other = int(members[rng.integers(len(members))])
            side[row], side[other] = side[other], side[row]
    key, first = np.unique(found.value * many + side, return_index=True)
    return replace(found, side=key % many, value=key // many, uses=found.uses[first])
