"""What the newest run says of single nodes: the clusters that each is in, and which ones it discounted. Read once for
each run, because a result is frozen."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graphsvc.results import ActorCluster, NetworkCluster, Result
from graphsvc.service.concluding import named

if TYPE_CHECKING:
    from graphsvc.service.case import Case

Homes = Mapping[str, tuple[str, ...]]  # node -> ids of the clusters of one tier that it is in


@dataclass(frozen=True, slots=True, eq=False)
class Newest:
    """names: lasting names of clusters. network_of: actor -> its network. lone: networks of one actor, which are that
    actor. discounted: identifiers that many different posters share. All empty where there is no run."""

    run: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    actors: Homes = field(default_factory=dict)
    networks: Homes = field(default_factory=dict)
    network_of: Mapping[str, str] = field(default_factory=dict)
    lone: frozenset[str] = frozenset()
    discounted: frozenset[str] = frozenset()

    def name(self, cluster: str) -> str:
        return self.names.get(cluster, cluster)

    def homes(self, tier: str) -> Homes:
        return self.actors if tier == "actor" else self.networks


def newest(case: Case) -> Newest:
    """Kept until there is another run."""
    found = named(case, "")
    run = found.id if found else ""
    if case.newest is None or case.newest.run != run:
        case.newest = _read(case, run, json.loads(found.lineage)) if found else Newest()
    return case.newest


def _read(case: Case, run: str, names: Mapping[str, str]) -> Newest:
    document = Result.from_pieces(case.store.document(run), lambda name, _plain: name != "links")
    return Newest(
        run, names, _homes(document.actors), _homes(document.networks),
        {actor: network.id for network in document.networks for actor in network.actors},
        frozenset(network.id for network in document.networks if len(network.actors) == 1),
        frozenset(hub.identifier for hub in document.hubs),
    )  # fmt: skip


def _homes(clusters: Iterable[ActorCluster | NetworkCluster]) -> Homes:
    found: dict[str, tuple[str, ...]] = {}
    for one in clusters:
        for node in dict.fromkeys((*one.identifiers, *(ref.node for ref in one.records))):
            found[node] = (*found.get(node, ()), one.id)
    return found


def membership(case: Case, node: str) -> dict[str, str]:
    """{"actor", "network"}: names in the newest run, '' where none or several."""
    run = newest(case)
    actors = run.actors.get(node, ())
    networks = {run.network_of[actor] for actor in actors if actor in run.network_of}
    return {
        "actor": run.name(actors[0]) if len(actors) == 1 else "",
        "network": run.name(networks.pop()) if len(networks) == 1 else "",
    }
