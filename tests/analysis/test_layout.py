from itertools import combinations
from math import hypot

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphsvc.analysis.layout import SPACE, layout

GRAPHS = {
    "star": nx.star_graph(120), "two hubs": nx.complete_bipartite_graph(2, 120), "path": nx.path_graph(60),
    "tree": nx.balanced_tree(3, 4), "karate": nx.karate_club_graph(), "grid": nx.grid_2d_graph(8, 8),
    "pairs": nx.disjoint_union_all([nx.path_graph(2) for _ in range(30)]), "alone": nx.empty_graph(25),
    "clique": nx.complete_graph(20), "one": nx.empty_graph(1), "none": nx.empty_graph(0),
}  # fmt: skip


def _named(graph):
    return [str(n) for n in graph.nodes], [(str(a), str(b)) for a, b in graph.edges]


def _closest(points):
    return min((hypot(a[0] - b[0], a[1] - b[1]) for a, b in combinations(points, 2)), default=SPACE)


@pytest.mark.parametrize("graph", GRAPHS.values(), ids=GRAPHS)
def test_every_node_has_a_place_of_its_own(graph):
    nodes, edges = _named(graph)
    found = layout(nodes, edges, seed=1)
    assert sorted(found) == sorted(nodes)
    assert _closest(found.values()) >= SPACE - 0.05


def test_same_graph_and_seed_same_picture_in_any_order():
    nodes, edges = _named(nx.karate_club_graph())
    first = layout(nodes, edges, seed=3)
    assert layout(nodes[::-1], [(b, a) for a, b in edges[::-1]] * 2, seed=3) == first
    assert layout(nodes, edges, seed=4) != first


def test_neighbours_stand_nearer_than_others():
    nodes, edges = _named(nx.connected_caveman_graph(6, 8))
    found = layout(nodes, edges, seed=1)
    joined = {frozenset(edge) for edge in edges}
    near, far = [], []
    for a, b in combinations(sorted(found), 2):
        distance = hypot(found[a][0] - found[b][0], found[a][1] - found[b][1])
        (near if frozenset((a, b)) in joined else far).append(distance)
    assert sum(near) / len(near) < 0.6 * sum(far) / len(far)


@given(
    placed=st.dictionaries(
        st.sampled_from([str(i) for i in range(34)]),
        st.tuples(st.floats(-500, 500), st.floats(-500, 500)).map(lambda p: (round(p[0], 2), round(p[1], 2))),
        max_size=20,
    ),
    seed=st.integers(0, 2),
)  # fmt: skip
@settings(deadline=None, max_examples=60)
def test_nothing_placed_moves_and_new_nodes_cover_nobody(placed, seed):
    nodes, edges = _named(nx.karate_club_graph())
    found = layout(nodes, edges, placed=placed, seed=seed)
    assert {node: found[node] for node in placed} == placed
    fresh = [node for node in nodes if node not in placed]
    for node in fresh:
        others = [found[other] for other in nodes if other != node]
        assert all(hypot(found[node][0] - x, found[node][1] - y) >= SPACE - 0.05 for x, y in others)


def test_new_nodes_stand_around_their_neighbour():
    nodes, edges = _named(nx.star_graph(10))
    found = layout(nodes, edges, placed={"0": (1000.0, -400.0)})
    assert all(hypot(x - 1000.0, y + 400.0) <= 3.5 * SPACE for x, y in found.values())


def test_a_group_without_placed_nodes_stands_beside():
    found = layout(["a", "b", "c", "d"], [("a", "b"), ("c", "d")], placed={"a": (0.0, 0.0), "b": (60.0, 0.0)})
    assert min(found["c"][0], found["d"][0]) > 60.0


def test_edges_to_nodes_that_are_not_drawn_and_loops_are_ignored():
    assert layout(["a"], [("a", "a"), ("a", "gone")]) == {"a": (0.0, 0.0)}
