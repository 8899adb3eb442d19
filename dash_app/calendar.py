"""Days put together as fits: by day, week, month or year; and a range of days moved along by one of these."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from dash_app.language import _
from dash_app.views import Window
from graphsvc.errors import InputError

DAY = timedelta(days=1)
FITS = (("day", 92), ("week", 644), ("month", 3660))  # days that a histogram of each spans at most; then years
YEARS = range(1950, 2200)  # drawn: a year written wrongly makes no histogram of thousands
SHARE = 6  # of the whole time a range covers at first is one in so many


@dataclass(frozen=True, slots=True)
class Bin:
    """Days from `first` to `last`, both in it, and how many records they have."""

    first: date
    last: date
    count: int

    def meets(self, window: Window) -> bool:
        """Whether any of its days is shown."""
        begins = not window.last or self.first.isoformat() <= window.last
        return begins and (not window.first or window.first <= self.last.isoformat())


@dataclass(frozen=True, slots=True)
class Histogram:
    """`unit`: day, week (Monday to Sunday), month or year. bins: without gaps, empty ones too. beyond: records of years
    that are not drawn."""

    unit: str
    bins: tuple[Bin, ...]
    beyond: int = 0

    @property
    def first(self) -> date:
        return self.bins[0].first

    @property
    def last(self) -> date:
        return self.bins[-1].last

    def snapped(self, first: date, last: date) -> Window:
        """The range of whole bins that two days lie in."""
        inside = [one for one in self.bins if one.last >= first and one.first <= last]
        if not inside:
            return Window()
        return Window(inside[0].first.isoformat(), inside[-1].last.isoformat())


def histogram(days: Mapping[str, int]) -> Histogram | None:
    """Days (`2025-03-01`) with their counts, put together so that the bars can be told apart; None without any."""
    dated = sorted((day, days[text]) for text in days if (day := _date(text)) is not None and day.year in YEARS)
    if not dated:
        return None
    beyond = sum(days.values()) - sum(count for _day, count in dated)
    span = (dated[-1][0] - dated[0][0]).days
    unit = next((name for name, most in FITS if span <= most), "year")
    begins, bins, at = start(dated[0][0], unit), list[Bin](), 0
    while begins <= dated[-1][0]:
        last = moved(begins, unit, 1) - DAY
        count = 0
        while at < len(dated) and dated[at][0] <= last:
            count += dated[at][1]
            at += 1
        bins.append(Bin(begins, last, count))
        begins = last + DAY
    return Histogram(unit, tuple(bins), beyond)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def start(day: date, unit: str) -> date:
    """The first day of the unit that a day is in."""
    if unit == "week":
        return day - timedelta(days=day.weekday())
    if unit == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if unit == "year" else day


def moved(day: date, unit: str, by: int) -> date:
    """A day so many units later. The last day of a month stays the last."""
    if unit in ("day", "week"):
        return _within(day.toordinal() + by * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + by * (12 if unit == "year" else 1)
    months = min(max(months, 12), 9999 * 12 + 11)
    length = _length(months)
    ends = day.day == _length(day.year * 12 + day.month - 1)
    return date(months // 12, months % 12 + 1, length if ends else min(day.day, length))


def _within(ordinal: int) -> date:
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))


def _length(months: int) -> int:
    """Days of a month, counted in months since the year 0."""
    begins = date(months // 12, months % 12 + 1, 1)
    return 31 if begins.month == 12 else (date(begins.year, begins.month + 1, 1) - begins).days


def beginning(found: Histogram, window: Window) -> Window:
    """A first range: the earliest part of the time that the records cover."""
    last = found.bins[max(1, len(found.bins) // SHARE) - 1].last
    return Window(found.first.isoformat(), last.isoformat(), window.undated)


def slid(found: Histogram, window: Window, by: int) -> Window:
    """The range moved along by so many units, as long as it meets the records; the first range where there is none."""
    if not window:
        return beginning(found, window)
    first, last = _ends(found, window)
    to = moved(first, found.unit, by), moved(last, found.unit, by)
    if to[0] > found.last or to[1] < found.first:
        return window
    return Window(to[0].isoformat(), to[1].isoformat(), window.undated)


def stretched(found: Histogram, window: Window, by: int) -> Window:
    """The range with its end moved by so many units; it keeps one day at least."""
    if not window:
        return beginning(found, window)
    first, last = _ends(found, window)
    return Window(first.isoformat(), max(first, moved(last, found.unit, by)).isoformat(), window.undated)


def _ends(found: Histogram, window: Window) -> tuple[date, date]:
    return _date(window.first) or found.first, _date(window.last) or found.last


def at_end(found: Histogram, window: Window) -> bool:
    """Whether the range has come to the last record."""
    return not window.last or window.last >= found.last.isoformat()


def read_day(text: object, *, last: bool) -> str:
    """A day as a person writes it: `2025-03-01`, or `2025-03` or `2025` for the first (or last) day of it; '' for none.
    Raises InputError."""
    given = str(text or "").strip()
    if not given:
        return ""
    parts = re.fullmatch(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", given, re.ASCII)
    try:
        if parts is None:
            raise ValueError
        year, month, day = (int(part) if part else 0 for part in parts.groups())
        begins = date(year, month or 1, day or 1)
    except ValueError:
        raise InputError(_("a day is written like 2025-03-01, a month like 2025-03")) from None
    unit = "day" if day else "month" if month else "year"
    return (moved(begins, unit, 1) - DAY if last and unit != "day" else begins).isoformat()
