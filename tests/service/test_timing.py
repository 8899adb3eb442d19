"""Ranges of days, places and clusters among what a canvas shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graphsvc.errors import InputError
from graphsvc.model import Actor
from graphsvc.service import Case
from tests.support import records

ONE, TWO = "phone:+447700900100", "phone:+447700900101"


def ads(case: Case) -> list[str]:
    return [node for node in case.view.projection().nodes if node.startswith("ad:")]


@pytest.fixture
def spring(case: Case, adverts: Callable[..., Path]) -> list[str]:
    """One number in January and March, another in April and undated, and an advert of nobody in March."""
    days = (("2025-01-10", "00", "Hull", "GB"), ("2025-03-01", "00", "Hull", "gb"), ("2025-04-30", "01", "Lyon", "FR"),
            ("", "01", "", ""))  # fmt: skip
    rows = [
        {"ad_id": f"a{n}", "title": f"Offer {n}", "description": f"Call +44 7700 9001{end}", "posted": day,
         "city": city, "country": country}
        for n, (day, end, city, country) in enumerate(days)
    ]  # fmt: skip
    rows.append({**rows[0], "ad_id": "lone", "description": "no contact", "posted": "2025-03-09", "city": "Metz",
                 "country": ""})  # fmt: skip
    case.load(adverts(rows), region="GB")
    return [*ads(case), ONE, TWO]


def names(drawn: dict[str, Any]) -> set[str]:
    return {node["label"] for node in drawn["nodes"]}


def test_a_range_keeps_what_records_of_its_days_say(case: Case, spring: list[str]) -> None:
    drawn = case.draw(spring, first="2025-03-01", last="2025-03-31")
    assert names(drawn) == {"Offer 1", "Offer 0", "+44 7700 900100"}  # `Offer 0` is the lone one's title too
    assert drawn["outside"] == 4
    (edge,) = drawn["edges"]
    assert (edge["records"], edge["first"], edge["last"]) == (1, "2025-03-01", "2025-03-01")
    number = next(node for node in drawn["nodes"] if node["id"] == ONE)
    assert (number["degree"], number["records"], number["first"]) == (1, 1, "2025-03-01")


def test_both_ends_of_a_range_are_in_it_and_either_may_be_open(case: Case, spring: list[str]) -> None:
    assert TWO in {node["id"] for node in case.draw(spring, first="2025-04-30", last="2025-04-30")["nodes"]}
    assert len(case.draw(spring, first="2025-03-01")["edges"]) == 2
    assert len(case.draw(spring, last="2025-02-28")["edges"]) == 1
    assert case.draw(spring)["outside"] == 0


def test_undated_items_lie_in_no_range_unless_asked_for(case: Case, spring: list[str]) -> None:
    assert len(case.draw(spring, first="2025-04-01")["edges"]) == 1
    assert len(case.draw(spring, first="2025-04-01", undated=True)["edges"]) == 2


def test_a_node_without_lines_is_judged_by_the_time_of_its_records(case: Case, spring: list[str]) -> None:
    assert case.draw([ONE], first="2025-02-01", last="2025-02-28")["outside"] == 0
    assert case.draw([ONE], first="2025-05-01")["outside"] == 1


@pytest.mark.parametrize(
    ("first", "last"), [("2025-3-1", ""), ("2025-02-30", ""), ("x", ""), ("2025-03-02", "2025-03-01")]
)
def test_what_is_no_range_is_refused(case: Case, first: str, last: str) -> None:
    with pytest.raises(InputError):
        case.draw([], first=first, last=last)


def test_records_are_counted_by_day_and_undated_ones_listed(case: Case, spring: list[str]) -> None:
    found = case.timing(spring)
    assert found["days"] == {"2025-01-10": 1, "2025-03-01": 1, "2025-03-09": 1, "2025-04-30": 1}
    assert (found["dated"], found["undated"]) == (4, 1)
    assert [[node["label"] for node in item["nodes"]] for item in found["items"]] == [["Offer 3"]]
    assert case.timing([ONE])["dated"] == 0  # records that nothing drawn shows are not counted


def test_what_was_worked_out_goes_with_the_case(case: Case, spring: list[str], adverts: Callable[..., Path]) -> None:
    assert case.timing(spring)["dated"] == 4
    row = {"ad_id": "a3", "title": "Offer 3", "description": "Call +44 7700 900101", "posted": "2025-05-05"}
    case.load(adverts([row], "again.csv"), source="ads", region="GB")
    assert case.timing(spring)["dated"] == 5


def test_protected_items_are_listed_under_their_stand_in(case: Case, spring: list[str]) -> None:
    lone = next(node for node in spring if node.endswith("a3"))
    case.decide("protect", [lone], reason="asked for")
    assert "Offer 3" not in repr(case.timing(spring)["items"])


def test_places_are_those_of_the_adverts_in_the_range(case: Case, spring: list[str]) -> None:
    found = case.places(spring)
    told = [(spot["country"], spot["place"], spot["adverts"]) for spot in found["places"]]
    assert told == [("", "Metz", 1), ("FR", "Lyon", 1), ("GB", "Hull", 2)]
    assert (found["untold"], found["protected"]) == (1, 0)
    spring_only = case.places(spring, first="2025-04-01")
    assert [spot["place"] for spot in spring_only["places"]] == ["Lyon"]


def test_protected_adverts_have_no_place(case: Case, spring: list[str]) -> None:
    case.decide("protect", [next(node for node in spring if node.endswith("a2"))], reason="asked for")
    found = case.places(spring)
    assert "Lyon" not in repr(found)
    assert found["protected"] == 1


def test_clusters_follow_the_range(case: Case, two_posters: Path) -> None:
    case.load(two_posters, region="GB")
    assert case.following([ONE]) == []  # no run yet
    case.cluster()
    nodes = [*ads(case), ONE, TWO]
    every = {row["name"]: (row["shown"], row["inside"]) for row in case.following(nodes)}
    assert all(shown == inside for shown, inside in every.values())
    early = [row for row in case.following(nodes, last="2025-11-03") if row["tier"] == "actor"]
    assert sorted((row["shown"], row["inside"]) for row in early if row["shown"] > 1) == [(4, 0), (4, 4)]


def test_protected_members_are_not_counted(case: Case, two_posters: Path) -> None:
    case.load(two_posters, region="GB")
    case.cluster()
    nodes = [*ads(case), ONE, TWO]
    before = sum(row["shown"] for row in case.following(nodes) if row["tier"] == "actor")
    case.decide("protect", [ONE], reason="asked for")
    assert sum(row["shown"] for row in case.following(nodes) if row["tier"] == "actor") == before - 1


def test_how_unevenly_identifiers_are_shared(case: Case, two_posters: Path) -> None:
    case.load(two_posters, region="GB")
    assert case.spread() == {"nodes": 2, "degrees": [[3, 2]], "hubs": []}
    assert [row["source"] for row in case.coverage()] == ["ads"]


def test_an_empty_case_has_no_spread(case: Case) -> None:
    assert case.spread() == {"nodes": 0, "degrees": [], "hubs": []}
    assert case.timing([]) == {"days": {}, "dated": 0, "undated": 0, "items": [], "zone": "UTC"}


def test_another_scope_counts_its_own_records_only(case: Case) -> None:
    writer = case.store.writer(Actor())
    writer.put(records.batch([records.advert("1", records.PHONE)], records.CLOSED))
    writer.put(records.batch([records.advert("2", records.PHONE)], records.OPEN))
    nodes = [*ads(case), records.PHONE]
    parts = {part for part, marking in case.store.parts().items() if marking.hash == records.OPEN.hash}
    small = Case("case", case.store, Actor(), case.clock, parts)
    whole = case.timing(nodes)
    assert whole["dated"] + whole["undated"] == 2
    part = small.timing(nodes)
    assert part["dated"] + part["undated"] == 1
