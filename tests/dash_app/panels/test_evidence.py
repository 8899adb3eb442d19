"""The inspector: card, line, pair. What it says comes from the service, doubts stand before reasons."""

from __future__ import annotations

import re
from typing import Any

import pytest

from dash_app.desk import Desk
from dash_app.panels.explore import card, edge, inspector
from graphsvc.errors import CaseNotFound
from tests.support.site import ids_in, plain, text_of

OFFICE = "phone:+442079460999"


@pytest.fixture
def ad(desk: Desk) -> str:
    return next(node["id"] for node in desk.case.search("kitchen") if node["label"].endswith(" 0"))


def test_nothing_selected_teaches(desk: Desk) -> None:
    assert "What is selected explains itself" in text_of(inspector.content(desk, "", None))


def test_the_card_of_a_number(desk: Desk) -> None:
    view = desk.shelf.fresh()
    said = text_of(inspector.content(desk, view.id, {"kind": "node", "ref": desk.case.ref(OFFICE)}))
    assert "+44 20 7946 0999" in said
    assert "Phone number · 8 records · 2025-01-11 to 2025-08-11" in said
    assert "8 adverts" in said
    assert "TLP:AMBER+STRICT NOT-IMM" in said
    assert "Nothing was decided yet" in said


def test_the_card_of_an_advert_shows_its_record_with_its_place(desk: Desk, ad: str) -> None:
    said = text_of(card.content(desk, desk.shelf.fresh().id, desk.case.ref(ad)))
    assert "Ask for work. Call +44 7700 900100" in said
    assert "board.csv, line 2" in said
    assert "2025-01-11" in said


def test_decisions_stand_on_the_card_and_can_be_taken_back(desk: Desk) -> None:
    made = desk.case.decide("verdict", [OFFICE], value="agency", reason="Checked with the chamber")
    desk.case.decide("note", [OFFICE], value="Seen on a van", reason="Field note")
    desk.changed()
    shown = card.content(desk, desk.shelf.fresh().id, desk.case.ref(OFFICE))
    said = text_of(shown)
    assert "verdict: agency" in said
    assert "Checked with the chamber" in said
    assert "Seen on a van" in said
    assert {"type": "decide", "ref": made.id, "verb": "undo", "other": ""} in ids_in(shown)


def test_a_protected_node_is_masked_everywhere(desk: Desk) -> None:
    desk.case.decide("protect", [OFFICE], reason="A helper's number")
    desk.changed()
    view = desk.shelf.fresh()
    with desk.changing(view.id) as changed:
        changed.add("Add {}", [OFFICE], about=(OFFICE,))
    shown = [
        desk.told(view.done[0]),
        plain(card.content(desk, view.id, desk.case.ref(OFFICE))), desk.picture(view)[1],
        plain(inspector.content(desk, view.id, {"kind": "node", "ref": desk.case.ref(OFFICE)})),
    ]  # fmt: skip
    for part in shown:
        said = re.sub("[0-9a-f]{32}", "ref", repr(part))  # a ref is a random number, and may hold any four digits
        assert "7946" not in said
        assert "0999" not in said


def test_a_line_shows_the_words_as_found_and_its_doubts(desk: Desk, ad: str) -> None:
    shown = edge.content(desk, desk.case.ref(OFFICE), desk.case.ref(ad))
    said = text_of(shown)
    assert "mentions" in said
    assert "fact: seen in a record" in said
    assert "+44 20 7946 0999" in said
    assert "board.csv, line 2" in said
    assert "SHA-256" in said
    assert "one file; no second source" in said
    assert said.index("How this can be wrong") < said.index("Evidence")
    verbs = {id_["verb"] for id_ in ids_in(shown) if isinstance(id_, dict) and id_["type"] == "decide"}
    assert verbs == {"same", "not-same", "unsure", "unlink"}


def test_a_hop_of_a_path_leads_back_to_it(desk: Desk, ad: str) -> None:
    view = desk.shelf.fresh().id
    ends = {"a": desk.case.ref(OFFICE), "b": desk.case.ref(ad)}
    assert "Back to the paths" in text_of(inspector.content(desk, view, {"kind": "edge", "back": True, **ends}))
    assert "Back" not in text_of(inspector.content(desk, view, {"kind": "edge", **ends}))


@pytest.mark.parametrize(
    "subject",
    [
        {"kind": "node", "ref": OFFICE},
        {"kind": "node", "ref": "0" * 32},
        {"kind": "edge", "a": "x", "b": "y"},
        {"kind": "path", "a": OFFICE, "b": OFFICE},
        {"kind": "suggest", "seeds": [OFFICE]},
        {"kind": "why", "a": "", "b": ""},
    ],
)
def test_ids_and_guesses_are_not_refs(desk: Desk, subject: dict[str, Any]) -> None:
    with pytest.raises(CaseNotFound):
        inspector.content(desk, desk.shelf.fresh().id, subject)
