"""Strays: adverts that nothing of their own places, put beside the poster who uses what they show.

An advert may show a shared number and a wording, and neither says whose it is. Each of its values speaks for the actors
that use it, by their share of its uses; together they are taken as independent (naive Bayes). It is put beside one
actor only where that one is SURE, and never when it shows a contact that others use and no actor does.
"""

from __future__ import annotations

from collections import Counter
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from graphsvc.linking.graph import EvidenceGraph
from graphsvc.linking.hubs import CONTACTS
from graphsvc.linking.units import TEMPLATE

SURE = 0.95
UNSEEN = 0.25  # uses that an actor may have of a value which it was not seen with


def strays(graph: EvidenceGraph, telling: NDArray[np.bool_], actor: NDArray[np.int64]) -> list[tuple[int, int, int]]:
    """(unit, another, value): units alone, each beside a unit of its actor that shows the same value; sorted. `actor`:
    of each unit, numbered from 0; `telling`: edges that count. Linear in these."""
    alone = np.bincount(actor)[actor] == 1
    unit, value = graph.unit[telling], graph.value[telling]
    wanted = np.zeros(graph.values, dtype=bool)
    wanted[value[alone[unit]]] = True
    shown: dict[int, list[int]] = {}
    uses: dict[int, Counter[int]] = {}
    example: dict[tuple[int, int], int] = {}
    for u, v in zip(unit[wanted[value]].tolist(), value[wanted[value]].tolist()):
        if alone[u]:
            shown.setdefault(u, []).append(v)
        else:
            uses.setdefault(v, Counter())[int(actor[u])] += 1
            example.setdefault((v, int(actor[u])), u)
    contact, often = graph.of_kind(*CONTACTS), graph.degrees()[1] > 1
    wording = graph.of_kind(TEMPLATE)
    found = []
    for u, values in shown.items():
        known = [v for v in values if v in uses]
        if all(wording[v] for v in known) or any(contact[v] and often[v] and v not in uses for v in values):
            continue
        best = _surest([uses[v] for v in known])
        if best >= 0:
            found.append(next((u, example[v, best], v) for v in known if (v, best) in example))
    return sorted(found)


def _surest(uses: list[Counter[int]]) -> int:
    """The actor that these uses speak for, -1 where none is sure."""
    who = sorted({actor for used in uses for actor in used})
    odds = {
        actor: sum(log((used[actor] + UNSEEN) / (used.total() + UNSEEN * len(who))) for used in uses) for actor in who
    }
    most = max(odds.values())
    best = min(who, key=lambda actor: (-odds[actor], actor))
    return best if 1.0 / sum(exp(one - most) for one in odds.values()) >= SURE else -1
