"""The inspector: card, line, pair. What it says comes from the service, doubts stand before reasons."""

from __future__ import annotations

import re
from typing import Any

import pytest

from dash_app.desk import Desk
from dash_app.panels.explore import card, edge, inspector, pair
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


def test_how_two_are_connected(desk: Desk) -> None:
    a, b = desk.case.ref("phone:+447700900100"), desk.case.ref("phone:+447700900101")
    shown = inspector.content(desk, "", {"kind": "path", "a": a, "b": b})
    said = text_of(shown)
    assert "How are they connected?" in said
    assert "Path 1" in said
    assert "+44 20 7946 0999" in said
    hops = [id_ for id_ in ids_in(shown) if isinstance(id_, dict) and id_["type"] == "hop"]
    assert len(hops) >= 4


def test_a_hop_may_hold_several_edges() -> None:
    """Wallets that pay each other, an account that registered with a number and mentions it: one hop of a path."""
    a, b = ({"ref": ref, "kind": "wallet", "label": ref} for ref in "ab")
    edges = [
        {"source_ref": "a", "target_ref": "b", "type": "PAID", "kind": "inference", "records": 2},
        {"source_ref": "b", "target_ref": "a", "type": "PAID", "kind": "fact", "records": 3},
        {"source_ref": "a", "target_ref": "b", "type": "FOLLOWS", "kind": "fact", "records": 1},
    ]
    found = {"paths": [{"nodes": [a, b], "edges": edges}], "hidden": 0, "hubs": [], "reason": ""}
    shown = pair.connected(a, b, found, hubs=False)
    assert "follows, paid · 6 records" in text_of(shown)
    assert "hop hop-fact" in repr(shown)


def test_hubs_are_left_out_and_it_is_said(desk: Desk) -> None:
    desk.case.decide("verdict", [OFFICE], value="agency", reason="An agency")
    a, b = desk.case.ref("phone:+447700900100"), desk.case.ref("phone:+447700900101")
    without = inspector.content(desk, "", {"kind": "path", "a": a, "b": b})
    assert "hidden" in text_of(without)
    assert "No path" in text_of(without)
    with_hubs = inspector.content(desk, "", {"kind": "path", "a": a, "b": b, "hubs": True})
    assert "Paths through hubs are included" in text_of(with_hubs)
    assert "Path 1" in text_of(with_hubs)


def test_no_path_has_a_reason(desk: Desk) -> None:
    lone = next(node["id"] for node in desk.case.search("flat"))
    shown = pair.content(desk, desk.case.ref(lone), desk.case.ref(OFFICE), why=False, hubs=False)
    assert "No path" in text_of(shown)
    assert "Nothing that this case shows connects them" in text_of(shown)


@pytest.mark.parametrize(
    "subject",
    [
        {"kind": "node", "ref": OFFICE},
        {"kind": "node", "ref": "0" * 32},
        {"kind": "edge", "a": "x", "b": "y"},
        {"kind": "path", "a": OFFICE, "b": OFFICE},
        {"kind": "why", "a": "", "b": ""},
    ],
)
def test_ids_and_guesses_are_not_refs(desk: Desk, subject: dict[str, Any]) -> None:
    with pytest.raises(CaseNotFound):
        inspector.content(desk, desk.shelf.fresh().id, subject)
