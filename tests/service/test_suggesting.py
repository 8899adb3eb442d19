from __future__ import annotations

from pathlib import Path

import pytest

from graphsvc.errors import CaseNotFound, InputError, NotAllowed
from graphsvc.service import Case

NUMBERS = ["phone:+447700900100", "phone:+447700900101"]


def test_nothing_leads_from_one_poster_to_the_other(case: Case, two_posters: Path) -> None:
    case.load(two_posters)
    found = case.suggest(["ad:ads:a0"])
    assert found["suggestions"] == []
    assert found["accepted"] == 3
    assert found["notes"]


def test_a_persons_decision_leads_on(case: Case, two_posters: Path) -> None:
    case.load(two_posters)
    case.decide("same", NUMBERS, reason="seen by hand")
    assert case.suggest(["ad:ads:a0"])["accepted"] == 6


def test_a_judged_hub_is_named_as_one(case: Case, two_posters: Path) -> None:
    case.load(two_posters)
    case.decide("verdict", [NUMBERS[0]], value="agency", reason="its own site says so")
    found = case.suggest([NUMBERS[0]])
    assert found["suggestions"] == []
    assert found["notes"][0].endswith("is shared by many different posters; nothing is followed through it.")


def test_refusals(case: Case, two_posters: Path) -> None:
    case.load(two_posters)
    with pytest.raises(InputError, match="at least one seed"):
        case.suggest([])
    with pytest.raises(CaseNotFound):
        case.suggest(["ad:ads:none"])
    with pytest.raises(CaseNotFound, match="no clusters yet"):
        case.suggest(["actor:0000"])
    case.decide("protect", ["ad:ads:a0"], reason="a child's")
    with pytest.raises(NotAllowed, match="protected"):
        case.suggest(["ad:ads:a0"])
    with pytest.raises(NotAllowed, match="protected"):
        case.suggest(["ad:ads:a1"], yes=["ad:ads:a0"])
