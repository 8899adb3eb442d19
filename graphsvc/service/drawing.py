"""What a screen draws: nodes and edges with labels, guarded expansion, layout."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from graphsvc import identifiers
from graphsvc.errors import CaseNotFound, InputError
from graphsvc.model import EdgeType, NodeKind, StatementKind, Verb, split_id
from graphsvc.service.masking import Mask, is_veiled, protected_nodes
from graphsvc.store import Edge, Node, View

if TYPE_CHECKING:
    from graphsvc.service.case import Case

MAX_DRAWN = 2000  # elements a screen is asked to draw at most
STAND_IN = 6  # hex digits by which nodes without labels are told apart
STRENGTH = (StatementKind.FACT, StatementKind.ASSESSMENT, StatementKind.INFERENCE)  # the strongest first
_PROTECTED = {
    NodeKind.AD: "protected advert",
    NodeKind.ACCOUNT: "protected account",
    NodeKind.PHONE: "protected number",
}


class Pen:
    """Draws nodes and edges of one case: labels, refs, protections and verdicts looked up once."""

    def __init__(self, case: Case, view: View) -> None:
        self.case, self.view = case, view
        standing = view.decisions()
        self.protected = protected_nodes(standing)
        self.mask = Mask(view, self.protected)
        self.categories = {target: d.value for d in standing if d.verb is Verb.CATEGORY for target in d.targets}
        self.verdicts = {target: d.value for d in standing if d.verb is Verb.VERDICT for target in d.targets}

    def nodes(self, nodes: Sequence[Node]) -> list[dict[str, Any]]:
        titles = self.view.titles([node.id for node in nodes if node.kind is NodeKind.AD])
        return [self._node(node, titles.get(node.id, "")) for node in nodes]

    def label(self, node: str, title: str = "") -> str:
        """What a person reads: never the value of a protected node."""
        kind, parts = split_id(node)
        if node in self.protected:
            return _PROTECTED.get(NodeKind(kind), f"protected {kind}")
        if is_veiled():
            return f"#{self.case.ref(node)[:STAND_IN]}"
        if kind == NodeKind.AD:
            return self.mask.text(title.strip() or f"advert {parts[-1]}")
        return self.mask.text(identifiers.caption(node))

    def _node(self, node: Node, title: str) -> dict[str, Any]:
        return {
            "id": node.id, "ref": self.case.ref(node.id), "kind": node.kind.value, "label": self.label(node.id, title),
            "records": node.records, "degree": node.degree, "first": node.first, "last": node.last,
            "protected": node.id in self.protected, "verdict": self.verdicts.get(node.id, ""),
        }  # fmt: skip

    def edges(self, edges: Sequence[Edge]) -> list[dict[str, Any]]:
        return [self._edge(edge) for edge in edges]

    def _edge(self, edge: Edge) -> dict[str, Any]:
        key = f"{edge.subject} {edge.predicate.value} {edge.object}"
        return {
            "id": key, "ref": self.case.ref(key), "source": edge.subject, "target": edge.object,
            "source_ref": self.case.ref(edge.subject), "target_ref": self.case.ref(edge.object),
            "type": edge.predicate.value, "kind": next(kind.value for kind in STRENGTH if kind in edge.kinds),
            "records": edge.records, "first": edge.first, "last": edge.last,
        }  # fmt: skip


def known_node(view: View, node: str) -> Node:
    """The node, or CaseNotFound: what is hidden and what never was are not told apart."""
    found = view.node(node)
    if found is None:
        raise CaseNotFound(f"this case shows no {node.split(':', 1)[0]} of that value; look for it with search")
    return found


def expand(
    case: Case, node: str, kind: str, type_: str, limit: int, order: str, shown: Collection[str]
) -> dict[str, Any]:
    if order not in ("most", "least"):
        raise InputError(f"order is most or least, not {order!r}")
    if not 1 <= limit <= MAX_DRAWN:
        raise InputError(f"limit is 1 to {MAX_DRAWN}, not {limit}")
    view = case.view
    known_node(view, node)
    kind_, predicate = NodeKind(kind) if kind else None, EdgeType(type_) if type_ else None
    drawn = set(shown) | {node}
    total = sum(
        count.count
        for count in view.counts(node)
        if kind_ in (None, count.kind) and predicate in (None, count.predicate)
    )
    near = view.neighbours(node, predicate=predicate, kind=kind_, limit=limit + len(drawn), order=order)
    already = {n.node.id for n in near if n.node.id in drawn}
    fresh = list({n.node.id: n.node for n in near if n.node.id not in drawn}.values())[:limit]
    new = {n.id for n in fresh}
    edges = [
        e for e in view.edges_among(drawn | new) if e.subject in new or e.object in new or node in (e.subject, e.object)
    ]
    pen = Pen(case, view)
    return {
        "nodes": pen.nodes(fresh), "edges": pen.edges(edges), "already": len(already),
        "more": max(0, total - len(already) - len(fresh)),
    }  # fmt: skip


def captions(case: Case, nodes: Collection[str]) -> dict[str, dict[str, str]]:
    """What a person reads for ids that a run names: what a run found itself, such as a wording, is no node to draw."""
    pen = Pen(case, case.view)
    return {node: {"kind": split_id(node)[0], "label": pen.label(node)} for node in sorted(set(nodes))}


def draw(case: Case, nodes: Collection[str], first: str = "", last: str = "", undated: bool = False) -> dict[str, Any]:
    from graphsvc.service import timing

    if len(nodes) > MAX_DRAWN:
        raise InputError(f"{len(nodes)} nodes are more than a screen shows ({MAX_DRAWN}); choose fewer")
    view = case.view
    pen = Pen(case, view)
    found, edges = view.nodes(nodes), view.edges_among(nodes)
    every = len(found)
    if days := timing.day_range(first, last, undated):
        found, edges = timing.within(timing.times(case, nodes), edges, days)
    return {"nodes": pen.nodes(found), "edges": pen.edges(edges), "outside": every - len(found)}


def layout(
    nodes: Sequence[str], edges: Sequence[tuple[str, str]], placed: Mapping[str, tuple[float, float]], seed: int
) -> dict[str, tuple[float, float]]:
    from graphsvc.analysis.layout import layout as lay_out

    return lay_out(nodes, edges, placed=placed, seed=seed)
