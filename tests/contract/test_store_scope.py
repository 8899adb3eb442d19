"""What a scope sees: parts allowed now, never what is overdue, and decisions only where all their targets are seen."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime

from graphsvc.marking import Marking
from graphsvc.model import Actor, Decision, RecordKind, Verb
from graphsvc.store import Store
from tests.support import records as rows
from tests.support.records import ACCOUNT, CLOSED, EMAIL, NO_LINK, OPEN, PHONE, PHONE_2, advert, batch
from tests.support.stores import StoreFactory

ME = Actor()
AD = "ad:ads:{}".format


def fill(store: Store) -> dict[str, int]:
    """Advert 1 open and closed, 2 open, 3 closed; returns parts by TLP."""
    writer = store.writer(ME)
    writer.put(batch([advert("1", PHONE, posted="2025-01-01"), advert("2", PHONE, EMAIL, posted="2025-01-02")], OPEN))
    writer.put(batch([advert("1", PHONE, posted="2025-01-01")], CLOSED, name="closed.csv"))
    writer.put(batch([advert("3", PHONE, PHONE_2, posted="2025-01-03")], CLOSED, name="closed.csv", first_line=9))
    return {marking.tlp: part for part, marking in store.parts().items()}


def test_a_scope_sees_only_its_parts(store: Store) -> None:
    parts = fill(store)
    open_, closed, none = store.view([parts["GREEN"]]), store.view([parts["RED"]]), store.view([])
    assert open_.projection().nodes == sorted([AD(1), AD(2), PHONE, EMAIL])
    assert closed.projection().nodes == sorted([AD(1), AD(3), PHONE, PHONE_2])
    assert none.projection().nodes == none.search("warehouse") == none.markings() == []
    assert store.view([parts["GREEN"], parts["RED"]]).projection().nodes == store.view().projection().nodes
    assert store.view([999]).stats()["records"] == 0
    for view, last, degree in ((open_, "2025-01-02", 2), (closed, "2025-01-03", 2), (store.view(), "2025-01-03", 3)):
        phone = view.node(PHONE)
        assert phone is not None
        assert (phone.records, phone.degree, phone.first, phone.last) == (degree, degree, "2025-01-01", last)
    assert closed.evidence(AD(2), PHONE) == closed.records(AD(2)) == []
    assert closed.record(advert("2")[0].id) is None
    assert [marking.tlp for _, _, marking in closed.sightings(advert("1")[0].id)] == ["RED"]


def test_a_digest_names_the_markings_in_scope(store: Store) -> None:
    parts = fill(store)
    digests = {store.view(scope).digest for scope in ([], [parts["GREEN"]], [parts["RED"]], None)}
    assert len(digests) == 4
    assert store.view(list(parts.values())).digest == store.view().digest
    assert [marking.tlp for marking in store.view().markings()] == [
        marking.tlp for marking in sorted((OPEN, CLOSED), key=lambda marking: marking.hash)
    ]


def test_a_marking_that_holds_nothing_is_not_in_scope(store: Store) -> None:
    store.writer(ME).put(batch([], OPEN))
    assert store.view().markings() == []
    assert [source["source"] for source in store.view().stats()["sources"]] == ["ads"]
    assert store.has_source("ads")
    assert not store.has_source("other")


def test_what_is_overdue_is_out_of_sight_at_once(store_factory: StoreFactory) -> None:
    day = [datetime(2026, 1, 15, tzinfo=UTC)]
    store = store_factory(clock=lambda: day[0])
    soon = dataclasses.replace(OPEN, review_by="2026-01-16", hold_until="2027-01-01", hold_reason="trial")
    store.writer(ME).put(batch([advert("1", PHONE)], soon))
    store.writer(ME).put(batch([advert("2", PHONE)], CLOSED))
    view = store.view()
    assert view.projection().nodes == [AD(1), AD(2), PHONE]
    day[0] = datetime(2026, 1, 16, 23, 59, tzinfo=UTC)
    assert view.projection().nodes == [AD(1), AD(2), PHONE]
    day[0] = datetime(2026, 1, 17, tzinfo=UTC)
    assert view.projection().nodes == [AD(2), PHONE]
    assert [marking.tlp for marking in view.markings()] == ["RED"]
    day[0] = datetime(2026, 1, 1, tzinfo=UTC)
    assert view.projection().nodes == [AD(1), AD(2), PHONE]


def test_a_decision_is_seen_only_with_all_its_targets(store: Store) -> None:
    parts = fill(store)
    hidden = Decision.make(Verb.SAME, (EMAIL, PHONE_2), "", "ada", "2026-01-01T00:00:00Z", "x")
    shown = Decision.make(Verb.SAME, (PHONE, "actor:00"), "", "ada", "2026-01-02T00:00:00Z", "x")
    about = Decision.make(Verb.NOTE, (advert("3")[0].id,), "", "ada", "2026-01-03T00:00:00Z", "x")
    gone = Decision.make(Verb.NOTE, ("phone:+1",), "", "ada", "2026-01-03T00:00:00Z", "x")
    for decision in (gone, about, shown, hidden):
        store.writer(ME).decide(decision)
    assert store.view([parts["GREEN"]]).decisions() == [shown]
    assert store.view([parts["RED"]]).decisions() == [shown, about]
    assert store.view().decisions() == [hidden, shown, about]
    assert [row["id"] for row in store.rows("decision")] == sorted(d.id for d in (hidden, shown, about, gone))


def test_a_part_number_is_never_given_twice(store: Store) -> None:
    writer = store.writer(ME)
    writer.put(batch([advert("1", PHONE)], OPEN))
    [first] = store.parts()
    scope = store.view([first])
    writer.unload("ads")
    assert store.parts() == {}
    writer.put(batch([advert("1", PHONE)], CLOSED))
    assert first not in store.parts()
    assert scope.projection().nodes == []


def test_links_are_barred_where_every_marking_bars_them(store: Store) -> None:
    weak = Marking(tlp="AMBER", eval_source="X", eval_info="4")
    writer = store.writer(ME)
    profile = rows.record("p", kind=RecordKind.ACCOUNT, node=ACCOUNT)
    writer.put(batch([advert("1", PHONE), (profile, [rows.statement(profile, PHONE)])], NO_LINK))
    writer.put(batch([advert("1", PHONE), advert("2", PHONE)], weak, name="weak.csv"))
    writer.put(batch([advert("2", PHONE)], OPEN, name="open.csv"))
    parts = {marking.hash: part for part, marking in store.parts().items()}
    arrays = store.view().projection()
    assert arrays.record_linkable.tolist() == [False, False, True]  # the profile, advert 1, advert 2
    assert arrays.linkable.tolist() == [False, False, True]
    arrays = store.view([parts[NO_LINK.hash], parts[weak.hash]]).projection()
    assert not arrays.record_linkable.any()
    assert not arrays.linkable.any()
