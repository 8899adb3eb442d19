"""The graph document of a view: what every export format is a function of.

A protected node travels under a stand-in, and every text that would name it is blocked out.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphsvc import __version__
from graphsvc.documents import EvidenceRow, GraphDocument, GraphEdge, GraphNode
from graphsvc.marking import Marking, combine
from graphsvc.model import StatementKind
from graphsvc.results import Result
from graphsvc.service.drawing import Pen
from graphsvc.store import Evidence

if TYPE_CHECKING:
    from graphsvc.service.case import Case

EVIDENCE_KEPT = 1000  # rows written for one edge; beyond them the edge's count says how many there are


def graph_document(case: Case, result: Result | None, nodes: Collection[str] | None) -> GraphDocument:
    """The graph of the view (or of `nodes`), with evidence, membership and every member's marking."""
    view = case.view
    pen = Pen(case, view)
    wanted = view.projection().nodes if nodes is None else sorted(set(nodes))
    names = stand_ins(pen, wanted)
    actor_of, network_of = _membership(result)
    markings: dict[str, Marking] = {}
    edges, node_marks = _edges(pen, None if nodes is None else wanted, markings, names)
    made = []
    seen: dict[str, tuple[str, int, str]] = {}  # record -> file, line and marking of its first sighting
    for node in pen.nodes(view.nodes(wanted)):
        sightings = {record.id: view.sightings(record.id) for record in view.records(node["id"])}
        seen |= {record: (file.sha256, s.line, s.marking) for record, ((s, file, _), *_) in sightings.items()}
        own = [m for found in sightings.values() for _, _, m in found]
        markings |= {m.hash: m for m in own}
        node_marks.setdefault(node["id"], set()).update(m.hash for m in own)
        marks = [markings[h] for h in sorted(node_marks[node["id"]])]
        attributes = {name: str(node[name]) for name in ("records", "first", "last", "verdict") if node[name]}
        made.append(
            GraphNode(
                id=names.get(node["id"], node["id"]), kind=node["kind"], caption=node["label"], attributes=attributes,
                actor=actor_of.get(node["id"], ""), network=network_of.get(node["id"], ""),
                protected=node["protected"], marking=combine(marks).banner(),
                subject_category=pen.categories.get(node["id"], ""),
            )
        )  # fmt: skip
    if result is not None:
        from graphsvc.service.ascribing import ascribed

        found = ascribed(pen, result, wanted)
        edges += [_ascribed_edge(edge, found.records.get(edge.id, {}), seen, names) for edge in found.edges]
        for edge in found.edges:  # what is made up of marked members is marked as they are
            node_marks.setdefault(edge.target, set()).update(node_marks.get(edge.source, ()))
        made += [
            replace(node, marking=combine(markings[h] for h in sorted(node_marks[node.id])).banner())
            for node in found.nodes
        ]
    return GraphDocument(
        title=Path(case.name).stem if "://" not in case.name else case.name.rsplit("/", 1)[-1],
        nodes=tuple(made), edges=tuple(edges), marking=combine(markings.values()),
        markings={name: marking.as_json() for name, marking in sorted(markings.items())},
        result=masked_result(result, names, pen), software=f"graphsvc {__version__}",
    )  # fmt: skip


def stand_ins(pen: Pen, nodes: Collection[str] = ()) -> dict[str, str]:
    """Node -> the id under which it leaves: the protected ones, and those of `nodes` whose own id names one."""
    naming = {node for node in nodes if pen.mask.text(node) != node} if pen.protected else set()
    return {node: f"{node.partition(':')[0]}:protected:{pen.case.ref(node)}" for node in sorted(pen.protected | naming)}


def masked_result(result: Result | None, names: dict[str, str], pen: Pen) -> Result | None:
    """The result with protected nodes under their stand-ins, and blocked out of its sentences."""
    if result is None or not names:
        return result
    return Result.from_pieces(result.pieces(lambda value: hidden(value, names, pen)))


def hidden(value: Any, names: dict[str, str], pen: Pen) -> Any:
    if isinstance(value, str):
        return names.get(value) or pen.mask.text(value)
    if isinstance(value, list | tuple):
        return [hidden(item, names, pen) for item in value]
    return {name: hidden(item, names, pen) for name, item in value.items()} if isinstance(value, dict) else value


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


def _ascribed_edge(
    edge: GraphEdge, records: dict[str, float], seen: dict[str, tuple[str, int, str]], names: dict[str, str]
) -> GraphEdge:
    """Under stand-ins, and with the records that hold a wording as evidence of it."""
    source = names.get(edge.source, edge.source)
    method = edge.attributes["method"]
    evidence = (
        EvidenceRow(names.get(edge.source, record), "text", 0, 0, "", method, similarity, *seen[record])
        for record, similarity in list(records.items())[:EVIDENCE_KEPT]
        if record in seen
    )
    return replace(
        edge, id=f"{source} {edge.type} {edge.target} {edge.kind}", source=source, evidence=tuple(evidence)
    )  # fmt: skip


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
        for node in {*actor.identifiers, *actor.nodes}:
            if actor_of.setdefault(node, actor.id) != actor.id:
                shared.add(node)
    for node in shared:
        del actor_of[node]
    network_of = {node: home[actor] for node, actor in actor_of.items() if actor in home}
    return actor_of, network_of
