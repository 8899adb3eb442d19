"""Why two things are linked, or why not: identifiers and their worth step by step, how the link formed, what would
change it, and what else could explain it.

    Explainer(gather(projection, decisions), result).pair(a, b) -> Explanation

An `Explainer` indexes the evidence once; each pair is then a matter of the records around it. Labels begin with a node
id, so that a screen can caption or mask it; sentences name no identifier.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from graphsvc import clustering
from graphsvc.analysis.doubts import doubts
from graphsvc.analysis.explaining.changes import Change, joining, linking, unlinking
from graphsvc.analysis.explaining.formation import Event, formation
from graphsvc.analysis.explaining.scene import Join, Scene
from graphsvc.analysis.explaining.waterfall import Step, waterfall
from graphsvc.analysis.rivals import rivals
from graphsvc.analysis.rivals.tally import Tallies
from graphsvc.analysis.rivals.words import counted
from graphsvc.linking.link import Evidence, gather
from graphsvc.model import Decision, StoredRecord
from graphsvc.results import Result, Rival
from graphsvc.store import Projection


@dataclass(frozen=True, slots=True)
class Explanation:
    """`reason` says in words how, or why not. `waterfall` is empty where nothing was weighed; `formed`: the evidence in
    the order in which it joined them; `changes`: single changes that would unlink, or link, them."""

    linked: bool
    reason: str
    waterfall: tuple[Step, ...]
    doubts: tuple[str, ...]
    formed: tuple[Event, ...] = ()
    changes: tuple[Change, ...] = ()
    rivals: tuple[Rival, ...] = ()


def explain(
    projection: Projection, a: str, b: str, *, decisions: Iterable[Decision], result: Result | None = None,
    texts: Iterable[StoredRecord] = (),
) -> Explanation:  # fmt: skip
    """Explain one pair of nodes (adverts or identifiers) by `result`, or by linking anew where there is none. `texts`:
    as the result was made with."""
    given = [decision for decision in decisions if decision.stands]
    plain = result is not None and clustering.get(result.method).TIER == "plain"
    return Explainer(gather(projection, given, plain=plain, texts=texts), result).pair(a, b)


class Explainer:
    """Explains pairs of one evidence graph by one result. The evidence is that of the result's data and decisions."""

    def __init__(self, evidence: Evidence, result: Result | None = None) -> None:
        self._scene = Scene(evidence, result)
        self._tallies = Tallies(evidence)

    def pair(self, a: str, b: str) -> Explanation:
        """Why `a` and `b` (adverts or identifiers) are linked, or why not."""
        scene = self._scene
        mine, theirs = scene.units(a), scene.units(b)
        if mine & theirs and (scene.is_identifier(a) or scene.is_identifier(b)):
            values = sorted({*scene.values_of(a), *scene.values_of(b)})
            return self._told(mine, theirs, values, "they stand in one record")
        actors = sorted({scene.actor[u] for u in mine} & {scene.actor[u] for u in theirs})
        near = scene.between(mine, theirs)
        counts = [value for value in near if not scene.hub[value]]
        if actors:
            why = "exclusive identifiers ascribe them to one poster"
            if counts:
                return self._told(mine, theirs, counts, why, unlinking(scene, mine, theirs, counts, actors))
            return self._stepwise(mine, theirs, actors, why)
        if scene.kept_apart(a, b):
            why = "a person decided that they are not the same; that holds until it is undone"
            return self._untold(mine, theirs, near, why, apart=True)
        network = scene.network(mine, theirs)
        if counts:
            why = "two posters share what neither has to itself; they are linked, not merged"
            changes = unlinking(scene, mine, theirs, near, network, network)
            return self._told(mine, theirs, near, why, changes if network else (*changes, *joining(counts)))
        if network:
            found = self._stepwise(
                mine, theirs, network, "they are posters of one network, linked step by step", network
            )  # fmt: skip
            if found.waterfall:
                return found
        if near:
            return self._untold(
                mine, theirs, near, "all they share are hubs that many different posters use; that links nobody"
            )
        if scene.epochs_apart(mine, theirs):
            why = "they share a number that changed hands in between: silent for six months, then others'"
            return self._untold(mine, theirs, [], why, handed_on=True)
        return self._untold(mine, theirs, [], "no identifier that may link them stands in both")

    def _told(
        self, mine: frozenset[int], theirs: frozenset[int], values: Sequence[int], why: str,
        changes: tuple[Change, ...] = (),
    ) -> Explanation:  # fmt: skip
        """Linked by values that stand on both sides."""
        joins = [Join(value, mine, theirs) for value in values]
        return self._linked(mine, theirs, values, why, formation(self._scene, joins, chain=False), changes)

    def _stepwise(
        self, mine: frozenset[int], theirs: frozenset[int], actors: Collection[str], why: str,
        network: Collection[str] = (),
    ) -> Explanation:  # fmt: skip
        """Linked through others, by records of `actors`."""
        scene = self._scene
        way = scene.way(mine, theirs, scene.members(actors))
        values = list(dict.fromkeys(join.value for join in way))
        changes = unlinking(scene, mine, theirs, values, actors, network)
        return self._linked(mine, theirs, values, why, formation(scene, way, chain=True), changes)

    def _linked(
        self, mine: frozenset[int], theirs: frozenset[int], values: Sequence[int], why: str,
        formed: tuple[Event, ...], changes: tuple[Change, ...],
    ) -> Explanation:  # fmt: skip
        posters = [mine | theirs] if mine & theirs else self._posters(mine, theirs)
        others, speaking = self._doubted(posters, values)
        reason = f"{why}: {self._listed(values)}"
        return Explanation(True, reason, waterfall(self._scene, values), speaking, formed, changes, others)

    def _untold(
        self, mine: frozenset[int], theirs: frozenset[int], near: Sequence[int], why: str, *, apart: bool = False,
        handed_on: bool = False,
    ) -> Explanation:  # fmt: skip
        others, speaking = self._doubted(self._posters(mine, theirs), near)
        changes = linking(self._scene, near, apart=apart, handed_on=handed_on)
        return Explanation(False, why, waterfall(self._scene, near), speaking, (), changes, others)

    def _posters(self, mine: frozenset[int], theirs: frozenset[int]) -> list[frozenset[int]]:
        """The units of each actor on either side: their other contacts tell posters apart."""
        return [self._scene.members([who]) for who in sorted({self._scene.actor[unit] for unit in mine | theirs})]

    def _doubted(
        self, posters: Sequence[frozenset[int]], values: Sequence[int]
    ) -> tuple[tuple[Rival, ...], tuple[str, ...]]:
        if not values:  # a person's decision: nothing to explain away
            return (), ()
        tally = self._tallies.of(posters, values)
        others = rivals(tally)
        return others, doubts(tally, others)

    def _listed(self, values: Iterable[int]) -> str:
        """How many of which kind: no identifier is named in a sentence."""
        kinds: dict[str, int] = {}
        for value in values:
            kinds[self._scene.graph.kind[value]] = kinds.get(self._scene.graph.kind[value], 0) + 1
        parts = (counted({kind: number}) for kind, number in sorted(kinds.items()))
        return ", ".join(parts) or "a person's decision"
