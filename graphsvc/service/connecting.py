"""How two nodes are connected: paths under a person's rules, what the rules leave out, and how near the two come where
no path is left."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from graphsvc.errors import InputError
from graphsvc.model import EdgeType, NodeKind
from graphsvc.service.drawing import Pen, known_node
from graphsvc.service.looking import evidence_rows, wrong
from graphsvc.service.newest import newest
from graphsvc.store import Edge, Node, Path, View

if TYPE_CHECKING:
    from graphsvc.service.case import Case

HUB_DEGREE = 100  # a path through a node with more neighbours says little; such paths are hidden and counted
FARTHEST = 12  # edges of the longest path that is looked for, when the nearest approach is asked
MOST_PATHS = 20  # paths at a time
ROWS = 5  # evidence of a hop that its doubts are read from
DOUBTS = 5  # sentences for each path
REACH = 500  # nodes counted around an end that nothing leads away from; beyond it, "more than"


@dataclass(frozen=True, slots=True)
class Rules:
    """What a path may not use; `hubs`: those are allowed."""

    hops: int
    hubs: bool
    types: tuple[EdgeType, ...]
    kinds: tuple[NodeKind, ...]


def paths(
    case: Case, a: str, b: str, hops: int, limit: int, hubs: bool, without_types: Collection[str],
    without_kinds: Collection[str],
) -> dict[str, Any]:  # fmt: skip
    view = case.view
    for node in (a, b):
        known_node(view, node)
    rules = _checked(hops, limit, hubs, without_types, without_kinds)
    pen = Pen(case, view)
    search = _Search(case, pen, a, b)
    found = search.find(rules, limit)
    every = search.find(Rules(hops, True, rules.types, rules.kinds), limit * 2)
    through = [path for path in every if search.hubs_on(path)]
    hidden = [] if hubs else through
    on_them = search.drawn({node for path in hidden for node in search.hubs_on(path)})
    near = search.nearest(rules) if not found else None
    return {
        "paths": [search.told(path) for path in found],
        "hidden": len(hidden), "hidden_more": len(every) == limit * 2 and bool(hidden), "hubs": on_them,
        "reason": "" if found else _reason(rules, len(hidden), on_them, near), "nearest": near,
    }  # fmt: skip


def _checked(
    hops: int, limit: int, hubs: bool, without_types: Collection[str], without_kinds: Collection[str]
) -> Rules:
    if not 1 <= hops <= FARTHEST:
        raise InputError(f"a path has 1 to {FARTHEST} steps, not {hops}")
    if not 1 <= limit <= MOST_PATHS:
        raise InputError(f"ask for 1 to {MOST_PATHS} paths at a time, not {limit}")
    try:
        types, kinds = (EdgeType(t) for t in sorted(without_types)), (NodeKind(k) for k in sorted(without_kinds))
        return Rules(hops, hubs, tuple(types), tuple(kinds))
    except ValueError as error:
        raise InputError(f"{error}; edges are {', '.join(EdgeType)}, nodes are {', '.join(NodeKind)}") from None


class _Search:
    """Paths between two nodes of one view, with its hubs looked up once."""

    def __init__(self, case: Case, pen: Pen, a: str, b: str) -> None:
        self.view, self.pen, self.a, self.b = pen.view, pen, a, b
        judged = {node for node, verdict in pen.verdicts.items() if verdict != "poster"}
        shared = {node for node in newest(case).discounted if pen.verdicts.get(node, "") != "poster"}
        self.known_hubs = sorted((judged | shared) - {a, b})
        self._nodes: dict[str, Node] = {}

    def find(self, rules: Rules, limit: int) -> list[Path]:
        found = self.view.paths(
            self.a, self.b, hops=rules.hops, limit=limit, without_types=rules.types, without_kinds=rules.kinds,
            without_nodes=() if rules.hubs else self.known_hubs, max_degree=None if rules.hubs else HUB_DEGREE,
        )  # fmt: skip
        wanted = {node for path in found for node in path.nodes} - self._nodes.keys()
        self._nodes |= {node.id: node for node in self.view.nodes(wanted)}
        return found

    def hubs_on(self, path: Path) -> list[str]:
        known = set(self.known_hubs)
        return [n for n in path.nodes[1:-1] if n in known or self._nodes[n].degree > HUB_DEGREE]

    def drawn(self, nodes: Collection[str]) -> list[dict[str, Any]]:
        return self.pen.nodes(self.view.nodes(sorted(nodes)))

    def told(self, path: Path) -> dict[str, Any]:
        return {
            "nodes": self.pen.nodes([self._nodes[node] for node in path.nodes]), "edges": self.pen.edges(path.edges),
            "doubts": self._doubts(path),
        }  # fmt: skip

    def _doubts(self, path: Path) -> list[str]:
        """How a path can be wrong: its thinnest hop, then what speaks against each of its hops."""
        lines = []
        hops = list(pairwise(path.nodes))
        weight = {hop: sum(edge.records for edge in _between(path.edges, *hop)) for hop in hops}
        thin = min(hops, key=weight.__getitem__, default=None)
        if thin is not None and len(hops) > 1 and weight[thin] == 1:
            left, right = (self.pen.nodes([self._nodes[node]])[0]["label"] for node in thin)
            lines.append(f"One record alone joins {left} and {right}; without it this path is broken.")
        for left, right in hops:
            lines += wrong(self.view, left, right, evidence_rows(self.view, left, right, ROWS, self.pen), self.pen)
        return list(dict.fromkeys(lines))[:DOUBTS]

    def nearest(self, rules: Rules) -> dict[str, Any]:
        """The first path once a rule is dropped: the gentlest drop first. {"path": told or None, "needs": what to
        drop, of hubs, kinds, hops; "reach": how many nodes each end reaches where no path is there at all}."""
        bare: dict[str, Any] = {"types": (), "kinds": ()}
        forbidden = bool(rules.types or rules.kinds)
        tries = [
            (("hubs",), Rules(rules.hops, True, rules.types, rules.kinds), not rules.hubs),
            (("kinds",), Rules(rules.hops, rules.hubs, **bare), forbidden),
            (("hops",), Rules(FARTHEST, rules.hubs, rules.types, rules.kinds), rules.hops < FARTHEST),
            (("hubs", "kinds"), Rules(rules.hops, True, **bare), not rules.hubs and forbidden),
            (("hubs", "kinds", "hops"), Rules(FARTHEST, True, **bare), True),
        ]
        for needs, loose, worth_it in tries:
            found = self.find(loose, 1) if worth_it else []
            if found:
                return {"path": self.told(found[0]), "needs": list(needs), "reach": {}}
        reach = {end: _reach(self.view, node) for end, node in (("a", self.a), ("b", self.b))}
        return {"path": None, "needs": [], "reach": reach}


def _between(edges: Sequence[Edge], left: str, right: str) -> list[Edge]:
    return [edge for edge in edges if {edge.subject, edge.object} == {left, right}]


def _reach(view: View, node: str) -> int:
    """How many other nodes can be reached; REACH + 1 for more than that."""
    return len(view.expand([node], hops=FARTHEST, cap=REACH + 2, per_node=REACH)) - 1


def _reason(rules: Rules, hidden: int, hubs: list[dict[str, Any]], near: dict[str, Any] | None) -> str:
    """Why there is no path, in one sentence."""
    needs = (near or {}).get("needs", [])
    if hidden and needs == ["hubs"]:
        return f"{hidden} path(s) are hidden: they run only through shared hubs such as {hubs[0]['label']}"
    if needs == ["kinds"]:
        return "every path uses a kind of edge or node that is left out"
    if needs == ["hops"] and near:
        return f"the shortest path has {len(near['path']['nodes']) - 1} steps, more than {rules.hops}"
    if needs:
        return f"no path of {rules.hops} steps keeps to these rules"
    return f"nothing that this case shows connects them within {FARTHEST} steps"
