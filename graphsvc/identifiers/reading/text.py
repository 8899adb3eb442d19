"""The prepared text every kind searches: folded once, its links cut once, each find placed in the raw text.

The deeper reading (`deep`: look-alikes, signs for digits) is another fold with its own offsets, made when a kind asks
for it. Kinds place what they find through `find` and `candidate`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from graphsvc.identifiers import Candidate, Find, Identifier
from graphsvc.identifiers.reading.fold import fold
from graphsvc.identifiers.reading.links import Link, cut
from graphsvc.identifiers.reading.skeleton import Deep, deep
from graphsvc.model import NodeKind


def clear(spans: Iterable[tuple[int, int]], taken: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans that overlap none of those taken; both ascend and do not overlap among themselves."""
    others = iter(taken)
    other = next(others, None)
    for start, end in spans:
        while other is not None and other[1] <= start:
            other = next(others, None)
        if other is None or end <= other[0]:
            yield start, end


class Text:
    """`raw`: as received. `folded`: characters folded. `lower`: folded in lower case. `data`: the ASCII shadow of
    `folded`, one byte a character, '?' for each character outside ASCII. All three share their offsets. `named`: a
    column's value, which its column says to be of the kind that is looked for."""

    def __init__(self, raw: str, *, named: bool = False) -> None:
        self.raw, self.named = raw, named
        self.folded, self._gone = fold(raw)
        self.data = self.folded.encode("ascii", "replace")
        self.lower = self.folded.lower()
        self._links: list[Link] | None = None
        self._deep: Deep | None = None

    @property
    def links(self) -> list[Link]:
        """Every link in the text, by offset, usable or not."""
        if self._links is None:
            self._links = cut(self.folded, self.data)
        return self._links

    @property
    def deep(self) -> Deep:
        """What a reader takes the characters for, where they hide."""
        if self._deep is None:
            self._deep = deep(self.lower)
        return self._deep

    def outside_links(self, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """The spans, ascending, that do not begin inside a link."""
        links = iter(self.links)
        link = next(links, None)
        for start, end in spans:
            while link is not None and link.end <= start:
                link = next(links, None)
            if link is None or start < link.start:
                yield start, end

    def as_written(self, start: int, end: int) -> str:
        """The raw text of a folded span."""
        start, end = self.place(start, end)
        return self.raw[start:end]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Offsets into the raw text of a folded span (`start < end`); unseen characters at its ends stay outside."""
        if not self._gone:
            return start, end
        return start + bisect_right(self._gone, start), end + bisect_right(self._gone, end - 1)

    def find(self, identifier: Identifier, start: int, end: int, method: str, confidence: float) -> Find:
        """A find at a folded span."""
        start, end = self.place(start, end)
        return Find(identifier, self.raw[start:end], start, end, method, confidence)

    def candidate(self, kind: NodeKind, value: str, start: int, end: int, reason: str) -> Candidate:
        """A candidate at a folded span."""
        start, end = self.place(start, end)
        return Candidate(kind, value, start, end, reason)

    def before(self, start: int, size: int) -> str:
        """Up to `size` characters before a folded offset, in lower case."""
        return self.lower[max(0, start - size) : start]

    def after(self, end: int, size: int) -> str:
        """Up to `size` characters from a folded offset on, in lower case."""
        return self.lower[end : end + size]
