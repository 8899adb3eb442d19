"""One evidence graph with its clusters, indexed once and asked about pairs of nodes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import numpy as np

from graphsvc.linking.link import Evidence, link
from graphsvc.results import Result

TIED = 2  # identifiers that make a network of two actors (`linking.links`)


@dataclass(frozen=True, slots=True)
class Join:
    """A value that units on two sides carry."""

    value: int
    left: frozenset[int]
    right: frozenset[int]


class Scene:
    """`actor`, per unit: by `result`, or by linking anew where there is none."""

    def __init__(self, evidence: Evidence, result: Result | None) -> None:
        graph = self.graph = evidence.graph
        self.evidence = evidence
        self.names = evidence.units.identifiers
        self.hub: list[bool] = evidence.judged.hub.tolist()
        self.confidence = graph.mean_confidence()
        self.first: list[float] = graph.first.tolist()
        self._value: list[int] = graph.value.tolist()
        self._start: list[int] = np.searchsorted(graph.unit, np.arange(graph.units + 1)).tolist()
        order = np.argsort(graph.value, kind="stable")
        self._unit: list[int] = graph.unit[order].tolist()
        self._begin: list[int] = np.searchsorted(graph.value[order], np.arange(graph.values + 1)).tolist()
        self._values_of: dict[str, list[int]] = {}
        for value, identifier in enumerate(graph.identifier.tolist()):
            self._values_of.setdefault(self.names[identifier], []).append(value)
        self._units_of: dict[str, list[int]] = {}
        for unit, node in enumerate(evidence.units.nodes):
            self._units_of.setdefault(node, []).append(unit)
        self._named = frozenset(self.names)
        self.actor = self._actors(result)
        self._members: dict[str, list[int]] = {}
        for unit, who in enumerate(self.actor):
            self._members.setdefault(who, []).append(unit)
        networks = result.networks if result else ()
        self._network = {actor: network.actors for network in networks for actor in network.actors}
        self._own = {actor.id: frozenset(actor.identifiers) for actor in result.actors} if result else None
        self._links: dict[str, list[tuple[str, frozenset[str]]]] = {}
        for found in result.links if result else ():
            shared = frozenset(row.identifier for row in found.evidence)
            self._links.setdefault(found.a, []).append((found.b, shared))
            self._links.setdefault(found.b, []).append((found.a, shared))

    def _actors(self, result: Result | None) -> list[str]:
        if result is None:
            return [f"actor:{number}" for number in link(self.evidence)[0].actor.tolist()]
        home = {record: actor.id for actor in result.actors for record in actor.records}
        return [home.get(ref, ref.text) for ref in self.evidence.units.refs]

    def is_identifier(self, node: str) -> bool:
        return node in self._named

    def values_of(self, node: str) -> list[int]:
        """The values, one per epoch, of an identifier."""
        return self._values_of.get(node, [])

    def units(self, node: str) -> frozenset[int]:
        """Units of an advert or a record's node, or those that carry an identifier."""
        if self.is_identifier(node):
            return frozenset(unit for value in self.values_of(node) for unit in self.users(value))
        return frozenset(self._units_of.get(node, ()))

    def values(self, unit: int) -> list[int]:
        return self._value[self._start[unit] : self._start[unit + 1]]

    def users(self, value: int) -> list[int]:
        return self._unit[self._begin[value] : self._begin[value + 1]]

    def day(self, unit: int, value: int) -> float:
        """First dated use of a value by a unit, in days; NaN where undated."""
        edge = self._value.index(value, self._start[unit], self._start[unit + 1])
        return self.first[edge]

    def members(self, actors: Iterable[str]) -> frozenset[int]:
        """Units of these actors."""
        return frozenset(unit for who in actors for unit in self._members.get(who, ()))

    def network(self, mine: Collection[int], theirs: Collection[int]) -> tuple[str, ...]:
        """Actors of a network that both sides have actors in; empty where there is none."""
        there = {self.actor[unit] for unit in theirs}
        for who in sorted({self.actor[unit] for unit in mine}):
            if there & set(self._network.get(who, ())):
                return self._network[who]
        return ()

    def shared_only(self, actors: Iterable[str]) -> frozenset[int]:
        """Values of these actors' units that are nobody's own among them: they hold no actor together."""
        if self._own is None:
            return frozenset()
        own = {identifier for who in actors for identifier in self._own.get(who, ())}
        values = {value for unit in self.members(actors) for value in self.values(unit)}
        return frozenset(value for value in values if self.names[self.graph.identifier[value]] not in own)

    def tied(self, actors: Collection[str], without: str, mine: Collection[int], theirs: Collection[int]) -> bool:
        """Whether links of TIED identifiers or more still lead from one side's actors to the other's inside `actors`
        when one identifier does not count."""
        goal = {self.actor[unit] for unit in theirs}
        todo = sorted({self.actor[unit] for unit in mine} & set(actors))
        seen = set(todo)
        while todo:
            who = todo.pop()
            if who in goal:
                return True
            for other, shared in self._links.get(who, ()):
                if other in actors and other not in seen and len(shared - {without}) >= TIED:
                    seen.add(other)
                    todo.append(other)
        return False

    def between(self, mine: Collection[int], theirs: Collection[int]) -> list[int]:
        """Values that stand on both sides, the heaviest first."""
        both = {v for u in mine for v in self.values(u)} & {v for u in theirs for v in self.values(u)}
        return sorted(both, key=lambda v: (-self.evidence.judged.weight[v], v))

    def way(
        self, mine: Collection[int], theirs: Collection[int], allowed: Collection[int], without: Collection[int] = ()
    ) -> list[Join]:
        """Steps of a shortest way from one side to the other inside `allowed`, past hubs and past `without`."""
        before: dict[int, tuple[int, int]] = dict.fromkeys(sorted(set(mine) & set(allowed)), (-1, -1))
        crossed = set(without)
        wave = list(before)
        while wave:
            following = []
            for unit in wave:
                if unit in theirs:
                    return self._back(before, unit)
                for value in self.values(unit):
                    if self.hub[value] or value in crossed:
                        continue
                    crossed.add(value)
                    for other in self.users(value):
                        if other in allowed and other not in before:
                            before[other] = (unit, value)
                            following.append(other)
            wave = following
        return []

    @staticmethod
    def _back(before: dict[int, tuple[int, int]], unit: int) -> list[Join]:
        steps = []
        while before[unit][1] >= 0:
            earlier, value = before[unit]
            steps.append(Join(value, frozenset((earlier,)), frozenset((unit,))))
            unit = earlier
        return steps[::-1]

    def kept_apart(self, a: str, b: str) -> bool:
        """Whether a person's decision keeps two nodes apart."""
        ends = [set(self.units(node)) | {self.graph.units + v for v in self.values_of(node)} for node in (a, b)]
        return any(
            (x in ends[0] and y in ends[1]) or (x in ends[1] and y in ends[0]) for x, y in self.evidence.rules.apart
        )

    def epochs_apart(self, mine: Collection[int], theirs: Collection[int]) -> bool:
        """Whether both sides carry one identifier in different epochs."""
        sides = [{int(self.graph.identifier[v]) for u in side for v in self.values(u)} for side in (mine, theirs)]
        return bool(sides[0] & sides[1])
