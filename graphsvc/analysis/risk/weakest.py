"""The weakest cut of a cluster: the least weight of identifiers that would all have to be wrong for it to fall apart.

Members are the vertices and identifiers the edges of a hypergraph; a cut costs the identifiers that stand on both of
its sides. The minimum is exact: whatever no cheaper cut can split is contracted first (Padberg and Rinaldi 1990), and
what is left is searched by maximum adjacency orders (Stoer and Wagner 1997; for hypergraphs Klimmek and Wagner 1996).
Contraction alone settles most clusters, in linear time. Where more is left than EFFORT allows, the cheapest cut found
so far is given as an upper bound, and said to be no more than that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

EFFORT = 60_000  # members left, times the uses of identifiers among them: about a tenth of a second
ROUNDS = 30  # of contraction


@dataclass(frozen=True, slots=True)
class Weakest:
    """`weight` in nats of the cut; `off`: members on its smaller side; `across`: identifiers on both sides, as indices,
    heaviest first; `proven`: no cut is lighter."""

    weight: float
    off: int
    across: tuple[int, ...]
    proven: bool


def weakest_cut(
    members: int, weights: Sequence[float], edges: Sequence[tuple[int, int]], ties: Sequence[tuple[int, int]] = ()
) -> Weakest:
    """Weakest cut of two members or more. edges: (member, identifier); ties: pairs of members that nothing separates,
    left whole. Without any cut, because ties join all, the weight is 0 and nothing is cut off."""
    search = _Search(members, weights, edges)
    for a, b in ties:
        search.join(a, b)
    search.contract()
    proven = search.nodes() < 2 or search.best <= 0.0
    if not proven and search.effort() <= EFFORT:
        search.exhaust()
        proven = True
    side = search.side
    across = [
        value
        for value, pins in enumerate(search.pins_of)
        if not side.isdisjoint(pins) and not side.issuperset(pins)
    ]  # fmt: skip
    across.sort(key=lambda value: (-weights[value], value))
    return Weakest(search.best if side else 0.0, min(len(side), members - len(side)), tuple(across), proven)


class _Search:
    """A hypergraph that shrinks while `best`, the cheapest cut so far, and `side`, the members on one side, improve."""

    def __init__(self, members: int, weights: Sequence[float], edges: Sequence[tuple[int, int]]) -> None:
        self.best, self.side = float("inf"), frozenset[int]()
        self.pins_of: list[list[int]] = [[] for _ in weights]
        for member, value in edges:
            self.pins_of[value].append(member)
        self._weights = weights
        self._members = members
        self._parent = list(range(members))

    def find(self, node: int) -> int:
        while self._parent[node] != node:
            self._parent[node] = self._parent[self._parent[node]]
            node = self._parent[node]
        return node

    def join(self, a: int, b: int) -> bool:
        a, b = sorted((self.find(a), self.find(b)))
        self._parent[b] = a
        return a != b

    def nodes(self) -> int:
        return len({self.find(member) for member in range(self._members)})

    def effort(self) -> int:
        return self.nodes() * sum(len(pins) for pins in self._edges())

    def contract(self) -> None:
        """Join whatever no cut cheaper than `best` splits, until nothing changes or for ROUNDS, each linear."""
        for _ in range(ROUNDS):
            if self.nodes() < 2:
                return
            edges = self._edges()
            self._look(edges)
            heavy = [pins for pins, weight in edges.items() if weight >= self.best]
            if not sum(self.join(pins[0], pin) for pins in heavy for pin in pins[1:]):
                return

    def exhaust(self) -> None:
        """Phases of maximum adjacency; the last two of each are joined, their cut being known."""
        while self.nodes() > 1:
            edges = self._edges()
            self._look(edges)
            before, last = _last_two(sorted({self.find(m) for m in range(self._members)}), edges)
            self.join(before, last)

    def _edges(self) -> dict[tuple[int, ...], float]:
        """Identifiers among what is not yet joined; those on the same nodes are one."""
        found: dict[tuple[int, ...], float] = {}
        for pins, weight in zip(self.pins_of, self._weights):
            nodes = tuple(sorted({self.find(pin) for pin in pins}))
            if len(nodes) > 1:
                found[nodes] = found.get(nodes, 0.0) + weight
        return found

    def _look(self, edges: dict[tuple[int, ...], float]) -> None:
        """Whether cutting off a single node is cheaper than the best so far."""
        cost = {self.find(member): 0.0 for member in range(self._members)}
        for pins, weight in edges.items():
            for pin in pins:
                cost[pin] += weight
        node = min(cost, key=lambda pin: (round(cost[pin], 9), pin))
        if cost[node] < self.best:
            self.best = cost[node]
            self.side = frozenset(member for member in range(self._members) if self.find(member) == node)


def _last_two(nodes: list[int], edges: dict[tuple[int, ...], float]) -> tuple[int, int]:
    """The last two nodes of a maximum adjacency order: the next is what shares most with all before it."""
    at: dict[int, list[tuple[int, ...]]] = {node: [] for node in nodes}
    for pins in edges:
        for pin in pins:
            at[pin].append(pins)
    near = dict.fromkeys(nodes, 0.0)
    heap = [(0.0, node) for node in nodes]
    reached: set[tuple[int, ...]] = set()
    order: list[int] = []
    done: set[int] = set()
    while heap:
        _, node = heappop(heap)
        if node in done:
            continue
        done.add(node)
        order.append(node)
        for pins in at[node]:
            if pins not in reached:
                reached.add(pins)
                for pin in pins:
                    if pin not in done:
                        near[pin] += edges[pins]
                        heappush(heap, (-near[pin], pin))
    return order[-2], order[-1]
