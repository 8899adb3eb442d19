"""Actors and networks of the newest run among what a canvas shows: how many of their members lie in a range of days.

Protected nodes are left out of the counts, and a cluster of these alone is not named.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from graphsvc.model import Verb
from graphsvc.service import timing

if TYPE_CHECKING:
    from graphsvc.service.case import Case

TIERS = ("network", "actor")
Members = dict[str, tuple[tuple[str, str], ...]]  # node -> the clusters it is in: (tier, id)


def following(case: Case, nodes: Collection[str], first: str, last: str, undated: bool) -> list[dict[str, Any]]:
    """Those with a member among `nodes`."""
    from graphsvc.service.concluding import run_of

    run = run_of(case, "")
    if run is None:
        return []
    members = _members(case, run.id, run.document)
    names: dict[str, str] = json.loads(run.lineage)
    protected = {target for d in case.view.decisions() if d.verb is Verb.PROTECT for target in d.targets}
    found, days = timing.times(case, nodes), timing.day_range(first, last, undated)
    kept = {node.id for node in (timing.within(found, (), days)[0] if days else found.nodes)}
    counts: dict[tuple[str, str], list[int]] = {}
    for node in (one.id for one in found.nodes):
        for cluster in () if node in protected else members.get(node, ()):
            count = counts.setdefault(cluster, [0, 0])
            count[0] += 1
            count[1] += node in kept
    rows = [
        {"id": id_, "tier": tier, "name": names.get(id_, id_), "shown": shown, "inside": within}
        for (tier, id_), (shown, within) in counts.items()
    ]
    return sorted(rows, key=lambda row: (TIERS.index(row["tier"]), not row["inside"], row["name"]))


def _members(case: Case, run: str, document: str) -> Members:
    """Read once for each run: a result is frozen."""
    from graphsvc.results import Result

    if case.followed is None or case.followed[0] != run:
        found = Result.from_json(document)
        out: dict[str, list[tuple[str, str]]] = {}
        for actor in found.actors:
            for node in (*actor.identifiers, *actor.nodes):
                out.setdefault(node, []).append(("actor", actor.id))
        for network in found.networks:
            if len(network.actors) > 1:  # a network of one actor is that actor
                for node in (*network.identifiers, *(ref.node for ref in network.records)):
                    out.setdefault(node, []).append(("network", network.id))
        case.followed = run, {node: tuple(clusters) for node, clusters in out.items()}
    return case.followed[1]
