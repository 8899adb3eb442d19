"""Networks in the order in which a person should look at them. It ranks findings for review, never people."""

from __future__ import annotations

from collections.abc import Collection

from graphsvc.results import NetworkCluster, Result


def for_review(result: Result, protected: Collection[str] = ()) -> list[NetworkCluster]:
    """Networks of several actors before those of one, and among each the weakest link first: size is no sign of worth,
    and what hangs by a thread needs a look before anyone relies on it. A cluster that is all protected is left out."""
    hidden = set(protected)
    shown = [network for network in result.networks if not hidden or not _all_protected(network, hidden)]
    return sorted(shown, key=lambda n: (len(n.actors) < 2, n.merge_risk.weakest, n.merge_risk.level == "firm", n.id))


def _all_protected(network: NetworkCluster, protected: set[str]) -> bool:
    """Whether every record, or every identifier, of a cluster is protected: nothing of it may be ranked."""
    records = {record.node for record in network.records}
    return records <= protected or (bool(network.identifiers) and protected.issuperset(network.identifiers))
