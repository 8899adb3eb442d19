"""Alike things as one: true counts, every node once, and lines that stand for what they stand for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graphsvc.errors import CaseNotFound, InputError
from graphsvc.service import Case, open_case
from graphsvc.service.grouping import WAYS
from tests.support.site import rows, tied, write_adverts

OFFICE = "phone:+442079460999"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    folder = tmp_path_factory.mktemp("grouping")
    adverts = rows()
    adverts[0]["city"] = "HULL "
    with open_case(str(folder / "harbour.db")) as opened:
        opened.load(write_adverts(folder / "board.csv", adverts), region="GB")
        opened.load(write_adverts(folder / "tied.csv", tied()))
        opened.cluster()
        yield opened


@pytest.mark.parametrize("by", WAYS)
def test_every_node_is_in_one_group_or_in_none(case: Case, by: str) -> None:
    nodes = case.around(OFFICE)
    found = case.alike(nodes, by)
    every = [node for group in found["groups"] for node in group["members"]] + found["rest"]
    assert sorted(every) == sorted(nodes)


def test_places_are_one_however_they_are_spelt(case: Case) -> None:
    found = case.alike(case.around(OFFICE, kind="ad"), "place")
    assert [(group["value"], len(group["members"])) for group in found["groups"]] == [("Hull", 8)]


def test_months_stand_in_order_and_the_rest_is_counted(case: Case) -> None:
    nodes = [*case.around(OFFICE, kind="ad"), *(hit["id"] for hit in case.search("Flat to let"))]
    found = case.alike(nodes, "month")
    assert [group["value"] for group in found["groups"]] == [f"2025-0{month}" for month in range(1, 9)]
    assert len(found["rest"]) == 1
    few = case.alike(nodes, "month", limit=3)
    assert len(few["groups"]) == 3
    assert len(few["rest"]) == 6


def test_actors_are_those_of_the_newest_run(case: Case) -> None:
    found = case.alike(case.clusters()[0]["nodes"], "actor")
    assert all(group["value"].startswith("A-") for group in found["groups"])
    result = case.result()
    assert result is not None
    actors = [set(actor.nodes) | set(actor.identifiers) for actor in result.actors]
    assert all(any(set(group["members"]) <= actor for actor in actors) for group in found["groups"])


def test_a_line_to_a_group_stands_for_all_lines_of_its_members(case: Case) -> None:
    ads = case.around(OFFICE, kind="ad")
    found = case.draw_groups({"group:hand:1": ads[:6]}, [OFFICE, *ads[6:]])
    line = next(edge for edge in found["edges"] if "group:hand:1" in (edge["source"], edge["target"]))
    assert (line["records"], line["lines"], line["kind"]) == (6, 6, "fact")
    assert line["source_ref"] == case.ref("group:hand:1")
    assert len(found["edges"]) == 3
    assert [node["id"] for node in found["nodes"]] == sorted([OFFICE, *ads[6:]])
    group = found["groups"]["group:hand:1"]
    assert (group["members"], group["kinds"], group["protected"], group["degree"]) == (6, {"ad": 6}, 0, 1)


def test_what_waits_is_counted_without_what_is_shown_or_put_aside(case: Case) -> None:
    ads = case.around(OFFICE, kind="ad")
    wish = {"group:more:1": (OFFICE, "ad", "MENTIONS")}
    found = case.draw_groups({}, [OFFICE, *ads[:2]], waiting=wish, aside=ads[2:3])
    assert found["waiting"]["group:more:1"]["left"] == 5
    assert len(found["nodes"]) == 3
    assert case.draw_groups({}, [OFFICE, *ads], waiting=wish)["waiting"] == {}


def test_days_limit_groups_as_well(case: Case) -> None:
    ads = case.around(OFFICE, kind="ad")
    found = case.draw_groups({"group:hand:1": ads}, [OFFICE], first="2025-01-01", last="2025-03-31")
    assert found["groups"]["group:hand:1"]["members"] == 3
    assert found["outside"] == 5


def test_ways_that_tell_nothing_apart_are_not_offered(case: Case) -> None:
    offered = {way["by"]: way for way in case.ways(case.around(OFFICE, kind="ad"))}
    assert offered["month"] == {"by": "month", "groups": 8, "largest": 1, "rest": 0}
    assert "place" not in offered
    assert "kind" not in offered


def test_what_is_not_there_is_refused(case: Case) -> None:
    with pytest.raises(InputError, match="group by actor"):
        case.alike([OFFICE], "colour")
    with pytest.raises(CaseNotFound):
        case.around("phone:+442079460000")


def test_protected_values_are_in_no_name(tmp_path: Path) -> None:
    adverts = rows()[:2]
    for advert in adverts:
        advert["city"] = "Call +44 7700 900100"
    with open_case(str(tmp_path / "x.db")) as case:
        case.load(write_adverts(tmp_path / "x.csv", adverts), region="GB")
        ads = case.around(OFFICE, kind="ad")
        case.decide("protect", ["phone:+447700900100"], reason="a minor")
        assert "900100" not in str([group["value"] for group in case.alike(ads, "place")["groups"]])
