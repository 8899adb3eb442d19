"""Row keys: a collision of hashes is loud, and heavy nodes give the same answers by streaming as light ones do."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphsvc.errors import StoreDamaged
from graphsvc.model import Actor, hash63
from graphsvc.store.memory import MemoryStore
from graphsvc.store.sqlite import SqliteStore, inserts, put, snapshot
from tests.support.records import EMAIL, PHONE, PHONE_2, advert, batch
from tests.support.snapshots import snapshot as whole
from tests.support.stores import Clock
from tests.support.worlds import MARKINGS, World, parts_of, worlds


@pytest.mark.parametrize("later", [True, False])
def test_two_ids_under_one_key_are_refused_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, later: bool) -> None:
    def clash(text: str) -> int:
        return hash63(PHONE if text == PHONE_2 else text)

    for module in (put, inserts):
        monkeypatch.setattr(module, "hash63", clash)
    store = SqliteStore(str(tmp_path / "case.db"))
    writer = store.writer(Actor())
    if later:
        writer.put(batch([advert("1", PHONE, EMAIL)]))
    before = store.digest()
    with pytest.raises(StoreDamaged, match="have the same row key"):
        writer.put(batch([advert("2", PHONE_2)] if later else [advert("2", PHONE), advert("3", PHONE_2)]))
    assert store.digest() == before
    assert store.view().stats()["records"] == int(later)
    store.close()


def test_two_records_under_one_key_are_refused_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [advert(key)[0].id for key in "12"]
    for module in (put, inserts):
        monkeypatch.setattr(module, "hash63", lambda text: hash63(names[0] if text == names[1] else text))
    store = SqliteStore(str(tmp_path / "case.db"))
    store.writer(Actor()).put(batch([advert("1", PHONE)]))
    with pytest.raises(StoreDamaged, match="have the same row key"):
        store.writer(Actor()).put(batch([advert("2", PHONE)]))
    assert store.view().stats()["records"] == 1
    store.close()


def test_heavy_nodes_are_streamed_to_the_same_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    monkeypatch.setattr(snapshot, "HEAVY", 1)
    monkeypatch.setattr(snapshot, "HEAVY_PAIRS", 6)
    made = iter(range(10_000))

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(worlds(), st.sets(st.sampled_from(range(len(MARKINGS)))))
    def holds(world: World, scope: set[int]) -> None:
        definition, store = MemoryStore(clock=clock), SqliteStore(str(tmp_path / f"{next(made)}.db"), clock=clock)
        for one in (definition, store):
            world.fill(one)
        names = ["graph", "near", "paths"]
        wanted = whole(definition.view(parts_of(definition, scope)), names)
        assert whole(store.view(parts_of(store, scope)), names) == wanted
        store.close()

    holds()
