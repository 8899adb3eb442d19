"""Concluding: run a method over the view, keep the run, and show it to those whose scope contains its own."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from graphsvc import clustering, identifiers
from graphsvc.errors import CaseNotFound
from graphsvc.marking import combine
from graphsvc.model import Decision, Verb, canonical_json, node_id
from graphsvc.results import NetworkCluster, Result
from graphsvc.store import Run, View

if TYPE_CHECKING:
    from graphsvc.service.case import Case

PAIRS = (Verb.SAME, Verb.NOT_SAME, Verb.UNSURE, Verb.UNLINK)
CLUSTERS = ("actor:", "network:")
DRAWN_FROM_CLUSTER = 400  # nodes offered to the canvas for one network; the rest by expansion


def cluster(
    case: Case, method: str, seed: int, parameters: dict[str, Any], progress: Callable[[int, int], None] | None
) -> Result:
    from graphsvc.analysis.diff import lineage

    name = method or clustering.DEFAULT
    clustering.get(name)
    view = case.view
    if progress:
        progress(0, 3)
    run = runner(case, name, seed, parameters)
    if progress:
        progress(1, 3)
    result = run(view.decisions())
    if progress:
        progress(2, 3)
    # Names last within a method: another method's clusters are other clusters.
    before = [run for run in _readable(case) if run.method == name]
    old = case.store.run(before[-1].id) if before else None
    names = lineage(json.loads(old.lineage) if old else {}, Result.from_json(old.document) if old else None, result)
    document = result.to_json()
    result = Result.from_json(document)  # as it will be read again: floats are rounded in the document
    at = case.clock().strftime("%Y-%m-%dT%H:%M:%S.%fZ")  # two runs in one second keep their order
    identity = hashlib.sha256(f"{at}\n{document}".encode("utf-8", "surrogatepass")).hexdigest()[:12]
    case.store.writer(case.actor).save_run(
        Run(
            id=f"run-{identity}", at=at, author=case.actor.name, method=name, seed=seed,
            parameters=canonical_json(result.parameters), scope=_scope(view), store_version=case.store.version(),
            document=document, lineage=canonical_json(names),
        )
    )  # fmt: skip
    if progress:
        progress(3, 3)
    return result


def runner(case: Case, method: str, seed: int, parameters: dict[str, Any]) -> Callable[[Sequence[Decision]], Result]:
    """What a case shows, read once, to be clustered under decisions."""
    from graphsvc.analysis.cluster import cluster as run_method

    view = case.view
    projection, marking, sources = view.projection(), combine(view.markings()), coverage(view)

    def run(decisions: Sequence[Decision]) -> Result:
        return run_method(
            projection, decisions=about_records(case, decisions), marking=marking, coverage=sources, method=method,
            seed=seed, parameters=parameters, texts=view.every_record(),
        )  # fmt: skip

    return run


def about_records(case: Case, decisions: Sequence[Decision]) -> list[Decision]:
    """Decisions about actors and networks as decisions about a record of each: ids of clusters are those of one run,
    and every later run respects what was said of them."""
    told = {target for d in decisions if d.verb in PAIRS for target in d.targets if target.startswith(CLUSTERS)}
    stands_for: dict[str, str] = {}
    for one in _readable(case) if told else ():
        if told <= stands_for.keys():
            break
        run = case.store.run(one.id)
        document = Result.from_json(run.document) if run else None
        if document is None:
            continue
        for found in (document.actors, document.networks):
            for cluster in found:
                if cluster.id in told:
                    ref = cluster.records[0]
                    stands_for[cluster.id] = node_id(ref.kind, ref.source, ref.key)
    return [
        replace(d, targets=tuple(stands_for.get(target, target) for target in d.targets)) if d.verb in PAIRS else d
        for d in decisions
    ]


def coverage(view: View) -> list[dict[str, Any]]:
    """Per source: how much, from when to when, from which countries and in which languages, as far as records say. A
    network seen by one source only is warned of."""
    said: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for record in view.every_record():
        content = record.parsed()
        for name in ("country", "language"):
            if value := content.get(name):
                said[record.source, name][str(value)] += 1
    return [
        {
            "source": (name := source["source"]), "records": source["records"], "first": source["first"],
            "last": source["last"], "places": dict(sorted(said[name, "country"].items())),
            "languages": dict(sorted(said[name, "language"].items())),
        }
        for source in view.stats()["sources"]
    ]  # fmt: skip


def _scope(view: View) -> str:
    return canonical_json(sorted(marking.hash for marking in view.markings()))


def _readable(case: Case) -> list[Run]:
    """Runs whose scope this view contains; others do not exist for it."""
    mine = set(json.loads(_scope(case.view)))
    return [run for run in case.store.runs() if set(json.loads(run.scope)) <= mine]


def _stale(case: Case, run: Run) -> bool:
    """Whether records, decisions or scope changed since the run. The store's version tells of changes that a smaller
    scope may not see, so only the owner's scope looks at it."""
    changed = case.parts is None and run.store_version != case.store.version()
    return changed or run.scope != _scope(case.view)


def runs(case: Case) -> list[dict[str, Any]]:
    out = []
    for run in _readable(case):
        if run.id not in case.run_counts:  # a result is frozen: it is read once
            whole = case.store.run(run.id)
            assert whole is not None
            case.run_counts[run.id] = json.loads(whole.document)["counts"]
        counts = case.run_counts[run.id]
        out.append(
            {"id": run.id, "at": run.at, "author": run.author, "method": run.method, "seed": run.seed,
             "actors": counts.get("actors", 0), "networks": counts.get("networks", 0),
             "stale": _stale(case, run)}
        )  # fmt: skip
    return out


def run_of(case: Case, run: str) -> Run | None:
    """A run by its id, the newest when none is named. Raises CaseNotFound for one that is not there."""
    found = _readable(case)
    if run:
        found = [one for one in found if one.id == run]
        if not found:
            raise CaseNotFound(f"no run {run!r}; `graphsvc info` lists them")
    return case.store.run(found[-1].id) if found else None


def result(case: Case, run: str = "") -> Result | None:
    found = run_of(case, run)
    return Result.from_json(found.document) if found else None


def holds(case: Case, cluster: str) -> bool:
    """Whether any run that this view may see holds an actor, a network or a wording of that id."""
    return any(canonical_json(cluster) in run.document for one in _readable(case) if (run := case.store.run(one.id)))


def membership(case: Case, node: str) -> dict[str, str]:
    """{"actor", "network"}: names in the newest run, '' where none or several."""
    found = run_of(case, "")
    if found is None:
        return {"actor": "", "network": ""}
    document = Result.from_json(found.document)
    names = json.loads(found.lineage)
    actors = [a.id for a in document.actors if node in a.identifiers or node in _record_nodes(a)]
    networks = [n.id for n in document.networks if set(actors) & set(n.actors)]
    return {
        "actor": names.get(actors[0], actors[0]) if len(actors) == 1 else "",
        "network": names.get(networks[0], networks[0]) if len(networks) == 1 else "",
    }


def _record_nodes(item: Any) -> list[str]:
    return [node_id(ref.kind, ref.source, ref.key) for ref in item.records]


def clusters(case: Case, run: str = "") -> list[dict[str, Any]]:
    from graphsvc.analysis.ranking import for_review

    found = run_of(case, run)
    if found is None:
        return []
    document, names = Result.from_json(found.document), json.loads(found.lineage)
    view = case.view
    standing = view.decisions()
    protected = {target for d in standing if d.verb is Verb.PROTECT for target in d.targets}
    actors = {actor.id: actor for actor in document.actors}
    return [_row(view, network, actors, names, protected) for network in for_review(document, protected)]


def _row(
    view: View, network: NetworkCluster, actors: dict[str, Any], names: dict[str, str], protected: set[str]
) -> dict[str, Any]:
    inside = [actors[actor] for actor in network.actors]
    categories: dict[str, int] = {}
    for actor in inside:
        for category, many in actor.category_counts.items():
            categories[category] = categories.get(category, 0) + many
    nodes = [*network.identifiers, *_record_nodes(network)]
    times = view.nodes(nodes[:DRAWN_FROM_CLUSTER])
    first = min((node.first for node in times if node.first), default="")
    last = max((node.last for node in times if node.last), default="")
    return {
        "id": network.id, "name": names.get(network.id, network.id), "tier": "network", "wording": network.wording,
        "actors": len(network.actors), "records": len(network.records), "identifiers": len(network.identifiers),
        "level": network.merge_risk.level,
        "held_by": ["protected" if i in protected else identifiers.caption(i) for i in network.merge_risk.held_by],
        "falls_into": network.merge_risk.falls_into, "weakest": network.merge_risk.weakest,
        "stability": network.merge_risk.stability, "by_chance": network.merge_risk.by_chance,
        "rivals": [{**asdict(rival), "state": rival.state} for rival in network.rivals],
        "first": first, "last": last,
        "categories": dict(sorted(categories.items())), "sources": sorted({ref.source for ref in network.records}),
        "bridges": list(network.bridges), "resolved": network.resolved,
        "nodes": [node.id for node in times], "more_nodes": max(0, len(nodes) - DRAWN_FROM_CLUSTER),
    }  # fmt: skip


def run_names(case: Case, document: Result) -> dict[str, str]:
    """Cluster id -> lasting name, as the newest run of the result's method gave them."""
    found = [run for run in _readable(case) if run.method == document.method]
    names: dict[str, str] = json.loads(found[-1].lineage) if found else {}
    return {network.id: names[network.id] for network in document.networks if network.id in names}


def unranked(document: Result, protected: Collection[str]) -> frozenset[str]:
    """Networks of protected nodes alone: no ranking lists them."""
    from graphsvc.analysis.ranking import for_review

    shown = {network.id for network in for_review(document, protected)}
    return frozenset(network.id for network in document.networks if network.id not in shown)


def diff(case: Case, old: str, new: str) -> dict[str, Any]:
    from graphsvc.analysis.diff import diff as compare

    before, after = run_of(case, old), run_of(case, new)
    assert before is not None
    assert after is not None
    names = {**json.loads(before.lineage), **json.loads(after.lineage)}
    return compare(Result.from_json(before.document), Result.from_json(after.document), names)
