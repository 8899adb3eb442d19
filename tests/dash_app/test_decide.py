from __future__ import annotations

from typing import Any

import pytest

from dash_app import decide
from dash_app.desk import Desk
from graphsvc.errors import CaseNotFound, InputError
from graphsvc.model import Verb
from tests.support.site import ids_in, text_of

OFFICE = "phone:+442079460999"
FIRST = "phone:+447700900100"


def wish(desk: Desk, verb: str, *nodes: str) -> dict[str, Any]:
    return {"verb": verb, "refs": [desk.case.ref(node) for node in nodes]}


def test_what_can_be_decided_is_explained() -> None:
    assert set(decide.TITLES) == set(decide.EXPLAINED)
    stored = set(decide.TITLES) - {"undo"} - set(decide.STANDS_FOR)
    assert stored | {verb for verb, _ in decide.STANDS_FOR.values()} <= {verb.value for verb in Verb}


def test_a_decision_is_stored_with_its_reason(desk: Desk) -> None:
    said = decide.save(desk, wish(desk, "verdict", OFFICE), "", "agency", "Listed by the chamber")
    assert said.startswith("Saved: verdict")
    (stored,) = desk.case.decisions()
    assert (stored.verb, stored.value, stored.reason) == (Verb.VERDICT, "agency", "Listed by the chamber")


def test_two_nodes_can_be_kept_apart_and_that_taken_back(desk: Desk) -> None:
    decide.save(desk, wish(desk, "not-same", OFFICE, FIRST), "", "", "Different towns")
    (stored,) = desk.case.decisions()
    decide.save(desk, {"verb": "undo", "refs": [stored.id]}, "", "", "Mistaken")
    assert desk.case.decisions() == []
    assert len(desk.case.decisions(standing=False)) == 1


@pytest.mark.parametrize("verb", ["note", "tag", "protect", "verdict", "same", "undo"])
@pytest.mark.parametrize("reason", ["", "   "])
def test_nothing_is_decided_without_a_reason(desk: Desk, verb: str, reason: str) -> None:
    nodes = (OFFICE, FIRST) if verb == "same" else (OFFICE,)
    with pytest.raises((InputError, CaseNotFound)):
        decide.save(desk, wish(desk, verb, *nodes), "text", "agency", reason)
    assert desk.case.decisions() == []


@pytest.mark.parametrize("verb", ["category", "erase", "", "approve"])
def test_no_other_verb_comes_through(desk: Desk, verb: str) -> None:
    with pytest.raises(InputError):
        decide.save(desk, wish(desk, verb, OFFICE), "suspect", "", "because")


def test_ids_are_no_refs(desk: Desk) -> None:
    with pytest.raises(CaseNotFound):
        decide.save(desk, {"verb": "protect", "refs": [OFFICE]}, "", "", "because")


def test_buttons_fit_what_the_node_is() -> None:
    def verbs(**found: Any) -> set[str]:
        return {id_["verb"] for id_ in ids_in(decide.buttons("r", found))}

    assert verbs(kind="phone", protected=False) == {"note", "tag", "verdict", "protect"}
    assert verbs(kind="ad", protected=True) == {"note", "tag"}


def test_what_was_taken_back_stays_listed(desk: Desk) -> None:
    desk.case.decide("tag", [OFFICE], value="north", reason="Area")
    (stored,) = desk.case.decisions()
    desk.case.undo(stored.id, reason="Wrong area")
    listed = decide.listing(desk.case.card(OFFICE)["decisions"])
    assert "Wrong area" in text_of(listed)
    assert not ids_in(listed)
