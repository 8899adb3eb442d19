"""Concluding: run a method over the view, keep the run, and show it to those whose scope contains its own."""

from __future__ import annotations

import json
import weakref
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from graphsvc import clustering, identifiers
from graphsvc.errors import CaseNotFound
from graphsvc.marking import Marking, combine
from graphsvc.memory import check_clustering, release
from graphsvc.model import Decision, Verb, canonical_json
from graphsvc.results import NetworkCluster, Result, clusters_in, digest_of, streaming
from graphsvc.service.masking import covered, protected_nodes
from graphsvc.store import Projection, Run, View
from graphsvc.store.common.collector import collector_off

if TYPE_CHECKING:
    from graphsvc.analysis.incremental import Left
    from graphsvc.service.case import Case

PAIRS = (Verb.SAME, Verb.NOT_SAME, Verb.UNSURE, Verb.UNLINK)
CLUSTERS = ("actor:", "network:")
HELD = 50_000  # records up to which a case holds its evidence after a run, for the explanations that come next
DRAWN_FROM_CLUSTER = 400  # nodes offered to the canvas for one network; the rest by expansion


@collector_off()
def cluster(
    case: Case, method: str, seed: int, parameters: dict[str, Any], progress: Callable[[int, int], None] | None,
    incremental: bool = False,
) -> Result:  # fmt: skip
    from graphsvc.analysis.diff import lineage, unlike
    from graphsvc.service.continuing import carry_on, leave

    name = method or clustering.DEFAULT
    by_actors = clustering.get(name).TIER == "actors"
    tell = progress or _silent
    view, version = case.view, case.store.version()
    tell(0, 3)
    decisions = about_records(case, view.decisions())
    carried = carry_on(case, view, name, seed, parameters, decisions) if incremental and by_actors else None
    if carried is not None:
        result, left = carried, None
    else:
        result, left = _anew(case, name, seed, parameters, decisions, tell)
        result = result.exact()  # as it will be read again
        release()
    tell(2, 3)
    # Names last within a method: another method's clusters are other clusters.
    before = [run for run in _readable(case) if run.method == name]
    was, now = unlike(case.store.document(before[-1].id), result) if before else (None, result)
    every = [*(actor.id for actor in result.actors), *(network.id for network in result.networks)]
    names = lineage(json.loads(before[-1].lineage) if before else {}, was, now, every)
    del was, now
    at = case.clock().strftime("%Y-%m-%dT%H:%M:%S.%fZ")  # two runs in one second keep their order
    document = list(result.pieces())
    identity = "run-" + digest_of([at, "\n", *document])[:12]
    case.store.writer(case.actor).save_run(
        Run(
            id=identity, at=at, author=case.actor.name, method=name, seed=seed,
            parameters=canonical_json(result.parameters), scope=_scope(view), store_version=case.store.version(),
            document="", lineage=canonical_json(names),
        ),
        document,
    )  # fmt: skip
    digest = digest_of(document)
    del document
    if by_actors and left is not None and case.store.version() == version:
        leave(view, result, left, digest, decisions, identity, parameters)
    case.concluded = identity, weakref.ref(result)
    tell(3, 3)
    return result


def _anew(
    case: Case, method: str, seed: int, parameters: dict[str, Any], decisions: Sequence[Decision],
    tell: Callable[[int, int], None],
) -> tuple[Result, Left]:  # fmt: skip
    """A result in which everything is linked anew, and what runs that carry on from it need beside it."""
    from graphsvc.analysis.cluster import conclude
    from graphsvc.analysis.incremental import Left
    from graphsvc.service.gathering import evidence

    view = case.view
    shown = read(view)
    release()
    tell(1, 3)
    weighed = evidence(case, view, shown.projection, plain=clustering.get(method).TIER == "plain")
    found = conclude(
        shown.projection, weighed, decisions=decisions, marking=shown.marking, coverage=shown.coverage, method=method,
        seed=seed, parameters=parameters,
    )  # fmt: skip
    if len(shown.projection.records) > HELD:
        case.gathered = None
    return found, Left.of(shown.projection, weighed)


def _silent(done: int, every: int) -> None:
    """Nobody is told how far a run has come."""


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """What a view shows, read once to be clustered."""

    projection: Projection
    marking: Marking
    coverage: list[dict[str, Any]]


def read(view: View) -> Shown:
    from graphsvc.service.covering import coverage
    from graphsvc.store.common import near

    projection = view.projection()
    check_clustering(len(projection.records), len(projection.subject))
    near.keep(projection, view.shelf())  # whoever clusters looks for paths next
    return Shown(projection, combine(view.markings()), coverage(view, projection))


def runner(case: Case, method: str, seed: int, parameters: dict[str, Any]) -> Callable[[Sequence[Decision]], Result]:
    """What a case shows, read once, to be clustered under decisions; everything is linked anew."""
    from graphsvc.analysis.cluster import cluster as run_method
    from graphsvc.analysis.incremental import FROM
    from graphsvc.linking.wording import kept_wording

    view = case.view
    shown = read(view)
    weighs = clustering.get(method).TIER != "plain"  # texts
    wording = kept_wording(shown.projection, view.every_record, view.shelf()) if weighs else None
    own = {name: value for name, value in parameters.items() if name != FROM}

    def run(decisions: Sequence[Decision]) -> Result:
        return run_method(
            shown.projection, decisions=about_records(case, decisions), marking=shown.marking, coverage=shown.coverage,
            method=method, seed=seed, parameters=own, wording=wording,
        )  # fmt: skip

    return run


def about_records(case: Case, decisions: Sequence[Decision]) -> list[Decision]:
    """Decisions about actors and networks as decisions about a record of each: ids of clusters are those of one run,
    and every later run respects what was said of them."""
    told = {target for d in decisions if d.verb in PAIRS for target in d.targets if target.startswith(CLUSTERS)}
    stands_for: dict[str, str] = {}
    for run in _readable(case) if told else ():
        if told <= stands_for.keys():
            break
        for cluster in clusters_in(case.store.document(run.id)):
            if cluster.id in told:
                stands_for[cluster.id] = cluster.records[0].node
    return [
        replace(d, targets=tuple(stands_for.get(target, target) for target in d.targets)) if d.verb in PAIRS else d
        for d in decisions
    ]


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
            case.run_counts[run.id] = streaming.field_in(case.store.document(run.id), "counts") or {}
        counts = case.run_counts[run.id]
        out.append(
            {"id": run.id, "at": run.at, "author": run.author, "method": run.method, "seed": run.seed,
             "parameters": json.loads(run.parameters), "actors": counts.get("actors", 0),
             "networks": counts.get("networks", 0),
             "stale": _stale(case, run)}
        )  # fmt: skip
    return out


def named(case: Case, run: str) -> Run | None:
    """A run by its id, the newest when none is named, without its document. Raises CaseNotFound for one that is not
    there."""
    found = _readable(case)
    if run:
        found = [one for one in found if one.id == run]
        if not found:
            raise CaseNotFound(f"no run {run!r}; `graphsvc info` lists them")
    return found[-1] if found else None


@collector_off()
def result(case: Case, run: str = "") -> Result | None:
    found = named(case, run)
    return _document(case, found.id) if found else None


def _document(case: Case, run: str) -> Result:
    """The result of a run that is there, as long as anybody holds it read only once."""
    held = case.concluded[1]() if case.concluded and case.concluded[0] == run else None
    found = held or Result.from_pieces(case.store.document(run))
    case.concluded = run, weakref.ref(found)
    return found


def holds(case: Case, cluster: str) -> bool:
    """Whether any run that this view may see holds an actor, a network or a wording of that id."""
    return any(canonical_json(cluster) in text for run in _readable(case) for text in case.store.document(run.id))


@collector_off()
def clusters(case: Case, run: str = "", limit: int | None = None) -> list[dict[str, Any]]:
    from graphsvc.analysis.ranking import for_review

    found = named(case, run)
    if found is None:
        return []
    document, names = _document(case, found.id), json.loads(found.lineage)
    view = case.view
    protected = protected_nodes(view.decisions())
    actors = {actor.id: actor for actor in document.actors}
    return [_row(view, network, actors, names, protected) for network in for_review(document, protected)[:limit]]


def ranked(case: Case, run: str = "") -> int:
    """How many rows `clusters` has without a limit."""
    document = result(case, run)
    return len(document.networks) - len(unranked(document, protected_nodes(case.view.decisions()))) if document else 0


def _row(
    view: View, network: NetworkCluster, actors: dict[str, Any], names: dict[str, str], protected: set[str]
) -> dict[str, Any]:
    inside = [actors[actor] for actor in network.actors]
    categories: dict[str, int] = {}
    for actor in inside:
        for category, many in actor.category_counts.items():
            categories[category] = categories.get(category, 0) + many
    nodes = [*network.identifiers, *(ref.node for ref in network.records)]
    times = view.nodes(nodes[:DRAWN_FROM_CLUSTER])
    first = min((node.first for node in times if node.first), default="")
    last = max((node.last for node in times if node.last), default="")
    return {
        "id": network.id, "name": names.get(network.id, network.id), "tier": "network", "wording": network.wording,
        "actors": len(network.actors), "records": len(network.records), "identifiers": len(network.identifiers),
        "level": network.merge_risk.level,
        "held_by": [
            "protected" if i in protected else covered(identifiers.caption(i)) for i in network.merge_risk.held_by
        ],
        "falls_into": network.merge_risk.falls_into, "weakest": network.merge_risk.weakest,
        "cut": ["protected" if i in protected else covered(identifiers.caption(i)) for i in network.merge_risk.cut],
        "cut_off": network.merge_risk.cut_off, "proven": network.merge_risk.proven,
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


@collector_off()
def diff(case: Case, old: str, new: str) -> dict[str, Any]:
    from graphsvc.analysis.diff import diff as compare
    from graphsvc.analysis.diff import unlike

    before, after = named(case, old), named(case, new)
    assert before is not None
    assert after is not None
    names = {**json.loads(before.lineage), **json.loads(after.lineage)}
    every = _document(case, after.id)
    was, now = unlike(case.store.document(before.id), every)
    found = compare(was, now, names)
    found["unchanged"] += len(every.networks) - len(now.networks)
    return found
