from __future__ import annotations

from pathlib import Path

import pytest

from graphsvc.errors import CaseNotFound, InputError
from graphsvc.service import Case

PHONE = "phone:+447700900100"


def test_a_decision_keeps_who_when_and_why_and_can_be_undone(case: Case, two_posters: Path) -> None:
    case.load(two_posters)
    made = case.decide("verdict", [PHONE], value="agency", reason="its website says so")
    assert (made.author, made.at, made.reason) == ("local", "2026-01-15T12:00:00Z", "its website says so")
    assert case.card(PHONE)["verdict"] == "agency"
    case.undo(made.id, reason="wrong number")
    assert case.card(PHONE)["verdict"] == ""
    (kept,) = case.decisions(standing=False)
    assert (kept.undone_by, kept.undone_reason) == ("local", "wrong number")


@pytest.mark.parametrize(
    ("verb", "targets", "value", "reason", "says"),
    [
        ("verdict", [PHONE], "agency", " ", "needs a reason"),
        ("verdict", [PHONE], "gang", "x", "unknown verdict"),
        ("same", [PHONE], "", "x", "name both"),
        ("note", [PHONE], "", "x", "needs its text"),
        ("category", [PHONE], "suspect", "x", "cannot be set by one person"),
        ("hate", [PHONE], "", "x", "unknown decision"),
    ],
)
def test_what_cannot_be_decided_says_why(
    case: Case, two_posters: Path, verb: str, targets: list[str], value: str, reason: str, says: str
) -> None:
    case.load(two_posters)
    with pytest.raises(InputError, match=says):
        case.decide(verb, targets, value=value, reason=reason)
    assert case.decisions() == []


def test_what_is_not_there_cannot_be_decided_on(case: Case, two_posters: Path) -> None:
    case.load(two_posters)
    with pytest.raises(CaseNotFound):
        case.decide("protect", ["phone:+447700900999"], reason="asked for")


def test_a_protected_number_is_masked_everywhere_a_person_looks(case: Case, two_posters: Path) -> None:
    case.load(two_posters)
    case.decide("protect", [PHONE], reason="may be a victim's")
    card = case.card(PHONE)
    assert card["protected"]
    assert "900100" not in card["label"]
    shown = case.draw([PHONE, "ad:ads:a0"])
    assert "7700" not in str([node["label"] for node in shown["nodes"]])
    rows = case.evidence("ad:ads:a0", PHONE)["rows"]
    assert all("900100" not in row["raw"] + row["before"] + row["after"] for row in rows)
