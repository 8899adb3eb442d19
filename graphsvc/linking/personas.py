"""Personas: values that belong to one poster, and how two of them compare.

A persona starts as one contact. What counts for two being one poster are their adverts: those where they stand
together, and what either shows in those that it has to itself (wording, company). What counts against are contacts of
one kind that stand apart: different accounts or addresses always, different numbers only while both are in use, since
posters rotate them. Pictures, pages and wallets join nobody: they are copied, or passed on. Of wordings `rejoining`
tells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphsvc.linking.bonds import PRIOR, ROTATES, one_owner
from graphsvc.linking.graph import EvidenceGraph
from graphsvc.linking.hubs import CONTACTS
from graphsvc.linking.spans import Spans
from graphsvc.linking.traits import MOST, alike, company, crowd
from graphsvc.linking.units import TEMPLATE


class Personas:
    """The values of a graph, grouped by owner. `weight`: nats per value."""

    def __init__(self, graph: EvidenceGraph, weight: NDArray[np.float64]) -> None:
        self._weight: list[float] = weight.tolist()
        self._wording: list[bool] = graph.of_kind(TEMPLATE).tolist()
        self._contact: list[bool] = graph.of_kind(*CONTACTS).tolist()
        self._of = list(range(graph.values))
        self._members: list[list[int]] = [[value] for value in range(graph.values)]
        self._units: list[set[int]] = [set() for _ in range(graph.values)]
        for unit, value in zip(graph.unit.tolist(), graph.value.tolist()):
            self._units[value].add(unit)
        wording = graph.of_kind(TEMPLATE)[graph.value]
        self._texts, self._others = _Values(graph.only(wording)), _Values(graph.only(~wording))
        self._profiles: dict[int, Profile] = {}  # of whole personas, until the next join
        self._kind = graph.kind
        self._joined: dict[int, dict[str, set[int]]] = {}  # units that show the contacts of joined values, by kind
        self._spans: dict[int, Spans] = {}  # when a persona's numbers were in use
        for value, (begin, end) in enumerate(zip(*(times.tolist() for times in graph.lifetimes()))):
            if graph.kind[value] == ROTATES:
                self._spans[value] = Spans()
                self._spans[value].add(begin, end)

    def of(self, value: int) -> int:
        """The persona of a value: one of its values stands for it."""
        return self._of[value]

    def size(self, x: int) -> int:
        return len(self._units[x])

    def join(self, x: int, y: int) -> None:
        """Join two personas; the larger one's number stays."""
        if (len(self._units[x]), -x) < (len(self._units[y]), -y):
            x, y = y, x
        for value in self._members[y]:
            self._of[value] = x
        self._members[x] += self._members[y]
        self._members[y] = []
        self._profiles.clear()
        uses = self._joined.get(x) or {kind: set(units) for kind, units in self._uses(x).items()}
        for kind, units in self._uses(y).items():
            uses.setdefault(kind, set()).update(units)
        self._joined[x] = uses
        self._joined.pop(y, None)
        self._units[x] |= self._units[y]
        if y in self._spans:
            self._spans.setdefault(x, Spans()).update(self._spans.pop(y))
        self._units[y] = set()

    def _uses(self, x: int) -> Mapping[str, set[int]]:
        """Units that show a persona's contacts, by kind."""
        if x in self._joined:
            return self._joined[x]
        return {self._kind[x]: self._units[x]} if self._contact[x] else {}

    def traits(self, x: int, y: int, *, turned: bool) -> dict[str, float]:
        """Traits of two personas, as `traits` names them. `turned`: a number of one gave way to one of the other, so
        adverts apart and different numbers tell nothing against."""
        if (len(self._units[x]), -x) > (len(self._units[y]), -y):
            x, y = y, x
        together = self._units[x] & self._units[y]
        mine, theirs = self._profile(x, together), self._profile(y, together)
        found = {
            "rate": one_owner(len(together), len(together) if turned else len(self._units[x])) - PRIOR
            if together
            else 0.0,
            "company of the smaller": company(len(together), mine.accompanied),
            "company of the larger": company(len(together), theirs.accompanied),
            "crowd of the smaller": crowd(mine.companions),
            "crowd of the larger": crowd(theirs.companions),
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

    def units(self, x: int) -> set[int]:
        return self._units[x]

    def several(self, x: int) -> int:
        """Adverts that show more than one contact of a persona."""
        shown = (sum(self._of[value] == x for value in self._others.of(unit)) for unit in self._units[x])
        return sum(contacts > 1 for contacts in shown)

    def holder(self, value: int) -> tuple[int, float]:
        """(persona, share): whose contacts stand in most of the adverts that show a value and any contact, and in how
        many of them; -1 and 0 where none does."""
        owners: Counter[int] = Counter()
        known = 0
        for unit in self._units[value]:
            present = {self._of[other] for other in self._others.of(unit) if self._contact[other]}
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
            for value in self._others.of(unit):
                if self._of[value] in carriers:
                    carriers[self._of[value]].add(value)
        return min(MOST, *(sum(self._weight[value] for value in sorted(values)) for values in carriers.values()))

    def _differ(self, kind: str, x: int, y: int) -> float:
        """Share of the uses of contacts of one kind in which the two personas stand apart; 0 where one has none."""
        mine, theirs = self._uses(x).get(kind), self._uses(y).get(kind)
        if not mine or not theirs:
            return 0.0
        common = len(mine & theirs)
        differ = 1.0 - common / (len(mine) + len(theirs) - common)
        if kind == ROTATES and not common:
            differ *= self._spans[x].shared(self._spans[y])
        return differ

    def _profile(self, x: int, without: set[int]) -> Profile:
        """The profile of a persona in the units that are not `without`, which are units of its own."""
        whole = self._profiles.get(x)
        if whole is None:
            whole = self._profiles[x] = self._counted(x, self._units[x])
        return whole.less(self._counted(x, without)) if without else whole

    def _counted(self, x: int, units: set[int]) -> Profile:
        texts: dict[int, int] = {}
        companions: dict[int, int] = {}
        worded = accompanied = 0
        for unit in units:
            own = self._texts.of(unit)
            for text in own:
                texts[text] = texts.get(text, 0) + 1
            others = {self._of[value] for value in self._others.of(unit)}
            for other in others:
                if other != x:
                    companions[other] = companions.get(other, 0) + 1
            worded += bool(own)
            accompanied += len(others) > 1
        return Profile(texts, companions, worded, accompanied)


class _Values:
    """Values of each unit of a graph, in order."""

    def __init__(self, graph: EvidenceGraph) -> None:
        self._value = np.ascontiguousarray(graph.value).data
        self._start = np.searchsorted(graph.unit, np.arange(graph.units + 1)).data

    def of(self, unit: int) -> list[int]:
        return self._value[self._start[unit] : self._start[unit + 1]].tolist()


@dataclass(frozen=True, slots=True)
class Profile:
    """What a persona shows in some of its adverts: wordings and companions, each with how many show it, and how many
    of these adverts have any."""

    texts: dict[int, int]
    companions: dict[int, int]
    worded: int
    accompanied: int

    def less(self, part: Profile) -> Profile:
        """The same without some of the adverts."""
        return Profile(
            _less(self.texts, part.texts), _less(self.companions, part.companions), self.worded - part.worded,
            self.accompanied - part.accompanied,
        )  # fmt: skip


def _less(whole: dict[int, int], part: dict[int, int]) -> dict[int, int]:
    left = {value: often - part.get(value, 0) for value, often in whole.items()}
    return {value: often for value, often in left.items() if often}
