import networkx as nx
import pytest

from graphsvc.clustering.leiden import Leiden
from graphsvc.errors import InputError


def _edges(graph):
    return [(a, b, 1.0) for a, b in graph.edges]


def test_two_cliques_and_a_bridge():
    assert Leiden().partition(10, _edges(nx.barbell_graph(5, 0)), seed=0) == [0] * 5 + [1] * 5


def test_higher_resolution_makes_smaller_communities():
    graph = nx.karate_club_graph()
    few, many = (Leiden().partition(34, _edges(graph), seed=0, resolution=r) for r in (0.25, 4.0))
    assert len(set(few)) < len(set(many))


@pytest.mark.parametrize("resolution", [0.0, -1.0, float("inf"), float("nan")])
def test_a_resolution_out_of_range_is_refused(resolution):
    with pytest.raises(InputError, match="resolution"):
        Leiden().partition(2, [(0, 1, 1.0)], seed=0, resolution=resolution)


def test_edges_without_weight_tie_nothing():
    assert Leiden().partition(3, [(0, 1, 0.0), (1, 2, 2.0)], seed=0) == [0, 1, 1]


def test_neither_the_order_of_arrival_nor_the_seed_shows():
    graph = nx.gnm_random_graph(400, 1200, seed=7)
    edges = _edges(graph)
    shuffled = [(b, a, w) for a, b, w in reversed(edges)]
    assert Leiden().partition(400, edges, seed=3) == Leiden().partition(400, shuffled, seed=4)
