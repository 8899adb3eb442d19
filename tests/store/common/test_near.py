"""Paths over arrays are those over a store's own neighbours."""

from __future__ import annotations

import random

import pytest

from graphsvc.model import EdgeType, NodeKind
from graphsvc.store import Projection
from graphsvc.store.common import walk
from graphsvc.store.common.near import Near, NearGraph
from tests.support.projections import Row, ad, make_projection


class Plain:
    """The same graph looked up in a projection's rows."""

    def __init__(self, projection: Projection, without: frozenset[EdgeType]) -> None:
        types = tuple(EdgeType)
        self._names = projection.nodes
        self._every: dict[int, set[int]] = {node: set() for node in range(len(projection.nodes))}
        self._kept: dict[int, set[int]] = {node: set() for node in range(len(projection.nodes))}
        for one, predicate, other in zip(projection.subject, projection.predicate, projection.object):
            for graph in (self._every, self._kept) if types[predicate] not in without else (self._every,):
                graph[int(one)].add(int(other))
                graph[int(other)].add(int(one))

    def degrees(self, keys):
        return {key: len(self._every[key]) for key in keys}

    def adjacent(self, keys, *, most=None, skip=frozenset()):
        return {key: sorted(self._kept[key] - set(skip))[:most] for key in keys}

    def names(self, keys):
        return {key: self._names[key] for key in keys}


@pytest.mark.parametrize("seed", range(12))
def test_the_same_paths_under_all_rules(seed: int) -> None:
    rng = random.Random(seed)
    ids = [f"phone:+44207946{number:04d}" for number in range(12)] + [f"email:{n}%40example.org" for n in range(6)]
    rows = [
        Row(str(number), tuple(rng.sample(ids, rng.randint(0, 3))), how={ids[0]: EdgeType.REGISTERED_WITH})
        for number in range(25)
    ]
    projection = make_projection(rows)
    near = Near.of(projection)
    assert near is not None
    for _ in range(20):
        start, end = rng.sample(projection.nodes, 2)
        without = frozenset(rng.sample([EdgeType.MENTIONS, EdgeType.REGISTERED_WITH], rng.randint(0, 1)))
        rules = walk.Rules(
            frozenset(map(near.find, rng.sample(projection.nodes, 3))),
            frozenset(rng.sample([NodeKind.EMAIL], rng.randint(0, 1))), rng.choice([None, 4]),
        )  # fmt: skip
        asked = (near.find(start), near.find(end), rules)
        hops, limit = rng.randint(1, 6), rng.randint(1, 5)
        assert walk.paths(NearGraph(near, without), *asked, hops=hops, limit=limit) == walk.paths(
            Plain(projection, without), *asked, hops=hops, limit=limit
        )


def test_every_node_is_found_and_no_other() -> None:
    projection = make_projection([ad("é", "phone:+442079460001"), ad("z"), ad("a", "email:%F0%9F%8C%8A%40example.org")])
    near = Near.of(projection)
    assert near is not None
    assert [near.id(near.find(node)) for node in projection.nodes] == projection.nodes
    assert [near.find(node) for node in ("", "ad:s:b", "zzz", "phone:+44207946000")] == [-1] * 4


def test_a_node_beside_itself_is_left_to_the_store() -> None:
    projection = make_projection([Row("a", ("account:x:y",), kind="account", about="account:x:y")])
    assert Near.of(projection) is None


def test_nothing_at_all() -> None:
    near = Near.of(make_projection([]))
    assert near is not None
    assert near.find("ad:s:a") == -1
