"""Which values stand together in one unit: counted value by value, never advert by advert."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graphsvc.linking.graph import EvidenceGraph


def company(graph: EvidenceGraph) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(edge, other): for each edge (u, v) every other edge (u, w) of the same unit, both as edge indices.

    Its length is the sum of squared unit degrees, which `LIST_LENGTH` bounds: linear in edges.
    """
    degree = np.bincount(graph.unit, minlength=graph.units)
    start = np.concatenate([[0], np.cumsum(degree)])
    repeats = degree[graph.unit]
    edge = np.repeat(np.arange(len(graph.unit)), repeats)
    offset = np.arange(len(edge)) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    other = start[graph.unit[edge]] + offset
    kept = other != edge
    return edge[kept], other[kept]
