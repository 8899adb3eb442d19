"""Merge risk: how a cluster could be wrong, and which identifiers it hangs on.

Members (records of an actor, actors of a network) and identifiers form a graph. Five questions are asked of it
- Which single identifiers hold it together? Cut vertices (`risk.pieces`) without which more than a tenth of the members
  come apart from the rest; a straggler on one number does not make a hundred firm records fragile.
- What does it fall into without each of them?
- What is its weakest cut? The least weight of identifiers that would all have to be wrong (`risk.weakest`).
- Would other evidence have put it together? Stability under resampling (`risk.resampling`).
- Would chance? Its strongest coincidence against a degree-preserving rewire (`risk.chance`).
Nor is it firm if it falls apart, or little of it is left, without joint adverts, which show two contacts of one kind,
and without what can be copied: two friends who advertise together look just so.
Stability and chance are found for all clusters at once (`risk.assess`) and handed in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from graphsvc.analysis.risk.pieces import cut_vertices, pieces
from graphsvc.analysis.risk.weakest import weakest_cut
from graphsvc.linking.partitions import Union
from graphsvc.results import MergeRisk, Without

TOLERATED = 0.1  # share of members that may hang on one identifier in a firm cluster
HALF = 0.5  # share of members that a firm cluster keeps together without its joint adverts
WORST = 5  # identifiers whose removal is told in full
SIZES = 5  # pieces of each that are told by size, the largest first


def merge_risk(
    members: int,
    identifiers: Sequence[str],
    weights: Sequence[float],
    edges: Sequence[tuple[int, int]],
    ties: Sequence[tuple[int, int]] = (),
    protected: Collection[str] = (),
    *,
    joint: Collection[int] = (),
    copied: Collection[int] = (),
    stability: float | None = None,
    by_chance: float | None = None,
) -> MergeRisk:
    """Risk of one cluster. edges: (member, identifier), indices; ties: pairs of members that a person's
    decision joins. weights: nats per identifier. Protected identifiers count but are never named. `joint`:
    members that show two contacts of one kind; `copied`: identifiers that anybody can copy."""
    if members < 2:
        return MergeRisk("single-record", (), members, 0.0)
    near: list[list[int]] = [[] for _ in range(members + len(identifiers))]
    for member, identifier in edges:
        near[member].append(members + identifier)
        near[members + identifier].append(member)
    for a, b in ties:
        near[a].append(b)
        near[b].append(a)
    apart = pieces(near, members)
    if len(apart) > 1:  # a method put together what no evidence connects
        return MergeRisk("fragile", (), len(apart), 0.0, stability=stability, by_chance=by_chance)
    holding = {
        node - members: left
        for node, left in cut_vertices(near, members).items()
        if node >= members and members - left[0] > TOLERATED * members
    }
    cut = weakest_cut(members, weights, edges, ties)
    ranked = sorted(holding, key=lambda i: (holding[i][0], -len(holding[i]), identifiers[i]))
    across = dict.fromkeys(identifiers[i] for i in cut.across if identifiers[i] not in protected)
    level = _level(members, holding)
    if level == "firm" and joint and _hangs_on_joint(members, edges, ties, joint, copied):
        level = "fragile"
    return MergeRisk(
        level,
        tuple(dict.fromkeys(identifiers[i] for i in ranked if identifiers[i] not in protected)),
        max((len(left) for left in holding.values()), default=1),
        cut.weight,
        tuple(across),
        cut.off,
        cut.proven,
        tuple(
            Without("" if identifiers[i] in protected else identifiers[i], len(holding[i]), tuple(holding[i][:SIZES]))
            for i in ranked[:WORST]
        ),
        stability,
        by_chance,
    )


def _hangs_on_joint(
    members: int, edges: Sequence[tuple[int, int]], ties: Sequence[tuple[int, int]], joint: Collection[int],
    copied: Collection[int],
) -> bool:  # fmt: skip
    """Whether a cluster falls apart, or little of it is left, without joint adverts and without what can be copied.
    Members that nothing else holds are left out."""
    union = Union(members)
    seen: dict[int, int] = {}
    for member, identifier in edges:
        if member not in joint and identifier not in copied:
            union.join(member, seen.setdefault(identifier, member))
    for a, b in ties:
        if a not in joint and b not in joint:
            union.join(a, b)
    held = {member for member, identifier in edges if member not in joint and identifier not in copied}
    alone = Counter(union.find(member) for member in held).values()
    largest = max(alone, default=0)
    return sum(alone) - largest > TOLERATED * members or largest < HALF * members


def _level(members: int, holding: Mapping[int, Sequence[int]]) -> str:
    if not holding:
        return "firm"
    return "single-identifier" if any(len(left) == members for left in holding.values()) else "fragile"
