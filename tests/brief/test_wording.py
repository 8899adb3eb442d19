"""Sentences that people read about other people."""

from __future__ import annotations

import pytest

from graphsvc.brief import wording
from graphsvc.results import MergeRisk, Without


@pytest.mark.parametrize(
    ("weight", "word"),
    [(-1.0, "slight"), (0.0, "slight"), (1.0, "limited"), (2.99, "limited"), (3.0, "substantial"), (6.0, "strong")],
)
def test_a_weight_has_one_word(weight: float, word: str) -> None:
    assert wording.strength(weight) == word


def test_numbers_and_lists_read_well() -> None:
    assert wording.plural(1, "network") == "1 network"
    assert wording.plural(2_400, "record") == "2,400 records"
    assert wording.listed([]) == ""
    assert wording.listed(["a"]) == "a"
    assert wording.listed(["a", "b", "c"]) == "a, b and c"
    assert wording.listed(["a", "b", "c", "d", "e"]) == "a, b, c and 2 more"
    assert wording.offers({"sale": 2, "job": 2, "other": 0}) == "2 job, 2 sale"
    assert wording.offers({"unknown": 3, "job": 1}) == "3 not stated, 1 job"
    assert wording.offers({}) == "not stated"


def test_what_holds_a_network_together() -> None:
    single = MergeRisk("single-identifier", ("x",), 3, 1.25)
    assert wording.holds(single, {"x": "+44 7700 900123"}.__getitem__) == (
        "One single identifier holds it together: +44 7700 900123.",
        "Without it, it falls into 3 parts.",
        "Its weakest link is limited (weight 1.2).",
    )
    assert wording.holds(MergeRisk("fragile", ("x", "y"), 2, 4.0), str.upper)[1] == (
        "Without the one that matters most, it falls into 2 parts."
    )
    assert wording.holds(MergeRisk("firm", (), 1, 7.0), str) == (
        "No single identifier holds it together.",
        "Its weakest link is strong (weight 7.0).",
    )
    assert wording.holds(MergeRisk("single-identifier", (), 4, 2.0), str)[:2] == (
        "One single identifier holds it together.",
        "Without it, it falls into 4 parts.",
    )
    assert wording.holds(MergeRisk("fragile", (), 3, 0.0), str) == (
        "No evidence connects its 3 parts: the method put them together.",
    )
    assert "friends who advertise together" in wording.holds(MergeRisk("fragile", (), 1, 4.0), str)[0]
    assert wording.holds(MergeRisk("single-record", (), 1, 0.0), str) == ("One record: nothing is linked.",)


def test_what_it_falls_into_without_each() -> None:
    without = (Without("x", 7, (5, 3, 1, 1, 1)), Without("", 2, (6, 6)))
    risk = MergeRisk("fragile", ("x",), 7, 4.0, ("x",), 2, False, without)
    assert wording.holds(risk, str.upper) == (
        "Few identifiers hold it together: X.",
        "Without X, it falls into 7 parts of 5, 3, 1, 1, 1 and 2 smaller.",
        "Without a protected identifier, it falls into 2 parts of 6 and 6.",
        "Its weakest link is substantial (at most weight 4.0): were X wrong, 2 would fall off.",
    )


def test_a_star_leaves_no_two_together() -> None:
    risk = MergeRisk("single-identifier", ("x",), 4, 4.0, without=(Without("x", 4, (1, 1, 1, 1)),))
    assert wording.holds(risk, str.upper)[1] == "Without X, no two of its 4 parts hold together."


def test_a_protected_identifier_is_told_and_not_named() -> None:
    risk = MergeRisk("single-identifier", (), 3, 4.0, (), 1, True, (Without("", 3, (1, 1, 1)),))
    assert not any("phone" in sentence for sentence in wording.holds(risk, {}.__getitem__))


@pytest.mark.parametrize(
    ("stability", "by_chance", "told"),
    [
        (0.493, None, ["It stays together in 49 % of resamples of its evidence, too few to call it one."]),
        (1.0, None, ["It stays together in 100 % of resamples of its evidence."]),
        (None, 0.0002, ["For each cluster as tight, a shuffle of who uses what gives fewer than 0.001."]),
        (
            None,
            0.2,
            ["For each cluster as tight, a shuffle of who uses what gives about 0.200: it cannot be told from chance."],
        ),
    ],
)
def test_how_sure_it_is(stability: float | None, by_chance: float | None, told: list[str]) -> None:
    risk = MergeRisk("firm", (), 1, 7.0, stability=stability, by_chance=by_chance)
    assert list(wording.holds(risk, str)[2:]) == told
