"""Leiden communities (Traag, Waltman and van Eck 2019, 'From Louvain to Leiden: guaranteeing well-connected
communities'), by modularity with a resolution, and without chance.

Written here because NetworkX has none, and the packages that have one are GPL (igraph, leidenalg) or did not end on one
corpus of ten (NetworKit 11.3). Weights and resolution are whole numbers, so every gain is exact, a move is made only
when it gains, and it ends. Nodes are visited in order, and a refined community takes the best move, never a drawn one.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphsvc.linking.partitions import numbered

UNIT = 1024  # parts of the heaviest weight
STEPS = 16  # of the resolution, per unit
ROUNDS = 2  # each from where the one before ended, as leidenalg does by default


@dataclass(frozen=True, slots=True)
class _Graph:
    """near: node -> other node -> weight. strength: sum of weights at each node, loops twice. twice: sum of these."""

    near: list[dict[int, int]]
    strength: list[int]
    twice: int
    steps: int

    def gain(self, shared: int, strength: int, other: int) -> int:
        """What joining a community is worth, in a unit that is the same for all; above 0 it raises modularity."""
        return shared * self.twice * STEPS - self.steps * strength * other


def communities(
    n: int, a: NDArray[np.int64], b: NDArray[np.int64], weight: NDArray[np.float64], *, resolution: float = 1.0
) -> list[int]:
    """Community of each of n nodes; edges once each, weights above 0."""
    labels = list(range(n))
    if not len(a):
        return labels
    near: list[dict[int, int]] = [{} for _ in range(n)]
    whole = np.maximum(1, np.rint(weight / weight.max() * UNIT)).astype(np.int64)
    for x, y, w in zip(a.tolist(), b.tolist(), whole.tolist(), strict=True):
        near[x][y] = near[y][x] = w
    strength = [sum(around.values()) for around in near]
    graph = _Graph(near, strength, sum(strength), max(1, round(resolution * STEPS)))
    for _ in range(ROUNDS):
        labels = _round(graph, labels)
    return labels


def _round(graph: _Graph, labels: list[int]) -> list[int]:
    """Move, refine and aggregate until every community is one node."""
    level, home = graph, numbered(labels)
    place = list(range(len(labels)))  # original node -> node of the level
    while True:
        home = numbered(_moved(level, home))
        parts = max(home) + 1
        if parts == len(level.near):
            return [home[node] for node in place]
        fine = numbered(_refined(level, home))
        if max(fine) + 1 == len(level.near):  # nothing is well connected enough: as Louvain would
            fine = home
        level, home = _aggregated(level, fine, home)
        place = [fine[node] for node in place]


def _moved(graph: _Graph, home: list[int]) -> list[int]:
    """Nodes move to the community where they gain most, until none gains."""
    total = [0] * len(graph.near)
    for node, where in enumerate(home):
        total[where] += graph.strength[node]
    waiting, queued = deque(range(len(home))), [True] * len(home)
    while waiting:
        node = waiting.popleft()
        queued[node] = False
        own, strength = home[node], graph.strength[node]
        shared: dict[int, int] = {}
        for other, w in graph.near[node].items():
            where = home[other]
            shared[where] = shared.get(where, 0) + w
        total[own] -= strength
        best, most = own, graph.gain(shared.get(own, 0), strength, total[own])
        for where in sorted(shared):
            gained = graph.gain(shared[where], strength, total[where])
            if gained > most:
                best, most = where, gained
        total[best] += strength
        if best == own:
            continue
        home[node] = best
        for other in graph.near[node]:
            if home[other] != best and not queued[other]:
                queued[other] = True
                waiting.append(other)
    return home


def _refined(graph: _Graph, home: list[int]) -> list[int]:
    """Each community split anew, from single nodes: a node joins what it is well connected to."""
    inside = [0] * len(graph.near)  # weight to the rest of its community
    whole = [0] * len(graph.near)  # strength of each community
    for node, where in enumerate(home):
        whole[where] += graph.strength[node]
        inside[node] = sum(w for other, w in graph.near[node].items() if home[other] == where)
    fine, total, out = list(range(len(home))), list(graph.strength), list(inside)
    alone = [True] * len(home)
    for node, where in enumerate(home):
        strength = graph.strength[node]
        if not alone[node] or graph.gain(inside[node], strength, whole[where] - strength) < 0:
            continue
        shared: dict[int, int] = {}
        for other, w in graph.near[node].items():
            if home[other] == where:
                shared[fine[other]] = shared.get(fine[other], 0) + w
        best, most = node, 0
        for part in sorted(shared):
            connected = graph.gain(out[part], total[part], whole[where] - total[part]) >= 0
            gained = graph.gain(shared[part], strength, total[part])
            if connected and gained > most:
                best, most = part, gained
        if best != node:
            fine[node] = best
            alone[node] = alone[best] = False
            total[best] += strength
            out[best] += inside[node] - 2 * shared[best]
    return fine


def _aggregated(graph: _Graph, fine: list[int], home: list[int]) -> tuple[_Graph, list[int]]:
    """The refined communities as nodes, and the community of each."""
    many = max(fine) + 1
    near: list[dict[int, int]] = [{} for _ in range(many)]
    strength, above = [0] * many, [0] * many
    for node, part in enumerate(fine):
        strength[part] += graph.strength[node]
        above[part] = home[node]
        around = near[part]
        for other, w in graph.near[node].items():
            if fine[other] != part:
                around[fine[other]] = around.get(fine[other], 0) + w
    return _Graph(near, strength, graph.twice, graph.steps), above
