from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from dash.exceptions import PreventUpdate

from dash_app.desk import Desk
from dash_app.jobs import Job
from dash_app.panels import bridges
from tests.support.site import ids_in, text_of, write_adverts


def recruiting() -> list[dict[str, str]]:
    """One number on three job adverts and two sale adverts."""
    return [
        {"ad_id": f"a{n}", "category": kind, "title": f"advert {n}", "description": "Call +44 7700 900100",
         "posted": f"2025-11-{n + 1:02d}"} for n, kind in enumerate(["job", "job", "job", "sale", "sale"])
    ]  # fmt: skip


@pytest.fixture
def compared(desk: Desk, tmp_path: Path) -> Desk:
    """After the worker's answer to a comparison."""
    desk.case.load(write_adverts(tmp_path / "recruiting.csv", recruiting()))
    desk.case.cluster()
    desk.changed()
    desk._ended(Job("x", "bridges", "", {}, state="done", result=desk.case.bridges(draws=19)))
    return desk


def contradiction(**changes: Any) -> dict[str, Any]:
    found = {"kind": "place", "actor": "actor:x", "nodes": [], "beyond_chance": True, "sentence": "Three countries."}
    return {**found, **changes}


def test_rows_and_card_name_what_joins(compared: Desk) -> None:
    assert compared.bridges is not None
    found = compared.bridges["bridges"][0]
    row = bridges.row(0, found)
    assert {column["field"] for column in bridges.COLUMNS} <= set(row)
    assert (row["joined"], row["jobs"], row["sales"], row["posters"]) == ("+44 7700 900100", 3, 2, "one poster")
    assert row["chance"] == "not compared"
    said = text_of(bridges.card(0, found))
    assert "3 job adverts and 2 sale adverts share the number +44 7700 900100." in said
    assert said.index("How this could be wrong") < said.index("What joins them")
    assert {"type": "bridge-open", "ref": 0} in ids_in(bridges.card(0, found))
    assert found["nodes"][0] == "phone:+447700900100"
    assert "1 bridge, 0 stronger than chance" in text_of(bridges.state(compared))


def test_a_decision_ends_what_was_compared(compared: Desk) -> None:
    compared.case.decide("protect", ["phone:+447700900100"], reason="a hotline")
    compared.changed()
    assert compared.bridges is None
    assert "Compare again" in text_of(bridges.state(compared))


def test_contradictions_no_more_than_chance_are_counted_and_not_listed() -> None:
    said = text_of(bridges.unlike([contradiction(), contradiction(beyond_chance=False, sentence="Nothing much.")]))
    assert "Three countries." in said
    assert "Nothing much." not in said
    assert "1 further finding came up as often by shuffling" in said
    assert "No contradictions beyond chance" in text_of(bridges.unlike([contradiction(beyond_chance=False)]))


@pytest.mark.parametrize("number", ["7", "-1", "x", None, 1.5])
def test_a_finding_that_is_not_there_is_said_to_be_gone(compared: Desk, number: Any, monkeypatch: Any) -> None:
    said: list[str] = []
    monkeypatch.setattr(bridges, "say", said.append)
    with pytest.raises(PreventUpdate):
        bridges._found(compared, "bridges", number)
    assert said
