"""Personas: values that belong to one poster, joined from the strongest bond down, contradictions weighed in.

A persona starts as one value. Two personas join when all three hold in sum:
- they stand together as one poster's values do (`bonds.one_owner`, over all adverts of the smaller persona);
- the values that carry the bond are worth enough after the discount for diversity;
- what contradicts is too light: each side has *other* contacts of the same kind, in use at the same time, or beside a
  shared one of that kind (everyone has a number of their own beside the friend's, the desk's or the agency's number),
  or two different accounts or addresses. A disagreement weighs as in Fellegi and Sunter: ln P(differ | same poster).
"""

from __future__ import annotations

from collections.abc import Iterable
from math import isfinite, log

import numpy as np
from numpy.typing import NDArray

from graphsvc.linking.bonds import bonds, one_owner
from graphsvc.linking.graph import EvidenceGraph
from graphsvc.linking.hubs import CONTACTS
from graphsvc.linking.spans import Spans

ENOUGH = log(19.0)  # 95 %: nats from which two personas are one
DIFFER = log(12.0)  # nats against, where both sides have contacts of one kind and none in common
ROTATES = "phone"  # of the contacts, what one poster changes as time goes on
PASSES = 4  # over the bonds, while personas still join


class Personas:
    """The values of a graph, grouped by owner. `of(value)`: the persona's number; it is one of its values."""

    def __init__(self, graph: EvidenceGraph, weight: NDArray[np.float64]) -> None:
        self._weight = weight.tolist()
        self._kind = graph.kind
        first, last = graph.lifetimes()
        self._life = list(zip(first.tolist(), last.tolist()))
        self._parent = list(range(graph.values))
        self._members = [{value} for value in range(graph.values)]
        self._units: list[set[int]] = [set() for _ in range(graph.values)]
        self._values: dict[int, list[int]] = {}
        for unit, value in zip(graph.unit.tolist(), graph.value.tolist()):
            self._units[value].add(unit)
            self._values.setdefault(unit, []).append(value)
        self._contacts: list[dict[str, set[int]]] = [
            {kind: {value}} if kind in CONTACTS else {} for value, kind in enumerate(graph.kind)
        ]
        self._spans: list[Spans] = [_span(self._life, [value]) for value in range(graph.values)]

    def of(self, value: int) -> int:
        while self._parent[value] != value:
            self._parent[value] = self._parent[self._parent[value]]
            value = self._parent[value]
        return value

    def join(self, x: int, y: int) -> None:
        """Join two personas; the larger one's number stays."""
        if (len(self._units[x]), -x) < (len(self._units[y]), -y):
            x, y = y, x
        self._parent[y] = x
        self._units[x] |= self._units[y]
        self._members[x] |= self._members[y]
        for kind, values in self._contacts[y].items():
            self._contacts[x].setdefault(kind, set()).update(values)
        self._spans[x].update(self._spans[y])
        self._units[y], self._members[y], self._contacts[y] = set(), set(), {}

    def size(self, x: int) -> int:
        return len(self._units[x])

    def log_odds(self, x: int, y: int, *, handover: bool) -> float:
        """Log-odds, in nats, that two personas are one poster."""
        together = self._units[x] & self._units[y]
        smaller = min(len(self._units[x]), len(self._units[y]))
        bond = one_owner(len(together), len(together) if handover else smaller)
        if bond < ENOUGH:
            return bond
        of_x, of_y = set[int](), set[int]()
        for unit in together:
            for value in self._values[unit]:
                owner = self.of(value)
                if owner == x:
                    of_x.add(value)
                elif owner == y:
                    of_y.add(value)
        worth = min(bond, self._worth(of_x), self._worth(of_y))
        if worth < ENOUGH:
            return worth
        against = max(self._against(x, of_x, y, handover), self._against(y, of_y, x, handover))
        return worth - against

    def _worth(self, values: set[int]) -> float:
        return sum(self._weight[value] for value in sorted(values))

    def _against(self, x: int, carriers: set[int], y: int, handover: bool) -> float:
        """Nats against: contacts of `x` beside those that carry the bond, while `y` has others of the same kind."""
        total = 0.0
        for kind in CONTACTS:
            mine, theirs = self._contacts[x].get(kind), self._contacts[y].get(kind)
            if not mine or not theirs or mine <= carriers:
                continue
            beside = not handover and not mine.isdisjoint(carriers)
            if kind != ROTATES or beside:
                total += DIFFER
            else:
                total += DIFFER * self._at_once(x, carriers & mine, y, kind)
        return total

    def _at_once(self, x: int, without: set[int], y: int, kind: str) -> float:
        """Share of time, of the shorter side's, that both sides' contacts of a kind were in use; 1 when undated."""
        mine = _span(self._life, self._contacts[x][kind] - without)
        theirs = _span(self._life, self._contacts[y][kind])
        return 1.0 if mine is None or theirs is None else mine.shared(theirs)
