"""One call from a projection to a result: link, partition, weigh what could be wrong, and write it down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from graphsvc import clustering
from graphsvc.analysis.clusters import Clusters, from_actors, from_labels
from graphsvc.analysis.hub_kinds import guess
from graphsvc.analysis.notes import notes
from graphsvc.errors import InputError
from graphsvc.identifiers import KEYS_VERSION
from graphsvc.linking.decisions import Pair
from graphsvc.linking.groups import beside_own_kind
from graphsvc.linking.link import Evidence, link, weighed
from graphsvc.linking.partitions import Edges, Union
from graphsvc.linking.units import TEMPLATE, Wording, kind_of, units
from graphsvc.linking.wording import worded
from graphsvc.marking import Marking
from graphsvc.model import Decision, StoredRecord, Verb
from graphsvc.results import Alert, Hub, Result
from graphsvc.store import Projection


def cluster(
    projection: Projection,
    *,
    decisions: Iterable[Decision],
    marking: Marking,
    coverage: Iterable[Mapping[str, Any]],
    method: str = clustering.DEFAULT,
    seed: int = 0,
    parameters: Mapping[str, Any] | None = None,
    texts: Iterable[StoredRecord] = (),
    wording: Wording | None = None,
) -> Result:
    """Cluster what a view shows. The same projection, decisions, parameters and seed give the same bytes.

    `texts`: the view's records, whose repeated wordings are evidence; or `wording`, what is known of them. `marking`
    and `coverage` are written into the result as given. Every record is in exactly one actor; networks have two records
    or more. Raises UnknownName for the method, InputError for its parameters.
    """
    plain = clustering.get(method).TIER == "plain"
    standing = [decision for decision in decisions if decision.stands]
    found = units(projection, None if plain else wording or worded(projection, texts))
    evidence = weighed(found, standing, plain=plain)
    return conclude(
        projection, evidence, decisions=standing, marking=marking, coverage=coverage, method=method, seed=seed,
        parameters=parameters,
    )  # fmt: skip


def conclude(
    projection: Projection, evidence: Evidence, *, decisions: Iterable[Decision], marking: Marking,
    coverage: Iterable[Mapping[str, Any]], method: str, seed: int, parameters: Mapping[str, Any] | None = None,
) -> Result:  # fmt: skip
    """As `cluster`, of evidence weighed before under the same decisions."""
    engine = clustering.get(method)
    chosen = checked(engine, parameters or {})
    if engine.TIER == "actors":
        found, links = link(evidence)
        actors = int(found.actor.max(initial=-1)) + 1
        edges = [(a, b, weight) for (a, b), weight in links.strength.items()]
        apart = _between_actors(evidence, found.actor, found.owner)
        network = engine.partition(actors, edges, seed=seed, apart=apart, **chosen)
        clusters = from_actors(evidence, found, links, network, seed=seed)
    else:
        labels = _labels(evidence, engine, seed, chosen)
        clusters = from_labels(evidence, labels, plain=engine.TIER == "plain", seed=seed)
    hubs = _hubs(evidence)
    unsure = sum(decision.verb is Verb.UNSURE for decision in decisions if decision.stands)
    return Result(
        method=engine.NAME,
        method_version=engine.VERSION,
        parameters=_parameters(engine, chosen),
        seed=seed,
        keys_version=KEYS_VERSION,
        marking=dict(marking.as_json()),
        counts=_counts(projection, evidence, clusters, hubs),
        coverage=tuple(dict(source) for source in coverage),
        actors=clusters.actors,
        networks=clusters.networks,
        links=clusters.links,
        hubs=hubs,
        alerts=tuple(
            Alert(decision, kept, f"{decision} says same, {', '.join(kept)} keep the two apart; they were kept apart.")
            for decision, kept in evidence.rules.contradictions
        ),
        notes=notes(evidence, clusters, engine, hubs, unsure),
    )


def checked(engine: clustering.Method, given: Mapping[str, Any]) -> dict[str, Any]:
    known = clustering.options(engine)
    for name, value in given.items():
        if name not in known:
            listed = ", ".join(sorted(known)) or "none"
            raise InputError(f"method {engine.NAME} has no parameter {name!r}; it has: {listed}")
        if isinstance(value, bool) or not isinstance(value, int | float) or not np.isfinite(value):
            raise InputError(f"parameter {name} of method {engine.NAME} is a number; {value!r} is none")
    return {name: type(known[name])(value) for name, value in sorted(given.items())}


def _parameters(engine: clustering.Method, chosen: Mapping[str, Any]) -> dict[str, Any]:
    return {**clustering.options(engine), **chosen}


def _between_actors(evidence: Evidence, actor: np.ndarray[Any, Any], owner: np.ndarray[Any, Any]) -> list[Pair]:
    """Actors that people's decisions keep apart."""
    who = [*actor.tolist(), *owner.tolist()]
    pairs = {(min(who[a], who[b]), max(who[a], who[b])) for a, b in evidence.rules.apart if who[a] >= 0 and who[b] >= 0}
    return sorted(pair for pair in pairs if pair[0] != pair[1])


def _labels(evidence: Evidence, engine: clustering.Method, seed: int, chosen: Mapping[str, Any]) -> list[int]:
    """Cluster of each unit and value, by a method that partitions both. What people call the same is one node."""
    graph, rules = evidence.graph, evidence.rules
    size = graph.units + graph.values
    union = Union(size, rules.apart)
    for a, b in rules.same:
        union.join(a, b)
    node = np.array(union.labels(), dtype=np.int64)
    telling = ~evidence.judged.hub[graph.value]
    weight = np.ones(len(graph.unit)) if engine.TIER == "plain" else evidence.judged.weight[graph.value]
    edges: Edges = np.column_stack(
        [node[graph.unit[telling]], node[graph.units + graph.value[telling]], weight[telling]]
    )  # fmt: skip
    apart = [(int(node[a]), int(node[b])) for a, b in rules.apart]
    labels = engine.partition(int(node.max(initial=-1)) + 1, edges, seed=seed, apart=apart, **chosen)
    return [labels[i] for i in node.tolist()]


def _hubs(evidence: Evidence) -> tuple[Hub, ...]:
    """Discounted values for the verdict queue, the most diverse first; protected ones are in no queue."""
    graph, judged = evidence.graph, evidence.judged
    uses = graph.degrees()[1]
    beside = beside_own_kind(graph)
    spread: dict[str, tuple[float, int, float]] = {}
    for value in np.flatnonzero(judged.hub).tolist():
        identifier = evidence.units.identifiers[graph.identifier[value]]
        most, records, often = spread.get(identifier, (1.0, 0, 0.0))
        spread[identifier] = (
            max(most, float(judged.diversity[value])), records + int(uses[value]), max(often, float(beside[value]))
        )  # fmt: skip
    found = [
        Hub(
            identifier, records, diversity, evidence.rules.verdicts.get(identifier, ""),
            *guess(kind_of(identifier), records, diversity, often),
        )
        for identifier, (diversity, records, often) in spread.items()
        if identifier not in evidence.rules.protected
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda hub: (-hub.diversity, -hub.records, hub.identifier)))


def _counts(projection: Projection, evidence: Evidence, clusters: Clusters, hubs: tuple[Hub, ...]) -> dict[str, int]:
    return {
        "records": len(evidence.units.refs),
        "versions": len(projection.records),
        "identifiers": sum(kind_of(node) != TEMPLATE for node in evidence.units.identifiers),
        "actors": len(clusters.actors),
        "networks": len(clusters.networks),
        "links": len(clusters.links),
        "hubs": len(hubs),
        "alone": sum(len(actor.records) == 1 for actor in clusters.actors),
    }
