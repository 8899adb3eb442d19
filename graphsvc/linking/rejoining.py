"""Joining once more: what the first joins leave apart, by how common one poster is among such pairs of this case.

Personas that never stand together may still use one wording: a poster who shows one contact at a time leaves nothing
else. And of personas that stand together, more is known when most are joined: one's own contact keeps the company of
one poster, a desk's or a friend's that of many. What either kind of pair is worth differs from case to case (texts are
copied here and never there), so the share of one poster's pairs is learnt from the case for each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

import numpy as np

from graphsvc.linking.bonds import Bonds
from graphsvc.linking.graph import EvidenceGraph, distinct
from graphsvc.linking.hubs import CONTACTS
from graphsvc.linking.personas import Personas
from graphsvc.linking.traits import LEFT, LEFT_APART, SAME_WORDS, WORDED, log_odds, moved, worded
from graphsvc.linking.units import TEMPLATE

LIKELY = 2.6  # nats for personas that only a wording ties: words are copied
ENOUGH = 2.0  # nats for personas that were asked before
USERS = 12  # personas with a wording, above which it ties no two
Learn = Callable[[Sequence[float]], float]  # log-odds of pairs -> share of one poster's, as `traits.share`
Tie = tuple[int, int, int]


def join_worded(graph: EvidenceGraph, found: Personas, learn: Learn) -> list[Tie]:
    """Join personas by a wording. Returns the contacts that were joined, two and two, with the wording both use."""
    pairs = _worded(graph, found)
    odds = [_by_words(found, a, b, users) for a, b, _, users in pairs]
    shift = moved(learn(odds))
    tied = []
    for number in sorted(range(len(pairs)), key=lambda n: (-odds[n], pairs[n])):
        a, b, wording, users = pairs[number]
        x, y = sorted((found.of(a), found.of(b)))
        if x == y or not found.units(x).isdisjoint(found.units(y)):
            continue
        if shift + (odds[number] if (x, y) == (a, b) else _by_words(found, x, y, users)) >= LIKELY:
            found.join(x, y)
            tied.append((a, b, wording))
    return tied


def join_left(found: Personas, pairs: Bonds, learn: Learn) -> None:
    """Join personas that stand together and were left apart, by all that is known of them by now."""
    turned: dict[tuple[int, int], bool] = {}
    for a, b, handover in zip(pairs.a.tolist(), pairs.b.tolist(), pairs.handover.tolist()):
        x, y = sorted((found.of(a), found.of(b)))
        if x != y:
            turned[x, y] = turned.get((x, y), False) or handover
    odds = {pair: _by_company(found, *pair, handover) for pair, handover in turned.items()}
    shift = moved(learn([odds[pair] for pair in sorted(odds)]))
    for a, b in sorted(odds, key=lambda pair: (-odds[pair], pair)):
        x, y = sorted((found.of(a), found.of(b)))
        if x == y:
            continue
        if shift + (odds[a, b] if (x, y) == (a, b) else _by_company(found, x, y, turned[a, b])) >= ENOUGH:
            found.join(x, y)


def _by_words(found: Personas, x: int, y: int, users: int) -> float:
    several = found.several(x), found.several(y)
    return SAME_WORDS + log_odds(worded(found.traits(x, y, turned=False), users, several), WORDED)


def _by_company(found: Personas, x: int, y: int, turned: bool) -> float:
    return LEFT_APART + log_odds(found.traits(x, y, turned=turned), LEFT)


def _worded(graph: EvidenceGraph, found: Personas) -> list[tuple[int, int, int, int]]:
    """(persona, persona, wording, how many personas use it): every two that never stand together and have a wording in
    common, by the one that fewest use. Personas of a single advert go where that goes."""
    contact, wording = graph.of_kind(*CONTACTS), graph.of_kind(TEMPLATE)
    edge, other = graph.company()
    beside = wording[graph.value[edge]] & contact[graph.value[other]]
    pairs = distinct(graph.value[edge[beside]] * np.int64(graph.values) + graph.value[other[beside]])
    users: dict[int, set[int]] = {}
    for text, value in zip((pairs // max(graph.values, 1)).tolist(), (pairs % max(graph.values, 1)).tolist()):
        persona = found.of(value)
        if found.size(persona) > 1:
            users.setdefault(text, set()).add(persona)
    best: dict[tuple[int, int], tuple[int, int]] = {}
    for text, personas in users.items():
        if len(personas) > USERS:
            continue
        for pair in combinations(sorted(personas), 2):
            if found.units(pair[0]).isdisjoint(found.units(pair[1])):
                best[pair] = min(best.get(pair, (len(personas), text)), (len(personas), text))
    return [(*pair, text, many) for pair, (many, text) in sorted(best.items())]
