"""Personas: values that belong to one poster, and how two of them compare.

A persona starts as one contact. What counts for two being one poster are their adverts: those where they stand
together, and what either shows in those that it has to itself (wording, company). What counts against are contacts of
one kind that stand apart: different accounts or addresses always, different numbers only while both are in use, since
posters rotate them. Wordings, pictures, pages and wallets join nobody: they are copied, or passed on.
"""

from __future__ import annotations

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from graphsvc.linking.bonds import PRIOR, ROTATES, one_owner
from graphsvc.linking.graph import EvidenceGraph
from graphsvc.linking.hubs import CONTACTS
from graphsvc.linking.spans import Spans
from graphsvc.linking.traits import MOST, alike, company
from graphsvc.linking.units import TEMPLATE


class Personas:
    """The values of a graph, grouped by owner. `weight`: nats per value."""

    def __init__(self, graph: EvidenceGraph, weight: NDArray[np.float64]) -> None:
        self._weight: list[float] = weight.tolist()
        self._wording: list[bool] = graph.of_kind(TEMPLATE).tolist()
        self._contact: list[bool] = graph.of_kind(*CONTACTS).tolist()
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

    def traits(self, x: int, y: int, *, turned: bool) -> dict[str, float]:
        """Traits of two personas, as `traits` names them. `turned`: a number of one gave way to one of the other, so
        adverts apart and different numbers tell nothing against."""
        if (len(self._units[x]), -x) > (len(self._units[y]), -y):
            x, y = y, x
        together = self._units[x] & self._units[y]
        mine, theirs = _Profile(self, x, together), _Profile(self, y, together)
        found = {
            "rate": one_owner(len(together), len(together) if turned else len(self._units[x])) - PRIOR,
            "company of the smaller": company(len(together), mine.accompanied),
            "company of the larger": company(len(together), theirs.accompanied),
            "identifiers": self._worth(together, x, y),
            "no texts": float(not (mine.worded and theirs.worded)),
        }
        for name, profile, other in (
            ("texts", (mine.texts, mine.worded), (theirs.texts, theirs.worded)),
            ("companions", (mine.companions, mine.accompanied), (theirs.companions, theirs.accompanied)),
        ):
            found[f"{name} alike"], found[f"{name} unlike"] = alike(*profile, *other, self._weight)
        for kind in CONTACTS:
            found[kind] = 0.0 if turned and kind == ROTATES else self._differ(kind, x, y)
        return found

    def shown(self, x: int, unit: int) -> tuple[list[int], list[int]]:
        """(wordings, other personas) in one advert of a persona."""
        values = self._values[unit]
        return (
            [value for value in values if self._wording[value]],
            sorted({self.of(value) for value in values if not self._wording[value]} - {x}),
        )

    def units(self, x: int) -> set[int]:
        return self._units[x]

    def holder(self, value: int) -> tuple[int, float]:
        """(persona, share): whose contacts stand in most of the adverts that show a value and any contact, and in how
        many of them; -1 and 0 where none does."""
        owners: Counter[int] = Counter()
        known = 0
        for unit in self._units[value]:
            present = {self.of(other) for other in self._values[unit] if self._contact[other]}
            owners.update(present)
            known += bool(present)
        if not known:
            return -1, 0.0
        most = min(owners, key=lambda owner: (-owners[owner], owner))
        return most, owners[most] / known

    def _worth(self, together: set[int], x: int, y: int) -> float:
        """Nats of the values of either persona that stand in their common units, the lesser of the two."""
        carriers: dict[int, set[int]] = {x: set(), y: set()}
        for unit in together:
            for value in self._values[unit]:
                carriers.get(self.of(value), set()).add(value)
        return min(MOST, *(sum(self._weight[value] for value in sorted(values)) for values in carriers.values()))

    def _differ(self, kind: str, x: int, y: int) -> float:
        """Share of the uses of contacts of one kind in which the two personas stand apart; 0 where one has none."""
        mine, theirs = self._uses[x].get(kind), self._uses[y].get(kind)
        if not mine or not theirs:
            return 0.0
        common = len(mine & theirs)
        differ = 1.0 - common / (len(mine) + len(theirs) - common)
        if kind == ROTATES and not common:
            differ *= self._spans[x].shared(self._spans[y])
        return differ


class _Profile:
    """What a persona shows in the adverts that it does not share with another: wordings, companions, and how many of
    these adverts have any."""

    def __init__(self, personas: Personas, x: int, without: set[int]) -> None:
        self.texts: Counter[int] = Counter()
        self.companions: Counter[int] = Counter()
        self.worded = self.accompanied = 0
        for unit in personas.units(x):
            if unit in without:
                continue
            texts, others = personas.shown(x, unit)
            self.texts.update(texts)
            self.companions.update(others)
            self.worded += bool(texts)
            self.accompanied += bool(others)
