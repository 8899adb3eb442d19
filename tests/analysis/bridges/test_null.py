from __future__ import annotations

import numpy as np

from graphsvc.analysis.bridges.null import rewired
from graphsvc.analysis.bridges.sides import JOB, SALE, Sides, crossings


def made(rows: list[tuple[int, int, int]], kinds: list[int]) -> Sides:
    value, side, uses = (np.array(column, dtype=np.int64) for column in zip(*sorted(rows)))
    many = len(kinds)
    return Sides(np.arange(many), np.array(kinds), np.ones(many, dtype=np.int64), side, value, uses)


def test_a_rewire_keeps_every_degree() -> None:
    rng = np.random.default_rng(1)
    rows = {
        (int(v), int(s)): int(u)
        for v, s, u in zip(rng.integers(0, 60, 300), rng.integers(0, 40, 300), rng.integers(1, 9, 300))
    }
    found = made([(v, s, u) for (v, s), u in rows.items()], [i % 2 for i in range(40)])
    drawn = rewired(found, np.arange(60) % 3, rng)
    assert not np.array_equal(drawn.side, found.side)
    kept = len(drawn.side) / len(found.side)
    assert kept >= 0.98, "a side that still drew one value twice counts once"
    assert np.abs(np.bincount(drawn.side, minlength=40) - np.bincount(found.side, minlength=40)).sum() <= 6
    assert np.abs(np.bincount(drawn.value, minlength=60) - np.bincount(found.value, minlength=60)).sum() <= 6
    pairs = drawn.value * 40 + drawn.side
    assert len(np.unique(pairs)) == len(pairs)


def test_strength_grows_with_the_side_that_shows_less() -> None:
    found = made([(0, 0, 12), (0, 1, 3), (1, 0, 1), (1, 1, 1), (2, 0, 5)], [JOB, SALE])
    crossed = crossings(found, np.array([4.0, 4.0, 4.0]))
    assert crossed.value.tolist() == [0, 1]
    assert crossed.strength.tolist() == [8.0, 4.0]
