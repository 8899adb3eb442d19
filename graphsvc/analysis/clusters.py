"""Clusters as the result document holds them: members, identifiers, evidence, merge risk and wording."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphsvc import results
from graphsvc.analysis.bridges import bridges
from graphsvc.analysis.merge_risk import merge_risk
from graphsvc.analysis.risk.assess import Assessor, Sureness
from graphsvc.analysis.rivals import rivals
from graphsvc.analysis.rivals.explanations import COPIED
from graphsvc.analysis.rivals.tally import Tallies
from graphsvc.clustering import LARGE
from graphsvc.linking.actors import Actors, Tie
from graphsvc.linking.calibration import probability
from graphsvc.linking.evidence import doubted
from graphsvc.linking.hubs import CONTACTS
from graphsvc.linking.link import Evidence
from graphsvc.linking.links import ActorLinks, Pair, Shared
from graphsvc.linking.units import TEMPLATE
from graphsvc.results import ActorCluster, Link, MergeRisk, NetworkCluster, RecordRef, cluster_id

Use = tuple[int, int]  # unit, value


@dataclass(frozen=True, slots=True)
class Clusters:
    """Actors, networks and links in the order of their ids."""

    actors: tuple[ActorCluster, ...]
    networks: tuple[NetworkCluster, ...]
    links: tuple[Link, ...]


def from_labels(evidence: Evidence, labels: Sequence[int], *, plain: bool, seed: int = 0) -> Clusters:
    """Clusters of a method that partitions records and identifiers at once: each is an actor, and a network when it
    has two records or more. `labels`: cluster of each unit, then of each value."""
    graph = evidence.graph
    label = np.asarray(labels, dtype=np.int64)
    unit, value = label[: graph.units], label[graph.units :]
    made = _Maker(evidence, unit, (unit[graph.unit] == value[graph.value]) & ~evidence.judged.hub[graph.value], seed)
    actors = made.actors()
    networks = [
        made.alone(cluster, "one network" if cluster.merge_risk.holds and not plain else "possibly linked")
        for cluster in actors.values()
        if len(cluster.records) > 1
    ]
    return _ordered(actors.values(), networks, ())


def from_actors(
    evidence: Evidence, found: Actors, links: ActorLinks, network: Sequence[int], *, seed: int = 0
) -> Clusters:
    """Clusters of a method that partitions actors. `network`: community of each actor."""
    made = _Maker(evidence, found.actor, found.holds, seed, found.ties)
    actors = made.actors()
    sureness = made.assessor.networks(found.actor, links, network)
    members: dict[int, list[int]] = {}
    for actor, community in enumerate(network):
        members.setdefault(community, []).append(actor)
    inside: dict[int, list[Pair]] = {}
    for a, b in links.strength:
        if network[a] == network[b]:
            inside.setdefault(network[a], []).append((a, b))
    networks = []
    for community, those in members.items():
        if len(those) > 1:
            pairs = inside.get(community, [])
            networks.append(
                made.network(those, [actors[a] for a in those], pairs, links, sureness.of(community))
            )  # fmt: skip
        elif len(actors[those[0]].records) > 1:
            sure = actors[those[0]].merge_risk.holds
            networks.append(made.alone(actors[those[0]], "one poster" if sure else "possibly one poster"))
    written = [
        made.link(actors[a], actors[b], shared, together=network[a] == network[b])
        for (a, b), shared in links.shared.items()
    ]
    return _ordered(actors.values(), networks, written)


def _ordered(actors: Iterable[ActorCluster], networks: Iterable[NetworkCluster], links: Iterable[Link]) -> Clusters:
    return Clusters(
        tuple(sorted(actors, key=lambda cluster: cluster.id)),
        tuple(sorted(networks, key=lambda cluster: cluster.id)),
        tuple(sorted(links, key=lambda link: (link.a, link.b))),
    )


class _Maker:
    """Turns indices of one evidence graph into clusters. `holds`, per edge: it holds its unit's actor together; so do
    `ties`, each by a value that stands for what it says."""

    def __init__(
        self, evidence: Evidence, actor: NDArray[np.int64], holds: NDArray[np.bool_], seed: int,
        ties: Sequence[Tie] = (),
    ) -> None:  # fmt: skip
        self._evidence = evidence
        self.assessor = Assessor(evidence, seed)
        self._graph, self._judged, self._rules = evidence.graph, evidence.judged, evidence.rules
        self._uses = self._graph.degrees()[1].tolist()
        self._names = [evidence.units.identifiers[i] for i in self._graph.identifier.tolist()]
        self._units: dict[int, list[int]] = {}
        for unit, who in enumerate(actor.tolist()):
            self._units.setdefault(who, []).append(unit)
        self._holds = holds
        self._first = np.searchsorted(self._graph.unit, np.arange(self._graph.units + 1)).data
        self._where = {ref: unit for unit, ref in enumerate(evidence.units.refs)}
        self._joining: dict[RecordRef, list[int]] = {}  # by an actor's first record: values on several of its records
        self._tallies = Tallies(evidence)
        self._contact: list[bool] = self._graph.of_kind(*CONTACTS).tolist()
        self._copied: list[bool] = self._graph.of_kind(TEMPLATE, *COPIED).tolist()
        self._ties = self._decided(actor)
        self._tied: dict[int, set[Use]] = {}  # what a tie adds to the edges that hold an actor
        for a, b, value in ties:
            self._tied.setdefault(int(actor[a]), set()).update([(a, value), (b, value)])
        decided = [pair for pairs in self._ties.values() for pair in pairs] + [(a, b) for a, b, _ in ties]
        self._sureness: Sureness = self.assessor.actors(actor, holds, decided)

    def _decided(self, actor: NDArray[np.int64]) -> dict[int, list[Pair]]:
        """Pairs of units that a person's decision joins, by actor; an identifier stands for its units."""
        by_value: dict[int, list[int]] = {}
        values = {b - self._graph.units for pair in self._rules.same for b in pair if b >= self._graph.units}
        for edge in np.flatnonzero(np.isin(self._graph.value, sorted(values)) & self._holds).tolist():
            by_value.setdefault(int(self._graph.value[edge]), []).append(int(self._graph.unit[edge]))
        ties: dict[int, list[Pair]] = {}
        for pair in self._rules.same:
            ends = [[n] if n < self._graph.units else by_value.get(n - self._graph.units, []) for n in pair]
            if all(ends) and actor[ends[0][0]] == actor[ends[1][0]]:
                ties.setdefault(int(actor[ends[0][0]]), []).append((ends[0][0], ends[1][0]))
        return ties

    def actors(self) -> dict[int, ActorCluster]:
        return {who: self._actor(who) for who in sorted(self._units)}

    def _actor(self, who: int) -> ActorCluster:
        units = self._units[who]
        edges = [edge for unit in units for edge in range(self._first[unit], self._first[unit + 1])]
        position = {unit: i for i, unit in enumerate(units)}
        held = {(int(self._graph.unit[e]), int(self._graph.value[e])) for e in edges if self._holds[e]}
        own = {value for _, value in held}
        held |= self._tied.get(who, set())
        users = Counter(value for _, value in held)
        values = sorted(users)
        place = {value: i for i, value in enumerate(values)}
        records = self._refs(units)
        self._joining[records[0]] = [value for value in values if users[value] > 1]
        counts: dict[str, int] = {}
        for unit in units:
            for category in self._evidence.units.categories[unit]:
                counts[category] = counts.get(category, 0) + 1
        return ActorCluster(
            cluster_id("actor", records), records, tuple(sorted(self._identifiers(own))), self._described(edges, own),
            merge_risk(
                len(units), [self._names[v] for v in values], [float(self._judged.weight[v]) for v in values],
                sorted((position[unit], place[value]) for unit, value in held),
                [(position[a], position[b]) for a, b in self._ties.get(who, [])], self._rules.protected,
                joint=self._joint(units, position), copied={place[v] for v in values if self._copied[v]},
                **self._sureness.of(who),
            ),
            dict(sorted(counts.items())),
        )  # fmt: skip

    def _joint(self, units: Sequence[int], position: Mapping[int, int]) -> set[int]:
        """Positions of the units that show two contacts of one kind."""
        found = set()
        for unit in units:
            values = self._graph.value[self._first[unit] : self._first[unit + 1]].tolist()
            kinds = [self._graph.kind[v] for v in values if self._contact[v] and not self._judged.hub[v]]
            if len(set(kinds)) < len(kinds):
                found.add(position[unit])
        return found

    def _identifiers(self, values: Iterable[int]) -> set[str]:
        """Names of the values that are identifiers: a wording is evidence, and names nobody."""
        return {self._names[value] for value in values if self._graph.kind[value] != TEMPLATE}

    def _described(self, edges: Sequence[int], holding: set[int]) -> tuple[results.Evidence, ...]:
        """What each identifier of an actor contributes, the heaviest first."""
        seen: dict[int, list[float]] = {}
        for edge in edges:
            seen.setdefault(int(self._graph.value[edge]), []).append(float(self._graph.confidence[edge]))
        found = []
        for value, confidence in seen.items():
            role = "hub" if self._judged.hub[value] else "exclusive" if value in holding else "shared"
            weight = doubted(float(self._judged.weight[value]), sum(confidence) / len(confidence))
            found.append(self._evidence_of(value, weight, len(confidence), role))
        return _heaviest_first(found)

    def _evidence_of(self, value: int, weight: float, records: int, role: str) -> results.Evidence:
        return results.Evidence(
            self._names[value], self._graph.kind[value], self._graph.epoch[value], weight,
            float(self._judged.prior[value]), records, self._uses[value] - records, role,
        )  # fmt: skip

    def link(self, a: ActorCluster, b: ActorCluster, shared: Sequence[Shared], *, together: bool) -> Link:
        first, second = sorted((a.id, b.id))
        evidence = _heaviest_first([self._evidence_of(s.value, s.weight, s.units, "shared") for s in shared])
        sizes = len(a.records), len(b.records)
        likely = probability([(e.kind, e.records) for e in evidence], sizes, together=together)
        return Link(first, second, sum(e.weight for e in evidence), evidence, likely)

    def alone(self, actor: ActorCluster, wording: str) -> NetworkCluster:
        """One actor as a network of its own."""
        joins = self._joining[actor.records[0]]
        return self._network([actor], actor.identifiers, actor.merge_risk, wording, joins)

    def network(
        self, members: Sequence[int], actors: Sequence[ActorCluster], pairs: Sequence[Pair], links: ActorLinks,
        sureness: Mapping[str, float | None],
    ) -> NetworkCluster:  # fmt: skip
        position = {actor: i for i, actor in enumerate(members)}
        weight: dict[int, float] = {}
        ends: set[tuple[int, int]] = set()
        for a, b in pairs:
            for shared in links.shared[a, b]:
                weight[shared.value] = max(weight.get(shared.value, 0.0), shared.weight)
                ends |= {(position[a], shared.value), (position[b], shared.value)}
        values = sorted(weight)
        place = {value: i for i, value in enumerate(values)}
        risk = merge_risk(
            len(members), [self._names[v] for v in values], [weight[v] for v in values],
            [(member, place[value]) for member, value in sorted(ends)], (), self._rules.protected,
            stability=sureness["stability"], by_chance=sureness["by_chance"],
        )  # fmt: skip
        names = self._identifiers(values).union(*(actor.identifiers for actor in actors))
        wording = "one network" if risk.holds else "possibly linked"
        return self._network(actors, sorted(names), risk, wording, values, resolved=risk.holds or len(members) < LARGE)

    def _network(
        self, actors: Sequence[ActorCluster], identifiers: Sequence[str], risk: MergeRisk, wording: str,
        joins: Sequence[int], *, resolved: bool = True,
    ) -> NetworkCluster:  # fmt: skip
        where = sorted(self._where[record] for actor in actors for record in actor.records)
        records = self._refs(where)
        return NetworkCluster(
            cluster_id("network", records), tuple(sorted(actor.id for actor in actors)), records, tuple(identifiers),
            risk, wording, self._bridges(records, set(identifiers)), resolved,
            rivals=rivals(self._tallies.of([[self._where[ref] for ref in actor.records] for actor in actors], joins)),
        )  # fmt: skip

    def _bridges(self, records: Sequence[RecordRef], identifiers: set[str]) -> tuple[str, ...]:
        units = [self._where[record] for record in records]
        place = {unit: i for i, unit in enumerate(units)}
        uses = [
            (place[unit], self._names[value])
            for unit in units
            for value in self._graph.value[self._first[unit] : self._first[unit + 1]].tolist()
            if self._names[value] in identifiers
        ]  # fmt: skip
        return bridges([self._evidence.units.categories[u] for u in units], uses, self._rules.protected)

    def _refs(self, units: Sequence[int]) -> tuple[RecordRef, ...]:
        return tuple(self._evidence.units.refs[unit] for unit in units)  # units are sorted by ref


def _heaviest_first(evidence: Sequence[results.Evidence]) -> tuple[results.Evidence, ...]:
    return tuple(sorted(evidence, key=lambda e: (-e.weight, e.identifier, e.epoch)))
