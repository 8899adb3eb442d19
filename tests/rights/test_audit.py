"""The audit chain: edits, deletions and reorderings break it; a cut tail and a rewritten chain break a checkpoint."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphsvc.errors import InputError
from graphsvc.model import Actor
from graphsvc.rights import audit
from graphsvc.rights.audit import GENESIS, Checkpoint, Head

KEY = b"k" * 32
ME = Actor("ada", "analyst", "s1", "investigation", "case 7")


def chain(length: int, case: str = "c1", note: str = "") -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = []
    for number in range(length):
        head = Head(events[-1]["seq"], events[-1]["hash"]) if events else Head()
        events.append(
            audit.event(
                head, at=f"2026-01-0{number + 1}", actor=ME, verb="consult", case=case, object_type="node",
                object_ids=audit.references(KEY, [f"phone:+{number}"]), n_objects=1, fields={"justification": note},
            )
        )  # fmt: skip
    return events


def test_an_event_has_every_field_of_the_design() -> None:
    [event] = chain(1)
    assert list(event) == [
        "seq", "ts_utc", "actor", "role", "session", "verb", "case", "object_type", "object_ids", "purpose",
        "justification", "recipient", "level", "scope_digest", "result", "n_objects", "software_version", "prev_hash",
        "hash",
    ]  # fmt: skip
    assert (event["seq"], event["prev_hash"], event["result"]) == (1, GENESIS, "allow")
    assert (event["actor"], event["role"], event["session"], event["purpose"]) == (
        "ada",
        "analyst",
        "s1",
        "investigation",
    )


def test_a_whole_chain_holds() -> None:
    events = chain(5)
    [found] = audit.verify(events)
    assert (found.case, found.count, found.head, found.fault) == ("c1", 5, events[-1]["hash"], "")
    assert audit.verify(events, [found.checkpoint, Checkpoint("c1", 2, events[1]["hash"])]) == [found]
    assert audit.verify([]) == []


def test_an_event_survives_json() -> None:
    events = [json.loads(json.dumps(event)) for event in chain(3)]
    assert audit.verify(events)[0].fault == ""


@pytest.mark.parametrize("field", ["actor", "verb", "object_ids", "n_objects", "ts_utc", "justification"])
def test_an_edit_is_found(field: str) -> None:
    events = chain(4)
    events[1] = {**events[1], field: "other"}
    assert audit.verify(events)[0].fault == "event 2 was changed after it was written"


def test_an_edit_with_its_hash_made_anew_is_found_at_the_next_event() -> None:
    events = chain(4)
    events[1] = {**events[1], "actor": "eve"}
    events[1]["hash"] = audit.digest(events[1])
    assert audit.verify(events)[0].fault == "event 3 does not follow event 2"


def test_a_deletion_is_found() -> None:
    events = chain(4)
    assert audit.verify(events[:1] + events[2:])[0].fault == "event 2 is missing or out of order"
    assert audit.verify(events[1:])[0].fault == "event 1 is missing or out of order"


def test_a_new_order_is_found() -> None:
    events = chain(4)
    assert audit.verify([events[0], events[2], events[1], events[3]])[0].fault == "event 2 is missing or out of order"
    swapped = [events[0], {**events[2], "seq": 2}, {**events[1], "seq": 3}, events[3]]
    assert audit.verify(swapped)[0].fault == "event 2 does not follow event 1"


def test_a_cut_tail_is_found_by_a_checkpoint_alone() -> None:
    events = chain(4)
    noted = audit.verify(events)[0].checkpoint
    assert audit.verify(events[:2])[0].fault == ""
    assert audit.verify(events[:2], [noted])[0].fault == "the chain ends at event 2, but a checkpoint saw event 4"
    assert audit.verify([], [noted])[0].fault == "no event is left of a chain that a checkpoint names"


def test_a_chain_rewritten_whole_is_found_by_a_checkpoint_alone() -> None:
    noted = audit.verify(chain(4))[0].checkpoint
    rewritten = chain(6, note="nothing to see")
    assert audit.verify(rewritten)[0].fault == ""
    assert audit.verify(rewritten, [noted])[0].fault == "event 4 differs from the checkpoint that saw it"


def test_chains_of_several_stores_are_told_apart() -> None:
    found = audit.verify([*chain(2, "c1"), *chain(3, "c2")[1:]])
    assert [(one.case, one.fault) for one in found] == [("c1", ""), ("c2", "event 1 is missing or out of order")]


@given(st.lists(st.text(max_size=8), max_size=150))
@settings(max_examples=50, deadline=None)
def test_references_name_nothing_and_depend_on_the_set_alone(identifiers: list[str]) -> None:
    found = audit.references(KEY, identifiers)
    assert found == audit.references(KEY, reversed(identifiers))
    assert found != audit.references(b"o" * 32, identifiers) or not identifiers
    assert len(found) <= audit.LISTED
    if len(set(identifiers)) > audit.LISTED:
        assert found[0].startswith("digest:")
    else:
        assert found == sorted(audit.reference(KEY, identifier) for identifier in set(identifiers))


@pytest.mark.parametrize(
    "wrong", [{"verb": "guess"}, {"fields": {"hash": "00"}}, {"fields": {"result": "maybe"}}, {"fields": {"name": "x"}}]
)
def test_an_event_that_is_none_is_refused(wrong: dict[str, Any]) -> None:
    given_ = {"at": "2026-01-01", "actor": ME, "verb": "consult", "case": "c1", "object_type": "node"}
    with pytest.raises(InputError, match="does not exist"):
        audit.event(Head(), **{**given_, **wrong})
