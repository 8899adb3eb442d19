"""RIGHTS.md C1 and M12: what a scope may not see changes no byte of what it sees.

For random cases under several markings, every answer of a view over some of them equals that of a view over a store
that never held the others. Mutants of the view are kept below: the property must catch them.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from typing import Any

import networkx as nx
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graphsvc.model import Actor
from graphsvc.store import Store, View
from graphsvc.store.common.view import SharedView
from graphsvc.store.memory import MemoryStore
from graphsvc.store.memory.snapshot import MemorySnapshot
from tests.support import records as rows
from tests.support.snapshots import SNAPSHOTS, snapshot
from tests.support.stores import StoreFactory
from tests.support.worlds import MARKINGS, World, parts_of, worlds

CASES = {"memory": 300, "sqlite": 50, "neo4j": 10}
LIVE = range(len(MARKINGS) - 1)  # the last is overdue: nobody sees it
Opener = Callable[[Store, set[int]], View]

scopes = st.sets(st.sampled_from(LIVE))


def see(store: Store, parts: set[int]) -> View:
    return store.view(parts)


def check(make: Callable[[], Store], world: World, scope: Iterable[int], opened: Opener = see) -> None:
    """The whole case seen through a scope, against a case that holds no more than the scope."""
    whole, part = make(), make()
    world.fill(whole)
    world.fill(part, scope, backwards=True)
    left = snapshot(opened(whole, parts_of(whole, scope)))
    right = snapshot(part.view())
    for name in SNAPSHOTS:
        assert left[name] == right[name], name


def test_hidden_records_change_nothing(store_factory: StoreFactory) -> None:
    @settings(
        max_examples=CASES.get(store_factory.name, 10), deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    @given(worlds(), scopes)
    def holds(world: World, scope: set[int]) -> None:
        try:
            check(store_factory, world, scope)
        finally:
            store_factory.end()

    holds()


# --- mutants: the property must fail on each of them ---------------------------------------------------------------


class CountsFirst(MemorySnapshot):
    """Counts on the whole graph, and hides nodes afterwards."""

    def __init__(self, store: Any, parts: set[int], day: str) -> None:
        everything = [part for part, marking in store._content.parts.items() if not marking.overdue(day)]
        super().__init__(store._content, parts, day)
        whole = MemorySnapshot(store._content, everything, day)
        self._nodes = {key: whole._nodes[key] for key in self._nodes}


class AggregatesFirst(MemorySnapshot):
    """Clusters the whole graph, and shows the visible members afterwards."""

    def __init__(self, store: Any, parts: set[int], day: str) -> None:
        everything = [part for part, marking in store._content.parts.items() if not marking.overdue(day)]
        super().__init__(store._content, parts, day)
        self.whole = MemorySnapshot(store._content, everything, day)


def _mutated(kind: type[Any]) -> Opener:
    def opened(store: Store, parts: set[int]) -> View:
        mutant = kind(store, parts, "2026-01-15")
        return SharedView(lambda: nullcontext(mutant))

    return opened


def _falsified(clock: Any, opened: Opener) -> bool:
    @settings(max_examples=300, deadline=None, database=None, derandomize=True, phases=[Phase.generate])
    @given(worlds(), scopes)
    def holds(world: World, scope: set[int]) -> None:
        check(lambda: MemoryStore(clock=clock), world, scope, opened)

    try:
        holds()
    except AssertionError:
        return True
    return False


def test_a_view_that_counts_before_it_hides_is_caught(clock: Any) -> None:
    assert _falsified(clock, _mutated(CountsFirst))


def test_a_view_that_clusters_before_it_hides_is_caught(clock: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = SNAPSHOTS["components"]

    def clustered(view: View) -> Any:
        now: Any
        with view._snapshot() as now:  # type: ignore[attr-defined]
            pass
        if not isinstance(now, AggregatesFirst):
            return honest(view)
        visible = set(view.projection().nodes)
        found: Any = honest(SharedView(lambda: nullcontext(now.whole)))
        return [[node, leader] for node, leader in found if node in visible]

    monkeypatch.setitem(SNAPSHOTS, "components", clustered)
    assert _falsified(clock, _mutated(AggregatesFirst))


# --- insertion order: small graphs rarely show it, so one fixed graph of 800 nodes does (M9) --------------------------


def _communities(nodes: Iterable[str], edges: Iterable[tuple[str, str]]) -> list[list[str]]:
    graph = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(edges)
    found = nx.community.louvain_communities(graph, seed=7)
    return sorted(sorted(community) for community in found)


def _in_view_order(view: View) -> list[list[str]]:
    projection = view.projection()
    ends = zip(projection.subject.tolist(), projection.object.tolist())
    return _communities(projection.nodes, ((projection.nodes[a], projection.nodes[b]) for a, b in ends))


def _in_load_order(store: MemoryStore) -> list[list[str]]:
    statements = list(store._content.statements.values())
    return _communities((), ((statement.subject, statement.object) for statement in statements))


@pytest.fixture
def twice(clock: Any) -> tuple[MemoryStore, MemoryStore]:
    """One graph of 800 nodes, loaded in two orders."""
    draw = random.Random(9)
    phones = [f"phone:+999{number:09d}" for number in range(400)]
    adverts = [rows.advert(str(number), *draw.sample(phones, 3)) for number in range(400)]
    stores = MemoryStore(clock=clock), MemoryStore(clock=clock)
    stores[0].writer(Actor()).put(rows.batch(adverts))
    stores[1].writer(Actor()).put(rows.batch(draw.sample(adverts, len(adverts))))
    return stores


def test_load_order_does_not_show_in_what_is_made_of_a_view(twice: tuple[MemoryStore, MemoryStore]) -> None:
    assert len(twice[0].view().projection().nodes) > 700
    assert _in_view_order(twice[0].view()) == _in_view_order(twice[1].view())


def test_the_same_made_in_load_order_is_caught(twice: tuple[MemoryStore, MemoryStore]) -> None:
    assert _in_load_order(twice[0]) != _in_load_order(twice[1])
