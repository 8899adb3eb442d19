from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

import dash_app
from dash_app import ids, shell
from dash_app.desk import Desk
from dash_app.jobs import Job
from dash_app.panels import PANELS, panel
from tests.support.site import Site, ids_in, plain, text_of


def test_every_screen_is_registered_and_whole() -> None:
    folder = Path(dash_app.__file__).parent / "panels"
    there = {path.stem for path in folder.iterdir() if path.stem != "__init__" and not path.stem.startswith("__")}
    assert there == set(PANELS)
    for name in PANELS:
        found = panel(name)
        assert found.TITLE
        assert found.ICON
        assert found.__doc__
        assert callable(found.layout)
        assert callable(found.register)


def test_ids_are_one_of_a_kind(desk: Desk) -> None:
    found = Counter(json.dumps(id_, sort_keys=True) for id_ in ids_in(shell.layout(desk)))
    assert [id_ for id_, many in found.items() if many > 1] == []


def test_every_id_of_a_callback_is_on_the_page(site: Site) -> None:
    there = {id_ for id_ in ids_in(shell.layout(site.desk)) if isinstance(id_, str)}
    named = set()
    for entry in site.app._callback_list:
        for item in (*entry["inputs"], *entry["state"]):
            if not item["id"].startswith("{"):
                named.add(item["id"])
    assert named <= there


def test_every_property_of_a_callback_is_one_that_its_element_has(site: Site) -> None:
    """A misspelt output is an answer that goes nowhere, and no error."""
    page = {part.id: part for part in shell.layout(site.desk)._traverse() if isinstance(getattr(part, "id", None), str)}
    unknown = set()
    for entry in site.app._callback_list:
        outputs = [(name, prop.split("@")[0]) for name, _, prop in _outputs(entry["output"])]
        inputs = [(item["id"], item["property"]) for item in (*entry["inputs"], *entry["state"])]
        for name, prop in (*outputs, *inputs):
            if name in page and prop not in page[name]._prop_names and not prop.startswith(("data-", "aria-")):
                unknown.add((name, prop))
    assert unknown == set()


def _outputs(spelt: str) -> list[tuple[str, str, str]]:
    """`id.property` of a callback's outputs, as Dash spells one or several of them."""
    return [one.rpartition(".") for one in spelt.strip(".").split("...")]


def test_every_id_in_the_list_is_used() -> None:
    source = "\n".join(path.read_text("utf-8") for path in Path(dash_app.__file__).parent.rglob("*.py"))
    constants = [name for name in vars(ids) if name.isupper()]
    assert [name for name in constants if f"ids.{name}" not in source] == []


def test_the_marking_stands_on_every_screen(desk: Desk) -> None:
    said = text_of(shell.layout(desk))
    assert shell.REMINDER in said
    banner = next(part for part in shell.layout(desk)._traverse() if getattr(part, "id", None) == ids.BANNER)
    assert banner is not None


@pytest.mark.parametrize(
    ("name", "title"), [("/srv/cases/harbour.db", "harbour"), ("neo4j://host:7687/harbour", "harbour"), ("x.db", "x")]
)
def test_a_case_is_called_by_its_name_alone(name: str, title: str) -> None:
    assert shell.case_title(name) == title


def test_the_page_holds_no_path(inside: Site, tmp_path: Path) -> None:
    assert str(tmp_path) not in inside.get("/_dash-layout").get_data(as_text=True)
    assert "harbour" in inside.get("/_dash-layout").get_data(as_text=True)


def test_jobs_tell_how_far_they_are() -> None:
    job = Job("j", "load", "Load <b>x</b>.csv", {}, state="running", done=50, total=200)
    row = shell.job_row(job)
    assert "50 of 200" in text_of(row)
    assert {"type": "job-cancel", "ref": "j"} in ids_in(row)
    assert "<b>x</b>" in plain(row)["props"]["children"][0]["props"]["children"][0]["props"]["children"]
    job.state, job.error = "failed", "x.csv: not a table"
    row = shell.job_row(job)
    assert "not a table" in text_of(row)
    assert not ids_in(row)


def test_a_view_of_another_page_cannot_be_guessed(inside: Site) -> None:
    """RIGHTS C4: what a page sends is looked up here; a view, ref or upload that is not known is refused politely."""
    output, entry = next(
        (name, entry)
        for name, entry in inside.app.callback_map.items()
        if name.startswith("version.data@") and any(item["id"] == ids.UNDO for item in entry["inputs"])
    )
    address = {(ids.UNDO, "n_clicks"): 1, (ids.URL, "search"): f"?view={'0' * 32}"}

    def filled(items: list[dict[str, str]]) -> list[dict[str, object]]:
        return [{**item, "value": address.get((item["id"], item["property"]))} for item in items]

    answer = inside.call(
        output, outputs={"id": "version", "property": output.partition(".")[2]}, inputs=filled(entry["inputs"]),
        state=filled(entry["state"]), changedPropIds=["undo.n_clicks"],
    )  # fmt: skip
    assert answer.status_code == 200
    told = answer.get_json()["sideUpdate"][ids.NOTICES]["sendNotifications"][0]["message"]
    assert told == "that view is not in this case; open the app again from its first page"
    assert "response" not in answer.get_json() or not answer.get_json()["response"]


@pytest.mark.parametrize("body", [{}, {"output": "no.such"}, {"output": ["x"]}, [], "x", None])
def test_crooked_requests_get_a_sentence(inside: Site, body: object) -> None:
    answer = inside.post("/_dash-update-component", json=body)
    assert answer.status_code >= 400
    assert "Traceback" not in answer.get_data(as_text=True)
    assert answer.get_json()["error"]
