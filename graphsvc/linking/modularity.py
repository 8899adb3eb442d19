"""Louvain communities by NetworkX, made to end.

NetworkX before 3.7 can move one node to and fro for ever, when two communities are equally good and rounding says that
each is better than the other (networkx#8739). Weights are therefore scaled to whole numbers that add up to a power of
two, and the resolution to sixteenths: every gain is then exact in floating point, and a move is made only when it is a
true gain. Canonical order of nodes and edges makes the answer a function of graph and seed (it is not one otherwise).
"""

from __future__ import annotations

from math import floor, log2

import numpy as np
from numpy.typing import NDArray

_EXACT = 53  # bits of a double's significand
_STEPS = 16  # of the resolution, per unit


def communities(
    n: int,
    a: NDArray[np.int64],
    b: NDArray[np.int64],
    weight: NDArray[np.float64],
    *,
    seed: int,
    resolution: float = 1.0,
) -> list[int]:
    """Community of each of n nodes; edges sorted, a < b, weights above 0. Its cost is pure Python: about a minute for
    100,000 nodes and 300,000 edges."""
    labels = list(range(n))
    if not len(a):
        return labels
    import networkx as nx  # here, so that a menu of methods starts without it

    steps = max(1, round(resolution * _STEPS))
    # 4 m^2 resolution, the largest number in a gain, must stay exact
    total = 2 ** floor((_EXACT - 2 - log2(steps)) / 2)
    graph = nx.Graph()
    graph.add_nodes_from(range(n))
    graph.add_weighted_edges_from(zip(a.tolist(), b.tolist(), _whole(weight, total)))
    found = nx.community.louvain_communities(graph, weight="weight", resolution=steps / _STEPS, seed=seed)
    for number, members in enumerate(found):
        for node in members:
            labels[node] = number
    return labels


def _whole(weight: NDArray[np.float64], total: int) -> list[int]:
    """Whole numbers above 0, in proportion to the weights, that add up to a power of two: `total` where it has room."""
    while total < 2 * len(weight):
        total *= 2
    scaled = np.maximum(1, np.floor(weight / weight.sum() * (total - len(weight)))).astype(np.int64)
    scaled[int(np.argmax(weight))] += total - int(scaled.sum())
    whole: list[int] = scaled.tolist()
    return whole
