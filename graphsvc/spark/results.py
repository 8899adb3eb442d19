"""What a shard found, as rows: actors, networks and the links between actors, each with its evidence.

An actor's evidence says what each of its identifiers is to it: `exclusive` holds it together, `shared` others use too,
`hub` joins nobody. Ids are those of one machine: hashes of the sorted record keys.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from graphsvc.linking.actors import Actors
from graphsvc.linking.evidence import doubted
from graphsvc.linking.link import Evidence
from graphsvc.linking.links import ActorLinks
from graphsvc.linking.units import TEMPLATE
from graphsvc.results import RecordRef, cluster_id

RECORDS = "array<struct<kind: string, source: string, key: string>>"
WEIGHED = (
    "array<struct<identifier: string, kind: string, epoch: string, weight: double, records: bigint, "
    "elsewhere: bigint, role: string>>"
)
TABLES = {
    "actors": ("id", "network", "records", "identifiers", "evidence"),
    "networks": ("id", "actors", "records", "identifiers"),
    "links": ("a", "b", "weight", "ties", "evidence"),
}
ROWS = (
    f"what string, id string, network string, actors array<string>, records {RECORDS}, identifiers array<string>, "
    f"a string, b string, weight double, ties double, evidence {WEIGHED}"
)
_EVIDENCE = pa.list_(
    pa.struct(
        [("identifier", pa.string()), ("kind", pa.string()), ("epoch", pa.string()), ("weight", pa.float64()),
         ("records", pa.int64()), ("elsewhere", pa.int64()), ("role", pa.string())]
    )
)  # fmt: skip
_SCHEMA = pa.schema(
    [("what", pa.string()), ("id", pa.string()), ("network", pa.string()), ("actors", pa.list_(pa.string())),
     ("records", pa.list_(pa.struct([(name, pa.string()) for name in ("kind", "source", "key")]))),
     ("identifiers", pa.list_(pa.string())), ("a", pa.string()), ("b", pa.string()), ("weight", pa.float64()),
     ("ties", pa.float64()), ("evidence", _EVIDENCE)]
)  # fmt: skip


def rows(
    evidence: Evidence, found: Actors, links: ActorLinks, network: Sequence[int], uses: NDArray[np.int64]
) -> pa.Table:
    """Rows of ROWS. `network`: community of each actor; `uses`: of each value in the whole case. `ties` of a link: what
    it is worth for a network, null where it makes none."""
    made = _Maker(evidence, found, uses)
    actors = [made.actor(who) for who in range(len(network))]
    values: dict[int, set[int]] = {}
    for pair in links.strength:
        if network[pair[0]] == network[pair[1]]:
            values.setdefault(network[pair[0]], set()).update(shared.value for shared in links.shared[pair])
    members: dict[int, list[int]] = {}
    for actor, community in enumerate(network):
        members.setdefault(community, []).append(actor)
    networks = []
    for community, those in members.items():
        units = sorted(unit for who in those for unit in made.units[who])
        if len(units) > 1:
            named = made.identifiers(values.get(community, set()) if len(those) > 1 else set())
            networks.append(made.network([actors[who] for who in those], units, named))
    written = [
        {"what": "links", "a": a, "b": b, "weight": sum(s.weight for s in shared), "ties": links.strength.get(pair),
         "evidence": _heaviest([made.weighed(s.value, s.weight, s.units, "shared") for s in shared])}
        for pair, shared in links.shared.items()
        for a, b in [sorted((actors[pair[0]]["id"], actors[pair[1]]["id"]))]
    ]  # fmt: skip
    return pa.Table.from_pylist([*actors, *networks, *written], schema=_SCHEMA)


class _Maker:
    """Rows of one shard's actors and networks. `units`: of each actor."""

    def __init__(self, evidence: Evidence, found: Actors, uses: NDArray[np.int64]) -> None:
        graph, self._refs = evidence.graph, evidence.units.refs
        self._names = [evidence.units.identifiers[i] for i in graph.identifier.tolist()]
        self._kind, self._epoch, self._uses = graph.kind, graph.epoch, uses.tolist()
        self._weight, self._hub = evidence.judged.weight.tolist(), evidence.judged.hub.tolist()
        self.units: list[list[int]] = [[] for _ in range(int(found.actor.max(initial=-1)) + 1)]
        for unit, who in enumerate(found.actor.tolist()):
            self.units[who].append(unit)
        self._seen: list[dict[int, list[float]]] = [{} for _ in self.units]
        self._own: list[set[int]] = [set() for _ in self.units]
        columns = (found.actor[graph.unit], graph.value, graph.confidence, found.holds)
        for who, value, confidence, holds in zip(*(column.tolist() for column in columns)):
            self._seen[who].setdefault(value, []).append(confidence)
            if holds:
                self._own[who].add(value)

    def identifiers(self, values: set[int]) -> set[str]:
        """Names of values: a wording is evidence, and names nobody."""
        return {self._names[value] for value in values if self._kind[value] != TEMPLATE}

    def weighed(self, value: int, weight: float, records: int, role: str) -> dict[str, Any]:
        return {
            "identifier": self._names[value], "kind": self._kind[value], "epoch": self._epoch[value],
            "weight": weight, "records": records, "elsewhere": self._uses[value] - records, "role": role,
        }  # fmt: skip

    def actor(self, who: int) -> dict[str, Any]:
        own, told = self._own[who], []
        for value, seen in self._seen[who].items():
            role = "hub" if self._hub[value] else "exclusive" if value in own else "shared"
            weight = doubted(self._weight[value], sum(seen) / len(seen))
            told.append(self.weighed(value, weight, len(seen), role))
        refs = [self._refs[unit] for unit in self.units[who]]
        return {
            "what": "actors", "id": cluster_id("actor", refs), "network": None, "records": _records(refs),
            "identifiers": sorted(self.identifiers(own)), "evidence": _heaviest(told),
        }  # fmt: skip

    def network(self, actors: Sequence[dict[str, Any]], units: Sequence[int], named: set[str]) -> dict[str, Any]:
        refs = [self._refs[unit] for unit in units]
        name = cluster_id("network", refs)
        for actor in actors:
            actor["network"] = name
        return {
            "what": "networks", "id": name, "actors": sorted(actor["id"] for actor in actors),
            "records": _records(refs), "identifiers": sorted(named.union(*(a["identifiers"] for a in actors))),
        }  # fmt: skip


def _records(refs: Sequence[RecordRef]) -> list[dict[str, str]]:
    return [{"kind": ref.kind, "source": ref.source, "key": ref.key} for ref in refs]


def _heaviest(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(told, key=lambda one: (-one["weight"], one["identifier"], one["epoch"]))
