"""Neighbours as arrays (compressed sparse rows), for paths: the same walk over the same graph, without the store.

Keys are indices of a projection's nodes. The walk asks for sets of neighbours and orders by degree and id, so the
answers are those that it gives over a store's own keys.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphsvc.model import EdgeType
from graphsvc.store import Projection
from graphsvc.store.common.arrays import CODE
from graphsvc.store.common.shelf import Arrays, Shelf

KEPT = "near"


@dataclass(frozen=True, slots=True, eq=False)
class Near:
    """The visible graph, undirected. other[start[n]:start[n + 1]]: neighbours of node n, ascending; types: of each the
    edge types between the two, one bit for each. name[letter[n]:letter[n + 1]]: bytes of its id; ids are sorted."""

    start: NDArray[np.int64]
    other: NDArray[np.int32]
    types: NDArray[np.uint8]
    name: NDArray[np.uint8]
    letter: NDArray[np.int64]

    @staticmethod
    def of(projection: Projection) -> Near | None:
        """The graph of a projection; None where a node is its own neighbour, which no array here tells of."""
        size = len(projection.nodes)
        one = np.minimum(projection.subject, projection.object).astype(np.int64)
        two = np.maximum(projection.subject, projection.object)
        if (one == two).any():
            return None
        pair = one * size + two
        order = np.argsort(pair, kind="stable")
        starts = np.flatnonzero(np.diff(pair[order], prepend=-1) != 0)
        bits = np.uint8(1) << projection.predicate[order].astype(np.uint8)
        types = np.bitwise_or.reduceat(bits, starts) if len(starts) else bits
        one, two = one[order][starts], two[order][starts].astype(np.int64)
        node, other = np.concatenate([one, two]), np.concatenate([two, one])
        by_node = np.argsort(node * size + other, kind="stable")
        ids = [name.encode("utf-8", "surrogatepass") for name in projection.nodes]
        return Near(
            _offsets(np.bincount(node, minlength=size)), other[by_node].astype(np.int32),
            np.concatenate([types, types])[by_node],
            np.frombuffer(b"".join(ids), dtype=np.uint8), _offsets(np.array([len(one) for one in ids], dtype=np.int64)),
        )  # fmt: skip

    def packed(self) -> Arrays:
        return {name: getattr(self, name) for name in ("start", "other", "types", "name", "letter")}

    def id(self, node: int) -> str:
        return self.name[self.letter[node] : self.letter[node + 1]].tobytes().decode("utf-8", "surrogatepass")

    def find(self, node: str) -> int:
        """The key of a node, -1 where it is not visible. Ids are sorted by code point, and so are their bytes."""
        wanted, low, high = node.encode("utf-8", "surrogatepass"), 0, len(self.letter) - 1
        while low < high:
            middle = (low + high) // 2
            if self.name[self.letter[middle] : self.letter[middle + 1]].tobytes() < wanted:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self.letter) - 1 and self.id(low) == node else -1


class NearGraph:
    """`Near` as `walk.Graph`, without some edge types."""

    def __init__(self, near: Near, without: Collection[EdgeType] = ()) -> None:
        self._near, self._names = near, dict[int, str]()
        self._kept = np.uint8(0xFF & ~sum(1 << CODE[predicate] for predicate in set(without)))

    def degrees(self, keys: Collection[int]) -> Mapping[int, int]:
        start = self._near.start
        return {key: int(start[key + 1] - start[key]) for key in keys if key >= 0}

    def adjacent(
        self, keys: Collection[int], *, most: int | None = None, skip: Collection[int] = frozenset()
    ) -> Mapping[int, Sequence[int]]:
        found = {}
        for key in keys:
            part = slice(self._near.start[key], self._near.start[key + 1])
            others = self._near.other[part]
            if self._kept != 0xFF:
                others = others[self._near.types[part] & self._kept != 0]
            found[key] = [other for other in others.tolist() if other not in skip][:most]
        return found

    def names(self, keys: Collection[int]) -> Mapping[int, str]:
        for key in keys:
            if key not in self._names:
                self._names[key] = self._near.id(key)
        return {key: self._names[key] for key in keys}


def keep(projection: Projection, shelf: Shelf) -> None:
    """Put the graph of a projection on a shelf, unless it is there."""
    if shelf.lasts and shelf.get(KEPT) is None:
        found = Near.of(projection)
        if found is not None:
            shelf.put(KEPT, found.packed())


def _offsets(sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])
