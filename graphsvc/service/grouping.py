"""Alike things as one: groups of nodes with true counts, and the lines between groups and nodes drawn beside them.

Actors and networks are those of the newest run; wordings those that its adverts repeat. A node that two clusters of a
run share is in neither group. Nothing here names a protected node, and groups are ordered by size alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from graphsvc.errors import InputError
from graphsvc.model import EdgeType, NodeKind, split_id
from graphsvc.service import timing
from graphsvc.service.drawing import STRENGTH, Pen, known_node
from graphsvc.service.newest import newest
from graphsvc.store import Edge, Node, View

if TYPE_CHECKING:
    from graphsvc.service.case import Case

MOST = 20_000  # nodes grouped at once
GROUPS = 60  # groups made at once, unless more are asked for; the smallest are left over
ONE_BY_ONE = 400  # up to so many nodes their records are asked for one by one, beyond it all are read
SINGLES = ("month", "place")  # ways in which a group of one says as much as a larger one


def around(case: Case, node: str, kind: str, type_: str) -> list[str]:
    """Every neighbour of a node, most connected first."""
    view = case.view
    known_node(view, node)
    predicate, kind_ = EdgeType(type_) if type_ else None, NodeKind(kind) if kind else None
    near = view.neighbours(node, predicate=predicate, kind=kind_, limit=MOST)
    return list(dict.fromkeys(one.node.id for one in near))


def alike(case: Case, nodes: Collection[str], by: str, limit: int = GROUPS) -> dict[str, Any]:
    if by not in WAYS:
        raise InputError(f"group by {', '.join(WAYS)}, not {by!r}")
    if len(nodes) > MOST:
        raise InputError(f"{len(nodes):,} nodes are more than are grouped at once ({MOST:,}); choose fewer")
    view = case.view
    groups, rest = _split(case, view, view.nodes(nodes), by, limit)
    told = Pen(case, view).mask.text
    hidden = by in ("wording", "neighbours")  # known by what is in them, not by a word
    return {
        "groups": [{"value": "" if hidden else told(value), "members": members} for value, members in groups.items()],
        "rest": rest,
    }  # fmt: skip


def _split(case: Case, view: View, nodes: list[Node], by: str, limit: int) -> tuple[dict[str, list[str]], list[str]]:
    """({value: members}, those in none), the largest first, months by time."""
    value = WAYS[by](case, view, nodes)
    members: defaultdict[str, list[str]] = defaultdict(list)
    for node in nodes:
        members[value.get(node.id, "")].append(node.id)
    rest = members.pop("", [])
    order = sorted(members, key=lambda one: (-len(members[one]), one))
    kept = [one for one in order if len(members[one]) > 1 or by in SINGLES][:limit]
    rest += [node for one in members.keys() - set(kept) for node in members[one]]
    return {one: members[one] for one in (sorted(kept) if by == "month" else kept)}, sorted(rest)


def ways(case: Case, nodes: Collection[str]) -> list[dict[str, Any]]:
    """The ways that tell nodes apart; one group of them all would not."""
    view = case.view
    found = view.nodes(nodes)
    out = []
    for by in WAYS:
        groups, rest = _split(case, view, found, by, GROUPS)
        if len(groups) > 1 or (groups and rest):
            largest = max(map(len, groups.values()))
            out.append({"by": by, "groups": len(groups), "largest": largest, "rest": len(rest)})
    return out


def _month(_case: Case, _view: View, nodes: list[Node]) -> dict[str, str]:
    return {node.id: node.first[:7] for node in nodes}


def _kind(_case: Case, _view: View, nodes: list[Node]) -> dict[str, str]:
    return {node.id: node.kind.value for node in nodes}


def _place(_case: Case, view: View, nodes: list[Node]) -> dict[str, str]:
    """Where the newest record about a node is from, under the spelling that most of them use."""
    wanted = {node.id for node in nodes}
    newest: dict[str, tuple[str, str, str]] = {}
    records = (
        view.every_record()
        if len(wanted) > ONE_BY_ONE
        else (record for node in sorted(wanted) for record in view.records(node, limit=1))
    )
    for record in records:
        if record.node in wanted:
            newest[record.node] = max(newest.get(record.node, ("", "", "")), (record.posted, record.id, record.place))
    spelt: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for _, _, place in newest.values():
        spelt[place.strip().casefold()][place.strip()] += 1
    usual = {folded: min(counts, key=lambda one: (-counts[one], one)) for folded, counts in spelt.items()}
    return {node: usual[place.strip().casefold()] for node, (_, _, place) in newest.items()}


def _wording(_case: Case, view: View, nodes: list[Node]) -> dict[str, str]:
    from graphsvc.linking.wording import kept_wording

    projection = view.projection()
    found = kept_wording(projection, view.every_record, view.shelf())
    wanted = {node.id for node in nodes}
    of: dict[str, set[str]] = {}
    for record, template in zip(found.record.tolist(), found.template.tolist()):
        node = projection.nodes[projection.record_node[record]]
        if node in wanted:
            of.setdefault(node, set()).add(found.templates[template])
    return {node: next(iter(texts)) for node, texts in of.items() if len(texts) == 1}


def _neighbours(_case: Case, view: View, nodes: list[Node]) -> dict[str, str]:
    """Nodes of one kind with the same neighbours among these."""
    near: defaultdict[str, set[str]] = defaultdict(set)
    for edge in view.edges_among([node.id for node in nodes]):
        near[edge.subject].add(edge.object)
        near[edge.object].add(edge.subject)
    return {node.id: "\n".join([node.kind.value, *sorted(near[node.id])]) for node in nodes if near[node.id]}


def _cluster(tier: str) -> Callable[[Case, View, list[Node]], dict[str, str]]:
    def value(case: Case, _view: View, nodes: list[Node]) -> dict[str, str]:
        run = newest(case)
        homes = {node.id: run.homes(tier).get(node.id, ()) for node in nodes}
        return {node: run.name(found[0]) for node, found in homes.items() if len(found) == 1}

    return value


WAYS: dict[str, Callable[[Case, View, list[Node]], dict[str, str]]] = {
    "actor": _cluster("actor"),
    "network": _cluster("network"),
    "month": _month,
    "place": _place,
    "wording": _wording,
    "neighbours": _neighbours,
    "kind": _kind,
}


def gathered(
    case: Case, groups: Mapping[str, Collection[str]], nodes: Collection[str], days: timing.Range | None,
    waiting: Mapping[str, tuple[str, str, str]], aside: Collection[str],
) -> dict[str, Any]:  # fmt: skip
    home = {member: id_ for id_, members in groups.items() for member in members}
    every = home.keys() | set(nodes)
    if len(home) > MOST:
        raise InputError(f"{len(home):,} nodes are more than are drawn in groups ({MOST:,}); group fewer")
    view = case.view
    pen = Pen(case, view)
    found, edges = view.nodes(every), view.edges_among(every | set(aside))
    left = {id_: _left(view, wish, edges) for id_, wish in waiting.items()}
    edges = [edge for edge in edges if edge.subject in every and edge.object in every]
    if days:
        found, edges = timing.within(timing.times(case, every), edges, days)
    inside: dict[str, list[Node]] = {id_: [] for id_ in groups}
    for node in found:
        if node.id in home:
            inside[home[node.id]].append(node)
    lines = _lines(case, pen.edges(edges), home)
    near: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        near[line["source"]].add(line["target"])
        near[line["target"]].add(line["source"])
    return {
        "nodes": pen.nodes([node for node in found if node.id not in home]),
        "edges": lines,
        "groups": {
            id_: {**_summary(members, pen.protected), "ref": case.ref(id_), "degree": len(near[id_])}
            for id_, members in inside.items()
            if members
        },
        "waiting": {id_: {"ref": case.ref(id_), "left": number} for id_, number in left.items() if number > 0},
        "outside": len(every) - len(found),
    }  # fmt: skip


def _lines(case: Case, edges: Iterable[dict[str, Any]], home: Mapping[str, str]) -> list[dict[str, Any]]:
    """Drawn edges, those between the same groups and of one type as one; those within a group not at all."""
    lines: dict[tuple[str, str, str], dict[str, Any]] = {}
    for edge in edges:
        source, target = (home.get(edge[end], edge[end]) for end in ("source", "target"))
        if source == target:
            continue
        line = lines.setdefault((source, target, edge["type"]), {**edge, "records": 0, "lines": 0})
        line["records"] += edge["records"]
        line["lines"] += 1
        line["kind"] = min((line["kind"], edge["kind"]), key=STRENGTH.index)
        if source != edge["source"] or target != edge["target"]:
            line |= {"source": source, "target": target, "source_ref": case.ref(source), "target_ref": case.ref(target)}
    return list(lines.values())


def _left(view: View, wish: tuple[str, str, str], edges: Iterable[Edge]) -> int:
    """How many neighbours of a node have no edge to it among `edges`. `wish`: node, kind and edge type ('': any)."""
    node, kind, type_ = wish
    total = sum(
        count.count
        for count in view.counts(node)
        if kind in ("", count.kind) and type_ in ("", count.predicate)
    )  # fmt: skip
    here = {
        (edge.predicate, edge.subject == node, other)
        for edge in edges
        if node in (edge.subject, edge.object) and type_ in ("", edge.predicate)
        for other in ((edge.object if edge.subject == node else edge.subject),)
        if kind in ("", split_id(other)[0])
    }
    return total - len(here)


def _summary(members: list[Node], protected: Collection[str]) -> dict[str, Any]:
    kinds = Counter(node.kind.value for node in members)
    dated = [day for node in members for day in (node.first, node.last) if day]
    return {
        "members": len(members), "kinds": dict(sorted(kinds.items(), key=lambda one: (-one[1], one[0]))),
        "first": min(dated, default=""), "last": max(dated, default=""),
        "protected": sum(node.id in protected for node in members),
    }  # fmt: skip
