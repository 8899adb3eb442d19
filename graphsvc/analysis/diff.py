"""What changed between two results, and names that stay with a cluster while it changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from graphsvc.results import CLUSTERS, ActorCluster, NetworkCluster, RecordRef, Result

Cluster = ActorCluster | NetworkCluster
_PREFIX = {"actor": "A", "network": "N"}
_LAST = "last:"  # + tier: the highest name given so far, so that no name is ever given twice


def diff(old: Result, new: Result, names: Mapping[str, str], tier: str = "network") -> dict[str, Any]:
    """Changes of networks, or of actors of several records (`tier`: "actor"), compared by the records they have in
    common: {"appeared": [names], "gone": [names], "grown" and "shrunk": [{"name", "was", "is", "came", "left"}],
    "split": [{"name", "into"}], "merged": [{"name", "from"}], "unchanged": n}. Counts are of records. `names`: cluster
    id -> name; an id without one names itself."""
    before, after = ({cluster.id: cluster for cluster in _several(one, tier)} for one in (old, new))
    into = _overlaps(before.values(), after.values())
    out_of: dict[str, set[str]] = {}
    for one, others in into.items():
        for other in others:
            out_of.setdefault(other, set()).add(one)
    found: dict[str, Any] = {
        "appeared": _named(names, (n for n in after if n not in out_of)),
        "gone": _named(names, (n for n in before if n not in into)),
        "grown": [], "shrunk": [],
        "split": [
            {"name": names.get(n, n), "into": _named(names, into[n])} for n in sorted(into) if len(into[n]) > 1
        ],
        "merged": [
            {"name": names.get(n, n), "from": _named(names, out_of[n])} for n in sorted(out_of) if len(out_of[n]) > 1
        ],
        "unchanged": 0,
    }  # fmt: skip
    for one, others in sorted(into.items()):
        other = min(others)
        if len(others) > 1 or len(out_of[other]) > 1:
            continue
        was, now = set(before[one].records), set(after[other].records)
        if was == now:
            found["unchanged"] += 1
        else:
            row = {"name": names.get(other, other), "was": len(was), "is": len(now), "came": len(now - was),
                   "left": len(was - now)}  # fmt: skip
            found["grown" if len(now) > len(was) else "shrunk"].append(row)
    for part in ("grown", "shrunk", "split", "merged"):
        found[part].sort(key=lambda row: row["name"])
    return found


def unlike(old: Iterable[str], new: Result) -> tuple[Result, Result]:
    """Two results, the old one given by the pieces of its document, without the clusters that both hold: a cluster's id
    is that of its records, and its records are in no other cluster of its tier. Links are left out."""
    now: dict[str, set[str]] = {
        "actors": {actor.id for actor in new.actors}, "networks": {network.id for network in new.networks},
    }  # fmt: skip
    was: dict[str, set[str]] = {tier: set() for tier in CLUSTERS}

    def keep(name: str, plain: Mapping[str, Any]) -> bool:
        if name not in CLUSTERS:
            return False
        was[name].add(plain["id"])
        return plain["id"] not in now[name]

    before = Result.from_pieces(old, keep)
    return before, replace(
        new, links=(), actors=tuple(actor for actor in new.actors if actor.id not in was["actors"]),
        networks=tuple(network for network in new.networks if network.id not in was["networks"]),
    )  # fmt: skip


def lineage(names: Mapping[str, str], old: Result | None, new: Result, every: Collection[str] = ()) -> dict[str, str]:
    """Names of the new result's clusters: A-0001 for actors, N-0001 for networks. A cluster takes over the name of the
    old one that it shares most records with, each name once; the others get names never given before. The highest
    names given stand under "last:actor" and "last:network". `every`: ids of all clusters of the new result, where
    those that the old one holds too were left out of both; they keep their names."""
    out: dict[str, str] = {one: names[one] for one in every if one in names}
    tiers: tuple[tuple[str, Sequence[Cluster], Sequence[Cluster]], ...] = (
        ("actor", old.actors if old else (), new.actors),
        ("network", old.networks if old else (), new.networks),
    )
    for tier, before, after in tiers:
        last = max((int(name[2:]) for name in names.values() if name.startswith(_PREFIX[tier])), default=0)
        taken: set[str] = set()
        common = _overlaps(before, after)
        claims = sorted((-n, one, other) for one, others in common.items() for other, n in others.items())
        for _, one, other in claims:
            name = names.get(one, "")
            if name and name not in taken and other not in out:
                out[other] = name
                taken.add(name)
        for cluster in sorted(after, key=lambda c: (-len(c.records), c.id)):
            if cluster.id not in out:
                last += 1
                out[cluster.id] = f"{_PREFIX[tier]}-{last:04d}"
        if last:
            out[_LAST + tier] = f"{_PREFIX[tier]}-{last:04d}"
    return out


def _several(result: Result, tier: str) -> Iterable[Cluster]:
    return result.networks if tier == "network" else [actor for actor in result.actors if len(actor.records) > 1]


def _overlaps(before: Iterable[Cluster], after: Iterable[Cluster]) -> dict[str, dict[str, int]]:
    """old id -> new id -> records in both."""
    home: dict[RecordRef, str] = {record: cluster.id for cluster in after for record in cluster.records}
    found: dict[str, dict[str, int]] = {}
    for cluster in before:
        for record in cluster.records:
            if record in home:
                row = found.setdefault(cluster.id, {})
                row[home[record]] = row.get(home[record], 0) + 1
    return found


def _named(names: Mapping[str, str], ids: Iterable[str]) -> list[str]:
    return sorted(names.get(one, one) for one in ids)
