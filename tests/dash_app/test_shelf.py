from __future__ import annotations

import pytest

from dash_app.shelf import FRAMES, Frame, Shelf
from dash_app.views import View
from graphsvc.errors import CaseNotFound
from graphsvc.service import Case


def test_ids_are_random_and_pages_come_back_to_the_last_view(case: Case) -> None:
    shelf = Shelf(case)
    first = shelf.enter("")
    assert len(first.id) == 32
    assert shelf.enter("") is first
    second = shelf.fresh()
    assert second.id != first.id
    assert shelf.enter("") is second
    assert shelf.enter(first.id) is first


def test_a_view_outlives_the_server(case: Case) -> None:
    with (shelf := Shelf(case)).changing(shelf.enter("").id) as view:
        view.add("Add", ["phone:+447700900100"], {"phone:+447700900100": (3.0, 4.0)})
    again = Shelf(case).enter("")
    assert again.id == view.id
    assert list(again.nodes) == ["phone:+447700900100"]
    assert again.places["phone:+447700900100"] == (3.0, 4.0)
    assert again.done[0].name == "Add"


def test_an_interrupted_change_is_not_kept(case: Case) -> None:
    shelf = Shelf(case)
    id_ = shelf.enter("").id

    def break_off() -> None:
        with shelf.changing(id_) as view:
            view.add("Add", ["a"])
            raise ValueError("broke")

    with pytest.raises(ValueError, match="broke"):
        break_off()
    assert case.workspace(f"view:{id_}") is None


@pytest.mark.parametrize("id_", ["", "x", "../../etc/passwd", "0" * 31, "0" * 32, "A" * 32, "views"])
def test_unknown_views_are_refused(case: Case, id_: str) -> None:
    with pytest.raises(CaseNotFound):
        Shelf(case).get(id_)


def test_pictures_are_made_once_and_a_few_are_kept(case: Case) -> None:
    shelf = Shelf(case)
    view = shelf.fresh()
    made = []

    def draw(view: View) -> Frame:
        made.append(view.version)
        return {"version": view.version}, {}

    marks = []
    for _ in range(FRAMES + 2):
        marks.append(shelf.frame(view, draw)[0])
        shelf.frame(view, draw)
        view.touch()
    assert made == list(range(FRAMES + 2))
    assert shelf.shown(view, marks[0]) is None
    assert shelf.shown(view, marks[-1]) == ({"version": FRAMES + 1}, {})


def test_a_mark_of_another_view_or_server_shows_nothing(case: Case) -> None:
    shelf = Shelf(case)
    one, two = shelf.fresh(), shelf.fresh()
    mark = shelf.frame(one, lambda view: ({}, {}))[0]
    shelf.frame(two, lambda view: ({}, {}))
    assert shelf.shown(one, mark) is not None
    assert shelf.shown(two, mark) is None
    other = Shelf(case)
    other.frame(one, lambda view: ({}, {}))
    assert other.shown(one, mark) is None


def test_news_redraw_every_view(case: Case) -> None:
    shelf = Shelf(case)
    view = shelf.fresh()
    before = view.version
    shelf.touch()
    assert view.version == before + 1
