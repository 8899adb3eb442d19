"""Out: the documents that exports and reports are functions of, built from one view."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphsvc import __version__, exports, identifiers, reports
from graphsvc.errors import CaseNotFound, InputError
from graphsvc.marking import Marking, combine
from graphsvc.model import NodeKind, StatementKind, Verb, node_id
from graphsvc.results import EvidenceRow, GraphDocument, GraphEdge, GraphNode, ReportContext, Result
from graphsvc.service.concluding import diff, runs
from graphsvc.service.drawing import Pen
from graphsvc.store import Evidence, View

if TYPE_CHECKING:
    from graphsvc.service.case import Case

EVIDENCE_KEPT = 1000  # rows written for one edge; beyond them the edge's count says how many there are


def export(case: Case, result: Result | None, path: Path, format_: str, nodes: Collection[str] | None) -> list[Path]:
    made = exports.get(format_ or exports.by_suffix(path))
    document = graph_document(case, result, nodes)
    written = made.write(document, path)
    case.store.writer(case.actor).note(
        "disclose", "export", [node.id for node in document.nodes], recipient="", level="working copy",
        justification=case.actor.justification,
    )  # fmt: skip
    return written


def graph_document(case: Case, result: Result | None, nodes: Collection[str] | None) -> GraphDocument:
    """The graph of the view (or of `nodes`), with evidence, membership and every member's marking."""
    view = case.view
    wanted = view.projection().nodes if nodes is None else sorted(set(nodes))
    drawn = Pen(case, view).nodes(view.nodes(wanted))
    actor_of, network_of = _membership(result)
    markings: dict[str, Marking] = {}
    edges, node_marks = _edges(view, None if nodes is None else wanted, markings)
    out = []
    for node in drawn:
        own = [m for r in view.records(node["id"]) for _, _, m in view.sightings(r.id)]
        markings |= {m.hash: m for m in own}
        marks = [*own, *(markings[h] for h in sorted(node_marks.get(node["id"], ())))]
        attributes = {"records": str(node["records"]), "first": node["first"], "last": node["last"]}
        if node["verdict"]:
            attributes["verdict"] = node["verdict"]
        out.append(
            GraphNode(
                id=node["id"], kind=node["kind"], caption=node["label"],
                attributes={name: text for name, text in attributes.items() if text},
                actor=actor_of.get(node["id"], ""), network=network_of.get(node["id"], ""),
                protected=node["protected"], marking=combine(marks).banner(),
            )
        )  # fmt: skip
    return GraphDocument(
        title=Path(case.name).stem if "://" not in case.name else case.name.rsplit("/", 1)[-1],
        nodes=tuple(out), edges=tuple(edges), marking=combine(markings.values()),
        markings={name: marking.as_json() for name, marking in sorted(markings.items())},
        result=result, software=f"graphsvc {__version__}",
    )  # fmt: skip


def _edges(
    view: View, nodes: Collection[str] | None, markings: dict[str, Marking]
) -> tuple[list[GraphEdge], dict[str, set[str]]]:
    edges: list[GraphEdge] = []
    node_marks: dict[str, set[str]] = {}
    grouped = groupby(
        view.statements(nodes), key=lambda e: (e.statement.subject, e.statement.predicate, e.statement.object)
    )
    for (subject, predicate, object_), items in grouped:
        for kind, group in _by_kind(items):
            rows = [_evidence_row(item, markings) for item in group[:EVIDENCE_KEPT]]
            times = sorted(t for item in group if (t := item.statement.at or item.record.posted))
            for end in (subject, object_):
                node_marks.setdefault(end, set()).update(row.marking for row in rows)
            edges.append(
                GraphEdge(
                    id=f"{subject} {predicate.value} {object_} {kind.value}", source=subject, target=object_,
                    type=predicate.value, kind=kind.value, records=len({item.record.id for item in group}),
                    first=times[0] if times else "", last=times[-1] if times else "", evidence=tuple(rows),
                    attributes=_data(group),
                )
            )  # fmt: skip
    return edges, node_marks


def _by_kind(items: Iterable[Evidence]) -> list[tuple[StatementKind, list[Evidence]]]:
    """Facts, assessments and inferences stay apart in every export."""
    found: dict[StatementKind, list[Evidence]] = {}
    for item in items:
        found.setdefault(item.statement.kind, []).append(item)
    return [(kind, found[kind]) for kind in StatementKind if kind in found]


def _evidence_row(item: Evidence, markings: dict[str, Marking]) -> EvidenceRow:
    statement = item.statement
    sighting, file, _ = item.sightings[0]
    for _, _, marking in item.sightings:
        markings[marking.hash] = marking
    return EvidenceRow(
        record=statement.record, field=statement.field, start=statement.start, end=statement.end, raw=statement.raw,
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
    found = format_ or next(
        (name for name in sorted(reports.REPORTS) if path.suffix.lower() == reports.get(name).SUFFIX), ""
    )
    if not found:
        raise InputError(f"no report format for {path.suffix or path.name!r}; name one of {', '.join(reports.REPORTS)}")
    written = reports.get(found).write(result, report_context(case, result), path)
    case.store.writer(case.actor).note(
        "disclose", "report", [network.id for network in result.networks], recipient="", level="working copy",
        justification=case.actor.justification,
    )  # fmt: skip
    return written


def report_context(case: Case, result: Result) -> ReportContext:
    view = case.view
    protected = {target for d in view.decisions() if d.verb is Verb.PROTECT for target in d.targets}
    wanted = {i for n in result.networks for i in n.identifiers} | {h.identifier for h in result.hubs}
    wanted |= {e.identifier for a in result.actors for e in a.evidence}
    wanted |= {e.identifier for link in result.links for e in link.evidence}
    captions = {
        node: f"protected {node.split(':', 1)[0]}" if node in protected else identifiers.caption(node)
        for node in sorted(wanted)
    }
    records: dict[str, tuple[str, str, str, str, int]] = {}
    in_networks = {ref for network in result.networks for ref in network.records}
    for ref in sorted(in_networks):
        node = node_id(ref.kind, ref.source, ref.key)
        found = view.records(node, limit=1) if ref.kind == NodeKind.AD else []
        if found and node not in protected:
            seen = view.sightings(found[0].id)
            file, line = (seen[0][1].sha256, seen[0][0].line) if seen else ("", 0)
            records[ref.text] = (found[0].title, found[0].posted, found[0].place, file, line)
    readable = runs(case)
    changed: dict[str, Any] = {}
    if len(readable) > 1:
        changed = diff(case, readable[-2]["id"], readable[-1]["id"])
    return ReportContext(
        title=f"Cluster report: {Path(case.name).stem}", at=case.now, author=case.actor.name,
        banner=combine([Marking.from_json(result.marking)]).banner(), captions=captions, records=records,
        changed=changed,
    )  # fmt: skip
