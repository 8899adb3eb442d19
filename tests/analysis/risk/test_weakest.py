"""The weakest cut against every cut there is, and against networkx where both ends of an edge are single."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphsvc.analysis.risk import weakest
from graphsvc.analysis.risk.weakest import weakest_cut

EDGES = st.sets(st.tuples(st.integers(0, 6), st.integers(0, 7)), min_size=1, max_size=28)
WEIGHTS = st.lists(st.integers(1, 9).map(float), min_size=8, max_size=8)


def _cost(side: set[int], weights: list[float], edges: set[tuple[int, int]]) -> float:
    inside = {value for member, value in edges if member in side}
    outside = {value for member, value in edges if member not in side}
    return sum(weights[value] for value in inside & outside)


@given(edges=EDGES, weights=WEIGHTS)
@settings(deadline=None, max_examples=200)
def test_no_cut_is_lighter(edges: set[tuple[int, int]], weights: list[float]) -> None:
    """Every way to part seven members."""
    least = min(_cost(set(side), weights, edges) for n in (1, 2, 3) for side in combinations(range(7), n))
    found = weakest_cut(7, weights, sorted(edges))
    assert found.proven
    assert found.weight == pytest.approx(least)
    assert sum(weights[value] for value in found.across) == pytest.approx(least)
    assert 1 <= found.off <= 3


@given(edges=EDGES, weights=WEIGHTS, order=st.permutations(range(7)))
@settings(deadline=None, max_examples=100)
def test_the_order_of_members_does_not_matter(
    edges: set[tuple[int, int]], weights: list[float], order: list[int]
) -> None:  # fmt: skip
    turned = sorted((order[member], value) for member, value in edges)
    assert weakest_cut(7, weights, turned).weight == pytest.approx(weakest_cut(7, weights, sorted(edges)).weight)


@pytest.mark.parametrize("seed", range(5))
def test_plain_graphs_as_stoer_and_wagner_in_networkx(seed: int) -> None:
    graph = nx.connected_watts_strogatz_graph(30, 4, 0.3, seed=seed)
    edges, weights = [], []
    for number, (a, b) in enumerate(sorted(graph.edges)):
        weights.append(1.0 + (a * 7 + b * 3) % 5)
        graph[a][b]["weight"] = weights[-1]
        edges += [(a, number), (b, number)]
    assert weakest_cut(30, weights, edges).weight == pytest.approx(nx.stoer_wagner(graph)[0])


def test_what_a_decision_ties_is_never_cut() -> None:
    edges = [(0, 0), (1, 0), (1, 1), (2, 1)]
    assert weakest_cut(3, [1.0, 5.0], edges).across == (0,)
    assert weakest_cut(3, [1.0, 5.0], edges, [(0, 1)]).across == (1,)
    assert weakest_cut(2, [], [], [(0, 1)]) == weakest.Weakest(0.0, 0, (), True)


def test_beyond_the_effort_it_is_an_upper_bound_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    edges = [(m, v) for v in range(6) for m in (v, (v + 1) % 6)]
    exact = weakest_cut(6, [1.0, 3.0, 3.0, 1.0, 3.0, 3.0], edges)
    assert (exact.weight, exact.off, exact.proven) == (2.0, 3, True)
    monkeypatch.setattr(weakest, "EFFORT", 0)
    bounded = weakest_cut(6, [1.0, 3.0, 3.0, 1.0, 3.0, 3.0], edges)
    assert not bounded.proven
    assert bounded.weight >= 2.0


def test_large_clusters_on_one_number_take_no_search(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weakest, "EFFORT", 0)
    found = weakest_cut(5_000, [4.0, 2.0], [*((m, 0) for m in range(5_000)), (0, 1), (1, 1)])
    assert (found.weight, found.off, found.proven) == (4.0, 1, True)
