"""Actors, networks and wordings as nodes of an export, each told as what it is: an inference."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graphsvc.service import Case

TEXT = "Waiters wanted at the harbour hotel, board and lodging are free, the season begins in May, call"


@pytest.fixture
def filled(case: Case, adverts: Callable[..., Path]) -> Case:
    """Two posters of three adverts each, who share one wording; one advert of nobody."""
    rows = [
        {"ad_id": f"a{n}", "title": "Waiter", "description": f"{TEXT} +44 7700 90010{n // 3}", "posted": "2025-11-01"}
        for n in range(6)
    ]
    rows.append({"ad_id": "lone", "title": "Flat to let", "description": "no contact", "posted": "2025-11-09"})
    case.load(adverts(rows), source="ads", tlp="GREEN")
    return case


def _exported(case: Case, folder: Path, **options: Any) -> dict[str, Any]:
    case.export(case.result(), folder / "graph.json", **options)
    found: dict[str, Any] = json.loads((folder / "graph.json").read_text("utf-8"))
    return found


def _of_kind(document: dict[str, Any], kind: str) -> dict[str, Any]:
    return {node["id"]: node for node in document["nodes"] if node["kind"] == kind}


def _edges(document: dict[str, Any], type_: str) -> list[dict[str, Any]]:
    return [edge for edge in document["edges"] if edge["type"] == type_]


def test_actors_and_networks_are_nodes_with_their_members(filled: Case, tmp_path: Path) -> None:
    result = filled.cluster()
    document = _exported(filled, tmp_path)
    actors, networks = _of_kind(document, "actor"), _of_kind(document, "network")
    assert actors.keys() == {actor.id for actor in result.actors}
    assert networks.keys() == {network.id for network in result.networks}
    edges = _edges(document, "MEMBER_OF")
    members = {end: {e["source"] for e in edges if e["target"] == end} for end in actors.keys() | networks.keys()}
    for actor in result.actors:
        assert members[actor.id] == {*actor.identifiers, *(f"ad:{ref.source}:{ref.key}" for ref in actor.records)}
        assert actors[actor.id]["attributes"]["records"] == str(len(actor.records))
    for network in result.networks:
        assert members[network.id] == set(network.actors)
        assert networks[network.id]["attributes"]["wording"] == network.wording
    assert {edge["kind"] for edge in edges} == {"inference"}
    assert {edge["attributes"]["method"] for edge in edges} == {f"{result.method} {result.method_version}"}


def test_a_wording_is_a_node_with_how_alike_each_advert_is(filled: Case, tmp_path: Path) -> None:
    filled.cluster()
    document = _exported(filled, tmp_path)
    ((template, node),) = _of_kind(document, "template").items()
    assert node["attributes"] == {"adverts": "6", "method": "templates 1"}
    edges = _edges(document, "USES_TEMPLATE")
    assert [edge["source"] for edge in edges] == [f"ad:ads:a{n}" for n in range(6)]
    for edge in edges:
        assert (edge["target"], edge["kind"], edge["records"]) == (template, "inference", 1)
        (row,) = edge["evidence"]
        assert row["method"] == edge["attributes"]["method"] == "templates 1"
        assert float(edge["attributes"]["similarity"]) == row["confidence"] >= 0.9
        assert row["record"].startswith(f"record:{edge['source']}@")
        assert row["line"] > 1


def test_what_is_made_of_marked_members_is_marked_as_they_are(filled: Case, adverts: Any, tmp_path: Path) -> None:
    rows = [{"ad_id": "amber", "title": "Waiter", "description": f"{TEXT} +44 7700 900100", "posted": "2025-11-02"}]
    filled.load(adverts(rows, "amber.csv"), source="amber", tlp="AMBER")
    result = filled.cluster()
    document = _exported(filled, tmp_path)
    amber = next(actor.id for actor in result.actors if any(ref.key == "amber" for ref in actor.records))
    marks = {name: node["marking"].partition(" ")[0] for name, node in _of_kind(document, "actor").items()}
    assert marks.pop(amber) == "TLP:AMBER"
    assert set(marks.values()) == {"TLP:GREEN"}
    assert [n["marking"].partition(" ")[0] for n in _of_kind(document, "template").values()] == ["TLP:AMBER"]


def test_a_protected_number_is_a_stand_in_there_too(filled: Case, tmp_path: Path) -> None:
    filled.decide("protect", ["phone:+447700900100"], reason="asked for help")
    filled.cluster()
    document = _exported(filled, tmp_path)
    assert "7700900100" not in json.dumps(document)
    assert [e for e in _edges(document, "MEMBER_OF") if e["source"].startswith("phone:protected:")]


def test_a_protected_advert_is_not_told_by_its_wording(filled: Case, tmp_path: Path) -> None:
    filled.decide("protect", ["ad:ads:a0"], reason="asked for help")
    filled.cluster()
    document = _exported(filled, tmp_path)
    assert [edge["source"] for edge in _edges(document, "USES_TEMPLATE")] == [f"ad:ads:a{n}" for n in range(1, 6)]
    assert [node["attributes"]["adverts"] for node in _of_kind(document, "template").values()] == ["5"]


def test_without_a_result_or_of_a_part_nothing_is_ascribed(filled: Case, tmp_path: Path) -> None:
    assert not _of_kind(_exported(filled, tmp_path), "template")
    filled.cluster()
    part = _exported(filled, tmp_path, nodes=["ad:ads:a0", "phone:+447700900100"])
    assert {node["kind"] for node in part["nodes"]} == {"ad", "phone"}


def test_records_that_went_since_are_members_of_nothing(filled: Case, adverts: Any, tmp_path: Path) -> None:
    rows = [{"ad_id": "b1", "title": "x", "description": "+44 7700 900109", "posted": ""}]
    filled.load(adverts(rows, "b.csv"), tlp="GREEN")
    result = filled.cluster()
    filled.unload("b")
    document = _exported(filled, tmp_path)
    gone = {actor.id for actor in result.actors if {ref.source for ref in actor.records} == {"b"}}
    assert len(gone) == 1
    assert _of_kind(document, "actor").keys() == {actor.id for actor in result.actors} - gone
