"""Expansion and shortest paths over any store, through one small primitive on row keys.

A store gives neighbours by key (hash63 of the id) in ascending order; everything that decides which node comes first
is here, so that every store gives the same answer. Work is bounded: hubs are read last and not at all beyond a budget.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from graphsvc.model import NodeKind

READ_BUDGET = 100_000  # neighbours a path search reads at most
STEP_BUDGET = 50_000  # partial paths it tries at most


class Graph(Protocol):
    """The visible graph, undirected, already without the edge types that a caller excludes."""

    def degrees(self, keys: Collection[int]) -> Mapping[int, int]:
        """`Node.degree` of each key, over all edge types; keys that are not visible are left out."""
        ...

    def adjacent(
        self, keys: Collection[int], *, most: int | None = None, skip: Collection[int] = frozenset()
    ) -> Mapping[int, Sequence[int]]:
        """Neighbours of each key, ascending, without those in `skip`; the first `most` of them, None for all."""
        ...

    def names(self, keys: Collection[int]) -> Mapping[int, str]:
        """Node ids of keys."""
        ...


def expand(graph: Graph, start: Iterable[int], *, hops: int, cap: int, per_node: int) -> list[list[int]]:
    """Keys by number of hops, each level sorted by id; level 0 is `start` itself.

    Each node offers the `per_node` neighbours with the smallest keys that no earlier level has; they are taken in
    order of the offering node's id, at most `cap` keys in all.
    """
    first = _by_name(graph, graph.degrees(set(start)))[: max(cap, 0)]
    levels, seen = [first], set(first)
    for _ in range(hops):
        if len(seen) >= cap or not levels[-1]:
            break
        offered = graph.adjacent(levels[-1], most=per_node, skip=seen)
        level = list(dict.fromkeys(other for key in levels[-1] for other in offered.get(key, ())))[: cap - len(seen)]
        seen.update(level)
        levels.append(_by_name(graph, level))
    return levels


def _by_name(graph: Graph, keys: Collection[int]) -> list[int]:
    names = graph.names(keys)
    return sorted(keys, key=names.__getitem__)


@dataclass(frozen=True, slots=True)
class Rules:
    """What a path may not cross: nodes, kinds of node, nodes with more than `max_degree` neighbours."""

    nodes: frozenset[int] = frozenset()
    kinds: frozenset[NodeKind] = frozenset()
    max_degree: int | None = None

    def bar(self, key: int, name: str, degree: int) -> bool:
        hub = self.max_degree is not None and degree > self.max_degree
        return hub or key in self.nodes or name.partition(":")[0] in self.kinds


def paths(graph: Graph, start: int, end: int, rules: Rules, *, hops: int, limit: int) -> list[list[int]]:
    """Simple paths of at most `hops` edges, shortest first, then by the ids along them; at most `limit`.

    The rules do not hold for the two ends. At most READ_BUDGET neighbours are read besides those of the ends, least
    connected nodes first, so a path that needs more is not found.
    """
    if limit <= 0 or len(graph.degrees({start, end})) < len({start, end}):
        return []
    if start == end:
        return [[start]]
    ball = _Ball(graph, start, end, rules)
    found: list[list[int]] = []
    for length in range(1, hops + 1):
        if not ball.grow():
            break
        if ball.meet:
            found = _enumerate(ball, length, limit)
            if len(found) >= limit:
                break
    return found


class _Side:
    """What has been reached from one end. `frontier`: still to be read; `cut`: some of it was beyond the budget."""

    def __init__(self, end: int) -> None:
        self.seen = {end}
        self.frontier = [end]
        self.cut = False


class _Ball:
    """What is known around both ends. After n growths every simple path of n edges lies inside."""

    def __init__(self, graph: Graph, start: int, end: int, rules: Rules) -> None:
        self.graph, self.start, self.end, self.rules = graph, start, end, rules
        self.links: dict[int, set[int]] = {start: set(), end: set()}
        self.closed: set[int] = set()  # not to be crossed
        self.read: set[int] = set()
        self.sides = (_Side(start), _Side(end))
        self.budget = READ_BUDGET
        self.meet = False

    def grow(self) -> bool:
        """One more edge around the end with the smaller frontier; False when that can find nothing more."""
        if not self.meet and any(not side.frontier and not side.cut for side in self.sides):
            return False  # one end's surroundings are known whole, and the other is not in them
        while sides := [side for side in self.sides if side.frontier]:
            side = min(sides, key=lambda one: len(one.frontier))
            reached = self._read(side)
            fresh = reached - side.seen
            side.seen |= fresh
            side.frontier = self._open(fresh)
            self.meet = self.meet or not self.sides[0].seen.isdisjoint(self.sides[1].seen)
            if reached:  # a frontier wholly beyond the budget is no step
                return True
        return False

    def _open(self, keys: set[int]) -> list[int]:
        """Those that may be crossed, least connected first, then by id."""
        inner = keys - {self.start, self.end}
        degrees, names = self.graph.degrees(inner), self.graph.names(inner)
        self.closed |= {key for key in inner if self.rules.bar(key, names[key], degrees[key])}
        return sorted(inner - self.closed, key=lambda key: (degrees[key], names[key]))

    def _read(self, side: _Side) -> set[int]:
        """The neighbours of a side's frontier, as far as the budget goes."""
        wanted = [key for key in side.frontier if key not in self.read]
        degrees = self.graph.degrees(wanted)
        for key in list(wanted):
            if key in (self.start, self.end):
                continue
            if degrees[key] > self.budget:
                wanted.remove(key)
                side.cut = True
            else:
                self.budget -= degrees[key]
        self.read.update(wanted)
        for key, others in self.graph.adjacent(wanted).items():
            self.links.setdefault(key, set()).update(others)
            for other in others:
                self.links.setdefault(other, set()).add(key)
        return {other for key in side.frontier if key in self.read for other in self.links[key]}


def _enumerate(ball: _Ball, length: int, limit: int) -> list[list[int]]:
    """Best-first over partial paths, ordered by the least length they can reach and then by ids."""
    ahead = _distances(ball, length)
    if ball.start not in ahead:
        return []
    names = dict(ball.graph.names(ahead.keys()))
    queue: list[tuple[int, tuple[str, ...], list[int]]] = [(ahead[ball.start], (names[ball.start],), [ball.start])]
    found: list[list[int]] = []
    for _ in range(STEP_BUDGET):
        if not queue or len(found) == limit:
            break
        _, spelled, path = heapq.heappop(queue)
        if path[-1] == ball.end:
            found.append(path)
            continue
        for other in ball.links[path[-1]]:
            if other in ahead and other not in path and (total := len(path) + ahead[other]) <= length:
                heapq.heappush(queue, (total, (*spelled, names[other]), [*path, other]))
    return found


def _distances(ball: _Ball, length: int) -> dict[int, int]:
    """Edges to the end, of every key that may lie on a path of at most `length` edges."""
    ahead, level = {ball.end: 0}, [ball.end]
    for distance in range(1, length + 1):
        level = [
            other
            for other in dict.fromkeys(other for key in level for other in ball.links[key])
            if other not in ahead and other not in ball.closed
        ]
        ahead |= dict.fromkeys(level, distance)
    return ahead
