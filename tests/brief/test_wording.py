"""Sentences that people read about other people."""

from __future__ import annotations

import pytest

from graphsvc.brief import wording
from graphsvc.results import MergeRisk


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
    assert wording.holds(single, ["+44 7700 900123"]) == (
        "One single identifier holds it together: +44 7700 900123.",
        "Without it, it falls into 3 parts.",
        "Its weakest link is limited (weight 1.2).",
    )
    assert wording.holds(MergeRisk("fragile", ("x", "y"), 2, 4.0), ["a", "b"])[1] == (
        "Without the one that matters most, it falls into 2 parts."
    )
    assert wording.holds(MergeRisk("firm", (), 1, 7.0), []) == (
        "No single identifier holds it together.",
        "Its weakest link is strong (weight 7.0).",
    )
    assert wording.holds(MergeRisk("single-identifier", (), 4, 2.0), [])[:2] == (
        "One single identifier holds it together.",
        "Without it, it falls into 4 parts.",
    )
    assert wording.holds(MergeRisk("fragile", (), 3, 0.0), []) == (
        "No evidence connects its 3 parts: the method put them together.",
    )
    assert wording.holds(MergeRisk("single-record", (), 1, 0.0), []) == ("One record: nothing is linked.",)
