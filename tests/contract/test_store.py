"""What every store does with what it is given: upserts, evidence, versions, texts, decisions, settings, runs, audit."""

from __future__ import annotations

import dataclasses
import inspect
import random
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphsvc.errors import InputError
from graphsvc.marking import Marking
from graphsvc.model import Actor, Decision, EdgeType, Sighting, Verb, canonical_json, hash63
from graphsvc.registry import load
from graphsvc.rights import audit
from graphsvc.store import STORES, Cursor, PutCounts, Run, Store, View, Writer
from tests.support import records as rows
from tests.support.records import ACCOUNT, CLOSED, EMAIL, OPEN, PHONE, PHONE_2, advert, batch
from tests.support.snapshots import snapshot
from tests.support.stores import StoreFactory

ME = Actor("ada", "analyst", "s1", "investigation", "case 7")


def methods(protocol: type[Any]) -> dict[str, list[str]]:
    """Public methods of a protocol with the names of their parameters."""
    return {
        name: list(inspect.signature(member).parameters)
        for name, member in vars(protocol).items()
        if inspect.isfunction(member) and not name.startswith("_")
    }


@pytest.mark.parametrize("name", STORES)
def test_every_registered_store_is_a_store(name: str) -> None:
    made = load(STORES[name])
    assert made.name == name
    assert made.__doc__
    found = {member: list(inspect.signature(getattr(made, member)).parameters) for member in methods(Store)}
    assert found == methods(Store)


def test_writer_and_view_have_the_methods_of_the_port(store: Store) -> None:
    for protocol, made in ((Writer, store.writer(ME)), (View, store.view())):
        for name, parameters in methods(protocol).items():
            assert list(inspect.signature(getattr(type(made), name)).parameters) == parameters, name


# --- upserts ---------------------------------------------------------------------------------------------------------


def test_put_counts_what_is_new_changed_and_seen(store: Store) -> None:
    writer = store.writer(ME)
    assert writer.put(batch([advert("1", PHONE), advert("2")])) == PutCounts(new=2, seen=0, changed=0)
    again = [advert("1", PHONE), advert("2", version="1b1b1b1b1b1b", title="Changed"), advert("3")]
    assert writer.put(batch(again)) == PutCounts(new=1, seen=1, changed=1)
    twins = [advert("4"), advert("4"), advert("4", version="1b1b1b1b1b1b")]
    assert writer.put(batch(twins)) == PutCounts(new=1, seen=1, changed=1)


def test_a_key_is_known_by_kind_and_source(store: Store) -> None:
    writer = store.writer(ME)
    writer.put(batch([advert("1")]))
    assert writer.put(batch([advert("1", source="other")], source="other")).new == 1
    account = advert("1", kind=rows.RecordKind.ACCOUNT, node=ACCOUNT)
    assert writer.put(batch([account])) == PutCounts(new=1, seen=0, changed=0)
    changed = advert("1", kind=rows.RecordKind.ACCOUNT, node=ACCOUNT, version="1b1b1b1b1b1b")
    assert writer.put(batch([changed])) == PutCounts(new=0, seen=0, changed=1)


def test_the_same_rows_twice_add_nothing_but_an_audit_event(store: Store) -> None:
    rows_ = batch([advert("1", PHONE, EMAIL), advert("2", PHONE)])
    writer = store.writer(ME)
    writer.put(rows_)
    digest, version, seen, events = (
        store.digest(),
        store.version(),
        snapshot(store.view()),
        len(list(store.rows("audit"))),
    )
    writer.put(rows_)
    assert store.digest() == digest
    assert store.version() == version
    assert snapshot(store.view()) == seen
    assert len(list(store.rows("audit"))) == events + 1


def test_evidence_is_appended_and_never_replaced(store: Store) -> None:
    writer = store.writer(ME)
    record, [first] = advert("1", PHONE)
    writer.put(batch([(record, [first])]))
    second = dataclasses.replace(first, field="title", raw="zero two zero", method="words", confidence=0.5)
    writer.put(batch([(record, [second])], first_line=2))
    found = [item.statement for item in store.view().evidence(record.node, PHONE)]
    assert found == [first, second]
    [edge] = store.view().edges_among([record.node, PHONE])
    assert edge.records == 1
    assert store.view().stats()["statements"] == 2


def test_versions_of_a_key_stay_newest_posted_first(store: Store) -> None:
    writer = store.writer(ME)
    old = advert("1", PHONE, title="Old", posted="2025-01-01")
    new = advert("1", PHONE, title="New", posted="2025-02-01", version="1b1b1b1b1b1b")
    undated = advert("1", title="Undated", posted="", version="2c2c2c2c2c2c")
    writer.put(batch([new, undated, old]))
    node = old[0].node
    assert [record.title for record in store.view().records(node)] == ["New", "Old", "Undated"]
    assert [record.title for record in store.view().records(node, limit=1)] == ["New"]
    assert store.view().titles([node, PHONE]) == {node: "New"}
    assert {record.title for record in store.view().every_record()} == {"Old", "New", "Undated"}
    assert store.known("ads", ["1", "2"]) == {"1": ("New", new[0].text)}
    assert store.view().node(PHONE) == store.view().nodes([PHONE])[0]
    found = store.view().node(PHONE)
    assert found is not None
    assert (found.records, found.degree, found.first, found.last) == (2, 1, "2025-01-01", "2025-02-01")


def test_a_second_sighting_under_another_marking_is_seen_once(store: Store) -> None:
    writer = store.writer(ME)
    writer.put(batch([advert("1", PHONE)], OPEN))
    before = store.view().evidence(advert("1")[0].node, PHONE)[0].statement
    writer.put(batch([advert("1", PHONE)], CLOSED, name="second.csv"))
    view = store.view()
    [evidence] = view.evidence(advert("1")[0].node, PHONE)
    assert evidence.statement == before
    assert [marking.tlp for _, _, marking in evidence.sightings] == [
        marking.tlp for _, _, marking in view.sightings(evidence.record.id)
    ]
    assert sorted(marking.tlp for _, _, marking in evidence.sightings) == ["GREEN", "RED"]
    assert view.stats()["statements"] == view.stats()["records"] == 1
    assert len(list(store.rows("statement"))) == 2


def test_load_order_does_not_show(store_factory: StoreFactory) -> None:
    draw = random.Random(3)
    adverts = [
        advert(str(n), *draw.sample((PHONE, PHONE_2, EMAIL, ACCOUNT), 2), title=f"No {n % 4}") for n in range(30)
    ]
    adverts += [advert("3", PHONE, version="1b1b1b1b1b1b")]
    answers = []
    for seed in range(3):
        random.Random(seed).shuffle(adverts)
        store = store_factory()
        for start in range(0, len(adverts), 8):
            made = batch(adverts[start : start + 8])
            lines = [dataclasses.replace(s, line=line_of(s)) for s in made.sightings]
            store.writer(ME).put(dataclasses.replace(made, sightings=lines))
        answers.append((store.digest(), snapshot(store.view())))
    assert answers[0] == answers[1] == answers[2]


def line_of(sighting: Sighting) -> int:
    """A row's line belongs to its file, whatever the order of loading."""
    return int(sighting.record.rpartition("@")[0].rpartition(":")[2]) + 2


# --- texts -----------------------------------------------------------------------------------------------------------

HOSTILE = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def test_any_text_comes_back_as_it_was(store: Store) -> None:
    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(HOSTILE, HOSTILE.filter(bool), HOSTILE)
    def holds(title: str, key: str, raw: str) -> None:
        version = f"{hash63(canonical_json([title, raw])):016x}"
        record = rows.record(key, version=version, title=title, text=raw, place=raw, posted=title[:10], candidates=raw)
        statement = rows.statement(record, PHONE, raw=raw, data=title)
        store.writer(ME).put(batch([(record, [statement])]))
        view = store.view()
        assert view.record(record.id) == record
        assert statement in [item.statement for item in view.evidence(record.node, PHONE, limit=10_000)]
        view.search(title)
        view.search(raw, [raw, title])

    holds()


@pytest.mark.parametrize(
    "text", ["NUL \0 in the midst", "\u202eleft", "e\u0301", "\U0001f600" * 9, "'; DROP TABLE record; --"]
)
def test_odd_texts_survive_a_reopening(store_factory: StoreFactory, text: str) -> None:
    store = store_factory()
    record = rows.record("1", title=text, text=text)
    store.writer(ME).put(batch([(record, [rows.statement(record, PHONE, raw=text)])]))
    store.writer(ME).set("workspace:odd", text)
    digest = store.digest()
    again = store_factory.reopen(store)
    assert again.view().record(record.id) == record
    assert again.get("workspace:odd") == text
    assert again.digest() == digest


def test_half_a_surrogate_pair_is_refused_whole(store: Store) -> None:
    writer = store.writer(ME)
    good, bad = advert("1", PHONE), advert("2", title="half \ud83d")
    with pytest.raises(InputError, match="surrogate"):
        writer.put(batch([good, bad]))
    with pytest.raises(InputError, match="surrogate"):
        writer.set("note", "\udc00")
    with pytest.raises(InputError, match="surrogate"):
        writer.decide(Decision.make(Verb.NOTE, (PHONE,), "", "ada", "2026-01-01", "\ud800"))
    assert store.view().stats()["records"] == 0
    assert list(store.rows("audit")) == []


def _broken() -> dict[str, Any]:
    record, [statement] = advert("1", PHONE)
    made = batch([(record, [statement])])
    return {
        "no sighting": dataclasses.replace(made, sightings=[]),
        "not in its batch": dataclasses.replace(made, records=[], sightings=[]),
        "another record, file or marking": dataclasses.replace(
            made, sightings=[dataclasses.replace(made.sightings[0], marking="0")]
        ),
        "differs from the batch's": dataclasses.replace(made, marking=CLOSED),
        "confidence": batch([(record, [dataclasses.replace(statement, confidence=float("nan"))])]),
        "to itself": batch([(record, [dataclasses.replace(statement, object=record.node)])]),
        "no node id": batch([(record, [dataclasses.replace(statement, object="person:somebody")])]),
        "is not the id": batch([(dataclasses.replace(record, key="2"), [])]),
        "another source": batch([advert("1", source="other")]),
        "beyond any file": batch([(record, [dataclasses.replace(statement, start=2**63)])]),
        "at most 5000": batch([advert(str(number)) for number in range(5001)]),
    }


@pytest.mark.parametrize("sentence", _broken())
def test_a_batch_that_contradicts_itself_is_refused_whole(store: Store, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        store.writer(ME).put(_broken()[sentence])
    assert store.view().stats()["records"] == 0
    assert list(store.rows("source")) == list(store.rows("audit")) == []


# --- reopening, settings, runs, cursors, decisions -------------------------------------------------------------------


def test_everything_is_there_after_reopening(store_factory: StoreFactory) -> None:
    store = store_factory()
    cursor = Cursor("job", 2, False, '{"source":"ads"}')
    store.writer(ME).put(batch([advert("1", PHONE), advert("2", PHONE)], cursor=cursor))
    store.writer(ME).decide(Decision.make(Verb.SAME, (PHONE, PHONE_2), "", "ada", "2026-01-01T00:00:00Z", "seen"))
    store.writer(ME).save_run(RUN)
    before = (store.digest(), store.version(), snapshot(store.view()), store.case_key(), list(store.rows("audit")))
    again = store_factory.reopen(store)
    assert before == (
        again.digest(),
        again.version(),
        snapshot(again.view()),
        again.case_key(),
        list(again.rows("audit")),
    )
    assert again.cursor("job") == dataclasses.replace(cursor, new=2)
    assert again.run(RUN.id) == RUN


RUN = Run("run-1", "2026-01-02T00:00:00Z", "ada", "evidence", 7, "{}", '["0011"]', 3, '{"actors":[]}', "{}")


def test_a_cursor_keeps_the_counts_of_all_its_batches(store: Store) -> None:
    writer = store.writer(ME)
    writer.put(batch([advert("1")], cursor=Cursor("job", 1, False)))
    assert store.cursor("job") == Cursor("job", 1, False, "{}", new=1)
    writer.put(batch([advert("1"), advert("2")], cursor=Cursor("job", 3, True, '{"x":1}', new=1)))
    assert store.cursor("job") == Cursor("job", 3, True, '{"x":1}', new=2, seen=1)
    assert store.cursor("other") is None


def test_settings(store: Store) -> None:
    writer = store.writer(ME)
    writer.set("mapping:ads", '{"a":"b"}')
    writer.set("mapping:ads", '{"a":"c"}')
    writer.set("workspace:x", "[]")
    writer.set("workspace:x", None)
    assert store.get("mapping:ads") == '{"a":"c"}'
    assert store.get("workspace:x") is None
    assert store.settings() == {"mapping:ads": '{"a":"c"}'}
    assert store.settings("workspace:") == {}
    assert len(store.case_key()) == 32
    assert store.get("case_key") is None
    with pytest.raises(InputError, match="case_key"):
        writer.set("case_key", "00")


def test_runs_are_listed_oldest_first(store: Store) -> None:
    later = dataclasses.replace(RUN, id="run-0", at="2026-01-03T00:00:00Z")
    for run in (later, RUN):
        store.writer(ME).save_run(run)
    assert [run.id for run in store.runs()] == ["run-1", "run-0"]
    assert store.run("run-0") == later
    assert store.run("run-9") is None


def test_a_document_is_kept_in_its_pieces(store: Store) -> None:
    pieces = ['{"actors":[', '{"id":"é"}', "]}"]
    store.writer(ME).save_run(dataclasses.replace(RUN, document=""), pieces)
    store.writer(ME).save_run(dataclasses.replace(RUN, id="run-2"))
    whole = dataclasses.replace(RUN, document="".join(pieces))
    assert "".join(store.document(RUN.id)) == whole.document
    assert store.run(RUN.id) == whole
    assert [row["document"] for row in store.rows("run")] == [whole.document, RUN.document]
    assert "".join(store.document("run-2")) == RUN.document
    assert list(store.document("run-9")) == []


def test_a_decision_stands_until_it_is_undone(store: Store) -> None:
    writer = store.writer(ME)
    writer.put(batch([advert("1", PHONE), advert("2", PHONE_2)]))
    made = Decision.make(Verb.NOT_SAME, (PHONE, PHONE_2), "", "ada", "2026-01-01T00:00:00Z", "two shops")
    version = store.version()
    writer.decide(made)
    writer.decide(made)
    assert store.version() == version + 1
    assert store.view().decisions() == [made]
    undone = made.undo("decision:0", "2026-01-02T00:00:00Z", "one shop")
    writer.decide(undone)
    writer.decide(made)
    assert store.view().decisions() == []
    assert store.view().decisions(standing=False) == [undone]


def test_an_expired_decision_no_longer_stands(store: Store) -> None:
    store.writer(ME).put(batch([advert("1", PHONE)]))
    for day in ("2026-01-14", "2026-01-15"):
        store.writer(ME).decide(Decision.make(Verb.VERDICT, (PHONE,), "agency", "ada", "2026-01-01", day, day))
    assert [decision.expires for decision in store.view().decisions()] == ["2026-01-15"]
    assert len(store.view().decisions(standing=False)) == 2


# --- audit -----------------------------------------------------------------------------------------------------------


def test_each_call_leaves_one_event_and_the_chain_holds(store: Store) -> None:
    writer = store.writer(ME)
    writer.put(batch([advert("1", PHONE)]))
    writer.decide(Decision.make(Verb.PROTECT, (PHONE,), "", "ada", "2026-01-01", "asked for"))
    writer.set("workspace:x", "{}")
    writer.save_run(RUN)
    writer.note("consult", "node", [PHONE], justification="why")
    writer.note("disclose", "export", [PHONE] * 3, recipient="partner", level="L1")
    writer.unload("ads")
    events = list(store.rows("audit"))
    assert [event["verb"] for event in events] == [
        "collect", "alter", "config", "combine", "consult", "disclose", "erase",
    ]  # fmt: skip
    assert [event["seq"] for event in events] == list(range(1, 8))
    assert {event["ts_utc"] for event in events} == {"2026-01-15T12:00:00Z"}
    assert (events[4]["justification"], events[5]["recipient"], events[5]["n_objects"]) == ("why", "partner", 1)
    assert events[4]["object_ids"] == [audit.reference(store.case_key(), PHONE)]
    [chain] = audit.verify(events)
    assert (chain.count, chain.fault) == (7, "")


def test_no_identifier_is_in_the_audit_trail(store: Store) -> None:
    store.writer(ME).put(batch([advert("secret-key", PHONE, EMAIL, title="Harbour")]))
    store.writer(ME).note("consult", "node", [PHONE, EMAIL])
    text = repr(list(store.rows("audit"))).lower()
    assert not [
        word for word in (PHONE.removeprefix("phone:+"), "example", "secret-key", "harbour", "ads") if word in text
    ]


def test_a_bad_event_stops_its_change(store: Store) -> None:
    with pytest.raises(InputError, match="verb"):
        store.writer(ME).note("guess", "node", [PHONE])
    assert list(store.rows("audit")) == []


def test_version_grows_with_records_and_decisions_alone(store: Store) -> None:
    writer = store.writer(ME)
    seen = [store.version()]
    for change in (
        lambda: writer.put(batch([advert("1", PHONE)])),
        lambda: writer.set("x", "1"),
        lambda: writer.save_run(RUN),
        lambda: writer.note("consult", "node", [PHONE]),
        lambda: writer.unload("ads"),
    ):
        change()
        seen.append(store.version())
    grew = [new > old for old, new in pairwise(seen)]
    assert grew == [True, False, False, False, True]


def test_edges_of_each_type_and_kind_are_kept(store: Store) -> None:
    record, _ = advert("1")
    statements = [
        rows.statement(record, PHONE, predicate=predicate, start=number, kind=rows.StatementKind.INFERENCE)
        for number, predicate in enumerate(EdgeType)
    ]
    store.writer(ME).put(batch([(record, statements)], Marking()))
    edges = store.view().edges_among([record.node, PHONE])
    assert [edge.predicate for edge in edges] == sorted(EdgeType)
    assert {edge.kinds for edge in edges} == {(rows.StatementKind.INFERENCE,)}
