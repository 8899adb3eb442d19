"""Spans of time: when a set of values was in use."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from math import isfinite

MARGIN = 1.0 / 24.0  # days around the first and the last use: a single use is no point in time


class Spans:
    """Disjoint intervals in days, merged as they are added. An undated use may have been at any time."""

    def __init__(self) -> None:
        self._begin: list[float] = []
        self._end: list[float] = []
        self._length = 0.0
        self._undated = False

    def add(self, begin: float, end: float) -> None:
        """Add one use from `begin` to `end`; infinite when undated."""
        if not (isfinite(begin) and isfinite(end)):
            self._undated = True
            return
        begin, end = begin - MARGIN, end + MARGIN
        first, last = bisect_left(self._end, begin), bisect_right(self._begin, end)
        if first < last:
            begin, end = min(begin, self._begin[first]), max(end, self._end[last - 1])
            self._length -= sum(self._end[first:last]) - sum(self._begin[first:last])
        self._begin[first:last] = [begin]
        self._end[first:last] = [end]
        self._length += end - begin

    def update(self, other: Spans) -> None:
        self._undated |= other._undated
        for begin, end in zip(other._begin, other._end):
            self.add(begin + MARGIN, end - MARGIN)

    def shared(self, other: Spans) -> float:
        """Share of the shorter of the two that lies in the other, in [0, 1]; 1 when either has undated uses."""
        if self._undated or other._undated:
            return 1.0
        few, many = (self, other) if len(self._begin) <= len(other._begin) else (other, self)
        common = 0.0
        for begin, end in zip(few._begin, few._end):
            for i in range(bisect_left(many._end, begin), bisect_right(many._begin, end)):
                common += max(0.0, min(end, many._end[i]) - max(begin, many._begin[i]))
        shorter = min(self._length, other._length)
        return min(1.0, common / shorter) if shorter > 0 else 0.0
