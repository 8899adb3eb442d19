"""Actors: each unit assigned to one persona, never merged through what is shared.

A unit goes to the persona whose identifiers in it weigh most. An identifier is *exclusive* to its persona when nearly
all of its units went there; the others it has are *shared*, and link actors without joining them. An actor is what
exclusive identifiers still hold together, so whatever the assignment took apart falls apart here too. People's
decisions come first. Records about a phone or a wallet join the actor whose exclusive identifier that is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphsvc.linking.decisions import Constraints
from graphsvc.linking.graph import EvidenceGraph
from graphsvc.linking.partitions import Union, numbered
from graphsvc.linking.personas import Personas

EXCLUSIVE = 0.9  # share of an identifier's units that its persona must hold, of those not in doubt
CLEAR = 1.0  # nats by which the best claim on a unit must lead the next


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
    home = _home(graph.units, graph.values, unit, persona[value], weight[value])
    uses = np.bincount(value, minlength=graph.values)
    at_home = (home[unit] == persona[value]) | (uses[value] == 1)
    settled = np.bincount(value[(home[unit] >= 0) | at_home], minlength=graph.values)
    kept = np.bincount(value[at_home], minlength=graph.values)
    exclusive = (kept > 0) & (kept >= EXCLUSIVE * settled)
    holds = np.zeros(len(graph.unit), dtype=bool)
    holds[np.flatnonzero(telling)[at_home & exclusive[value]]] = True
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


def _home(
    units: int, values: int, unit: NDArray[np.int64], persona: NDArray[np.int64], weight: NDArray[np.float64]
) -> NDArray[np.int64]:
    """The persona of each unit, where its identifiers weigh most; -1 without any, and where two claim it about
    equally. A persona that no unit has to itself claims nothing that another does."""
    key, entry = np.unique(unit * values + persona, return_inverse=True)
    claimant, claimed = (key // values, key % values) if values else (key, key)
    claim = np.round(np.bincount(entry, weights=weight, minlength=len(key)), 9)
    rivals = np.bincount(claimant, minlength=units)[claimant]
    own = np.bincount(claimed[rivals == 1], minlength=values)[claimed] > 0
    claim = np.where(own, claim, 0.0)
    order = np.lexsort((claimed, -claim, claimant))
    best = np.flatnonzero(np.diff(claimant[order], prepend=-1) != 0)
    second = np.minimum(best + 1, len(order) - 1)
    rival = (second > best) & (claimant[order[second]] == claimant[order[best]]) & own[order[second]]
    clear = ~rival | (claim[order[best]] - claim[order[second]] >= CLEAR)
    home = np.full(units, -1, dtype=np.int64)
    chosen = order[best[clear]]
    home[claimant[chosen]] = claimed[chosen]
    return home
