"""Stability and chance of all actors, and of all networks, of one evidence graph at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphsvc.analysis.risk.chance import Bipartite, by_chance
from graphsvc.analysis.risk.draws import Keys, keys, paired
from graphsvc.analysis.risk.resampling import Uses, stability
from graphsvc.linking.graph import LIST_LENGTH
from graphsvc.linking.link import Evidence
from graphsvc.linking.links import ActorLinks, Pair

Ints = NDArray[np.int64]
TIED = 2  # identifiers that actors must share to be of one network (`linking.links`)


@dataclass(frozen=True, slots=True, eq=False)
class Sureness:
    """Per cluster, as `MergeRisk` has them; NaN for clusters of a single member."""

    stability: NDArray[np.float64]
    by_chance: NDArray[np.float64]

    def of(self, cluster: int) -> dict[str, float | None]:
        """Both, by the names of `merge_risk`'s arguments."""
        found = {"stability": float(self.stability[cluster]), "by_chance": float(self.by_chance[cluster])}
        return {name: None if np.isnan(figure) else figure for name, figure in found.items()}


class Assessor:
    """Asks one evidence graph. Draws depend on seed, record and identifier alone."""

    def __init__(self, evidence: Evidence, seed: int) -> None:
        graph = self._graph = evidence.graph
        self._seed = seed
        self._unit_key = keys(ref.text for ref in evidence.units.refs)
        names = evidence.units.identifiers
        self._value_key = keys(f"{names[i]}\t{e}" for i, e in zip(graph.identifier.tolist(), graph.epoch))
        self._kind = np.unique(np.array(graph.kind, dtype=str), return_inverse=True)[1].astype(np.int64)
        few = np.bincount(graph.unit, minlength=graph.units) <= LIST_LENGTH
        self._telling = ~evidence.judged.hub[graph.value] & few[graph.unit]

    def actors(self, actor: Ints, holds: NDArray[np.bool_], ties: Iterable[Pair]) -> Sureness:
        """Of actors. `actor`, per unit; `holds`, per edge; ties: pairs of units that decisions join."""
        graph, decided = self._graph, sorted(ties)
        unit, value = graph.unit[holds], graph.value[holds]
        uses = Uses(unit, value, np.ones(len(unit), dtype=np.int64), self._keys(self._unit_key[unit], value), actor)
        stable = stability(uses, np.array(decided, dtype=np.int64).reshape(-1, 2), seed=self._seed)
        counted = self._telling | holds
        whole = Bipartite(graph.units, graph.unit[counted], graph.value[counted], self._kind)
        chance = by_chance(whole, holds[counted], actor, self._seed)
        chance[np.isnan(stable)] = np.nan
        chance[actor[[unit for pair in decided for unit in pair]]] = np.nan  # people, not identifiers, hold these
        return Sureness(stable, chance)

    def networks(self, actor: Ints, links: ActorLinks, network: Sequence[int]) -> Sureness:
        """Of networks. `actor`, per unit; `network`: community of each actor."""
        graph, community = self._graph, np.array(network, dtype=np.int64)
        pair = actor[graph.unit[self._telling]] * max(graph.values, 1) + graph.value[self._telling]
        use, records = np.unique(pair, return_counts=True)
        who, value = use // max(graph.values, 1), use % max(graph.values, 1)
        tied = sorted({
            end * max(graph.values, 1) + shared.value
            for ends in links.strength if network[ends[0]] == network[ends[1]]
            for shared in links.shared[ends] if not shared.named
            for end in ends
        })  # fmt: skip
        inside = np.isin(use, np.array(tied, dtype=np.int64))
        first = np.full(len(community), np.iinfo(np.uint64).max, dtype=np.uint64)
        np.minimum.at(first, actor, self._unit_key)
        uses = Uses(
            who[inside], value[inside], records[inside], self._keys(first[who[inside]], value[inside]), community
        )  # fmt: skip
        stable = stability(uses, np.empty((0, 2), dtype=np.int64), seed=self._seed, needs=TIED)
        chance = by_chance(Bipartite(len(community), who, value, self._kind), inside, community, self._seed)
        chance[np.isnan(stable)] = np.nan
        return Sureness(stable, chance)

    def _keys(self, member: Keys, value: Ints) -> Keys:
        return paired(member, self._value_key[value])
