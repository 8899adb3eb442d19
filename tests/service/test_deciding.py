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


@pytest.mark.parametrize("expires", ["tomorrow", "2020-01-01", "2026-13-01"])
def test_a_decision_lapses_on_a_day_to_come_or_never(expires: str, case: Case, two_posters: Path) -> None:
    case.load(two_posters)
    with pytest.raises(InputError, match=expires):
        case.decide("protect", ["ad:ads:a0"], reason="safety", expires=expires)
    assert case.decide("protect", ["ad:ads:a0"], reason="safety", expires="2026-01-15").expires == "2026-01-15"


def test_a_decision_keeps_no_private_key(case: Case, two_posters: Path) -> None:
    key = "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ"  # the Bitcoin wiki's worked example
    case.load(two_posters)
    for value, reason in ((f"found {key}", "seen"), ("found", f"seen {key}")):
        with pytest.raises(InputError, match="private key") as error:
            case.decide("note", ["ad:ads:a0"], value=value, reason=reason)
        assert key not in str(error.value)
    assert case.decisions() == []
