import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphsvc.clustering.components import Components


@given(edges=st.lists(st.tuples(st.integers(0, 19), st.integers(0, 19), st.just(1.0)), max_size=40))
@settings(deadline=None)
def test_the_same_as_networkx(edges):
    graph = nx.Graph()
    graph.add_nodes_from(range(20))
    graph.add_weighted_edges_from(edges)
    labels = Components().partition(20, edges, seed=0)
    found = {frozenset(i for i in range(20) if labels[i] == part) for part in set(labels)}
    assert found == {frozenset(part) for part in nx.connected_components(graph)}


@pytest.mark.parametrize(("cap", "expected"), [(0, [0] * 6), (3, [0, 0, 0, 0, 0, 0]), (2, [0, 1, 2, 2, 3, 3])])
def test_nodes_above_the_cap_are_not_crossed(cap, expected):
    edges = [(0, 2, 1.0), (0, 4, 1.0), (0, 1, 1.0), (2, 3, 1.0), (4, 5, 1.0)]
    assert Components().partition(6, edges, seed=0, degree_cap=cap) == expected
