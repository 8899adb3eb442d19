"""Merge risk: how a cluster could be wrong, and which identifier it hangs on.

Members (records of an actor, actors of a network) and identifiers form a graph; an identifier that is a cut vertex
(Hopcroft and Tarjan 1973) holds the cluster together when removing it separates more than a tenth of the members from
the rest. A straggler on one number does not make a hundred firm records fragile. Stability under resampling is no part
of it yet.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from graphsvc.results import MergeRisk

TOLERATED = 0.1  # share of members that may hang on one identifier in a firm cluster


@dataclass(frozen=True, slots=True)
class Cut:
    """What removing one identifier leaves: how many pieces with members, and the members of the largest."""

    pieces: int
    largest: int


def merge_risk(
    members: int,
    identifiers: Sequence[str],
    weights: Sequence[float],
    edges: Sequence[tuple[int, int]],
    ties: Sequence[tuple[int, int]] = (),
    protected: Collection[str] = (),
) -> MergeRisk:
    """Risk of one cluster. edges: (member, identifier), indices; ties: pairs of members that a person's
    decision joins. weights: nats per identifier. Protected identifiers count but are never named.

    `weakest` is the lightest cut found: of the identifiers that hold it, else of what ties any single member.
    """
    if members < 2:
        return MergeRisk("single-record", (), members, 0.0)
    near: list[list[int]] = [[] for _ in range(members + len(identifiers))]
    for member, identifier in edges:
        near[member].append(members + identifier)
        near[members + identifier].append(member)
    for a, b in ties:
        near[a].append(b)
        near[b].append(a)
    apart = _pieces(near, members)
    if apart > 1:  # a method put together what no evidence connects
        return MergeRisk("fragile", (), apart, 0.0)
    cuts = {
        node - members: cut
        for node, cut in sorted(_cuts(near, members).items())
        if node >= members and members - cut.largest > TOLERATED * members
    }
    if not cuts:
        return MergeRisk("firm", (), 1, _lightest_member(near, members, weights))
    worst = max(cut.pieces for cut in cuts.values())
    level = "single-identifier" if any(cut.pieces == members for cut in cuts.values()) else "fragile"
    ranked = sorted(cuts, key=lambda i: (cuts[i].largest, -cuts[i].pieces, identifiers[i]))
    named = dict.fromkeys(identifiers[i] for i in ranked if identifiers[i] not in protected)
    return MergeRisk(level, tuple(named), worst, min(weights[i] for i in cuts))


def _lightest_member(near: list[list[int]], members: int, weights: Sequence[float]) -> float:
    """Least weight that ties any one member to the others; members that only a decision ties are left out."""
    ties = [
        sum(weights[node - members] for node in near[member] if node >= members and len(near[node]) > 1)
        for member in range(members)
    ]
    return min((tie for tie in ties if tie > 0), default=0.0)


def _pieces(near: list[list[int]], members: int) -> int:
    """How many connected pieces hold members."""
    seen = [False] * len(near)
    pieces = 0
    for start in range(members):
        if seen[start]:
            continue
        pieces += 1
        seen[start] = True
        todo = [start]
        while todo:
            for node in near[todo.pop()]:
                if not seen[node]:
                    seen[node] = True
                    todo.append(node)
    return pieces


def _cuts(near: list[list[int]], members: int) -> dict[int, Cut]:
    """Every cut vertex of a connected graph, in one depth-first walk without recursion."""
    order, low, inside = [-1] * len(near), [0] * len(near), [0] * len(near)
    pieces: dict[int, list[int]] = {}
    order[0], clock = 0, 1
    stack = [(0, -1, iter(near[0]))]
    while stack:
        node, parent, rest = stack[-1]
        following = next(rest, None)
        if following is None:
            stack.pop()
            inside[node] += node < members
            if parent >= 0:
                inside[parent] += inside[node]
                low[parent] = min(low[parent], low[node])
                if low[node] >= order[parent]:
                    pieces.setdefault(parent, []).append(inside[node])
        elif order[following] < 0:
            order[following] = low[following] = clock
            clock += 1
            stack.append((following, node, iter(near[following])))
        elif following != parent:
            low[node] = min(low[node], order[following])
    found = {}
    for node, below in pieces.items():
        above = members - (node < members) - sum(below)
        parts = [part for part in (*below, above if node else 0) if part]
        if len(parts) > 1:
            found[node] = Cut(len(parts), max(parts))
    return found
