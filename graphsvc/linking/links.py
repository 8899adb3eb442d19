"""Links between actors: what they share, and which of it may make a network.

A value that actors share is worth its prior and rarity less the entropy of who uses it: shared by many alike, it says
little of any two. Where it is one actor's own (exclusive to it, or its main contact), the other *names* it rather than
shares it (a friend's number in a duo advert) and it is worth NAMED less. A link may make a network when
- two identifiers at least are shared, and not just named: one shared number is also what friends who check their guests
  together have, and they are no network; or one is shared that is answered or paid at one place (REACHED);
- both actors have two records or more: a single advert shows too little of whose it is.
A wording adds its worth and makes no link by itself: words are copied. Each value counts by the square of the share
of its uses by actors whom such evidence ties to this pair: what ties outsiders just as well is no evidence of this
network. A single
advert without a contact of its own is linked with the one actor it has most in common with, so it joins no two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log

import numpy as np
from numpy.typing import NDArray

from graphsvc.linking.actors import Actors
from graphsvc.linking.evidence import doubted
from graphsvc.linking.graph import EvidenceGraph
from graphsvc.linking.hubs import CONTACTS, HUB, Judged
from graphsvc.linking.units import TEMPLATE

NAMED = 4.0  # nats
REACHED = ("email", "account", "wallet")
MAIN, SHOWN = 0.6, 0.4  # shares of a main contact's uses by its actor, and of that actor's records that show it
FEW = 30  # actors of one value that are all linked with each other; of more, each is linked with its main user
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Shared:
    """A value that two actors share. `weight` in nats; `units`: how many units of the two carry it; `named`: it is
    one of theirs, and the other names it."""

    value: int
    weight: float
    units: int
    named: bool


@dataclass(frozen=True, slots=True)
class ActorLinks:
    """`shared`: pair (a < b) -> what they share, heaviest first. `strength`: pairs that may make a network -> nats."""

    shared: dict[Pair, tuple[Shared, ...]]
    strength: dict[Pair, float]


def actor_links(graph: EvidenceGraph, judged: Judged, found: Actors) -> ActorLinks:
    """Links between the actors of a graph. Linear in its edges, times FEW."""
    users = _users(graph, judged.hub, found.actor)
    size = np.bincount(found.actor).tolist()
    confidence = graph.mean_confidence()
    shared: dict[Pair, list[Shared]] = {}
    for value, carried in users.items():
        worth = float(judged.prior[value] + judged.rarity[value]) - _entropy(carried)
        owners = {int(found.owner[value])} | {a for a in carried if _is_main(carried, a, size[a])}
        for pair in _pairs(carried):
            named = not owners.isdisjoint(pair)
            weight = doubted(max(0.0, worth - NAMED * named), confidence[value])
            if weight >= HUB:
                units = carried[pair[0]] + carried[pair[1]]
                shared.setdefault(pair, []).append(Shared(value, weight, units, named))
    ordered = {pair: tuple(sorted(shared[pair], key=lambda s: (-s.weight, s.value))) for pair in sorted(shared)}
    often = {actor for actor, records in enumerate(size) if records > 1}
    settled = often | set(found.owner[graph.of_kind(*CONTACTS) & ~judged.hub].tolist())
    strength = _strength(ordered, users, often, graph.kind) | _leaning(ordered, often, settled, graph.kind)
    return ActorLinks(ordered, dict(sorted(strength.items())))


def _users(graph: EvidenceGraph, hub: NDArray[np.bool_], actor: NDArray[np.int64]) -> dict[int, Counter[int]]:
    """value -> actor -> units that carry it, for values of several actors that are no hubs."""
    users: dict[int, Counter[int]] = {}
    telling = ~hub[graph.value]
    for value, who in zip(graph.value[telling].tolist(), actor[graph.unit[telling]].tolist()):
        users.setdefault(value, Counter())[who] += 1
    return {value: users[value] for value in sorted(users) if len(users[value]) > 1}


def _entropy(carried: Counter[int]) -> float:
    """Shannon entropy, in nats, of who uses a value."""
    total = carried.total()
    return -sum(units / total * log(units / total) for _, units in sorted(carried.items()))


def _is_main(carried: Counter[int], actor: int, records: int) -> bool:
    return carried[actor] >= MAIN * carried.total() and carried[actor] >= SHOWN * records


def _pairs(carried: Counter[int]) -> list[Pair]:
    if len(carried) <= FEW:
        return list(combinations(sorted(carried), 2))
    main = min(carried, key=lambda actor: (-carried[actor], actor))
    return sorted((min(main, actor), max(main, actor)) for actor in carried if actor != main)


def _strength(
    shared: dict[Pair, tuple[Shared, ...]], users: dict[int, Counter[int]], often: set[int], kind: Sequence[str]
) -> dict[Pair, float]:
    tied = sorted(pair for pair, found in shared.items() if often.issuperset(pair) and _may_link(found, kind))
    near: dict[int, set[int]] = {}
    for a, b in tied:
        near.setdefault(a, set()).add(b)
        near.setdefault(b, set()).add(a)
    strength = {}
    for a, b in tied:
        around = near[a] | near[b]
        strength[a, b] = sum(s.weight * _inside(users[s.value], around) ** 2 for s in shared[a, b])
    return strength


def _may_link(found: Sequence[Shared], kind: Sequence[str]) -> bool:
    kinds = [kind[s.value] for s in found if not s.named and kind[s.value] != TEMPLATE]
    return len(kinds) > 1 or any(one in REACHED for one in kinds)


def _inside(carried: Counter[int], around: set[int]) -> float:
    """Share of a value's uses that are by these actors."""
    return sum(carried[actor] for actor in around if actor in carried) / carried.total()


def _leaning(
    shared: dict[Pair, tuple[Shared, ...]], often: set[int], settled: set[int], kind: Sequence[str]
) -> dict[Pair, float]:
    """Single adverts without a contact of their own, each with the actor that it shares most with: two values at
    least, one of them an identifier."""
    best: dict[int, tuple[float, Pair]] = {}
    for pair, found in shared.items():
        lone = [actor for actor in pair if actor not in settled]
        if len(lone) != 1 or often.isdisjoint(pair) or len(found) < 2 or all(kind[s.value] == TEMPLATE for s in found):
            continue
        weight = sum(s.weight for s in found)
        if lone[0] not in best or weight > best[lone[0]][0]:
            best[lone[0]] = weight, pair
    return {pair: weight for weight, pair in best.values()}
