"""A case moves between any two stores with nothing lost: rows out, rows in, equal digest, equal answers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from graphsvc.errors import InputError
from graphsvc.model import Actor, Decision, Verb
from graphsvc.rights import audit
from graphsvc.store import TABLES, Cursor, Run, Store
from tests.support.records import CLOSED, EMAIL, OPEN, PHONE, PHONE_2, advert, batch
from tests.support.snapshots import snapshot
from tests.support.stores import EVERY_STORE, Clock, StoreFactory, factory

ME = Actor()


@pytest.fixture(params=EVERY_STORE)
def other_factory(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[StoreFactory]:
    made = factory(request, request.param, tmp_path, clock)
    yield made
    made.end()


def fill(store: Store) -> None:
    writer = store.writer(ME)
    writer.put(batch([advert("1", PHONE, EMAIL), advert("2", PHONE)], OPEN, cursor=Cursor("job", 2, True)))
    writer.put(batch([advert("1", PHONE), advert("3", PHONE_2)], CLOSED, name="more.csv"))
    writer.put(
        batch([advert("2", PHONE_2, version="1b1b1b1b1b1b", title="Later")], CLOSED, name="more.csv", first_line=7)
    )
    made = Decision.make(Verb.NOT_SAME, (PHONE, PHONE_2), "", "ada", "2026-01-01T00:00:00Z", "two shops")
    writer.decide(made)
    writer.decide(made.undo("decision:1", "2026-01-02T00:00:00Z", "one shop"))
    writer.set("workspace:x", '{"nodes":[]}')
    writer.save_run(Run("run-1", "2026-01-02T00:00:00Z", "ada", "m", 7, "{}", "[]", 3, '{"actors":[]}', "{}"))


def copy(old: Store, new: Store, size: int = 3) -> None:
    for table in TABLES:
        found = old.rows(table)
        while chunk := list(islice(found, size)):
            new.writer(ME).restore(table, chunk)


def test_from_any_store_to_any_and_back(store_factory: StoreFactory, other_factory: StoreFactory) -> None:
    first, second, third = store_factory(), other_factory(), store_factory()
    fill(first)
    copy(first, second)
    copy(second, third)
    for store in (second, third):
        assert store.digest() == first.digest()
        assert snapshot(store.view()) == snapshot(first.view())
        for scope in (OPEN, CLOSED):
            left, right = ([p for p, m in s.parts().items() if m == scope] for s in (first, store))
            assert snapshot(store.view(right)) == snapshot(first.view(left))
        for table in TABLES[:-1]:
            assert list(store.rows(table)) == list(first.rows(table)), table
        assert store.case_key() == first.case_key()


def test_the_audit_trail_goes_along_beside_the_new_one(store_factory: StoreFactory) -> None:
    first, second = store_factory(), store_factory()
    fill(first)
    copy(first, second)
    old = list(first.rows("audit"))
    found = list(second.rows("audit"))
    assert [event for event in found if event["case"] == old[0]["case"]] == old
    assert len({event["case"] for event in found}) == 2
    assert [chain.fault for chain in audit.verify(found)] == ["", ""]


def test_restoring_twice_changes_nothing(store_factory: StoreFactory) -> None:
    first, second = store_factory(), store_factory()
    fill(first)
    copy(first, second)
    digest, seen = second.digest(), snapshot(second.view())
    copy(first, second, size=100)
    assert second.digest() == digest
    assert snapshot(second.view()) == seen


def test_existing_rows_stay(store: Store) -> None:
    fill(store)
    before = {table: list(store.rows(table)) for table in TABLES[:-1]}
    store.writer(ME).restore(
        "setting", [{"name": "workspace:x", "value": "other"}, {"name": "case_key", "value": "00" * 32}]
    )
    store.writer(ME).restore("decision", [{**before["decision"][0], "reason": "other"}])
    store.writer(ME).restore("run", [{**before["run"][0], "document": "other"}])
    store.writer(ME).restore("cursor", [{**before["cursor"][0], "rows": 99}])
    assert {table: list(store.rows(table)) for table in TABLES[:-1]} == before


def test_rows_out_of_order_and_unknown_tables_are_refused(store_factory: StoreFactory) -> None:
    first, second = store_factory(), store_factory()
    fill(first)
    with pytest.raises(InputError, match="in their order"):
        second.writer(ME).restore("statement", list(first.rows("statement")))
    with pytest.raises(InputError, match="in their order"):
        second.writer(ME).restore("sighting", list(first.rows("sighting")))
    with pytest.raises(InputError, match="no table"):
        second.writer(ME).restore("person", [])
    with pytest.raises(InputError, match="no table"):
        list(second.rows("person"))
    assert second.view().stats()["records"] == 0
