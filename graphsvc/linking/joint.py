"""Joint adverts show two numbers at once: both one's own, or one's own and a friend's.

Where nothing else keeps the two together, and either side has adverts under other words and with other contacts, it is
friends who advertise together that look so: each side is a persona. One poster with two numbers and two texts would be
taken apart too, and is still linked by both numbers. A number that gives way to the next is no joint advert.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from graphsvc.linking.bonds import ROTATES, Bonds
from graphsvc.linking.graph import EvidenceGraph
from graphsvc.linking.partitions import Union
from graphsvc.linking.units import TEMPLATE

FEWEST = 2  # adverts of a side, below which it shows too little to stand for itself
MOSTLY = 0.75  # share of the joint adverts with a number that are one side's, from which it is that side's
Pair = tuple[int, int]


def sides(
    graph: EvidenceGraph, persona: NDArray[np.int64], pairs: Bonds, tied: Iterable[tuple[int, int, int]]
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """(persona, nobody's), per value: personas with each side of joint adverts for itself. `pairs`: contacts that stand
    together; `tied`: contacts that are one poster's without standing together, with what says so."""
    number = graph.of_kind(ROTATES)
    asked = number[pairs.a] & number[pairs.b] & ~pairs.handover & (persona[pairs.a] == persona[pairs.b])
    joint: dict[int, set[Pair]] = {}
    for a, b in zip(pairs.a[asked].tolist(), pairs.b[asked].tolist()):
        joint.setdefault(int(persona[a]), set()).add((a, b))
    found, nobodys = persona.copy(), np.zeros(graph.values, dtype=bool)
    shown: dict[int, dict[int, list[int]]] = {}  # persona -> advert -> what it shows of that persona
    edges = np.isin(persona, list(joint))[graph.value]
    for unit, value in zip(graph.unit[edges].tolist(), graph.value[edges].tolist()):
        shown.setdefault(int(persona[value]), {}).setdefault(unit, []).append(value)
    ties: dict[int, list[Pair]] = {}
    for a, b, _ in tied:
        if persona[a] == persona[b]:
            ties.setdefault(int(persona[a]), []).append((a, b))
    for one in sorted(shown):
        for value, side in _sides(shown[one], joint[one], ties.get(one, ())).items():
            found[value] = value if side < 0 else side
            nobodys[value] = side < 0
    return found, nobodys


def own_words(
    graph: EvidenceGraph, unit: NDArray[np.int64], value: NDArray[np.int64], persona: NDArray[np.int64],
    common: NDArray[np.bool_],
) -> NDArray[np.bool_]:  # fmt: skip
    """Which of these edges are wordings of a persona whose adverts show one other persona's numbers and no third's: a
    friend's, while a desk stands beside many. `common`: values that are nobody's."""
    number = (graph.of_kind(ROTATES) & ~common)[value]
    low, high = np.full(graph.units, graph.values), np.full(graph.units, -1)
    np.minimum.at(low, unit[number], persona[value[number]])
    np.maximum.at(high, unit[number], persona[value[number]])
    whose, least, most = persona[value], low[unit], high[unit]
    least, most = np.where(least == whose, most, least), np.where(most == whose, least, most)
    others = (most >= 0) & (least != whose)
    first, last = np.full(graph.values, graph.values), np.full(graph.values, -1)
    np.minimum.at(first, whose[others], least[others])
    np.maximum.at(last, whose[others], most[others])
    one: NDArray[np.bool_] = others & graph.of_kind(TEMPLATE)[value] & (first == last)[whose]
    return one


def _sides(shown: Mapping[int, list[int]], joint: Collection[Pair], ties: Iterable[Pair]) -> dict[int, int]:
    """Side of each value, by its smallest value, -1 for numbers of no side; empty where there are not two sides."""
    units = sorted(shown)
    values = sorted({value for those in shown.values() for value in those})
    node = {value: len(units) + place for place, value in enumerate(values)}
    union = Union(len(units) + len(values))
    between: dict[int, list[int]] = {}  # numbers that stand in joint adverts -> these
    for place, unit in enumerate(units):
        those = shown[unit]
        both = {value for pair in joint if pair[0] in those and pair[1] in those for value in pair}
        for value in those:
            if value in both:
                between.setdefault(value, []).append(place)
            else:
                union.join(place, node[value])
    for a, b in ties:
        if a in node and b in node:
            union.join(node[a], node[b])
    adverts = Counter(union.find(place) for place in range(len(units)))
    large = {part for part, count in adverts.items() if count >= FEWEST}
    if len(large) < 2:
        return {}
    first: dict[int, int] = {}
    for value in values:
        first.setdefault(union.find(node[value]), value)
    side = {value: first[union.find(node[value])] for value in values}
    for value, places in between.items():
        if union.find(node[value]) in large or adverts[union.find(node[value])]:
            continue  # it stands in an advert without the other, too
        of = Counter(union.find(place) for place in places)
        most = min(of, key=lambda part: (-of[part], part))
        side[value] = first[most] if most in large and of[most] >= MOSTLY * len(places) else -1
    return side
