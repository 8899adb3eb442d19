"""Out: the documents that exports and reports are functions of, built from one view."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphsvc import __version__, exports, reports
from graphsvc.documents import EvidenceRow, GraphDocument, GraphEdge, GraphNode, ReportContext
from graphsvc.errors import CaseNotFound
from graphsvc.marking import Marking, combine
from graphsvc.model import StatementKind, canonical_json, node_id
from graphsvc.results import Result
from graphsvc.service.concluding import diff, run_names, runs, unranked
from graphsvc.service.drawing import Pen
from graphsvc.store import Evidence

if TYPE_CHECKING:
    from graphsvc.service.case import Case

EVIDENCE_KEPT = 1000  # rows written for one edge; beyond them the edge's count says how many there are


def export(case: Case, result: Result | None, path: Path, format_: str, nodes: Collection[str] | None) -> list[Path]:
    made = exports.get(format_ or exports.by_suffix(path))
    # A part of the graph travels without the result: that would tell of the whole.
    document = graph_document(case, result if nodes is None else None, nodes)
    written = made.write(document, path)
    case.store.writer(case.actor).note(
        "disclose", "export", [node.id for node in document.nodes], recipient="", level="working copy",
        justification=case.actor.justification,
    )  # fmt: skip
    return written


def graph_document(case: Case, result: Result | None, nodes: Collection[str] | None) -> GraphDocument:
    """The graph of the view (or of `nodes`), with evidence, membership and every member's marking.

    A protected node travels under a stand-in, and every text that would name it is blocked out.
    """
    view = case.view
    pen = Pen(case, view)
    wanted = view.projection().nodes if nodes is None else sorted(set(nodes))
    names = _stand_ins(pen, wanted)
    actor_of, network_of = _membership(result)
    markings: dict[str, Marking] = {}
    edges, node_marks = _edges(pen, None if nodes is None else wanted, markings, names)
    made = []
    for node in pen.nodes(view.nodes(wanted)):
        own = [m for r in view.records(node["id"]) for _, _, m in view.sightings(r.id)]
        markings |= {m.hash: m for m in own}
        marks = [*own, *(markings[h] for h in sorted(node_marks.get(node["id"], ())))]
        attributes = {name: str(node[name]) for name in ("records", "first", "last", "verdict") if node[name]}
        made.append(
            GraphNode(
                id=names.get(node["id"], node["id"]), kind=node["kind"], caption=node["label"], attributes=attributes,
                actor=actor_of.get(node["id"], ""), network=network_of.get(node["id"], ""),
                protected=node["protected"], marking=combine(marks).banner(),
                subject_category=pen.categories.get(node["id"], ""),
            )
        )  # fmt: skip
    return GraphDocument(
        title=Path(case.name).stem if "://" not in case.name else case.name.rsplit("/", 1)[-1],
        nodes=tuple(made), edges=tuple(edges), marking=combine(markings.values()),
        markings={name: marking.as_json() for name, marking in sorted(markings.items())},
        result=_masked(result, names, pen), software=f"graphsvc {__version__}",
    )  # fmt: skip


def _stand_ins(pen: Pen, nodes: Collection[str] = ()) -> dict[str, str]:
    """Node -> the id under which it leaves: the protected ones, and those of `nodes` whose own id names one."""
    naming = {node for node in nodes if pen.mask.text(node) != node} if pen.protected else set()
    return {node: f"{node.partition(':')[0]}:protected:{pen.case.ref(node)}" for node in sorted(pen.protected | naming)}


def _masked(result: Result | None, names: dict[str, str], pen: Pen) -> Result | None:
    """The result with protected nodes under their stand-ins, and blocked out of its sentences."""
    if result is None or not names:
        return result
    return Result.from_json(canonical_json(_hidden(json.loads(result.to_json()), names, pen)))


def _hidden(value: Any, names: dict[str, str], pen: Pen) -> Any:
    if isinstance(value, str):
        return names.get(value) or pen.mask.text(value)
    if isinstance(value, list | tuple):
        return [_hidden(item, names, pen) for item in value]
    return {name: _hidden(item, names, pen) for name, item in value.items()} if isinstance(value, dict) else value


def masked(case: Case, value: Any) -> Any:
    """An answer as it may leave the case: protected nodes under their stand-ins, their values blocked out of texts."""
    pen = Pen(case, case.view)
    return _hidden(value, _stand_ins(pen), pen) if pen.protected else value


def _edges(
    pen: Pen, nodes: Collection[str] | None, markings: dict[str, Marking], names: dict[str, str]
) -> tuple[list[GraphEdge], dict[str, set[str]]]:
    """Edges in canonical order, and for each node the hashes of the markings behind its edges."""
    edges: list[GraphEdge] = []
    node_marks: dict[str, set[str]] = {}
    grouped = groupby(
        pen.view.statements(nodes), key=lambda e: (e.statement.subject, e.statement.predicate, e.statement.object)
    )
    for (subject, predicate, object_), items in grouped:
        for kind, group in _by_kind(items):
            marks = {m.hash: m for item in group for _, _, m in item.sightings}
            markings |= marks
            for end in (subject, object_):
                node_marks.setdefault(end, set()).update(marks)
            times = sorted(t for item in group if (t := item.statement.at or item.record.posted))
            source, target = names.get(subject, subject), names.get(object_, object_)
            hidden = (source, target) != (subject, object_)
            edges.append(
                GraphEdge(
                    id=f"{source} {predicate.value} {target} {kind.value}", source=source, target=target,
                    type=predicate.value, kind=kind.value, records=len({item.record.id for item in group}),
                    first=times[0] if times else "", last=times[-1] if times else "",
                    evidence=tuple(_evidence_row(item, hidden, names, pen) for item in group[:EVIDENCE_KEPT]),
                    attributes={} if hidden else _data(group),
                )
            )  # fmt: skip
    return edges, node_marks


def _by_kind(items: Iterable[Evidence]) -> list[tuple[StatementKind, list[Evidence]]]:
    """Facts, assessments and inferences stay apart in every export."""
    found: dict[StatementKind, list[Evidence]] = {}
    for item in items:
        found.setdefault(item.statement.kind, []).append(item)
    return [(kind, found[kind]) for kind in StatementKind if kind in found]


def _evidence_row(item: Evidence, hidden: bool, names: dict[str, str], pen: Pen) -> EvidenceRow:
    statement, (sighting, file, _) = item.statement, item.sightings[0]
    about = item.record.node
    return EvidenceRow(
        # the id of a record about a protected node may name it
        record=names.get(about, statement.record),
        field=statement.field, start=statement.start, end=statement.end,
        raw="(protected)" if hidden else pen.mask.text(statement.raw),
        method=statement.method, confidence=statement.confidence, file=file.sha256, line=sighting.line,
        marking=sighting.marking,
    )  # fmt: skip


def _data(group: list[Evidence]) -> dict[str, str]:
    """Edge attributes: a payment's amount, asset, tx; several values are joined in order."""
    found: dict[str, dict[str, None]] = {}
    for item in group[:EVIDENCE_KEPT]:
        for name, value in json.loads(item.statement.data).items():
            found.setdefault(name, {})[str(value)] = None
    return {name: "; ".join(values) for name, values in sorted(found.items())}


def _membership(result: Result | None) -> tuple[dict[str, str], dict[str, str]]:
    """Node -> actor and node -> network; a node that several share belongs to none."""
    actor_of: dict[str, str] = {}
    network_of: dict[str, str] = {}
    if result is None:
        return actor_of, network_of
    home = {actor: network.id for network in result.networks for actor in network.actors}
    shared: set[str] = set()
    for actor in result.actors:
        for node in {*actor.identifiers, *(node_id(r.kind, r.source, r.key) for r in actor.records)}:
            if actor_of.setdefault(node, actor.id) != actor.id:
                shared.add(node)
    for node in shared:
        del actor_of[node]
    network_of = {node: home[actor] for node, actor in actor_of.items() if actor in home}
    return actor_of, network_of


def report(case: Case, result: Result | None, path: Path, format_: str) -> Path:
    result = result or case.result()
    if result is None:
        raise CaseNotFound("there is no run to report; make one with `graphsvc cluster`")
    found = reports.get(format_ or reports.by_suffix(path))
    pen = Pen(case, case.view)
    names = _stand_ins(pen)
    shown = _masked(result, names, pen)
    assert shown is not None
    written = found.write(shown, report_context(pen, shown, names), path)
    case.store.writer(case.actor).note(
        "disclose", "report", [network.id for network in result.networks], recipient="", level="working copy",
        justification=case.actor.justification,
    )  # fmt: skip
    return written


def report_context(pen: Pen, result: Result, names: dict[str, str]) -> ReportContext:
    """What a report shows beside `result`, in which protected nodes go by their stand-ins, `names`."""
    case = pen.case
    real = {stand_in: node for node, stand_in in names.items()}
    wanted = {i for n in result.networks for i in n.identifiers} | {h.identifier for h in result.hubs}
    wanted |= {e.identifier for a in result.actors for e in a.evidence}
    wanted |= {e.identifier for link in result.links for e in link.evidence}
    captions = {i: pen.label(real.get(i, i)) for i in sorted(wanted)}
    captions |= run_names(case, result)
    return ReportContext(
        title=f"Cluster report: {Path(case.name).stem}", at=case.now, author=case.actor.name,
        banner=Marking.from_json(result.marking).banner(), captions=captions, records=_described(pen, result),
        changed=_changed(case, result), unranked=unranked(result, {*names, *names.values()}),
    )  # fmt: skip


def _described(pen: Pen, result: Result) -> dict[str, tuple[str, str, str, str, int]]:
    """Title, time, place, file and line of every record in a network; those of protected nodes stay undescribed."""
    view = pen.view
    out: dict[str, tuple[str, str, str, str, int]] = {}
    for ref in sorted({ref for network in result.networks for ref in network.records}):
        node = node_id(ref.kind, ref.source, ref.key)
        found = view.records(node, limit=1) if node not in pen.protected else []
        if found:
            seen = view.sightings(found[0].id)
            file, line = (seen[0][1].sha256, seen[0][0].line) if seen else ("", 0)
            title = pen.mask.field(found[0].id, "title", found[0].title)
            out[ref.text] = (title, found[0].posted, found[0].place, file, line)
    return out


def _changed(case: Case, result: Result) -> dict[str, Any]:
    """What changed since the run before by the same method; empty when there is none."""
    alike = [run["id"] for run in runs(case) if run["method"] == result.method]
    return diff(case, alike[-2], alike[-1]) if len(alike) > 1 else {}
