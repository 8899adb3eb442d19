from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dash_app.calendar import at_end, beginning, histogram, moved, read_day, slid, stretched
from dash_app.views import Window
from graphsvc.errors import InputError

days = st.dates(date(1950, 1, 1), date(2199, 12, 31))


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(days.map(date.isoformat), st.integers(1, 5), min_size=1, max_size=20))
def test_every_record_is_in_one_bar_and_bars_have_no_gaps(counts: dict[str, int]) -> None:
    found = histogram(counts)
    assert found is not None
    assert sum(one.count for one in found.bins) == sum(counts.values())
    for one, following in zip(found.bins, found.bins[1:], strict=False):
        assert (following.first - one.last).days == 1
    assert found.first <= date.fromisoformat(min(counts)) <= date.fromisoformat(max(counts)) <= found.last
    assert len(found.bins) < 260


@pytest.mark.parametrize(
    ("last", "unit"), [("2025-03-01", "day"), ("2026-01-01", "week"), ("2030-01-01", "month"), ("2055-01-01", "year")]
)
def test_the_unit_fits_the_time(last: str, unit: str) -> None:
    found = histogram({"2025-01-01": 1, last: 1})
    assert found is not None
    assert found.unit == unit


def test_years_written_wrongly_are_counted_apart() -> None:
    found = histogram({"0001-01-01": 2, "2025-01-01": 1, "9999-12-31": 3, "no day": 1})
    assert found is not None
    assert (len(found.bins), found.beyond) == (1, 6)
    assert histogram({"0001-01-01": 2}) is None


def test_a_range_moves_by_the_unit_and_stays_with_the_records() -> None:
    found = histogram({"2025-01-03": 1, "2029-12-30": 1})
    assert found is not None
    window = Window("2025-03-01", "2025-05-31", True)
    assert slid(found, window, 1) == Window("2025-04-01", "2025-06-30", True)
    assert slid(found, slid(found, window, 1), -1) == window
    assert stretched(found, window, 1).last == "2025-06-30"
    assert stretched(found, Window("2025-03-01", "2025-03-31"), -3).last == "2025-03-01"
    assert slid(found, Window("2025-01-01", "2025-01-31"), -1) == Window("2025-01-01", "2025-01-31")
    assert slid(found, Window(), 1) == beginning(found, Window())
    assert at_end(found, Window("2029-12-01", "2029-12-31"))
    assert not at_end(found, window)


def test_the_last_day_of_a_month_stays_the_last() -> None:
    assert moved(date(2025, 1, 31), "month", 1) == date(2025, 2, 28)
    assert moved(date(2025, 2, 28), "month", 1) == date(2025, 3, 31)
    assert moved(date(2024, 2, 29), "year", 1) == date(2025, 2, 28)


def test_dragging_takes_whole_bars() -> None:
    found = histogram({"2025-01-03": 1, "2029-12-30": 1})
    assert found is not None
    assert found.snapped(date(2025, 3, 9), date(2025, 5, 2)) == Window("2025-03-01", "2025-05-31")
    assert not found.snapped(date(2060, 1, 1), date(2061, 1, 1))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [("2025-03-09", "2025-03-09", "2025-03-09"), ("2024-02", "2024-02-01", "2024-02-29"),
     ("2025", "2025-01-01", "2025-12-31"), ("", "", ""), (" 2025-3 ", "2025-03-01", "2025-03-31")],
)  # fmt: skip
def test_days_are_read_as_people_write_them(text: str, first: str, last: str) -> None:
    assert (read_day(text, last=False), read_day(text, last=True)) == (first, last)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=12))
def test_any_text_is_a_day_or_refused(text: str) -> None:
    try:
        read = read_day(text, last=True)
    except InputError:
        return
    assert not read or date.fromisoformat(read)


def test_a_refusal_says_how_a_day_is_written() -> None:
    with pytest.raises(InputError, match="like 2025-03-01"):
        read_day("next week", last=False)
