"""Actors: what exclusive identifiers hold together, with people's decisions first.

An identifier is *exclusive* to its actor when it is the own one of its persona (`assign`); the others are *shared*, and
link actors without joining them. Whatever the assignment took apart falls apart here too. Numbers that follow each
other, and strays, are tied to their actor without an identifier in common. Records about a phone or a wallet join the
actor whose exclusive identifier that is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphsvc.linking.assign import assign
from graphsvc.linking.decisions import Constraints
from graphsvc.linking.graph import EvidenceGraph
from graphsvc.linking.hubs import CONTACTS
from graphsvc.linking.joining import Joined
from graphsvc.linking.joint import own_words
from graphsvc.linking.partitions import Union, numbered
from graphsvc.linking.strays import strays
from graphsvc.linking.units import TEMPLATE

AUTHORED = 4.0  # what a persona's own wording is worth in placing an advert: contacts may be a friend's, words are not


Tie = tuple[int, int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Actors:
    """actor[u]: actor of each unit, numbered by first appearance. holds[e]: whether edge e of the graph, between a
    unit and an identifier exclusive to its actor, holds that actor together. owner[v]: the actor that value v is
    exclusive to, -1 where it is nobody's. ties: (unit, unit, value), two units of one actor that a succession of
    numbers, or what a stray shows, puts together, and the value that says so; sorted."""

    actor: NDArray[np.int64]
    holds: NDArray[np.bool_]
    owner: NDArray[np.int64]
    ties: tuple[Tie, ...]


def actors(
    graph: EvidenceGraph, telling: NDArray[np.bool_], weight: NDArray[np.float64], found: Joined,
    about: NDArray[np.int64], rules: Constraints,
) -> Actors:  # fmt: skip
    """Actors of all units. `telling`, per edge: those between posters and values that are no hubs. `about`, per unit:
    the value that a record which is no poster is about, -1 for posters."""
    unit, value = graph.unit[telling], graph.value[telling]
    wording = graph.of_kind(TEMPLATE)
    claim = np.where(wording, AUTHORED * weight, np.where(graph.of_kind(*CONTACTS), weight, 0.0))
    claim[found.common] = 0.0
    words = own_words(graph, unit, value, found.persona, found.common)
    at_home, own = assign(graph.units, unit, value, found.persona, claim, graph.times(), words)
    holds = np.zeros(len(graph.unit), dtype=bool)
    holds[np.flatnonzero(telling)[at_home & own[value]]] = True
    union = Union(graph.units + graph.values, rules.apart)
    for a, b in rules.same:
        union.join(a, b)
    order = np.lexsort((graph.value, graph.unit, -claim[graph.value]))
    order = order[holds[order]]
    for u, v in zip(graph.unit[order].tolist(), graph.value[order].tolist()):
        union.join(u, graph.units + v)
    ties = _tie(union, _turns(graph, holds, found.tied))
    placed = np.array(numbered(union.find(u) for u in range(graph.units)), dtype=np.int64)
    ties += _tie(union, strays(graph, telling, placed))
    holds |= graph.value == about[graph.unit]
    for u in np.flatnonzero(about >= 0).tolist():
        union.join(u, graph.units + int(about[u]))
    labels = [union.find(node) for node in range(graph.units + graph.values)]
    together = np.array(labels)
    holds &= together[graph.unit] == together[graph.units + graph.value]
    actor = np.array(numbered(labels[: graph.units]), dtype=np.int64)
    actor_of = dict(zip(labels[: graph.units], actor.tolist()))
    owner = np.array([actor_of.get(labels[graph.units + v], -1) for v in range(graph.values)], dtype=np.int64)
    return Actors(actor, holds, owner, tuple(sorted(ties)))


def _tie(union: Union, ties: Iterable[Tie]) -> list[Tie]:
    """The ties that may be: their units are joined."""
    return [(a, b, value) for a, b, value in ties if union.join(a, b)]


def _turns(graph: EvidenceGraph, holds: NDArray[np.bool_], tied: tuple[Tie, ...]) -> list[Tie]:
    """For numbers that a succession joined, a unit that either holds; nothing where one holds nobody."""
    unit_of = dict(zip(graph.value[holds][::-1].tolist(), graph.unit[holds][::-1].tolist()))
    return [(unit_of[a], unit_of[b], carrier) for a, b, carrier in tied if a in unit_of and b in unit_of]
