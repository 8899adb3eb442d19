"""Partitions that keep decisions: union-find with pairs that must stay apart, and the numbering all methods share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from graphsvc.errors import InputError

Edges = Sequence[tuple[int, int, float]] | NDArray[np.float64]


class Union:
    """Disjoint sets of 0..n-1. `join` refuses what would bring a pair together that must stay apart."""

    def __init__(self, n: int, apart: Iterable[tuple[int, int]] = ()) -> None:
        self._parent = list(range(n))
        self._size = [1] * n
        self._foes: dict[int, set[int]] = {}
        for a, b in apart:
            if a != b:
                self._foes.setdefault(a, set()).add(b)
                self._foes.setdefault(b, set()).add(a)

    def find(self, x: int) -> int:
        while self._parent[x] != x:
            self._parent[x] = self._parent[self._parent[x]]
            x = self._parent[x]
        return x

    def join(self, a: int, b: int) -> bool:
        """True when `a` and `b` are together afterwards."""
        a, b = self.find(a), self.find(b)
        if a == b:
            return True
        if b in self._foes.get(a, ()):
            return False
        if (self._size[a], -a) < (self._size[b], -b):
            a, b = b, a
        self._parent[b] = a
        self._size[a] += self._size[b]
        for foe in self._foes.pop(b, ()):
            self._foes[foe].discard(b)
            self._foes[foe].add(a)
            self._foes.setdefault(a, set()).add(foe)
        return True

    def labels(self) -> list[int]:
        """The set of each element, numbered by first appearance."""
        return numbered([self.find(x) for x in range(len(self._parent))])


def numbered(labels: Iterable[int]) -> list[int]:
    """The same partition with its parts numbered 0, 1, ... by first appearance."""
    seen: dict[int, int] = {}
    return [seen.setdefault(label, len(seen)) for label in labels]


def canonical(edges: Edges) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """(a, b, weight) with a < b, sorted, parallel edges added up and loops left out: no order of arrival is left."""
    table = np.asarray(edges, dtype=np.float64).reshape(-1, 3)
    a = np.minimum(table[:, 0], table[:, 1]).astype(np.int64)
    b = np.maximum(table[:, 0], table[:, 1]).astype(np.int64)
    order = np.lexsort((table[:, 2], b, a))
    order = order[a[order] != b[order]]
    a, b, weight = a[order], b[order], table[order, 2]
    starts = np.flatnonzero(np.diff(a, prepend=-1) | np.diff(b, prepend=-1))
    if not len(starts):
        return a, b, weight
    return a[starts], b[starts], np.add.reduceat(weight, starts)


def by_modularity(
    communities: Callable[[int, NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]], list[int]], n: int,
    edges: Edges, apart: Sequence[tuple[int, int]], resolution: float,
) -> list[int]:  # fmt: skip
    """What a search for communities makes of the edges that weigh anything. Raises InputError for a resolution that is
    none."""
    if not 0 < resolution <= 1000:
        raise InputError(f"resolution {resolution} is not between 0 and 1000; 1 is the usual choice")
    a, b, weight = canonical(edges)
    some = weight > 0
    return kept_apart(numbered(communities(n, a[some], b[some], weight[some])), edges, apart)


def kept_apart(labels: Sequence[int], edges: Edges, apart: Sequence[tuple[int, int]]) -> list[int]:
    """`labels` with every part that holds a pair of `apart` split: its heaviest edges join first and whatever would
    bring the pair together is refused (Kruskal's order, so the lightest evidence gives way). Other parts stay."""
    broken = {labels[a] for a, b in apart if a != b and labels[a] == labels[b]}
    if not broken:
        return numbered(labels)
    label = np.asarray(labels)
    a, b, weight = canonical(edges)
    inside = (label[a] == label[b]) & np.isin(label[a], sorted(broken))
    union = Union(len(labels), apart)
    order = np.lexsort((b[inside], a[inside], -weight[inside]))
    for x, y in zip(a[inside][order].tolist(), b[inside][order].tolist()):
        union.join(x, y)
    fresh = max(labels) + 1
    return numbered(fresh + union.find(x) if label in broken else label for x, label in enumerate(labels))
