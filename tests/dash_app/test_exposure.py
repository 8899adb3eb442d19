"""Masked labels: the service answers without any, whatever is asked."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest
from flask import Flask

from dash_app import exposure
from dash_app.desk import Desk
from graphsvc.service import Case, covered_finding, veiled
from tests.support.site import Site, plain

OFFICE = "phone:+442079460999"
FIRST = "phone:+447700900100"
SECRETS = ("7946", "900100", "Kitchen", "poster0", "Call", "helper's", "board.csv line")


def told(case: Case) -> str:
    """Everything a screen might say, without the ids that stay on the server."""
    answers = [
        case.search("7946"),
        case.card(OFFICE),
        case.draw([OFFICE, FIRST]),
        case.paste(["020 7946 0999", "0123 nobody"]),
        case.evidence("ad:board:a0", OFFICE),
        case.explain("ad:board:a0", "ad:board:a1"),
        case.paths(OFFICE, FIRST),
        case.clusters(),
        case.review(),
        case.hubs(),
        case.captions([OFFICE]),
        [asdict(decision) for decision in case.decisions()],
    ]

    def text(value: object, name: str = "") -> list[str]:
        if isinstance(value, dict):
            return [line for key, item in value.items() for line in text(item, str(key))]
        if isinstance(value, list | tuple):
            return [line for item in value for line in text(item, name)]
        ids = ("id", "nodes", "targets", "source", "target", "record", "a", "b", "identifier", "file", "node")
        return [str(value)] if name not in ids else []

    return "\n".join(text(answers))


@pytest.fixture
def decided(case: Case) -> Case:
    case.cluster()
    case.decide("note", [OFFICE], value="A helper's number", reason="She said so, Call her")
    case.decide("tag", [OFFICE], value="Kitchen", reason="helper's word")
    return case


def test_nothing_that_records_or_people_wrote_is_answered(decided: Case) -> None:
    assert any(secret in told(decided) for secret in SECRETS)
    with veiled():
        said = told(decided)
    assert [said[max(0, said.find(one) - 60) : said.find(one) + 9] for one in SECRETS if one in said] == []
    assert "#" in said
    assert any(secret in told(decided) for secret in SECRETS)


def test_nodes_stay_apart_and_keep_their_stand_in(case: Case) -> None:
    with veiled():
        labels = [node["label"] for node in case.draw([OFFICE, FIRST])["nodes"]]
        assert len(set(labels)) == 2
        assert labels == [node["label"] for node in case.draw([OFFICE, FIRST])["nodes"]]


def test_protected_nodes_keep_their_own_mask(case: Case) -> None:
    case.decide("protect", [OFFICE], reason="hotline")
    with veiled():
        assert case.draw([OFFICE])["nodes"][0]["label"] == "protected number"


def test_findings_of_jobs_are_covered_field_by_field() -> None:
    found = {
        "bridges": [{"name": "N-1", "labels": ["+44 7700"], "sentence": "x +44", "jobs": 3, "nodes": ["phone:+44"]}]
    }
    assert covered_finding(found) == found
    with veiled():
        (one,) = covered_finding(found)["bridges"]
    assert one == {"name": "N-1", "labels": ["█████"], "sentence": "█████", "jobs": 3, "nodes": ["phone:+44"]}


def test_the_choice_is_read_from_the_request_alone() -> None:
    assert not exposure.masked()
    for cookie, on in (("1", True), ("0", False), ("true", False), ("", False)):
        with Flask("page").test_request_context(headers={"Cookie": f"{exposure.COOKIE}={cookie}"}):
            assert exposure.masked() is on


def test_pictures_of_both_kinds_are_kept_apart(desk: Desk) -> None:
    view = desk.shelf.fresh()
    with desk.changing(view.id) as changed:
        changed.add("Add {}", [OFFICE], about=(OFFICE,))
    with Flask("page").test_request_context(headers={"Cookie": f"{exposure.COOKIE}=1"}), veiled():
        mark, frame = desk.picture(view)
        assert "7946" not in json.dumps(plain(frame[0]))
        assert "7946" not in desk.told(view.done[0])
    assert desk.picture(view)[0] != mark
    assert "7946" in json.dumps(plain(desk.picture(view)[1][0]))


def test_the_page_tells_of_the_mask(inside: Site) -> None:
    assert inside.post("/prefer", json={"masked": True}).status_code == 204
    assert "Labels are masked" in inside.get("/_dash-layout").get_data(as_text=True)
    assert inside.post("/prefer", json={"masked": False}).status_code == 204
    assert "Labels are masked" not in inside.get("/_dash-layout").get_data(as_text=True)
