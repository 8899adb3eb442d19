"""A result put into words and rows: what every report shows, in which order, with which doubts.

    brief(result, context) -> Brief

Reports only lay it out, so HTML, Markdown, PDF and sheets say the same. Rules kept here
- networks come weakest link first, those of several actors before those of one: what is most likely wrong is read
  first, never what is largest
- every network says what holds it together, what it falls into, and what else it could be
- it says `linked`, never more; a weight belongs to a link, and no person has one
- a record or identifier that the context does not describe is counted, not shown: it may be protected
- long lists are cut, and say how many were left out
Texts are raw: whoever lays them out makes them safe for the place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from graphsvc.documents import ReportContext
from graphsvc.results import Result, Rival

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cut(Generic[T]):
    """The first items of a list, and how many there are in all."""

    items: tuple[T, ...]
    total: int

    @property
    def left_out(self) -> int:
        return self.total - len(self.items)

    @classmethod
    def of(cls, items: Iterable[T], limit: int) -> Cut[T]:
        whole = tuple(items)
        return cls(whole[:limit], len(whole))


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One identifier as evidence. `start` and `weight` place its step in a waterfall, in natural log-odds.

    `identifier` tells two lines apart and is never shown: it may be protected, where two captions can be the same.
    """

    identifier: str
    caption: str
    kind: str
    epoch: str
    weight: float
    prior: float
    start: float
    records: int
    elsewhere: int
    role: str


@dataclass(frozen=True, slots=True)
class RecordLine:
    source: str
    key: str
    title: str
    posted: str
    place: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class ActorPart:
    """`label` is the actor's name inside this report, e.g. `1.A`. `undescribed`: records the context left out.

    `evidence`: what at least two of its records carry; `idle`: identifiers on one record each, which join nothing.
    """

    label: str
    id: str
    offers: str
    doubt: str
    records: Cut[RecordLine]
    undescribed: int
    evidence: Cut[EvidenceLine]
    idle: int


@dataclass(frozen=True, slots=True)
class LinkPart:
    a: str
    b: str
    weight: float
    strength: str
    evidence: tuple[EvidenceLine, ...]

    @property
    def group(self) -> tuple[str, tuple[EvidenceLine, ...]]:
        """A heading, and the lines under it."""
        return f"Actors {self.a} and {self.b}: {self.strength}, weight {self.weight:.1f} in all", self.evidence


@dataclass(frozen=True, slots=True)
class NetworkPart:
    """`level`: as in `MergeRisk`. `posted`: from which day to which.

    `holds`: what holds it together, what it falls into, and how sure it is, in sentences. `rivals`: as the result has
    them.
    """

    rank: int
    id: str
    name: str
    wording: str
    actors: int
    records: int
    offers: str
    sources: tuple[str, ...]
    level: str
    weakest: float
    strength: str
    holds: tuple[str, ...]
    warnings: tuple[str, ...]
    bridges: tuple[str, ...]
    posted: str = ""
    rivals: tuple[Rival, ...] = ()
    links: Cut[LinkPart] = field(default_factory=lambda: Cut((), 0))
    parts: Cut[ActorPart] = field(default_factory=lambda: Cut((), 0))


@dataclass(frozen=True, slots=True)
class SourceLine:
    source: str
    records: int
    share: str  # of all records, in per cent
    first: str
    last: str
    places: str
    languages: str
    networks: int


@dataclass(frozen=True, slots=True)
class HubLine:
    caption: str
    records: int
    diversity: float
    verdict: str


@dataclass(frozen=True, slots=True)
class Brief:
    title: str
    at: str
    author: str
    banner: str
    tlp: str
    facts: tuple[tuple[str, str], ...]
    counts: tuple[tuple[str, int], ...]
    summary: tuple[str, ...]
    changes: tuple[tuple[str, Cut[str]], ...]
    sources: Cut[SourceLine]
    files: Cut[str]
    sizes: tuple[tuple[str, int], ...]
    ranking: Cut[NetworkPart]
    networks: Cut[NetworkPart]
    alone: int  # records that are linked to nothing
    unranked: int  # networks of protected nodes alone, not listed
    hubs: Cut[HubLine]
    left_out: Cut[str]
    alerts: Cut[str] = field(default_factory=lambda: Cut((), 0))  # decisions that contradict each other


def brief(result: Result, context: ReportContext) -> Brief:
    """The whole report as rows and sentences, a function of its two arguments alone."""
    from graphsvc.brief.build import build

    return build(result, context)
