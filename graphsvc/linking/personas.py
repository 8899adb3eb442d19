"""Personas: values that belong to one poster, joined from the strongest bond down, contradictions weighed in.

A persona starts as one value. Two personas join when all three hold in sum:
- they stand together as one poster's values do (`bonds.one_owner`, over all adverts of the smaller persona);
- the values that carry the bond are worth enough after the discount for diversity;
- what contradicts is too light: both have contacts of one kind that stand apart. Different accounts or addresses
  always count; different numbers only while both are in use, since posters rotate them, or where they stand together
  in some adverts and apart in others (everyone has a number of their own beside the friend's, the desk's or the
  agency's). A disagreement weighs as in Fellegi and Sunter: ln P(differ | same poster).
"""

from __future__ import annotations

from math import log

import numpy as np
from numpy.typing import NDArray

from graphsvc.linking.bonds import ROTATES, bonds, one_owner
from graphsvc.linking.graph import EvidenceGraph
from graphsvc.linking.hubs import CONTACTS
from graphsvc.linking.spans import Spans

ENOUGH = log(19.0)  # 95 %: nats from which two personas are one
DIFFER = log(99.0)  # nats against, where both sides have contacts of one kind that never stand together: 99 %


class Personas:
    """The values of a graph, grouped by owner."""

    def __init__(self, graph: EvidenceGraph, weight: NDArray[np.float64]) -> None:
        self._weight: list[float] = weight.tolist()
        self._parent = list(range(graph.values))
        self._units: list[set[int]] = [set() for _ in range(graph.values)]
        self._values: dict[int, list[int]] = {}
        for unit, value in zip(graph.unit.tolist(), graph.value.tolist()):
            self._units[value].add(unit)
            self._values.setdefault(unit, []).append(value)
        # units that show a persona's contacts, by kind
        self._uses: list[dict[str, set[int]]] = [
            {kind: set(self._units[value])} if kind in CONTACTS else {} for value, kind in enumerate(graph.kind)
        ]
        self._spans: dict[int, Spans] = {}  # when a persona's numbers were in use
        for value, (begin, end) in enumerate(zip(*(times.tolist() for times in graph.lifetimes()))):
            if graph.kind[value] == ROTATES:
                self._spans[value] = Spans()
                self._spans[value].add(begin, end)

    def of(self, value: int) -> int:
        """The persona of a value: one of its values stands for it."""
        while self._parent[value] != value:
            self._parent[value] = self._parent[self._parent[value]]
            value = self._parent[value]
        return value

    def size(self, x: int) -> int:
        return len(self._units[x])

    def join(self, x: int, y: int) -> None:
        """Join two personas; the larger one's number stays."""
        if (len(self._units[x]), -x) < (len(self._units[y]), -y):
            x, y = y, x
        self._parent[y] = x
        self._units[x] |= self._units[y]
        for kind, units in self._uses[y].items():
            self._uses[x].setdefault(kind, set()).update(units)
        if y in self._spans:
            self._spans.setdefault(x, Spans()).update(self._spans.pop(y))
        self._units[y], self._uses[y] = set(), {}

    def log_odds(self, x: int, y: int, *, handover: bool) -> float:
        """Log-odds, in nats, that two personas are one poster."""
        together = self._units[x] & self._units[y]
        smaller = min(len(self._units[x]), len(self._units[y]))
        bond = one_owner(len(together), len(together) if handover else smaller)
        if bond < ENOUGH:
            return bond
        of_x, of_y = self._carriers(together, x, y)
        worth = min(bond, self._worth(of_x), self._worth(of_y))
        if worth < ENOUGH:
            return worth
        return worth - self._against(x, y, handover)

    def _carriers(self, together: set[int], x: int, y: int) -> tuple[set[int], set[int]]:
        """The values of each of two personas that stand in their common units."""
        of_x, of_y = set[int](), set[int]()
        for unit in together:
            for value in self._values[unit]:
                owner = self.of(value)
                if owner == x:
                    of_x.add(value)
                elif owner == y:
                    of_y.add(value)
        return of_x, of_y

    def _worth(self, values: set[int]) -> float:
        return sum(self._weight[value] for value in sorted(values))

    def _against(self, x: int, y: int, handover: bool) -> float:
        """Nats against: where both sides have contacts of one kind, as far as these stand apart."""
        total = 0.0
        for kind in CONTACTS:
            mine, theirs = self._uses[x].get(kind), self._uses[y].get(kind)
            if not mine or not theirs or (handover and kind == ROTATES):
                continue
            common = len(mine & theirs)
            differ = 1.0 - common / (len(mine) + len(theirs) - common)
            if kind == ROTATES and not common:
                differ *= self._spans[x].shared(self._spans[y])
            total += DIFFER * differ
        return total


def personas(graph: EvidenceGraph, weight: NDArray[np.float64]) -> Personas:
    """Join what belongs together, the strongest bonds first. One pass: a second joined nothing on any corpus tried."""
    found = Personas(graph, weight)
    strongest = bonds(graph)
    refused: set[tuple[int, int, int, int, bool]] = set()
    for a, b, handover in zip(strongest.a.tolist(), strongest.b.tolist(), strongest.handover.tolist()):
        x, y = sorted((found.of(a), found.of(b)))
        asked = (x, y, found.size(x), found.size(y), handover)
        if x == y or asked in refused:
            continue
        if found.log_odds(x, y, handover=handover) >= ENOUGH:
            found.join(x, y)
        else:
            refused.add(asked)
    return found
