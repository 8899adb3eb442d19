"""The verdict queue: what waits, what a person said, and that a wording can be judged like a number."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graphsvc.errors import CaseNotFound
from graphsvc.service import Case

DESK = "phone:+442079460999"
TEXT = "Warm massage near the station for polite guests, ask for {} and mention this page when you call us"


@pytest.fixture
def shared(case: Case, adverts: Callable[..., Path]) -> Case:
    """Forty posters at work at the same time, each with an address of their own; all show one desk's number."""
    rows = [
        {"ad_id": f"a{n}", "title": f"Room {n}", "description": f"Desk +44 20 7946 0999 or poster{n % 40}@example.com",
         "posted": f"2025-11-{1 + n // 40:02d}"}
        for n in range(80)
    ]  # fmt: skip
    case.load(adverts(rows), region="GB")
    return case


def test_what_many_share_waits_with_a_guess_until_a_person_says_what_it_is(shared: Case) -> None:
    assert shared.hubs() == []
    shared.cluster()
    row = next(row for row in shared.hubs() if row["identifier"] == DESK)
    assert (row["label"], row["verdict"], row["author"]) == ("+44 20 7946 0999", "", "")
    assert row["diversity"] > 20
    assert row["guess"]
    assert row["reasons"]
    shared.decide("verdict", [DESK], value="agency", reason="checked by phone", expires="2099-01-31")
    row = next(row for row in shared.hubs() if row["identifier"] == DESK)
    assert (row["verdict"], row["expires"]) == ("agency", "2099-01-31")
    assert row["author"]


def test_a_protected_number_is_in_no_queue(shared: Case) -> None:
    shared.cluster()
    shared.decide("protect", [DESK], reason="a hotline")
    assert DESK not in [row["identifier"] for row in shared.hubs()]


def test_a_wording_can_be_judged(case: Case, adverts: Callable[..., Path]) -> None:
    rows = [
        {"ad_id": f"a{n}", "title": "Massage", "description": TEXT.format(f"Kim{n}"),
         "phone": f"+44 7700 9001{n // 3:02d}",
         "posted": f"2025-0{1 + n}-01"}
        for n in range(6)
    ]  # fmt: skip
    case.load(adverts(rows))
    [template] = case.rotations()["templates"]
    with pytest.raises(CaseNotFound):
        case.decide("verdict", [template["id"]], value="stock-text", reason="no run yet")
    case.cluster()
    assert template["id"] not in [row["identifier"] for row in case.hubs()]
    case.decide("verdict", [template["id"]], value="stock-text", reason="sold by a copywriter")
    assert template["id"] in [decision.targets[0] for decision in case.decisions()]
    judged = case.cluster()
    [hub] = judged.hubs
    assert (hub.identifier, hub.verdict, hub.records) == (template["id"], "stock-text", 6)
    roles = {e.role for actor in judged.actors for e in actor.evidence if e.identifier == template["id"]}
    assert roles == {"hub"}
