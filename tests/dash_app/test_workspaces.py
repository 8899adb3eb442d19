from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from dash_app import presence
from dash_app.shelf import Shelf
from dash_app.views import View
from dash_app.workspaces import beside
from graphsvc.errors import CaseNotFound, NotAllowed
from graphsvc.service import Case

FIRST = "phone:+447700900100"


def made(shelf: Shelf, *nodes: str) -> View:
    view = shelf.fresh()
    with shelf.changing(view.id) as changed:
        changed.add("Add", nodes or [FIRST])
    return view


def test_only_views_with_something_in_them_are_listed(case: Case) -> None:
    shelf = Shelf(case)
    shelf.fresh()
    view = made(shelf, "a", "b")
    (row,) = shelf.views()
    assert (row.id, row.name, row.nodes, row.share) == (view.id, "", 2, "")
    assert row.first == view.done[0]
    assert row.at == case.now


def test_names_are_kept_in_the_case_and_cut(case: Case) -> None:
    view = made(shelf := Shelf(case))
    shelf.rename(view.id, "  The   harbour ring " + "x" * 200)
    assert Shelf(case).views()[0].name.startswith("The harbour ring x")
    assert len(Shelf(case).views()[0].name) == 80


def test_a_copy_goes_its_own_way(case: Case) -> None:
    view = made(shelf := Shelf(case))
    copy = shelf.copy(view.id, "Copy")
    with shelf.changing(copy.id) as changed:
        changed.add("Add", ["b"])
    assert list(view.nodes) == [FIRST]
    assert [step.name for step in copy.done] == ["Add", "Add"]
    assert {row.name for row in shelf.views()} == {"", "Copy"}
    assert shelf.enter("").id == copy.id


def test_a_deleted_view_is_gone(case: Case) -> None:
    view = made(shelf := Shelf(case))
    share = shelf.share(view.id)
    case.save_workspace(beside(view.id), {"open": "path"})
    shelf.drop(view.id)
    assert shelf.views() == []
    assert case.workspace(f"view:{view.id}") is None
    assert case.workspace(beside(view.id)) is None
    for id_ in (view.id, share):
        with pytest.raises(CaseNotFound):
            shelf.get(id_)


def test_a_reading_link_shows_and_changes_nothing(case: Case) -> None:
    view = made(shelf := Shelf(case))
    share = shelf.share(view.id)
    assert shelf.share(view.id) == share
    again = Shelf(case)
    assert list(again.get(share).nodes) == [FIRST]
    assert again.reading(share)
    assert not again.reading(view.id)
    for act in (lambda: again.rename(share, "x"), lambda: again.drop(share), lambda: again.share(share)):
        with pytest.raises(NotAllowed, match="shared for reading"):
            act()
    with pytest.raises(NotAllowed, match="shared for reading"), again.changing(share):
        raise AssertionError
    assert list(again.copy(share, "mine").nodes) == [FIRST]


def test_a_page_that_reads_is_not_told_the_view_itself(case: Case) -> None:
    view = made(shelf := Shelf(case))
    share = shelf.share(view.id)
    mark = shelf.frame(shelf.get(share), lambda view: ({}, {}))[0]
    assert view.id not in mark
    shelf.enter(share)
    assert Shelf(case).kept.last == view.id


def test_a_link_that_was_taken_back_opens_nothing(case: Case) -> None:
    view = made(shelf := Shelf(case))
    share = shelf.share(view.id)
    shelf.unshare(view.id)
    with pytest.raises(CaseNotFound):
        shelf.get(share)
    assert shelf.share(view.id) != share


def page(name: str, shown: str = "") -> dict[str, str]:
    return {presence.PAGE: name, presence.SHOWN: shown}


def test_work_of_another_page_is_not_undone_unseen(case: Case) -> None:
    shelf, app = Shelf(case), Flask("pages")
    view = made(shelf)
    before = shelf.mark(view)
    with app.test_request_context(headers=page("one", before)), shelf.changing(view.id) as changed:
        changed.add("More", ["b"])
    with (
        app.test_request_context(headers=page("two", before)),
        pytest.raises(NotAllowed, match="another window"),
        shelf.changing(view.id, seen=True),
    ):
        raise AssertionError
    with app.test_request_context(headers=page("two", before)), shelf.changing(view.id) as changed:
        changed.add("Also", ["c"])  # adds to it, and takes nothing back
    assert list(view.nodes) == [FIRST, "b", "c"]
    with app.test_request_context(headers=page("two", shelf.mark(view))), shelf.changing(view.id, seen=True) as changed:
        changed.undo()
    assert list(view.nodes) == [FIRST, "b"]


def test_a_page_need_not_wait_for_its_own_steps(case: Case) -> None:
    shelf, app = Shelf(case), Flask("pages")
    view = made(shelf, "a", "b")
    before = shelf.mark(view)
    for _ in range(2):
        with app.test_request_context(headers=page("one", before)), shelf.changing(view.id, seen=True) as changed:
            changed.undo()
    assert list(view.nodes) == []


def test_news_and_moves_are_nobodys_step(case: Case) -> None:
    shelf, app = Shelf(case), Flask("pages")
    view = made(shelf, "a")
    before = shelf.mark(view)
    shelf.touch()
    with app.test_request_context(headers=page("one", before)), shelf.changing(view.id) as changed:
        changed.place({"a": (1.0, 2.0)})
    with app.test_request_context(headers=page("two", before)), shelf.changing(view.id, seen=True) as changed:
        changed.undo()
    assert list(view.nodes) == []


@pytest.mark.parametrize("shown", ["x", "1.2", "...", "other.tag.999.en", "é.é.é"])
def test_a_crooked_mark_has_seen_nothing(case: Case, shown: str) -> None:
    shelf, app = Shelf(case), Flask("pages")
    view = made(shelf)
    headers = {presence.PAGE: "two", presence.SHOWN: shown.encode().decode("latin-1")}
    with (
        app.test_request_context(headers=headers),
        pytest.raises(NotAllowed, match="another window"),
        shelf.changing(view.id, seen=True),
    ):
        raise AssertionError


def test_views_are_in_the_case_file_and_nowhere_else(case: Case, tmp_path: Path) -> None:
    before = {path for path in tmp_path.rglob("*") if not path.name.startswith("harbour.db")}
    made(Shelf(case))
    assert {path for path in tmp_path.rglob("*") if not path.name.startswith("harbour.db")} == before
