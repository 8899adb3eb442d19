"""Spans of time: when a set of values was in use."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

MARGIN = 1.0  # days around the first and the last use


class Spans:
    """Disjoint intervals in days, merged as they are added."""

    def __init__(self) -> None:
        self._begin: list[float] = []
        self._end: list[float] = []

    def add(self, begin: float, end: float) -> None:
        begin, end = begin - MARGIN, end + MARGIN
        first, last = bisect_left(self._end, begin), bisect_right(self._begin, end)
        if first < last:
            begin, end = min(begin, self._begin[first]), max(end, self._end[last - 1])
        self._begin[first:last] = [begin]
        self._end[first:last] = [end]

    def update(self, other: Spans) -> None:
        for begin, end in zip(other._begin, other._end):
            self.add(begin + MARGIN, end - MARGIN)

    def length(self) -> float:
        return sum(self._end) - sum(self._begin)

    def shared(self, other: Spans) -> float:
        """Share of the shorter of the two that lies in the other, in [0, 1]."""
        few, many = (self, other) if len(self._begin) <= len(other._begin) else (other, self)
        common = 0.0
        for begin, end in zip(few._begin, few._end):
            for i in range(bisect_left(many._end, begin), bisect_right(many._begin, end)):
                common += max(0.0, min(end, many._end[i]) - max(begin, many._begin[i]))
        shorter = min(self.length(), other.length())
        return min(1.0, common / shorter) if shorter > 0 else 0.0
