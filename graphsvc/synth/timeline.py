"""The days of a corpus: it ends on a given day, so that the same call gives the same bytes whenever it is made."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta


class Timeline:
    """`days` days up to and including `today`, in UTC."""

    def __init__(self, today: date, days: int) -> None:
        self._start = datetime.combine(today, time(), UTC) - timedelta(days=days - 1)

    def minute(self, minutes: int) -> str:
        """ISO 8601 of a minute since the first day began."""
        return (self._start + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%SZ")

    def day(self, days: float) -> str:
        """ISO date of a day since the first."""
        return (self._start + timedelta(days=days)).date().isoformat()
