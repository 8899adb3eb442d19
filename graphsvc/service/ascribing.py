"""What algorithms ascribed, as nodes and edges: `Actor` and `Network` with MEMBER_OF, `Template` with USES_TEMPLATE.

All of it is inference. A member that the view does not show has no edge, and what has no member left has no node.
Protected adverts are never told by their wording, as in `repeating`. Ids are those of the case, not yet stand-ins.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from graphsvc.documents import GraphEdge, GraphNode
from graphsvc.linking.templates.find import VERSION
from graphsvc.linking.units import record_ref
from graphsvc.linking.wording import kept_wording
from graphsvc.model import EdgeType, NodeKind, StatementKind
from graphsvc.results import ActorCluster, MergeRisk, NetworkCluster, RecordRef, Result
from graphsvc.service.drawing import Pen
from graphsvc.store import Projection

TEMPLATES = f"templates {VERSION}"


@dataclass(frozen=True, slots=True)
class Ascribed:
    """`nodes` without their markings. `edges` without evidence, those of members before those of what they make up.
    `records`: of each edge to a template, the records that hold the wording, with the similarity of each."""

    nodes: list[GraphNode]
    edges: list[GraphEdge]
    records: dict[str, dict[str, float]]


def ascribed(pen: Pen, result: Result, nodes: Collection[str]) -> Ascribed:
    """Of a result and of the wordings of its case: what has members among `nodes`."""
    found = Ascribed([], [], {})
    method = f"{result.method} {result.method_version}"
    projection = pen.view.projection()
    _templates(pen, projection, set(nodes), found)
    shown = _actors(pen, result, _about(projection), set(nodes), method, found)
    for network in result.networks:
        members = [actor for actor in network.actors if actor in shown]
        if members:
            risk = _risk(network.merge_risk)
            found.nodes.append(_node(pen, network.id, "", _network(network) | risk | {"method": method}))
            confidence = {"confidence": risk["stability"]} if "stability" in risk else {}
            said = {"method": method} | confidence
            found.edges.extend(_member(actor, network.id, 1, said) for actor in members)
    return found


def _actors(
    pen: Pen, result: Result, about: dict[RecordRef, str], nodes: set[str], method: str, found: Ascribed
) -> set[str]:
    """Adds the actors with their members; returns their ids. What several actors share is a member of none."""
    home = {actor: network.id for network in result.networks for actor in network.actors}
    members = [sorted({*actor.identifiers, *(about.get(ref, "") for ref in actor.records)}) for actor in result.actors]
    holders = Counter(member for those in members for member in those)
    shown = set()
    for actor, those in zip(result.actors, members):
        risk = _risk(actor.merge_risk)
        said = {"method": method} | ({"confidence": risk["stability"]} if "stability" in risk else {})
        weighed = dict(_weights(actor))
        edges = []
        for node in those:
            if node in nodes and holders[node] == 1:
                weight, records = weighed.get(node, (None, 1))
                worth = {} if weight is None else {"weight": _figure(weight)}
                edges.append(_member(node, actor.id, records, said | worth))
        if edges:
            shown.add(actor.id)
            count = {"records": str(len(actor.records)), "identifiers": str(len(actor.identifiers))}
            found.nodes.append(_node(pen, actor.id, home.get(actor.id, ""), count | risk | {"method": method}))
            found.edges.extend(edges)
    return shown


def _about(projection: Projection) -> dict[RecordRef, str]:
    """The node that each record is about: an advert itself, or the account, number or wallet of a profile."""
    nodes = projection.record_node.tolist()
    return {record_ref(record): projection.nodes[node] for record, node in zip(projection.records, nodes)}


def _templates(pen: Pen, projection: Projection, nodes: set[str], found: Ascribed) -> None:
    wording = kept_wording(projection, pen.view.every_record, pen.view.shelf())
    uses: defaultdict[str, defaultdict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    rows = zip(wording.record.tolist(), wording.template.tolist(), wording.similarity.tolist())
    for record, template, similarity in rows:
        advert = projection.nodes[projection.record_node[record]]
        if advert in nodes and advert not in pen.protected:
            uses[wording.templates[template]][advert][projection.records[record]] = similarity
    for template, adverts in sorted(uses.items()):
        if len(adverts) < 2:  # one advert with a version like it: nothing repeats between adverts
            continue
        found.nodes.append(_node(pen, template, "", {"adverts": str(len(adverts)), "method": TEMPLATES}))
        for advert, records in sorted(adverts.items()):
            said = {"similarity": _figure(max(records.values())), "method": TEMPLATES}
            edge = _edge(advert, EdgeType.USES_TEMPLATE, template, len(records), said)
            found.edges.append(edge)
            found.records[edge.id] = dict(sorted(records.items()))


def _weights(actor: ActorCluster) -> Iterator[tuple[str, tuple[float, int]]]:
    """Identifier -> weight and records of what holds the actor together, the heaviest epoch of each."""
    for row in sorted(actor.evidence, key=lambda row: row.weight):
        if row.role == "exclusive":
            yield row.identifier, (row.weight, row.records)


def _risk(risk: MergeRisk) -> dict[str, str]:
    """How the cluster could be wrong; nothing here names an identifier."""
    figures = {"weakest": risk.weakest, "stability": risk.stability, "by_chance": risk.by_chance}
    return {"level": risk.level} | {name: _figure(value) for name, value in figures.items() if value is not None}


def _network(network: NetworkCluster) -> dict[str, str]:
    return {
        "actors": str(len(network.actors)), "records": str(len(network.records)),
        "identifiers": str(len(network.identifiers)), "wording": network.wording,
        "resolved": str(network.resolved).lower(),
    }  # fmt: skip


def _figure(value: float) -> str:
    return str(round(value, 6) + 0.0)


def _node(pen: Pen, node: str, network: str, attributes: dict[str, str]) -> GraphNode:
    return GraphNode(
        id=node, kind=NodeKind(node.partition(":")[0]).value, caption=pen.label(node), attributes=attributes,
        network=network, subject_category=pen.categories.get(node, ""),
    )  # fmt: skip


def _member(member: str, cluster: str, records: int, attributes: dict[str, str]) -> GraphEdge:
    return _edge(member, EdgeType.MEMBER_OF, cluster, records, attributes)


def _edge(source: str, type_: EdgeType, target: str, records: int, attributes: dict[str, str]) -> GraphEdge:
    kind = StatementKind.INFERENCE
    return GraphEdge(
        id=f"{source} {type_.value} {target} {kind.value}", source=source, target=target, type=type_.value,
        kind=kind.value, records=records, first="", last="", evidence=(), attributes=attributes,
    )  # fmt: skip
