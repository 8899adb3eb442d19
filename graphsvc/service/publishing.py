"""A run written beside its case in Neo4j, so that Bloom and the Browser can draw it: `Actor`, `Network`, `Template`.

Whoever reads the server sees it, so only the owner's scope publishes, and nothing published leads to a protected node
or to one whose own id names a protected one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from graphsvc.documents import FIGURES, GraphEdge, GraphNode
from graphsvc.errors import CaseNotFound, InputError, NotAllowed
from graphsvc.marking import Marking
from graphsvc.results import Result
from graphsvc.service.concluding import named, run_names
from graphsvc.service.documenting import stand_ins
from graphsvc.service.drawing import Pen

if TYPE_CHECKING:
    from graphsvc.service.case import Case


@runtime_checkable
class Publisher(Protocol):
    """A writer whose store holds results beside a case."""

    def publish(self, run: str, nodes: Collection[Mapping[str, Any]], edges: Collection[Mapping[str, Any]]) -> None: ...


def publish(case: Case, run: str = "") -> dict[str, Any]:
    """Replace what is published by a run, the newest when none is named: {"run", "nodes": {label: n}, "edges": n}.

    Raises CaseNotFound without a run, InputError where the store is no Neo4j, NotAllowed in a narrower scope.
    """
    from graphsvc.service.ascribing import ascribed

    writer = case.store.writer(case.actor)
    if not isinstance(writer, Publisher):
        raise InputError(f"{case.name} is no case in Neo4j; `graphsvc copy` it there, then publish that one")
    if case.parts is not None:
        raise NotAllowed("whoever reads the server sees what is published; only the case's owner can publish")
    found = named(case, run)
    if found is None:
        raise CaseNotFound("there is no run to publish; make one with `graphsvc cluster`")
    result = Result.from_pieces(case.store.document(found.id))
    view = case.view
    pen, nodes = Pen(case, view), view.projection().nodes
    made = ascribed(pen, result, set(nodes) - stand_ins(pen, nodes).keys())
    said = {"run": found.id, "kind": "inference", "marking": Marking.from_json(result.marking).banner()}
    names = run_names(case, result)
    published = [_node(node, said | {"name": names.get(node.id, node.caption)}) for node in made.nodes]
    writer.publish(found.id, published, [_edge(edge, said) for edge in made.edges])
    labels = [node.kind.capitalize() for node in made.nodes]
    return {
        "run": found.id, "nodes": {label: labels.count(label) for label in sorted(set(labels))},
        "edges": len(made.edges),
    }  # fmt: skip


def withdraw(case: Case) -> None:
    """Take away what is published. Raises InputError where the store is no Neo4j."""
    writer = case.store.writer(case.actor)
    if not isinstance(writer, Publisher):
        raise InputError(f"{case.name} is no case in Neo4j; nothing of it is published")
    writer.publish("", (), ())


def _node(node: GraphNode, said: Mapping[str, str]) -> dict[str, Any]:
    category = {"subject_category": node.subject_category} if node.subject_category else {}
    return {"id": node.id, "kind": node.kind, "fields": {**said, **category, **_typed(node.attributes)}}


def _edge(edge: GraphEdge, said: Mapping[str, str]) -> dict[str, Any]:
    fields = _typed(edge.attributes)
    if "similarity" in fields:
        fields["confidence"] = fields["similarity"]
    return {
        "type": edge.type, "source": edge.source, "target": edge.target,
        "fields": {**said, "records": edge.records, **fields},
    }  # fmt: skip


def _typed(attributes: Mapping[str, str]) -> dict[str, Any]:
    return {name: FIGURES[name](text) if name in FIGURES else text for name, text in attributes.items()}
