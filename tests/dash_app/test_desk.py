from __future__ import annotations

from pathlib import Path

from dash_app.desk import Desk
from dash_app.jobs import Job

OFFICE = "phone:+442079460999"
FIRST = "phone:+447700900100"


def test_new_nodes_get_places_and_placed_ones_stay(desk: Desk) -> None:
    view = desk.shelf.fresh()
    with desk.changing(view.id):
        view.add("Add", [OFFICE])
    place = view.places[OFFICE]
    with desk.changing(view.id):
        view.add("More", [node["id"] for node in desk.case.expand(OFFICE, limit=8)["nodes"]])
    assert view.places[OFFICE] == place
    assert set(view.places) == set(view.nodes)
    nodes, edges = desk.picture(view)[1]
    assert len(nodes) == 9
    assert len(edges) == 8


def test_places_are_saved_with_the_step(desk: Desk) -> None:
    view = desk.shelf.fresh()
    with desk.changing(view.id):
        view.add("Add", [OFFICE])
    saved = desk.case.workspace(f"view:{view.id}")
    assert saved is not None
    assert set(saved["places"]) == {OFFICE}


def test_tidying_leaves_the_pinned_alone(desk: Desk) -> None:
    view = desk.shelf.fresh()
    with desk.changing(view.id):
        view.add("Add", [OFFICE, FIRST])
        view.place({OFFICE: (5000.0, 5000.0)})
    view.pin("Pin", [OFFICE])
    assert desk.tidied(view)[OFFICE] == (5000.0, 5000.0)
    assert set(desk.tidied(view)) == {OFFICE, FIRST}


def test_nodes_that_left_the_case_are_not_drawn(desk: Desk) -> None:
    view = desk.shelf.fresh()
    with desk.changing(view.id):
        view.add("Add", [OFFICE, FIRST])
    desk.case.unload("board")
    desk.changed()
    assert desk.picture(view)[1] == ({}, {})
    assert list(view.nodes) == [OFFICE, FIRST]


def test_history_calls_nodes_by_the_name_they_have_now(desk: Desk) -> None:
    view = desk.shelf.fresh()
    with desk.changing(view.id):
        step = view.add("Path from {} to {}", [OFFICE, FIRST], about=(OFFICE, FIRST))
    assert step is not None
    assert desk.told(step) == "Path from +44 20 7946 0999 to +44 7700 900100"
    assert desk.told(step.reversed()) == "Back: Path from +44 20 7946 0999 to +44 7700 900100"
    desk.case.decide("protect", [OFFICE], reason="A helper's number")
    assert "7946" not in desk.told(step)
    desk.case.unload("board")
    assert desk.told(step).endswith("to something no longer in the case")


def test_orders_are_never_equal(desk: Desk) -> None:
    assert desk.command("fit") != desk.command("fit")
    assert desk.redraw()["then"] is None
    assert desk.redraw("fit", ids=["a"])["then"]["op"] == "fit"


def test_a_finished_load_leaves_news_and_no_upload(desk: Desk, tmp_path: Path) -> None:
    listing = tmp_path / "rejected.csv"
    listing.write_text("file,line,reason\n")
    job = Job("j", "load", "Load", {"upload": "u", "options": {"source": "board"}}, state="done")
    job.result = {"listing": str(listing)}
    desk._ended(job)
    assert desk.news == 1
    assert job.result["download"]


def test_a_failed_job_leaves_its_upload(desk: Desk) -> None:
    desk._ended(Job("j", "load", "Load", {"upload": "u"}, state="failed"))
    desk._ended(Job("k", "export", "Export", {}, state="failed"))
    assert desk.news == 1


def test_hubs_come_from_the_newest_run(desk: Desk) -> None:
    assert desk.hubs() == frozenset()
