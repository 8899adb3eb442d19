"""Taking loads back, and erasing what is overdue, in every store."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from graphsvc.errors import CaseNotFound
from graphsvc.marking import Marking
from graphsvc.model import Actor, Decision, Verb, canonical_json
from graphsvc.rights import audit
from graphsvc.store import Cursor, Run, Store
from tests.support.records import CLOSED, EMAIL, OPEN, PHONE, PHONE_2, advert, batch
from tests.support.snapshots import snapshot
from tests.support.stores import StoreFactory

ME = Actor()
AD = "ad:ads:{}".format
LATE = Marking(tlp="GREEN", originators=frozenset({"late"}), review_by="2026-01-10")
HELD = dataclasses.replace(LATE, hold_until="2026-03-01", hold_reason="trial")


def cursor(job: str, source: str, marking: Marking = OPEN) -> Cursor:
    state: dict[str, Any] = {"source": source, "marking": marking.as_json(), "file": {"marking": marking.hash}}
    return Cursor(job, 1, True, canonical_json(state))


def test_unload_leaves_the_case_as_if_it_had_never_been_loaded(store_factory: StoreFactory) -> None:
    one, both = store_factory(), store_factory()
    kept = batch([advert("1", PHONE, EMAIL), advert("2", PHONE)], cursor=cursor("a", "ads"))
    taken = batch(
        [advert("1", PHONE, PHONE_2, source="other"), advert("9", EMAIL, source="other")], CLOSED, source="other",
        cursor=cursor("b", "other"),
    )  # fmt: skip
    one.writer(ME).put(kept)
    both.writer(ME).put(taken)
    both.writer(ME).put(kept)
    assert both.writer(ME).unload("other") == 2
    assert both.digest() == one.digest()
    assert snapshot(both.view()) == snapshot(one.view())
    assert both.cursor("b") is None
    assert both.cursor("a") == one.cursor("a")
    both.writer(ME).put(taken)
    assert both.view().stats()["records"] == 4


def test_unload_of_a_record_seen_twice_takes_both_sightings(store: Store) -> None:
    writer = store.writer(ME)
    writer.put(batch([advert("1", PHONE)], OPEN))
    writer.put(batch([advert("1", PHONE)], CLOSED, name="again.csv"))
    assert writer.unload("ads") == 1
    assert store.view().stats()["nodes"] == 0
    assert [list(store.rows(table)) for table in ("marking", "source", "record", "sighting", "statement")] == [[]] * 5


def test_unload_of_what_is_not_there(store: Store) -> None:
    with pytest.raises(CaseNotFound, match="'ads'"):
        store.writer(ME).unload("ads")
    assert list(store.rows("audit")) == []


def test_unload_keeps_decisions_for_when_the_source_comes_back(store: Store) -> None:
    writer = store.writer(ME)
    writer.put(batch([advert("1", PHONE)]))
    decision = Decision.make(Verb.VERDICT, (PHONE,), "agency", "ada", "2026-01-01T00:00:00Z", "seen")
    writer.decide(decision)
    writer.unload("ads")
    assert store.view().decisions() == []
    writer.put(batch([advert("1", PHONE)]))
    assert store.view().decisions() == [decision]


def test_expire_erases_what_is_overdue_and_not_held(store: Store) -> None:
    writer = store.writer(ME)
    writer.put(batch([advert("1", PHONE), advert("2", PHONE_2)], LATE, cursor=cursor("late", "ads", LATE)))
    writer.put(batch([advert("2", PHONE_2)], OPEN, name="open.csv", cursor=cursor("open", "ads")))
    writer.put(batch([advert("3", EMAIL)], HELD, name="held.csv"))
    assert store.view().projection().nodes == [AD(2), PHONE_2]
    assert writer.expire("2026-01-10") == 0
    assert writer.expire("2026-01-15") == 1
    assert [row["key"] for row in store.rows("record")] == sorted(
        ["2", "3"], key=[row["key"] for row in store.rows("record")].index
    )
    assert {row["marking"] for row in store.rows("statement")} == {OPEN.hash, HELD.hash}
    assert store.cursor("late") is None
    assert store.cursor("open") is not None
    assert store.view().projection().nodes == [AD(2), PHONE_2]
    assert writer.expire("2026-01-15") == 0
    assert writer.expire("2026-03-02") == 1


def test_expire_takes_erased_ids_out_of_all_that_was_made_of_them(store: Store) -> None:
    writer = store.writer(ME)
    writer.put(batch([advert("1", PHONE)], LATE))
    writer.put(batch([advert("2", PHONE_2)], OPEN, name="open.csv"))
    lost = Decision.make(Verb.SAME, (PHONE, PHONE_2), "", "ada", "2026-01-01T00:00:00Z", "x")
    kept = Decision.make(Verb.NOTE, (PHONE_2, "phone:+1"), "", "ada", "2026-01-01T00:00:00Z", "x")
    for decision in (lost, kept):
        writer.decide(decision)
    for name, document in {
        "by node": {"identifiers": [PHONE]},
        "by key": {"records": [{"kind": "ad", "source": "ads", "key": "1"}]},
        "other": {"records": [{"kind": "ad", "source": "ads", "key": "2"}]},
    }.items():
        text = canonical_json(document)
        writer.save_run(Run(name, "2026-01-02T00:00:00Z", "ada", "m", 0, "{}", "[]", 1, text, "{}"))
        writer.save_run(Run(f"{name}, in pieces", "2026-01-03", "ada", "m", 0, "{}", "[]", 1, "", "{}"), [text])
    writer.set("workspace:x", canonical_json({"nodes": [PHONE, PHONE_2], "at": {AD(1): [0, 1], PHONE_2: [1, 1]}}))
    writer.set("workspace:y", canonical_json(PHONE))
    assert writer.expire("2026-01-15") == 1
    assert [row["id"] for row in store.rows("decision")] == [kept.id]
    assert [run.id for run in store.runs()] == ["other", "other, in pieces"]
    assert "".join(store.document("by node, in pieces")) == ""
    assert store.settings() == {"workspace:x": canonical_json({"nodes": [PHONE_2], "at": {PHONE_2: [1, 1]}})}


def test_an_erasure_names_nothing_it_erased(store: Store) -> None:
    writer = store.writer(ME)
    record, statements = advert("1", PHONE)
    writer.put(batch([(record, statements)], LATE))
    writer.expire("2026-01-15")
    erased = list(store.rows("audit"))[-1]
    assert (erased["verb"], erased["object_type"], erased["n_objects"]) == ("erase", "record", 1)
    assert erased["object_ids"] == [audit.reference(store.case_key(), record.id)]
    assert "7946" not in repr(erased)


def test_counts_hold_after_part_of_a_hub_is_gone(store_factory: StoreFactory) -> None:
    whole, part = store_factory(), store_factory()
    ads = [advert(str(number), PHONE, *([EMAIL] if number % 3 else [])) for number in range(40)]
    others = [advert(str(number), PHONE, PHONE_2, source="other") for number in range(30)]
    for store in (whole, part):
        store.writer(ME).put(batch(ads))
    whole.writer(ME).put(batch(ads[:20], CLOSED, name="twice.csv"))
    whole.writer(ME).put(batch(others, source="other"))
    whole.writer(ME).put(batch(others[:9], CLOSED, source="other"))
    whole.writer(ME).unload("other")
    part.writer(ME).put(batch(ads[:20], CLOSED, name="twice.csv"))
    assert whole.digest() == part.digest()
    for scope in (None, [p for p, m in whole.parts().items() if m == CLOSED]):
        same = scope and [p for p, m in part.parts().items() if m == CLOSED]
        assert whole.view(scope).nodes([PHONE, EMAIL, PHONE_2]) == part.view(same).nodes([PHONE, EMAIL, PHONE_2])
