import networkx as nx
import pytest

from graphsvc.clustering.evidence import LARGE, THRESHOLD, Evidence
from graphsvc.errors import InputError


def test_light_links_join_nobody_however_many():
    edges = [(0, i, THRESHOLD - 0.1) for i in range(1, 6)] + [(1, 2, THRESHOLD)]
    assert Evidence().partition(6, edges, seed=0) == [0, 1, 1, 2, 3, 4]


def test_the_threshold_is_a_parameter():
    assert Evidence().partition(2, [(0, 1, 5.0)], seed=0, threshold=5.0) == [0, 0]
    with pytest.raises(InputError, match="threshold"):
        Evidence().partition(2, [(0, 1, 5.0)], seed=0, threshold=0.0)


def test_a_large_group_of_clear_communities_is_several_networks():
    graph = nx.connected_caveman_graph(3, 6)
    edges = [(a, b, 10.0) for a, b in graph.edges]
    assert len(graph) >= LARGE
    assert Evidence().partition(18, edges, seed=0) == [0] * 6 + [1] * 6 + [2] * 6


def test_a_large_group_without_clear_communities_stays_one():
    graph = nx.complete_graph(LARGE + 3)
    assert set(Evidence().partition(len(graph), [(a, b, 10.0) for a, b in graph.edges], seed=0)) == {0}


def test_a_small_group_is_not_asked():
    graph = nx.barbell_graph(4, 0)
    assert set(Evidence().partition(8, [(a, b, 10.0) for a, b in graph.edges], seed=0)) == {0}


def test_the_resolution_is_that_on_which_seeds_agree_and_the_seed_changes_nothing_clear():
    ring = [(a, b, 8.0) for c in range(5) for a in range(c * 4, c * 4 + 4) for b in range(a + 1, c * 4 + 4)]
    ring += [(c * 4, ((c + 1) % 5) * 4 + 1, 6.0) for c in range(5)]
    expected = [c for c in range(5) for _ in range(4)]
    assert Evidence().partition(20, ring, seed=0) == Evidence().partition(20, ring, seed=3) == expected
