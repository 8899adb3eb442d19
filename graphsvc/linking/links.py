"""Links between actors: what they share, and which of it may make a network.

An identifier shared by k actors is worth its prior and rarity less ln k: shared by many, it says little of any two.
Where it is exclusive to one of the two, the other *names* it rather than shares it (a friend's number in a duo advert)
and it is worth NAMED less. A link may make a network when
- two identifiers at least are shared, and not just named: one shared number is also what friends who check their guests
  together have, and they are no network;
- both actors have two records or more: a single advert shows too little of whose it is.
Each identifier counts by the share of its uses by actors whom two identifiers tie to this pair: what ties outsiders
just as well is no evidence of this network.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from math import log

import numpy as np
from numpy.typing import NDArray

from graphsvc.linking.actors import Actors
from graphsvc.linking.evidence import doubted
from graphsvc.linking.graph import EvidenceGraph
from graphsvc.linking.hubs import HUB, Judged

NAMED = 4.0  # nats
FEW = 12  # actors of one value that are all linked with each other; of more, each is linked with its main user
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Shared:
    """A value that two actors share. `weight` in nats; `units`: how many units of the two carry it; `named`: it is
    exclusive to one of them, and the other names it."""

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
    confidence = graph.mean_confidence()
    shared: dict[Pair, list[Shared]] = {}
    for value, carried in users.items():
        worth = float(judged.prior[value] + judged.rarity[value]) - log(len(carried))
        owner = int(found.owner[value])
        for pair in _pairs(carried):
            named = owner in pair
            weight = doubted(max(0.0, worth - NAMED * named), confidence[value])
            if weight >= HUB:
                units = carried[pair[0]] + carried[pair[1]]
                shared.setdefault(pair, []).append(Shared(value, weight, units, named))
    ordered = {pair: tuple(sorted(shared[pair], key=lambda s: (-s.weight, s.value))) for pair in sorted(shared)}
    often = set(np.flatnonzero(np.bincount(found.actor) > 1).tolist())
    return ActorLinks(ordered, _strength(ordered, users, often))


def _users(graph: EvidenceGraph, hub: NDArray[np.bool_], actor: NDArray[np.int64]) -> dict[int, Counter[int]]:
    """value -> actor -> units that carry it, for values of several actors that are no hubs."""
    users: dict[int, Counter[int]] = {}
    telling = ~hub[graph.value]
    for value, who in zip(graph.value[telling].tolist(), actor[graph.unit[telling]].tolist()):
        users.setdefault(value, Counter())[who] += 1
    return {value: users[value] for value in sorted(users) if len(users[value]) > 1}


def _pairs(carried: Counter[int]) -> list[Pair]:
    if len(carried) <= FEW:
        return list(combinations(sorted(carried), 2))
    main = min(carried, key=lambda actor: (-carried[actor], actor))
    return sorted((min(main, actor), max(main, actor)) for actor in carried if actor != main)


def _strength(
    shared: dict[Pair, tuple[Shared, ...]], users: dict[int, Counter[int]], often: set[int]
) -> dict[Pair, float]:
    twice = {pair for pair, e in shared.items() if often.issuperset(pair) and sum(not s.named for s in e) > 1}
    near: dict[int, set[int]] = {}
    for a, b in sorted(twice):
        near.setdefault(a, set()).add(b)
        near.setdefault(b, set()).add(a)
    strength = {}
    for a, b in sorted(twice):
        around = near[a] | near[b]
        strength[a, b] = sum(s.weight * _inside(users[s.value], around) for s in shared[a, b])
    return strength


def _inside(carried: Counter[int], around: set[int]) -> float:
    """Share of a value's uses that are by these actors."""
    return sum(carried[actor] for actor in around if actor in carried) / carried.total()
