"""Times as sources write them, to UTC; what cannot be known is said, never guessed.

Order of day and month: `--dayfirst` or `--monthfirst` decides; else a value decides for itself when only one reading
exists (25/03/2024); else the column decides, when its unmistakable values all read one way; else dots mean day first
(03.04.2024, DIN 5008 and its like) and slashes stay undecided: the value is kept as written, flagged `ambiguous`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from graphsvc.errors import InputError
from graphsvc.model import Moment
from loaders.tabular.clock import Reading, parse


@dataclass(slots=True)
class Column:
    """What the values of one time column say about its order, counted in the first pass over the file."""

    readings: Counter[Reading] = field(default_factory=Counter)
    naive: int = 0
    slashed: int = 0  # values of two readings that only the order of the column can settle

    def see(self, raw: str) -> None:
        parsed = parse(raw)
        self.readings[parsed.order if parsed else Reading.UNREAD] += 1
        self.naive += bool(parsed and parsed.naive)
        self.slashed += bool(parsed and parsed.other is not None and not _dotted(raw))

    @property
    def dayfirst(self) -> bool | None:
        """The order that all unmistakable values share, or None."""
        day, month = self.readings[Reading.DAY], self.readings[Reading.MONTH]
        return None if bool(day) == bool(month) else bool(day)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the values of one column. `zone`: IANA name for times without one; `dayfirst`: None is undecided."""

    dayfirst: bool | None = None
    zone: str = ""

    def read(self, raw: str) -> Moment | None:
        """The moment, or None for what is no time."""
        parsed = parse(raw)
        if parsed is None:
            return None
        when = parsed.when
        if parsed.other is not None:
            if self.dayfirst is None and not _dotted(raw):
                return Moment("", raw, "", "ambiguous")
            when = parsed.other if self.dayfirst is False else when
        elif parsed.order in (Reading.DAY, Reading.MONTH) and self.dayfirst is (parsed.order is Reading.MONTH):
            return None  # the only possible reading contradicts what the user or the column says
        if parsed.dated:
            return Moment(when.date().isoformat(), raw)
        if not parsed.naive:
            return Moment(_utc(when), raw)
        if not self.zone:
            return Moment(_utc(when.replace(tzinfo=UTC)), raw, "", "naive")
        return Moment(_utc(when.replace(tzinfo=ZoneInfo(self.zone))), raw, self.zone)


def _dotted(raw: str) -> bool:
    return "." in raw.split(" ", 1)[0]


def check_zone(name: str) -> None:
    """Raises InputError unless `name` is an IANA time zone."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise InputError(f"time zone {name!r} is not known; use an IANA name such as Europe/Madrid or UTC") from None


def _utc(when: datetime) -> str:
    return when.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
