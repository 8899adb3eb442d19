"""A result carried on: later records linked in the regions they touch, everything else as the base run left it.

The base is a full run; the result names it by its digest, and says in a note what was linked anew. The parts that
change are clusters like any others; the parts that do not are taken over as they stand in the base's document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphsvc.analysis.cluster import conclude
from graphsvc.linking.incremental import Base, Region, only, rows_of, shown, unit_numbers
from graphsvc.linking.link import Evidence, weighed
from graphsvc.linking.units import Wording, identifiers_among, refs_of, units
from graphsvc.marking import Marking
from graphsvc.model import Decision, Verb
from graphsvc.results import RecordRef, Result
from graphsvc.store import Projection

FROM = "incremental_from"  # the parameter that names the base by the first digits of its digest
DIGITS = 16
_STOOD = "platform"  # any verdict but a poster's keeps a hub of the base run one

Document = dict[str, Any]  # the plain values of a result


@dataclass(frozen=True, slots=True, eq=False)
class Left:
    """What is kept of a full run's evidence: its records, how many rows each had, and identifiers and wordings that
    were hubs in each of their epochs."""

    records: list[str]
    rows: NDArray[np.int64]
    hubs: frozenset[str]

    @staticmethod
    def of(projection: Projection, evidence: Evidence) -> Left:
        graph, names = evidence.graph, evidence.units.identifiers
        telling = np.zeros(len(names), dtype=bool)
        telling[graph.identifier[~evidence.judged.hub]] = True
        hubs = np.unique(graph.identifier[evidence.judged.hub])
        hubs = hubs[~telling[hubs]]
        return Left(projection.records, rows_of(projection), frozenset(names[one] for one in hubs.tolist()))


def base_of(left: Left, result: Result) -> Base:
    """What later runs need of a full one."""
    refs, unit = refs_of(left.records)
    place = {ref: number for number, ref in enumerate(refs)}
    actor, network = (
        _home(place, (one.records for one in tier)) for tier in (result.actors, result.networks)
    )  # fmt: skip
    return Base(left.records, left.rows, actor[unit], network[unit], left.hubs)


def _home(place: Mapping[RecordRef, int], clusters: Iterable[Iterable[RecordRef]]) -> NDArray[np.int64]:
    """Number of the cluster that each record is in, -1 for none."""
    home = np.full(len(place), -1, dtype=np.int64)
    for number, refs in enumerate(clusters):
        home[[place[ref] for ref in refs]] = number
    return home


def carried_on(
    projection: Projection, wording: Wording, base: Base, region: Region, document: Document, *, digest: str,
    decisions: Iterable[Decision], marking: Marking, coverage: Iterable[Mapping[str, Any]],
    parameters: Mapping[str, Any],
) -> Document:  # fmt: skip
    """The document of the base, whose digest is given, with the region linked anew. `decisions`: those of the base."""
    standing = [decision for decision in decisions if decision.stands]
    part, words = only(projection, wording, region.records)
    evidence = _weighed(part, words, standing, base.hubs)
    anew = conclude(
        part, evidence, decisions=standing, marking=marking, coverage=coverage, method=document["method"],
        seed=document["seed"], parameters=parameters,
    ).to_dict()  # fmt: skip
    core = _core(projection, base, region, anew)
    taken = _Taken(document, anew, core)
    _count_elsewhere(taken.actors, projection, wording)
    fresh = int(np.count_nonzero(region.fresh))
    counts = {
        "records": len(refs_of(projection.records)[0]), "versions": len(projection.records),
        "identifiers": int(np.count_nonzero(identifiers_among(projection.nodes))), "actors": len(taken.every_actor),
        "networks": len(taken.every_network), "links": len(taken.every_link),
        "alone": sum(len(actor["records"]) == 1 for actor in taken.every_actor),
    }  # fmt: skip
    hubs = _hubs(document["hubs"], anew["hubs"])
    note = (
        f"Carried on from an earlier full run: {fresh} new record(s) were linked in the {len(core)} record(s) they "
        f"touch; what is rare, what is shared by many, and the notes above are as that run found them."
    )
    return {
        **document, "marking": anew["marking"], "coverage": anew["coverage"],
        "parameters": {**document["parameters"], FROM: digest[:DIGITS]}, "counts": {**counts, "hubs": len(hubs)},
        "actors": taken.every_actor, "networks": taken.every_network, "links": taken.every_link, "hubs": hubs,
        "notes": [*document["notes"], note],
    }  # fmt: skip


def _weighed(part: Projection, wording: Wording, decisions: list[Decision], hubs: frozenset[str]) -> Evidence:
    """Evidence of a region, in which the hubs of the base are hubs, and what people said is as they said it."""
    there = {*part.nodes, *wording.templates}
    records = {record.rpartition("@")[0] for record in part.records}
    said = {target for d in decisions if d.verb is Verb.VERDICT for target in d.targets}
    here = [
        d for d in decisions
        if all(target in there or target.rpartition("@")[0] in records for target in d.targets)
    ]  # fmt: skip
    stood = [
        Decision.make(Verb.VERDICT, (hub,), _STOOD, "", "", "a hub of the base run")
        for hub in sorted(hubs & there - said)
    ]
    evidence = weighed(units(part, wording), [*here, *stood])
    verdicts = {name: verdict for name, verdict in evidence.rules.verdicts.items() if name in said}
    return replace(evidence, rules=replace(evidence.rules, verdicts=verdicts))


def _core(projection: Projection, base: Base, region: Region, anew: Document) -> frozenset[RecordRef]:
    """Records whose clusters are taken from the region: those in touched groups, and whatever was put together with
    them. Ballast stays as it was."""
    chosen = np.flatnonzero(region.records)
    refs, unit = refs_of([projection.records[record] for record in chosen.tolist()])
    before = region.before[chosen]
    group = np.full(len(refs), -1, dtype=np.int64)
    group[unit[before >= 0]] = base.group[before[before >= 0]]
    core = np.isin(group, region.touched)
    core[unit[region.fresh[chosen]]] = True
    place = {ref: number for number, ref in enumerate(refs)}
    together = [
        np.array([place[ref] for ref in _refs(cluster)], dtype=np.int64)
        for tier in ("actors", "networks") for cluster in anew[tier]
    ]  # fmt: skip
    reached = -1
    while reached != (reached := int(np.count_nonzero(core))):
        mixed = [those for those in together if core[those].any() and not core[those].all()]
        for those in mixed:
            core[those] = True
        groups = np.unique(group[core])
        core |= np.isin(group, groups[groups >= 0])
    return frozenset(refs[one] for one in np.flatnonzero(core).tolist())


class _Taken:
    """Clusters and links of two documents as one. `actors`: those that are taken from the region."""

    def __init__(self, base: Document, anew: Document, core: frozenset[RecordRef]) -> None:
        kept, gone = _split(base["actors"], core)
        _, self.actors = _split(anew["actors"], core)
        networks, _ = _split(base["networks"], core)
        _, fresh = _split(anew["networks"], core)
        self.every_actor = _by_id([*kept, *self.actors])
        self.every_network = _by_id([*networks, *fresh])
        home = {ref: actor["id"] for actor in self.actors for ref in _refs(actor)}
        stays = {actor["id"] for actor in kept}
        taken = {actor["id"] for actor in self.actors}
        links = {
            (link["a"], link["b"]): link for link in anew["links"]
            if {link["a"], link["b"]} & taken and {link["a"], link["b"]} <= taken | stays
        }  # fmt: skip
        heirs = {actor["id"]: _heir(actor, home) for actor in gone}
        for link in base["links"]:
            inside = (link["a"] in heirs) + (link["b"] in heirs)
            if inside < 2:
                a, b = sorted(heirs.get(end, end) for end in (link["a"], link["b"]))
                known = links.get((a, b))
                if known is None or (inside and known["weight"] < link["weight"]):
                    links[a, b] = {**link, "a": a, "b": b}
        self.every_link = [links[pair] for pair in sorted(links)]


def _split(clusters: list[Document], core: frozenset[RecordRef]) -> tuple[list[Document], list[Document]]:
    """(outside, inside): a cluster lies in the core or out of it as a whole."""
    outside: list[Document] = []
    inside: list[Document] = []
    for cluster in clusters:
        (inside if RecordRef(**cluster["records"][0]) in core else outside).append(cluster)
    return outside, inside


def _refs(cluster: Document) -> Iterator[RecordRef]:
    return (RecordRef(**record) for record in cluster["records"])


def _by_id(clusters: list[Document]) -> list[Document]:
    return sorted(clusters, key=lambda cluster: str(cluster["id"]))


def _heir(actor: Document, home: Mapping[RecordRef, str]) -> str:
    """The actor of the region that has most of one's records."""
    found: dict[str, int] = {}
    for ref in _refs(actor):
        found[home[ref]] = found.get(home[ref], 0) + 1
    return min(found, key=lambda one: (-found[one], one))


def _hubs(base: list[Document], anew: list[Document]) -> list[Document]:
    """The hubs of the base, those found in the region after them."""
    known = {hub["identifier"] for hub in base}
    found = [*base, *(hub for hub in anew if hub["identifier"] not in known)]
    return sorted(found, key=lambda hub: (-hub["diversity"], -hub["records"], hub["identifier"]))


def _count_elsewhere(actors: list[Document], projection: Projection, wording: Wording) -> None:
    """Other records that carry each piece of evidence, counted in the whole case; by epoch, where there are several,
    it stays as the region shows it."""
    record, value = shown(projection, wording)
    number = unit_numbers(projection.records)
    pairs = np.unique(number[record] * (len(projection.nodes) + len(wording.templates)) + value)
    uses: NDArray[np.int64] = np.bincount(pairs % (len(projection.nodes) + len(wording.templates)))
    names = {evidence["identifier"] for actor in actors for evidence in actor["evidence"]}
    every = {
        name: int(uses[place]) for place, name in enumerate((*projection.nodes, *wording.templates))
        if name in names and place < len(uses)
    }  # fmt: skip
    for actor in actors:
        for evidence in actor["evidence"]:
            if not evidence["epoch"] and evidence["identifier"] in every:
                evidence["elsewhere"] = max(0, every[evidence["identifier"]] - evidence["records"])
