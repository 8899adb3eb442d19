from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphsvc.analysis.rotation import Change, Tenure, Use, rotation

A, B, C = (f"phone:+4477009001{digit:02d}" for digit in range(3))
MAIL = "email:anna@example.com"


def _uses(identifier, *times):
    return [Use(at, identifier, f"record:ad:s:{identifier}{at}@1") for at in times]


def _days(first, last):
    return [f"2024-01-{day:02d}" for day in range(first, last + 1)]


def test_one_number_after_another():
    found = rotation("template:1", [*_uses(B, *_days(12, 20)), *_uses(A, *_days(1, 10)), *_uses(MAIL, "2024-01-05")])
    assert [(tenure.identifier, tenure.first, tenure.last, tenure.records) for tenure in found.tenures] == [
        (A, "2024-01-01", "2024-01-10", 10), (MAIL, "2024-01-05", "2024-01-05", 1), (B, "2024-01-12", "2024-01-20", 9),
    ]  # fmt: skip
    (change,) = found.changes
    assert (change.before, change.after, change.at, change.gap, change.overlap) == (A, B, "2024-01-12", 2, 0)
    assert found.patterns == (("email", "one"), ("phone", "succession"))


def test_a_short_overlap_is_still_a_succession():
    found = rotation("t", [*_uses(A, *_days(1, 11)), *_uses(B, *_days(10, 20))])
    assert (found.changes[0].gap, found.changes[0].overlap) == (-1, 1)
    assert found.patterns == (("phone", "succession"),)


def test_numbers_side_by_side_are_a_pool():
    found = rotation("t", [use for one in (A, B, C) for use in _uses(one, *_days(1, 20))])
    assert found.patterns == (("phone", "pool"),)
    assert [change.overlap for change in found.changes] == [19, 19]


def test_short_uses_inside_a_long_one_are_a_pool_though_they_follow_each_other():
    found = rotation("t", [*_uses(A, *_days(1, 28)), *_uses(B, "2024-01-05"), *_uses(C, "2024-01-20")])
    assert found.patterns == (("phone", "pool"),)


def test_some_of_both_is_mixed():
    uses = [*_uses(A, *_days(1, 9)), *_uses(B, *_days(10, 20)), *_uses(C, *_days(11, 20))]
    assert rotation("t", uses).patterns == (("phone", "mixed"),)


def test_a_number_that_fell_silent_begins_again():
    found = rotation("t", [*_uses(A, "2023-01-01", "2023-01-20"), *_uses(B, "2023-06-01"), *_uses(A, "2024-02-01")])
    assert [(tenure.identifier, tenure.first) for tenure in found.tenures] == [
        (A, "2023-01-01"), (B, "2023-06-01"), (A, "2024-02-01"),
    ]  # fmt: skip
    assert [(change.before, change.after) for change in found.changes] == [(A, B), (B, A)]
    assert rotation("t", _uses(A, "2023-01-01", "2024-01-01")).patterns == (("phone", "one"),)


def test_undated_uses_are_listed_and_protected_identifiers_only_counted():
    uses = [*_uses(A, "2024-01-01", ""), *_uses(B, "", "soon"), *_uses(C, "2024-01-01", "2024-01-03")]
    found = rotation("t", uses, protected=[C, "phone:other"])
    assert [tenure.identifier for tenure in found.tenures] == [A]
    assert found.undated == (B,)
    assert found.withheld == 1
    assert C not in str(asdict(found))


def test_times_of_day_and_dates_mix():
    found = rotation("t", [*_uses(A, "2024-01-01T12:00:00Z"), *_uses(B, "2024-01-02", "2024-01-02T06:00:00Z")])
    assert found.changes[0].gap == pytest.approx(0.5)


def test_nothing():
    found = rotation("t", [])
    assert (found.tenures, found.changes, found.patterns, found.undated, found.withheld) == ((), (), (), (), 0)


USES = st.lists(
    st.builds(
        Use,
        st.sampled_from(["", "x", "2024-01-01", "2024-01-01T10:00:00Z", "2024-03-01", "2025-01-01"]),
        st.sampled_from([A, B, MAIL]),
        st.sampled_from(["r1", "r2", "r3"]),
    ),
    max_size=12,
)


@settings(deadline=None, max_examples=150)
@given(USES, st.randoms(use_true_random=False))
def test_order_and_repetition_do_not_show(uses, rng):
    shuffled = uses + uses[:3]
    rng.shuffle(shuffled)
    found = rotation("t", uses)
    assert rotation("t", shuffled) == found
    named = {tenure.identifier for tenure in found.tenures} | set(found.undated)
    assert named == {use.identifier for use in uses}
    assert all(isinstance(one, Tenure) and one.start <= one.end for one in found.tenures)
    assert all(isinstance(one, Change) and one.overlap >= 0 for one in found.changes)
