"""Actors and networks of the newest run among what a canvas shows: how many of their members lie in a range of days.

Protected nodes are left out of the counts, and a cluster of these alone is not named.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from graphsvc.service import timing
from graphsvc.service.masking import protected_nodes
from graphsvc.service.newest import Newest, newest

if TYPE_CHECKING:
    from graphsvc.service.case import Case

TIERS = ("network", "actor")


def following(case: Case, nodes: Collection[str], first: str, last: str, undated: bool) -> list[dict[str, Any]]:
    """Those with a member among `nodes`."""
    run = newest(case)
    protected = protected_nodes(case.view.decisions())
    found, days = timing.times(case, nodes), timing.day_range(first, last, undated)
    kept = {node.id for node in (timing.within(found, (), days)[0] if days else found.nodes)}
    counts: dict[tuple[str, str], list[int]] = {}
    for node in (one.id for one in found.nodes):
        for cluster in () if node in protected else _clusters(run, node):
            count = counts.setdefault(cluster, [0, 0])
            count[0] += 1
            count[1] += node in kept
    rows = [
        {"id": id_, "tier": tier, "name": run.name(id_), "shown": shown, "inside": within}
        for (tier, id_), (shown, within) in counts.items()
    ]
    return sorted(rows, key=lambda row: (TIERS.index(row["tier"]), not row["inside"], row["name"]))


def _clusters(run: Newest, node: str) -> list[tuple[str, str]]:
    """(tier, id) of those that a node is in, but for networks of one actor."""
    return [(tier, id_) for tier in TIERS for id_ in run.homes(tier).get(node, ()) if id_ not in run.lone]
