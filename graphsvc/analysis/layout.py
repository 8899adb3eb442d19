"""Where nodes stand on a canvas: the same graph and seed give the same picture, and nothing already placed moves.

Each connected group is laid out by itself: nodes with one neighbour are set aside, the others are spread (`forces`),
the set-aside ones fan out around their neighbour. Groups are packed in rows, the largest first. No two nodes stand
closer than SPACE, as long as those already placed do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import cos, floor, hypot, pi, sin, sqrt

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from graphsvc.analysis.forces import EDGE, spread

SPACE = 44.0  # least distance between two nodes, in canvas units
GAP = EDGE  # between groups
_GOLDEN = pi * (3.0 - sqrt(5.0))  # Vogel's angle: seeds of a sunflower never line up

Point = tuple[float, float]


def layout(
    nodes: Sequence[str],
    edges: Iterable[tuple[str, str]],
    placed: Mapping[str, Point] | None = None,
    seed: int = 0,
) -> dict[str, Point]:
    """Position of every node, in canvas units. Nodes in `placed` keep theirs; new ones stand near a placed neighbour,
    or beside everything placed when they have none. Edges to other nodes are ignored."""
    names = sorted(set(nodes))
    index = {name: i for i, name in enumerate(names)}
    pairs = sorted({tuple(sorted((index[a], index[b]))) for a, b in edges if a in index and b in index and a != b})
    near: list[list[int]] = [[] for _ in names]
    for a, b in pairs:
        near[a].append(b)
        near[b].append(a)
    field = Field()
    fixed = {index[name]: point for name, point in sorted((placed or {}).items()) if name in index}
    for node, point in fixed.items():
        field.put(node, point)
    fresh = []
    for group in _groups(len(names), pairs):
        if fixed.keys().isdisjoint(group):
            fresh.append(group)
        else:
            _attach(group, near, field)
    _pack(fresh, near, field, seed)
    return {name: (round(field.at[i][0], 2), round(field.at[i][1], 2)) for i, name in enumerate(names)}


class Field:
    """Positions on a grid of cells, so that a free place near a point is found without looking at all others."""

    def __init__(self) -> None:
        self.at: dict[int, Point] = {}
        self._cells: dict[tuple[int, int], list[Point]] = {}

    def put(self, node: int, point: Point) -> None:
        self.at[node] = point
        self._cells.setdefault(_cell(point), []).append(point)

    def free(self, point: Point) -> bool:
        x, y = _cell(point)
        return not any(
            hypot(other[0] - point[0], other[1] - point[1]) < SPACE
            for i in (x - 1, x, x + 1)
            for j in (y - 1, y, y + 1)
            for other in self._cells.get((i, j), ())
        )

    def put_near(self, node: int, point: Point, start: int = 0) -> int:
        """Put a node at the first free place of a sunflower around `point`; returns the step it took."""
        step = start
        while True:
            radius, angle = 0.62 * SPACE * sqrt(step), step * _GOLDEN  # seeds then stand SPACE apart
            candidate = (point[0] + radius * cos(angle), point[1] + radius * sin(angle))
            if self.free(candidate):
                self.put(node, candidate)
                return step
            step += 1


def _cell(point: Point) -> tuple[int, int]:
    return floor(point[0] / SPACE), floor(point[1] / SPACE)


def _groups(nodes: int, pairs: Sequence[tuple[int, ...]]) -> list[list[int]]:
    """Connected groups, the largest first, then by their first node."""
    a, b = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    _, label = connected_components(coo_array((np.ones(len(a)), (a, b)), shape=(nodes, nodes)), directed=False)
    groups: dict[int, list[int]] = {}
    for node, group in enumerate(label.tolist()):
        groups.setdefault(group, []).append(node)
    return sorted(groups.values(), key=lambda group: (-len(group), group[0]))


def _attach(group: Sequence[int], near: Sequence[Sequence[int]], field: Field) -> None:
    """Place the rest of a group around what of it is placed, from there outwards."""
    wave = [node for node in group if node in field.at]
    while wave:
        following = []
        for anchor in wave:
            step = 1
            for node in near[anchor]:
                if node not in field.at:
                    step = field.put_near(node, field.at[anchor], step)
                    following.append(node)
        wave = following


def _pack(groups: Sequence[Sequence[int]], near: Sequence[Sequence[int]], field: Field, seed: int) -> None:
    """Lay out each group and set them in rows: about as wide as high, to the right of what is placed."""
    pictures = [_picture(group, near, seed) for group in groups]
    sizes = [_size(picture) for picture in pictures]
    width = max((size[0] for size in sizes), default=0.0)
    width = max(width, 1.3 * sqrt(sum((w + GAP) * (h + GAP) for w, h in sizes)))
    left = max((x for x, _ in field.at.values()), default=-GAP) + GAP
    top = min((y for _, y in field.at.values()), default=0.0)
    x, y, row = left, top, 0.0
    for picture, (w, h) in zip(pictures, sizes):
        if x > left and x + w > left + width:
            x, y, row = left, y + row + GAP, 0.0
        low_x, low_y = min(p[0] for p in picture.values()), min(p[1] for p in picture.values())
        for node, point in picture.items():
            field.put(node, (x + point[0] - low_x, y + point[1] - low_y))
        x, row = x + w + GAP, max(row, h)


def _size(picture: Mapping[int, Point]) -> Point:
    xs, ys = [p[0] for p in picture.values()], [p[1] for p in picture.values()]
    return max(xs) - min(xs), max(ys) - min(ys)


def _picture(group: Sequence[int], near: Sequence[Sequence[int]], seed: int) -> dict[int, Point]:
    """One connected group around the origin."""
    core = [node for node in group if len(near[node]) > 1] or list(group[:1])
    position = {node: i for i, node in enumerate(core)}
    pairs = [
        (i, position[other]) for node, i in position.items() for other in near[node] if i < position.get(other, -1)
    ]
    leaves = [sum(other not in position for other in near[node]) for node in core]
    field = Field()
    points = spread(len(core), pairs, leaves, seed)
    order = np.lexsort((np.arange(len(core)), np.round(np.hypot(points[:, 0], points[:, 1]), 3)))
    for i in order.tolist():  # from the middle outwards, so that the middle keeps its shape
        field.put_near(core[i], (float(points[i, 0]), float(points[i, 1])))
    _attach(group, near, field)
    return field.at
