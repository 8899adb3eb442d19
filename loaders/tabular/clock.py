"""One time as a source wrote it, in every reading it allows; the column then decides among them.

Two-digit years follow POSIX: 69-99 are 19xx, 00-68 are 20xx. Years outside 1900-2100 are no times.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum

from loaders.tabular.names import joined, words
from loaders.tabular.vocabulary import phrases, word_list

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:?\d{2}.*)?")
_NUMBERS = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{2,4})(?:,?[T ]+(.+))?")
_CLOCK = re.compile(
    r"(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?", re.IGNORECASE
)
_EPOCH = re.compile(r"(\d{10}|\d{13}|\d{16}|\d{19})(?:\.\d+)?")
_COMPACT = re.compile(r"\d{8}")
_RFC2822 = re.compile(r"(?:[A-Za-z]{3},\s*)?\d{1,2} [A-Za-z]{3} \d{4} \d{1,2}:\d{2}.*")
_FIRST, _LAST = 1900, 2100
_WORDS = word_list("months")
MONTHS = {joined(n): at for at, names in enumerate(_WORDS["months"].values(), start=1) for n in phrases(names)}
NOISE = frozenset(joined(word) for word in phrases(_WORDS["around"]["words"]))


class Reading(StrEnum):
    """How a value could be read, before its column is known."""

    SURE = "sure"  # year, month and day stand in an order nobody mistakes
    DAY = "day"  # day first, for nothing else is possible
    MONTH = "month"
    EITHER = "either"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Parsed:
    """A time before its zone is settled. `other`: the month-first reading of an undecided value."""

    when: datetime
    dated: bool = False  # a bare date
    naive: bool = False
    order: Reading = Reading.SURE
    other: datetime | None = None


def parse(raw: str) -> Parsed | None:
    """Every reading of one raw value, or None."""
    text = raw.strip()
    if not 6 <= len(text) <= 64:
        return None
    try:
        found = _iso(text) or _epoch(text) or _numbers(text) or _rfc2822(text) or _named(text)
    except (ValueError, OverflowError):
        return None
    return found if found and _FIRST <= found.when.year <= _LAST else None


def _iso(text: str) -> Parsed | None:
    if not (_ISO.fullmatch(text) or _COMPACT.fullmatch(text)):
        return None
    if len(text) in (8, 10):
        return Parsed(datetime.fromisoformat(text), dated=True)
    if text.upper().endswith((" UTC", " GMT")):
        text = text[:-4].rstrip() + "Z"
    when = datetime.fromisoformat(text.replace(" +", "+").replace(" Z", "Z"))
    return Parsed(when, naive=when.tzinfo is None)


def _epoch(text: str) -> Parsed | None:
    found = _EPOCH.fullmatch(text)
    if not found:
        return None
    digits = found[1]
    seconds = int(digits) // 10 ** (len(digits) - 10)
    return Parsed(datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds))


def _numbers(text: str) -> Parsed | None:
    """`25/03/2024 14:05`, `3.4.24`, `2024/03/25`."""
    found = _NUMBERS.fullmatch(text)
    if not found:
        return None
    first, second, third = found[1], found[3], found[4]
    if len(first) == 4:
        return (
            _join(date(int(first), int(second), int(third)), found[5], Reading.SURE, None) if len(third) <= 2 else None
        )
    if len(first) > 2 or len(third) == 3:
        return None
    year = _year(third)
    day_first, month_first = _date(year, int(second), int(first)), _date(year, int(first), int(second))
    if day_first and month_first and day_first != month_first:
        return _join(day_first, found[5], Reading.EITHER, month_first)
    if day_first and month_first:
        return _join(day_first, found[5], Reading.SURE, None)
    if day_first or month_first:
        return _join(day_first or month_first, found[5], Reading.DAY if day_first else Reading.MONTH, None)
    return None


def _rfc2822(text: str) -> Parsed | None:
    if not _RFC2822.fullmatch(text):
        return None
    try:
        when = parsedate_to_datetime(text)
    except (TypeError, IndexError):
        return None
    return Parsed(when, naive=when.tzinfo is None)


def _named(text: str) -> Parsed | None:
    """`1 March 2024`, `March 1, 2024 2:05 pm`, `1 de marzo de 2024`, `01-Mar-24`, `Fri Mar 1 14:05:00 +0000 2024`."""
    clock = _CLOCK.search(text) if ":" in text else None
    head = f"{text[: clock.start()]} {text[clock.end() :]}" if clock else text
    tail = clock[0] if clock else None
    day = month = year = 0
    for word in words(head):
        if word in MONTHS:
            if month:
                return None
            month = MONTHS[word]
        elif word not in NOISE:
            digits = re.match(r"\d+", word)
            if not digits or (digits[0] != word and word[len(digits[0]) :] not in NOISE):
                return None
            if len(digits[0]) <= 2 and not day:
                day = int(digits[0])
            elif len(digits[0]) in (2, 4) and not year:
                year = _year(digits[0])
            else:
                return None
    if not (day and month and year):
        return None
    return _join(date(year, month, day), tail, Reading.SURE, None)


def _join(day: date | None, clock: str | None, order: Reading, other: date | None) -> Parsed | None:
    """A date and the text of a clock. The other reading takes the same clock."""
    assert day is not None
    if clock is None:
        when = datetime(day.year, day.month, day.day)
        return Parsed(when, True, False, order, _swap(when, other))
    found = _CLOCK.fullmatch(clock.strip())
    if not found:
        return None
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if found[4]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[4][0] in "pP" else 0)
    zone = datetime.fromisoformat("2000-01-01T00:00" + _offset(found[5])).tzinfo if found[5] else None
    when = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=zone)
    return Parsed(when, False, zone is None, order, _swap(when, other))


def _swap(when: datetime, other: date | None) -> datetime | None:
    return None if other is None else when.replace(year=other.year, month=other.month, day=other.day)


def _offset(text: str) -> str:
    return text if text[0] in "+-" else "Z"


def _year(text: str) -> int:
    if len(text) == 4:
        return int(text)
    return int(text) + (1900 if int(text) >= 69 else 2000)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
