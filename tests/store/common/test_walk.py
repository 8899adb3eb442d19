"""Walks are bounded: hubs are read last, and a budget ends what would never end."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

import pytest

from graphsvc.model import NodeKind
from graphsvc.store.common import walk
from graphsvc.store.common.walk import Rules


class Plain:
    """A graph of small numbers; the name of n is `phone:n`, three digits. Counts what is read."""

    def __init__(self, edges: Sequence[tuple[int, int]]) -> None:
        self.near: dict[int, set[int]] = {}
        for a, b in edges:
            self.near.setdefault(a, set()).add(b)
            self.near.setdefault(b, set()).add(a)
        self.read = 0

    def degrees(self, keys: Collection[int]) -> Mapping[int, int]:
        return {key: len(self.near[key]) for key in keys if key in self.near}

    def adjacent(
        self, keys: Collection[int], *, most: int | None = None, skip: Collection[int] = frozenset()
    ) -> Mapping[int, Sequence[int]]:
        found = {key: sorted(self.near[key] - set(skip))[:most] for key in keys}
        self.read += sum(map(len, found.values()))
        return found

    def names(self, keys: Collection[int]) -> Mapping[int, str]:
        return {key: f"phone:{key:03d}" for key in keys}


def test_a_path_beyond_the_budget_is_not_found_but_a_cheap_one_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "READ_BUDGET", 40)
    hub = [(500, other) for other in range(600, 700)]
    cheap = [(1, 2), (2, 3), (3, 4), (4, 5)]
    graph = Plain([*hub, *cheap, (1, 500), (500, 501), (501, 5)])
    found = walk.paths(graph, 1, 5, Rules(), hops=6, limit=3)
    assert found == [[1, 500, 501, 5], [1, 2, 3, 4, 5]]  # the hub lies between two that were read
    assert graph.read < 40
    deep = Plain([*hub, (1, 2), (2, 500), (500, 501), (501, 502), (502, 503), (503, 5)])
    assert walk.paths(deep, 1, 5, Rules(), hops=6, limit=3) == [[1, 2, 500, 501, 502, 503, 5]]
    two = Plain([*hub, *((499, other) for other in range(700, 800)), (1, 500), (500, 499), (499, 5)])
    assert walk.paths(two, 1, 5, Rules(), hops=6, limit=3) == []  # two hubs in a row would have to be read


def test_a_hub_that_is_not_read_still_joins_two_that_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "READ_BUDGET", 10)
    graph = Plain([(500, other) for other in range(600, 700)] + [(1, 500), (500, 5)])
    assert walk.paths(graph, 1, 5, Rules(), hops=6, limit=3) == [[1, 500, 5]]
    assert walk.paths(graph, 1, 5, Rules(max_degree=50), hops=6, limit=3) == []


def test_a_whole_neighbourhood_without_the_other_end_stops_the_search() -> None:
    ring = [(number, number + 1) for number in range(100, 900)]
    graph = Plain([(1, 2), *ring])
    assert walk.paths(graph, 1, 500, Rules(), hops=400, limit=3) == []
    assert graph.read < 20


def test_many_partial_paths_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "STEP_BUDGET", 50)
    layers = [range(10, 20), range(20, 30), range(30, 40)]
    edges = [(1, n) for n in layers[0]] + [(n, 2) for n in layers[2]]
    edges += [(a, b) for left, right in pairwise(layers) for a in left for b in right]
    found = walk.paths(Plain(edges), 1, 2, Rules(), hops=4, limit=1000)
    assert found == sorted(found)
    assert 0 < len(found) <= 50


def test_rules_bar_nodes_kinds_and_hubs_but_not_the_ends() -> None:
    graph = Plain([(1, 2), (2, 3), (1, 4), (4, 3), (4, 5), (4, 6)])
    assert walk.paths(graph, 1, 3, Rules(), hops=3, limit=3) == [[1, 2, 3], [1, 4, 3]]
    assert walk.paths(graph, 1, 3, Rules(nodes=frozenset({2})), hops=3, limit=3) == [[1, 4, 3]]
    assert walk.paths(graph, 1, 3, Rules(max_degree=2), hops=3, limit=3) == [[1, 2, 3]]
    assert walk.paths(graph, 1, 3, Rules(kinds=frozenset({NodeKind.PHONE})), hops=3, limit=3) == []
    assert walk.paths(graph, 4, 5, Rules(nodes=frozenset({4, 5}), max_degree=0), hops=3, limit=3) == [[4, 5]]


def test_expansion_takes_the_smallest_keys_of_each_in_order_of_names() -> None:
    graph = Plain([(1, n) for n in range(10, 20)] + [(2, n) for n in range(15, 25)])
    assert walk.expand(graph, [2, 1], hops=1, cap=99, per_node=3) == [[1, 2], [10, 11, 12, 15, 16, 17]]
    assert walk.expand(graph, [2, 1], hops=1, cap=6, per_node=3) == [[1, 2], [10, 11, 12, 15]]
    assert walk.expand(graph, [1, 777], hops=2, cap=99, per_node=99)[1:] == [list(range(10, 20)), [2]]
