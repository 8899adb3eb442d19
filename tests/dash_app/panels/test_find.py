from __future__ import annotations

from typing import Any

import pytest

from dash_app.desk import Desk
from dash_app.panels.explore import find
from tests.support.site import ids_in, text_of


@pytest.mark.parametrize("text", ["+44 20 7946 0999", "0044 20 7946 0999", "phone:+442079460999", "7946 0999"])
def test_any_notation_finds_the_same_node(desk: Desk, text: str) -> None:
    found = desk.case.search(text)
    assert "phone:+442079460999" in [node["id"] for node in found]


def test_results_offer_to_add_what_is_not_shown(desk: Desk) -> None:
    found = desk.case.search("kitchen")
    shown = {found[0]["id"]}
    listed = find.results(found, shown)
    assert "8 results" in text_of(listed)
    assert "Add 7" in text_of(listed)
    kinds = [id_["type"] for id_ in ids_in(listed) if isinstance(id_, dict)]
    assert kinds.count("hit") == 7
    assert kinds.count("locate") == 1
    assert not [id_ for id_ in ids_in(listed) if "ad:" in str(id_)]


def test_nothing_found_says_what_to_try() -> None:
    assert "another spelling" in text_of(find.results([], set()))


def test_an_empty_box_teaches() -> None:
    assert "+44 20 7946 0000" in text_of(find.hints())


def test_a_hostile_title_stays_text() -> None:
    node: dict[str, Any] = {
        "id": "ad:x:1", "ref": "r", "kind": "ad", "label": "<script>alert(1)</script>\u202e", "records": 1,
        "rank": "words",
    }  # fmt: skip
    row = find.hit(node, set())
    assert "<script>alert(1)</script>‹RLO›" in text_of(row)
