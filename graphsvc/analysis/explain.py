"""Why two things are linked, or why not: identifiers and their worth step by step, and what else could explain it.

Labels of the waterfall begin with a node id, so that a screen can caption or mask it; sentences name no identifier.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graphsvc import clustering
from graphsvc.analysis.doubts import UNSURE, WORDS, Rival, doubts
from graphsvc.linking.evidence import doubted
from graphsvc.linking.link import Evidence, gather, link
from graphsvc.model import Decision
from graphsvc.results import Result
from graphsvc.store import Projection


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the waterfall: what it is, and what it adds or takes away in nats."""

    label: str
    weight: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """`reason` says in words how, or why not. `waterfall` is empty where nothing was weighed."""

    linked: bool
    reason: str
    waterfall: tuple[Step, ...]
    doubts: tuple[str, ...]


def explain(
    projection: Projection, a: str, b: str, *, decisions: Iterable[Decision], result: Result | None = None
) -> Explanation:
    """Explain nodes `a` and `b` (adverts or identifiers) by `result`, or by linking anew where there is none."""
    given = [decision for decision in decisions if decision.stands]
    plain = result is not None and clustering.get(result.method).TIER == "plain"
    evidence = gather(projection, given, plain=plain)
    view = _View(evidence, result)
    mine, theirs = view.units(a), view.units(b)
    if mine & theirs and (a in view.named or b in view.named):
        return view.told(sorted(view.values_of(a) | view.values_of(b)), "they stand in one record")
    actor = sorted({view.actor[u] for u in mine} & {view.actor[u] for u in theirs})
    if actor:
        return view.told(view.chain(mine, theirs, actor), "exclusive identifiers ascribe them to one poster")
    near = view.between(mine, theirs)
    kept = view.kept_apart(a, b)
    if kept:
        return view.untold(near, kept)
    if near and any(not evidence.judged.hub[value] for value in near):
        return view.told(near, "two posters share what neither has to itself; they are linked, not merged")
    steps = view.through_network(mine, theirs)
    if steps:
        return view.told(steps, "they are posters of one network, linked step by step")
    if near:
        return view.untold(near, "all they share are hubs that many different posters use; that links nobody")
    if view.epochs_apart(mine, theirs):
        return view.untold([], "they share a number that changed hands in between: silent for six months, then others'")
    return view.untold([], "no identifier that may link them stands in both")


class _View:
    """One evidence graph with its clusters, asked about pairs."""

    def __init__(self, evidence: Evidence, result: Result | None) -> None:
        self._evidence, self._graph = evidence, evidence.graph
        self._result = result
        self.named = set(evidence.units.identifiers)
        self._values: list[list[int]] = [[] for _ in range(self._graph.units)]
        self._users: list[list[int]] = [[] for _ in range(self._graph.values)]
        for unit, value in zip(self._graph.unit.tolist(), self._graph.value.tolist()):
            self._values[unit].append(value)
            self._users[value].append(unit)
        self._confidence = self._graph.mean_confidence()
        self.actor = self._actors()

    def _actors(self) -> list[str]:
        if self._result is None:
            return [f"actor:{number}" for number in link(self._evidence)[0].actor.tolist()]
        home = {record: actor.id for actor in self._result.actors for record in actor.records}
        return [home.get(ref, ref.text) for ref in self._evidence.units.refs]

    def values_of(self, node: str) -> set[int]:
        names = self._evidence.units.identifiers
        return {v for v, i in enumerate(self._graph.identifier.tolist()) if names[i] == node}

    def units(self, node: str) -> set[int]:
        if node in self.named:
            return {unit for value in self.values_of(node) for unit in self._users[value]}
        return {unit for unit, name in enumerate(self._evidence.units.nodes) if name == node}

    def between(self, mine: set[int], theirs: set[int]) -> list[int]:
        """Values that stand on both sides, the heaviest first."""
        both = {v for u in mine for v in self._values[u]} & {v for u in theirs for v in self._values[u]}
        return sorted(both, key=lambda v: (-self._evidence.judged.weight[v], v))

    def chain(self, mine: set[int], theirs: set[int], actors: Sequence[str]) -> list[int]:
        """Values of a shortest way from one side to the other, inside actors and past hubs; all shared ones when
        there are any."""
        direct = [v for v in self.between(mine, theirs) if not self._evidence.judged.hub[v]]
        return direct or self._walk(mine, theirs, {u for u, who in enumerate(self.actor) if who in actors})

    def through_network(self, mine: set[int], theirs: set[int]) -> list[int]:
        if self._result is None:
            return []
        here, there = {self.actor[u] for u in mine}, {self.actor[u] for u in theirs}
        for network in self._result.networks:
            if here & set(network.actors) and there & set(network.actors):
                members = set(network.actors)
                return self._walk(mine, theirs, {u for u, who in enumerate(self.actor) if who in members})
        return []

    def _walk(self, mine: set[int], theirs: set[int], allowed: set[int]) -> list[int]:
        before: dict[int, tuple[int, int]] = dict.fromkeys(sorted(mine & allowed), (-1, -1))
        wave = list(before)
        while wave:
            following = []
            for unit in wave:
                if unit in theirs:
                    return self._back(before, unit)
                for value in self._values[unit]:
                    if not self._evidence.judged.hub[value]:
                        for other in self._users[value]:
                            if other in allowed and other not in before:
                                before[other] = (unit, value)
                                following.append(other)
            wave = following
        return []

    @staticmethod
    def _back(before: dict[int, tuple[int, int]], unit: int) -> list[int]:
        steps = []
        while before[unit][1] >= 0:
            unit, value = before[unit]
            steps.append(value)
        return list(dict.fromkeys(reversed(steps)))

    def kept_apart(self, a: str, b: str) -> str:
        """Why a decision keeps two things apart, or ''."""
        ends = [self.units(node) | {self._graph.units + v for v in self.values_of(node)} for node in (a, b)]
        for x, y in self._evidence.rules.apart:
            if (x in ends[0] and y in ends[1]) or (x in ends[1] and y in ends[0]):
                return "a person decided that they are not the same; that holds until it is undone"
        return ""

    def epochs_apart(self, mine: set[int], theirs: set[int]) -> bool:
        identifiers = [
            {int(self._graph.identifier[v]) for u in side for v in self._values[u]} for side in (mine, theirs)
        ]
        return bool(identifiers[0] & identifiers[1])

    def told(self, values: Sequence[int], reason: str) -> Explanation:
        return Explanation(True, f"{reason}: {self._listed(values)}", self._waterfall(values), self._doubts(values))

    def untold(self, values: Sequence[int], reason: str) -> Explanation:
        return Explanation(False, reason, self._waterfall(values), self._doubts(values))

    def _listed(self, values: Sequence[int]) -> str:
        count: dict[str, int] = {}
        for value in values:
            count[self._graph.kind[value]] = count.get(self._graph.kind[value], 0) + 1
        told = [f"{n} {WORDS[kind]}{'s' if n > 1 else ''}" for kind, n in sorted(count.items())]
        return ", ".join(told) or "a person's decision"

    def _doubts(self, values: Sequence[int]) -> tuple[str, ...]:
        judged, graph = self._evidence.judged, self._graph
        first, last = graph.lifetimes()
        shared = [
            Rival(graph.kind[v], float(judged.diversity[v]), bool(judged.hub[v]), float(last[v] - first[v]))
            for v in values
        ]
        return doubts(shared, sum(self._confidence[v] < UNSURE for v in values))

    def _waterfall(self, values: Sequence[int]) -> tuple[Step, ...]:
        """Prior, rarity, discount and confidence of each value; together they are its weight."""
        judged = self._evidence.judged
        steps = []
        for value in values:
            name = self._evidence.units.identifiers[self._graph.identifier[value]]
            epoch = f" in {self._graph.epoch[value]}" if self._graph.epoch[value] else ""
            weight, spread = float(judged.weight[value]), float(judged.diversity[value])
            prior, rarity = float(judged.prior[value]), float(judged.rarity[value])
            read = doubted(weight, self._confidence[value])
            steps += [
                Step(f"{name} prior of a shared {WORDS[self._graph.kind[value]]}{epoch}", prior),
                Step(f"{name} term frequency", rarity),
            ]
            if judged.hub[value] and spread == 1.0:
                steps.append(Step(f"{name} discount: a person's verdict", weight - prior - rarity))
            elif weight - prior - rarity:
                steps.append(Step(f"{name} discount: about {spread:.1f} posters behind it", weight - prior - rarity))
            if read != weight:
                steps.append(Step(f"{name} confidence of reading it", read - weight))
        return tuple(step for step in steps if abs(step.weight) > 1e-9)
