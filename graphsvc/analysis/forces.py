"""Spreading the nodes of one connected graph in the plane.

PivotMDS (Brandes and Pich 2007) gives the shape: graph distances from a few far-apart pivots, projected on their two
main axes. Fruchterman and Reingold's (1991) forces, with repulsion from near nodes only, then open it up.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import breadth_first_order, shortest_path
from scipy.spatial import cKDTree

EDGE = 90.0  # length an edge would like to have, in canvas units
PIVOTS = 24
ROUNDS = 60
REACH = 2.2  # edge lengths within which nodes repel each other


def spread(n: int, pairs: Sequence[tuple[int, int]], leaves: Sequence[int], seed: int) -> NDArray[np.float64]:
    """(n, 2) positions of a connected graph around the origin. `leaves`: nodes left out that will stand around each
    node; it keeps room for them."""
    if n < 2:
        return np.zeros((n, 2))
    a, b = np.array([p[0] for p in pairs]), np.array([p[1] for p in pairs])
    point = _shape(n, a, b)
    # nodes at equal distances from every pivot fall on one point: scatter them, the wider the more there are
    point += np.random.default_rng(seed).normal(scale=EDGE * np.sqrt(n) / 16, size=(n, 2))
    degree = np.bincount(np.concatenate([a, b]), minlength=n)
    pull = 1.0 / np.sqrt(np.maximum(degree[a], degree[b]))  # a hub would pull its many neighbours into one point
    room = 1.0 + np.sqrt(np.asarray(leaves)) / 2.0
    for step in range(ROUNDS):
        force = _repulsion(point, room)
        apart = point[b] - point[a]
        length = np.hypot(apart[:, 0], apart[:, 1])
        for axis in (0, 1):
            drawn = apart[:, axis] * length / EDGE * pull
            force[:, axis] += np.bincount(a, drawn, n) - np.bincount(b, drawn, n)
        size = np.maximum(np.hypot(force[:, 0], force[:, 1]), 1e-9)
        limit = EDGE * (1.0 - step / ROUNDS)
        point += force * (np.minimum(size, limit) / size)[:, None]
    centred: NDArray[np.float64] = point - point.mean(axis=0)
    return centred


def _shape(n: int, a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.float64]:
    graph = coo_array((np.ones(len(a)), (a, b)), shape=(n, n)).tocsr()
    far = int(breadth_first_order(graph, 0, directed=False, return_predecessors=False)[-1])
    nearest = np.full(n, np.inf)
    columns = []
    for _ in range(min(PIVOTS, n)):
        distance = shortest_path(graph, directed=False, unweighted=True, indices=far)
        columns.append(distance)
        nearest = np.minimum(nearest, distance)
        far = int(np.argmax(nearest))
    squared = np.square(np.column_stack(columns))
    centred = squared - squared.mean(axis=0) - squared.mean(axis=1, keepdims=True) + squared.mean()
    _, vectors = np.linalg.eigh(centred.T @ centred)
    axes = vectors[:, -1:-3:-1]
    axes = axes * np.where(axes[np.abs(axes).argmax(axis=0), np.arange(axes.shape[1])] < 0, -1.0, 1.0)  # one sign
    point = centred @ axes
    if point.shape[1] < 2:
        point = np.column_stack([point, np.zeros(n)])
    scale = np.abs(point).max(axis=0)
    radius = EDGE * np.sqrt(n)
    shaped: NDArray[np.float64] = point / np.where(scale > 0, scale, 1.0) * radius / 1.5
    return shaped


def _repulsion(point: NDArray[np.float64], room: NDArray[np.float64]) -> NDArray[np.float64]:
    close = cKDTree(point).query_pairs(EDGE * REACH * float(room.max()) ** 0.5, output_type="ndarray")
    a, b = close[:, 0], close[:, 1]
    apart = point[a] - point[b]
    squared = np.maximum((apart**2).sum(axis=1), 1.0)
    strength = EDGE**2 / squared * room[a] * room[b]
    force = np.empty_like(point)
    for axis in (0, 1):
        pushed = apart[:, axis] * strength
        force[:, axis] = np.bincount(a, pushed, len(point)) - np.bincount(b, pushed, len(point))
    return force
