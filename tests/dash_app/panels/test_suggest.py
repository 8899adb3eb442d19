"""What to look at next: seeds, answers that are learnt, and the way onto the canvas."""

from __future__ import annotations

from typing import Any

import pytest

from dash_app.desk import Desk
from dash_app.panels.explore import asked, inspector, suggest
from graphsvc.errors import NotAllowed
from tests.support.site import ids_in, text_of

CLEANER = "phone:+447700900200"


def asking(desk: Desk, view: str, *seeds: str) -> list[Any]:
    subject = {"kind": "suggest", "seeds": [desk.case.ref(seed) for seed in seeds]}
    return list(inspector.content(desk, view, subject))


def test_without_seeds_the_panel_teaches(clustered: Desk) -> None:
    assert "Begin with what you know" in text_of(asking(clustered, clustered.shelf.fresh().id))


def test_a_suggestion_says_what_it_shares_and_by_which_way(clustered: Desk) -> None:
    view = clustered.shelf.fresh().id
    shown = asking(clustered, view, CLEANER)
    said = text_of(shown)
    assert "What to look at next" in said
    assert "Cleaner wanted" in said
    assert "adds" in said
    assert "By way of" in said
    assert "for review" in said
    kinds = {id_["type"] for id_ in ids_in(shown) if isinstance(id_, dict)}
    assert {"suggest", "suggest-add", "hop", "decide"} <= kinds


def test_an_answer_is_learnt_kept_and_can_be_taken_back(clustered: Desk) -> None:
    view = clustered.shelf.fresh().id
    asking(clustered, view, CLEANER)
    found = asked.read(clustered, view)
    first = clustered.case.suggest([CLEANER])["suggestions"][0]["node"]["id"]
    told = found.trail.answered(first, "yes")
    asked.keep(clustered, view, asked.Asked(found.route, told, "suggest"))
    said = text_of(inspector.content(clustered, view, {"kind": "suggest"}))
    assert "Your answers" in said
    assert "Take back" in said
    assert told.answered(first, "no").yes == ()
    assert told.answered(first, "") == found.trail
    assert asked.read(clustered, view).trail.yes == (first,)


def test_a_suggestion_comes_onto_the_canvas_with_its_path(clustered: Desk) -> None:
    view = clustered.shelf.fresh().id
    asking(clustered, view, CLEANER)
    first = clustered.case.suggest([CLEANER])["suggestions"][0]
    said, way, lit = suggest.bring(clustered, view, first["node"]["ref"])
    assert "Added" in said
    assert way == [node["ref"] for node in first["path"]]
    assert len(lit) == 2 * len(way) - 1
    assert clustered.told(clustered.shelf.get(view).done[0]).startswith("Add the suggestion Cleaner wanted")


def test_nothing_is_searched_from_a_protected_node(clustered: Desk) -> None:
    clustered.case.decide("protect", [CLEANER], reason="A helper's number")
    clustered.changed()
    with pytest.raises(NotAllowed) as refused:
        asking(clustered, clustered.shelf.fresh().id, CLEANER)
    assert "900200" not in str(refused.value)
