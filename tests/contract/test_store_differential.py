"""Every store against the memory store, which is the definition: the same random cases, the same bytes from every
method of a view, under every scope, after loading, unloading and erasing."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphsvc.errors import CaseNotFound
from graphsvc.model import Actor
from graphsvc.store import Store
from graphsvc.store.memory import MemoryStore
from tests.support.snapshots import SNAPSHOTS, snapshot
from tests.support.stores import StoreFactory
from tests.support.worlds import MARKINGS, World, parts_of, worlds

CASES = {"memory": 20, "sqlite": 60, "neo4j": 12}
ME = Actor()


def test_every_store_answers_as_the_definition_does(store_factory: StoreFactory) -> None:
    @settings(
        max_examples=CASES.get(store_factory.name, 12), deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    @given(worlds(), st.sets(st.sampled_from(range(len(MARKINGS)))), st.sampled_from(("", "unload", "expire")))
    def holds(world: World, scope: set[int], removal: str) -> None:
        try:
            definition, store = MemoryStore(clock=store_factory.clock), store_factory()
            for one in (definition, store):
                world.fill(one, backwards=one is store)
                remove(one, removal)
            assert store.digest() == definition.digest()
            left, right = snapshot(store.view()), snapshot(definition.view())
            scoped = snapshot(store.view(parts_of(store, scope)))
            wanted = snapshot(definition.view(parts_of(definition, scope)))
            for name in SNAPSHOTS:
                assert left[name] == right[name], name
                assert scoped[name] == wanted[name], name
        finally:
            store_factory.end()

    holds()


def remove(store: Store, how: str) -> None:
    if how == "expire":
        store.writer(ME).expire(datetime(2026, 1, 15, tzinfo=UTC).date().isoformat())
    if how == "unload":
        try:
            store.writer(ME).unload("ads")
        except CaseNotFound:
            assert not store.has_source("ads")
