"""What the records of a cluster, or of two things that are linked, show: the counts that rival explanations rest on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import numpy as np

from graphsvc.linking.hubs import CONTACTS
from graphsvc.linking.link import Evidence

UNSURE = 0.8  # confidence of a find below which it is doubted


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over the records of `posters` posters and the identifiers that join them.

    kinds: joining identifiers by kind. outside: how many joining identifiers other records carry too; elsewhere: how
    many such records the busiest has; wallets_outside: of these identifiers, wallets. spread: the largest effective
    number of posters behind one. hubs: identifiers of these records that were discounted. own: posters with a contact
    that no other of them shows. at_once, in_turn: joining contacts that several posters used at the same time, or one
    after another; undated: those of unknown time. longest: days of use of the longest used joining number or account.
    changed: joining values that are one period of a number that changed hands. unsure: joining values read with little
    confidence. fewest: the least records by which a poster shows one of them. texts: different advert texts, of the
    `texted` records whose text was compared. categories: records by what they offer.
    """

    posters: int
    records: int
    kinds: dict[str, int]
    outside: int = 0
    elsewhere: int = 0
    wallets_outside: int = 0
    spread: float = 1.0
    hubs: int = 0
    own: int = 0
    at_once: int = 0
    in_turn: int = 0
    undated: int = 0
    longest: float = 0.0
    changed: int = 0
    unsure: int = 0
    fewest: int = 1
    texts: int = 0
    texted: int = 0
    categories: dict[str, int] = field(default_factory=dict)

    @property
    def joins(self) -> int:
        return sum(self.kinds.values())

    def of(self, *kinds: str) -> int:
        """How many joining identifiers are of these kinds."""
        return sum(self.kinds.get(kind, 0) for kind in kinds)

    def beside(self, *kinds: str) -> dict[str, int]:
        """Joining identifiers of other kinds than these."""
        return {kind: number for kind, number in self.kinds.items() if kind not in kinds}


class Tallies:
    """Counts over one evidence graph."""

    def __init__(self, evidence: Evidence) -> None:
        graph, judged = evidence.graph, evidence.judged
        self._categories = evidence.units.categories
        self._start = np.searchsorted(graph.unit, np.arange(graph.units + 1)).data
        self._value = np.ascontiguousarray(graph.value).data
        self._first = np.ascontiguousarray(graph.first).data
        self._last = np.ascontiguousarray(graph.last).data
        self._kind, self._epoch = graph.kind, graph.epoch
        self._uses: list[int] = graph.degrees()[1].tolist()
        self._hub: list[bool] = judged.hub.tolist()
        self._spread: list[float] = judged.diversity.tolist()
        self._confidence = graph.mean_confidence()

    def of(self, posters: Sequence[Collection[int]], joins: Collection[int]) -> Tally:
        """Counts of `posters`, each the units of one, joined by the values `joins`."""
        uses: dict[int, dict[int, list[tuple[float, float]]]] = {value: {} for value in sorted(joins)}
        shown: dict[int, set[int]] = {}  # contact -> posters that show it
        hubs: set[int] = set()
        texts: set[int] = set()
        texted = 0
        categories: dict[str, int] = {}
        for poster, units in enumerate(posters):
            for unit in sorted(units):
                for category in self._categories[unit]:
                    categories[category] = categories.get(category, 0) + 1
                compared = False
                for edge in range(self._start[unit], self._start[unit + 1]):
                    value = self._value[edge]
                    if value in uses:
                        uses[value].setdefault(poster, []).append((self._first[edge], self._last[edge]))
                    if self._hub[value]:
                        hubs.add(value)
                    elif self._kind[value] in CONTACTS:
                        shown.setdefault(value, set()).add(poster)
                    if self._kind[value] == "template":
                        texts.add(value)
                        compared = True
                texted += compared
        outside = {value: self._uses[value] - sum(map(len, by.values())) for value, by in uses.items()}
        times = [_times(by) for value, by in uses.items() if self._kind[value] in CONTACTS and len(by) > 1]
        kinds: dict[str, int] = {}
        for value in uses:
            kinds[self._kind[value]] = kinds.get(self._kind[value], 0) + 1
        return Tally(
            posters=len(posters),
            records=sum(map(len, posters)),
            kinds=dict(sorted(kinds.items())),
            outside=sum(number > 0 for number in outside.values()),
            elsewhere=max(outside.values(), default=0),
            wallets_outside=sum(number > 0 and self._kind[value] == "wallet" for value, number in outside.items()),
            spread=max((self._spread[value] for value in uses), default=1.0),
            hubs=len(hubs),
            own=len({min(who) for who in shown.values() if len(who) == 1}),
            at_once=times.count("at once"),
            in_turn=times.count("in turn"),
            undated=times.count(""),
            longest=max((_days(by) for v, by in uses.items() if self._kind[v] in ("phone", "account")), default=0.0),
            changed=sum(bool(self._epoch[value]) for value in uses),
            unsure=sum(self._confidence[value] < UNSURE for value in uses),
            fewest=min((len(spans) for by in uses.values() for spans in by.values()), default=1),
            texts=len(texts),
            texted=texted,
            categories=dict(sorted(categories.items())),
        )


def _times(by: dict[int, list[tuple[float, float]]]) -> str:
    """Whether posters used a value `at once`, or `in turn`; '' when fewer than two of them are dated."""
    spans = []
    for uses in by.values():
        dated = [use for use in uses if use[0] == use[0]]
        if dated:
            spans.append((min(use[0] for use in dated), max(use[1] for use in dated)))
    if len(spans) < 2:
        return ""
    spans.sort()
    reached = np.maximum.accumulate([end for _, end in spans])
    return "at once" if any(begin <= end for (begin, _), end in zip(spans[1:], reached.tolist())) else "in turn"


def _days(by: dict[int, list[tuple[float, float]]]) -> float:
    """From the first to the last dated use of a value."""
    dated = [use for uses in by.values() for use in uses if use[0] == use[0]]
    return max((use[1] for use in dated), default=0.0) - min((use[0] for use in dated), default=0.0)
