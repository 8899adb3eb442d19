from __future__ import annotations

import numpy as np
import pytest

from graphsvc.spark.shards import sharded

NONE = np.empty(0, dtype=np.int64)


def component_of(units: int, values: int, edges: list[tuple[int, int]]) -> np.ndarray:
    """Least node of the component of each unit, then of each value."""
    label = np.arange(units + values)
    for _ in range(units + values):
        for unit, value in edges:
            label[[unit, units + value]] = label[[unit, units + value]].min()
    return label


def cut_up(
    edges: list[tuple[int, int]], weight: list[float], *, size: int, limit: int, tied: list[tuple[int, int]] = ()
):  # type: ignore[no-untyped-def]
    unit, value = np.array(edges, dtype=np.int64).reshape(-1, 2).T
    one, other = np.array(tied, dtype=np.int64).reshape(-1, 2).T
    units = int(unit.max()) + 1
    component = component_of(units, len(weight), edges)
    return sharded(component, units, unit, value, (one, other), np.array(weight), size, limit)


def test_a_component_is_never_spread_over_shards() -> None:
    edges = [(u, u // 3) for u in range(30)]
    found = cut_up(edges, [5.0] * 10, size=5, limit=100)
    assert found.count > 1
    assert not found.cut.any()
    for unit, value in edges:
        assert found.unit[unit] == found.value[value]


def test_shards_hold_about_as_many_units_as_asked() -> None:
    found = cut_up([(u, u // 2) for u in range(100)], [1.0] * 50, size=10, limit=100)
    assert np.bincount(found.unit).max() <= 12
    assert found.count == 10


def test_a_giant_is_cut_at_its_least_evidence_and_stays_whole_elsewhere() -> None:
    # two groups of five, each held by a heavy value, and one light value that all ten share
    edges = [(u, u // 5) for u in range(10)] + [(u, 2) for u in range(10)]
    found = cut_up(sorted(edges), [6.0, 6.0, 0.5], size=1, limit=5)
    assert found.cut.tolist() == [False, False, True]
    assert found.value[2] == -1
    assert [len(set(found.unit[five].tolist())) for five in (slice(0, 5), slice(5, 10))] == [1, 1]
    assert found.unit[0] != found.unit[9]


def test_values_that_are_tied_stay_together() -> None:
    edges = [(0, 0), (1, 1)]
    unit, value = np.array(edges).T
    component = np.array([0, 0, 0, 0])  # the tie joined them
    found = sharded(component, 2, unit, value, (np.array([0]), np.array([1])), np.ones(2), 1, 10)
    assert found.unit[0] == found.unit[1]


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_what_nothing_can_cut_further_ends(limit: int) -> None:
    found = cut_up([(u, v) for u in range(4) for v in range(3)], [1.0, 2.0, 3.0], size=1, limit=limit)
    assert np.bincount(found.unit).max() <= max(limit, 1)


def test_units_without_any_value_have_a_shard() -> None:
    found = sharded(np.arange(3), 3, NONE, NONE, (NONE, NONE), np.empty(0), 2, 10)
    assert (found.unit >= 0).all()
    assert found.count == 2
