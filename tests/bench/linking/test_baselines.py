from __future__ import annotations

from collections import defaultdict

import networkx as nx
import pytest

from graphsvc.bench.linking.baselines import BASELINES, best_match, components, degree_cap, louvain, walk
from graphsvc.bench.linking.plain import plain


def parts(labels) -> set[frozenset[int]]:
    found = defaultdict(set)
    for record, label in enumerate(labels):
        found[label].add(record)
    return {frozenset(members) for members in found.values()}


A, B = frozenset(range(4)), frozenset(range(4, 8))


def test_components_fuse_what_a_hub_joins(two_posters_and_a_hub):
    assert parts(components(two_posters_and_a_hub)[""]) == {frozenset(range(68))}


def test_a_cap_below_the_hub_keeps_the_posters_apart(two_posters_and_a_hub):
    found = degree_cap(two_posters_and_a_hub)
    assert {A, B} <= parts(found["cap 10"])
    assert parts(found["cap 100"]) == {frozenset(range(68))}


def test_best_match_gives_each_record_one_persona(two_posters_and_a_hub):
    labels = best_match(two_posters_and_a_hub)["2 nats"]
    assert len(labels) == 68
    assert len(set(labels[:4])) == len(set(labels[4:8])) == 1
    assert labels[0] != labels[4]


def test_the_walk_joins_by_the_inverse_square_of_the_degree(two_posters_and_a_hub):
    found = walk(two_posters_and_a_hub)
    assert {A, B} <= parts(found["sum >= 0.01"])  # 1/16 for a poster's own, 1/4624 for the hub
    assert parts(found["sum >= 0.0001"]) == {frozenset(range(68))}


def test_louvain_separates_at_a_higher_resolution(two_posters_and_a_hub):
    found = louvain(two_posters_and_a_hub)
    assert any({A, B} <= parts(labels) for labels in found.values())


@pytest.mark.parametrize("name", sorted(BASELINES))
def test_each_setting_labels_every_record_the_same_way_twice(world, name):
    view = plain(world.seen.projection)
    first, second = BASELINES[name](view), BASELINES[name](view)
    assert first == second
    assert all(len(labels) == view.records for labels in first.values())


def test_components_are_networkx_own(world):
    view = plain(world.seen.projection)
    graph = nx.Graph()
    graph.add_nodes_from(range(view.records))
    graph.add_edges_from((r, -1 - v) for r, v in zip(view.record.tolist(), view.value.tolist()))
    expected = {frozenset(n for n in part if n >= 0) for part in nx.connected_components(graph)}
    assert parts(components(view)[""]) == expected
