"""Actors: what exclusive identifiers hold together, with people's decisions first.

An identifier is *exclusive* to its actor when it is the own one of its persona (`assign`); the others are *shared*, and
link actors without joining them. Whatever the assignment took apart falls apart here too. Records about a phone or a
wallet join the actor whose exclusive identifier that is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphsvc.linking.assign import assign
from graphsvc.linking.decisions import Constraints
from graphsvc.linking.graph import EvidenceGraph
from graphsvc.linking.partitions import Union, numbered
from graphsvc.linking.personas import Personas


@dataclass(frozen=True, slots=True, eq=False)
class Actors:
    """actor[u]: actor of each unit, numbered by first appearance. holds[e]: whether edge e of the graph, between a
    unit and an identifier exclusive to its actor, holds that actor together. owner[v]: the actor that value v is
    exclusive to, -1 where it is nobody's."""

    actor: NDArray[np.int64]
    holds: NDArray[np.bool_]
    owner: NDArray[np.int64]


def actors(
    graph: EvidenceGraph, telling: NDArray[np.bool_], weight: NDArray[np.float64], personas: Personas,
    about: NDArray[np.int64], rules: Constraints,
) -> Actors:  # fmt: skip
    """Actors of all units. `telling`, per edge: those between posters and values that are no hubs. `about`, per unit:
    the value that a record which is no poster is about, -1 for posters."""
    persona = np.array([personas.of(value) for value in range(graph.values)], dtype=np.int64)
    unit, value = graph.unit[telling], graph.value[telling]
    at_home, own = assign(graph.units, unit, value, persona, weight)
    holds = np.zeros(len(graph.unit), dtype=bool)
    holds[np.flatnonzero(telling)[at_home & own[value]]] = True
    union = Union(graph.units + graph.values, rules.apart)
    for a, b in rules.same:
        union.join(a, b)
    order = np.lexsort((graph.value, graph.unit, -weight[graph.value]))
    order = order[holds[order]]
    for u, v in zip(graph.unit[order].tolist(), graph.value[order].tolist()):
        union.join(u, graph.units + v)
    holds |= graph.value == about[graph.unit]
    for u in np.flatnonzero(about >= 0).tolist():
        union.join(u, graph.units + int(about[u]))
    labels = [union.find(node) for node in range(graph.units + graph.values)]
    together = np.array(labels)
    holds &= together[graph.unit] == together[graph.units + graph.value]
    actor = np.array(numbered(labels[: graph.units]), dtype=np.int64)
    actor_of = dict(zip(labels[: graph.units], actor.tolist()))
    owner = np.array([actor_of.get(labels[graph.units + v], -1) for v in range(graph.values)], dtype=np.int64)
    return Actors(actor, holds, owner)
