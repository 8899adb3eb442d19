from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dash_app.desk import Desk
from dash_app.jobs import Job
from dash_app.panels import reports
from graphsvc.errors import CaseNotFound, InputError
from tests.support.site import text_of

OFFICE = "phone:+442079460999"


def test_what_is_exported(desk: Desk) -> None:
    view = desk.shelf.fresh()
    with desk.changing(view.id):
        view.add("Add", [OFFICE])
    assert reports.scope(desk, "case", "", None) is None
    assert reports.scope(desk, "visible", view.id, None) == [OFFICE]
    assert reports.scope(desk, "selected", view.id, {"nodes": [desk.case.ref(OFFICE)]}) == [OFFICE]


def test_nothing_to_export_is_said(desk: Desk) -> None:
    view = desk.shelf.fresh()
    for what, selection in (("visible", None), ("selected", None), ("selected", {"nodes": []})):
        with pytest.raises(InputError, match="nothing is there"):
            reports.scope(desk, what, view.id, selection)
    with pytest.raises(InputError, match="one of"):
        reports.scope(desk, "everything else", view.id, None)
    with pytest.raises(CaseNotFound):
        reports.scope(desk, "selected", view.id, {"nodes": [OFFICE]})


@pytest.mark.parametrize("case", ["/srv/cases/Harbour 7.db", "neo4j://host:7687/Harbour 7"])
def test_names_are_made_here(case: str) -> None:
    now = datetime(2026, 1, 15, 12, 30, tzinfo=UTC)
    assert reports.file_name(case, "graph", ".graphml", now) == "harbour-7-graph-20260115-1230.graphml"


def test_made_files_are_listed_newest_first() -> None:
    jobs = [
        Job("a", "export", "Export of 3 nodes as csv", {}, state="done", result={"download": "d1"}),
        Job("b", "load", "Load x", {}, state="done"),
        Job("c", "report", "Cluster report as html", {}, state="running"),
    ]
    said = text_of(reports.made(jobs))
    assert "Load x" not in said
    assert said.index("Cluster report") < said.index("Export of 3")
    assert "Nothing yet" in text_of(reports.made([]))
