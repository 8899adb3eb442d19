"""The view every store shares, over a snapshot: the visible graph at one moment, looked up by row key.

A store provides `Snapshot`; order, caps, ranks and walks are decided here and in the modules this one calls, so that
the same data give the same answer from every store, to the byte.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from itertools import chain, pairwise
from typing import Any, Protocol

from graphsvc.errors import InputError
from graphsvc.marking import Marking
from graphsvc.model import Decision, EdgeType, NodeKind, Sighting, SourceFile, StoredRecord, hash63
from graphsvc.store import Count, Edge, Evidence, Hit, Neighbour, Node, Path, Projection
from graphsvc.store.common import near, walk
from graphsvc.store.common.scope import scope_digest, visible_decisions
from graphsvc.store.common.search import Index, search
from graphsvc.store.common.shelf import NoShelf, Shelf

RANKED = 1_000  # neighbours of one node that are compared with each other; of more, those with the smallest row keys
Triple = tuple[int, EdgeType, int]  # row keys of subject and object


class Snapshot(Protocol):
    """What one scope sees at one moment. Keys are hash63 of node ids."""

    day: str  # UTC date that review dates were compared with

    def nodes(self, keys: Collection[int]) -> Mapping[int, Node]:
        """Visible nodes."""
        ...

    def counts(self, key: int) -> list[Count]:
        """Distinct neighbours by (predicate, direction, kind), in any order."""
        ...

    def touching(self, key: int, predicate: EdgeType | None, kind: NodeKind | None, most: int) -> list[Triple]:
        """Edges of a node; the `most` smallest by (key of the other end, predicate, whether it points in)."""
        ...

    def adjacent(
        self, keys: Collection[int], without: Collection[EdgeType], most: int | None, skip: Collection[int]
    ) -> Mapping[int, Sequence[int]]:
        """As `walk.Graph.adjacent`, over edges of all types but `without`."""
        ...

    def edges(self, triples: Collection[Triple]) -> list[Edge]:
        """Visible edges, in any order."""
        ...

    def between(self, pairs: Collection[tuple[int, int]]) -> list[Triple]:
        """Edges between the two nodes of any of the pairs, in either direction, in any order."""
        ...

    def among(self, keys: Collection[int]) -> list[Triple]:
        """Edges with both ends among the keys, in any order."""
        ...

    def index(self) -> Index: ...

    def evidence(self, subject: int, object_: int, limit: int) -> list[Evidence]: ...

    def record(self, record: str) -> StoredRecord | None: ...

    def records(self, key: int, limit: int) -> list[StoredRecord]: ...

    def every_record(self) -> Iterator[StoredRecord]: ...

    def titles(self, keys: Collection[int]) -> Mapping[int, str]: ...

    def statements(self, keys: Collection[int] | None) -> Iterator[Evidence]: ...

    def sightings(self, record: str) -> list[tuple[Sighting, SourceFile, Marking]]: ...

    def seen_records(self, records: Collection[str]) -> Collection[str]:
        """Those of the record ids that are visible."""
        ...

    def decisions(self) -> list[Decision]:
        """All decisions of the case, visible or not."""
        ...

    def markings(self) -> list[Marking]: ...

    def stats(self) -> dict[str, Any]: ...

    def projection(self) -> Projection: ...


class SharedView:
    """View over whatever `snapshot()` opens; each call sees one moment."""

    def __init__(
        self, snapshot: Callable[[], AbstractContextManager[Snapshot]], shelf: Callable[[], Shelf] = NoShelf
    ) -> None:
        self._snapshot, self._shelf = snapshot, shelf

    def shelf(self) -> Shelf:
        return self._shelf()

    def node(self, node: str) -> Node | None:
        return next(iter(self.nodes([node])), None)

    def nodes(self, nodes: Collection[str]) -> list[Node]:
        with self._snapshot() as now:
            found = now.nodes({hash63(node) for node in nodes})
        wanted = set(nodes)
        return sorted((node for node in found.values() if node.id in wanted), key=lambda node: node.id)

    def counts(self, node: str) -> list[Count]:
        with self._snapshot() as now:
            return sorted(now.counts(hash63(node)), key=lambda c: (c.predicate.value, c.direction, c.kind.value))

    def neighbours(
        self,
        node: str,
        *,
        predicate: EdgeType | None = None,
        kind: NodeKind | None = None,
        limit: int = 100,
        order: str = "most",
    ) -> list[Neighbour]:
        if order not in ("most", "least"):
            raise InputError(f"order is most or least, not {order!r}")
        sign = -1 if order == "most" else 1
        key = hash63(node)
        with self._snapshot() as now:
            touching = now.touching(key, predicate, kind, max(limit, RANKED)) if limit > 0 else []
            others = {triple: triple[2] if triple[0] == key else triple[0] for triple in touching}
            nodes = now.nodes(set(others.values()))
            touching.sort(key=lambda t: (sign * nodes[others[t]].degree, nodes[others[t]].id, t[1].value, t[0] != key))
            chosen = touching[:limit]
            edges = {(hash63(e.subject), e.predicate, hash63(e.object)): e for e in now.edges(chosen)}
            return [Neighbour(edges[triple], nodes[others[triple]]) for triple in chosen]

    def edges_among(self, nodes: Collection[str]) -> list[Edge]:
        with self._snapshot() as now:
            return _sorted(now.edges(now.among({hash63(node) for node in nodes})))

    def expand(self, nodes: Collection[str], *, hops: int, cap: int, per_node: int) -> list[Node]:
        with self._snapshot() as now:
            graph = _Graph(now)
            levels = walk.expand(graph, [hash63(node) for node in nodes], hops=hops, cap=cap, per_node=per_node)
            return [graph.known[key] for level in levels for key in level]

    def paths(
        self,
        start: str,
        end: str,
        *,
        hops: int = 6,
        limit: int = 3,
        without_nodes: Collection[str] = (),
        without_types: Collection[EdgeType] = (),
        without_kinds: Collection[NodeKind] = (),
        max_degree: int | None = None,
    ) -> list[Path]:
        kinds, types = frozenset(without_kinds), frozenset(without_types)
        kept = self._shelf().get(near.KEPT)
        with self._snapshot() as now:
            if kept is not None:
                arrays = near.Near(**kept)
                barred = walk.Rules(frozenset(map(arrays.find, without_nodes)), kinds, max_degree)
                quick = near.NearGraph(arrays, types)
                walked = walk.paths(quick, arrays.find(start), arrays.find(end), barred, hops=hops, limit=limit)
                found = self._paths(now, [[arrays.id(key) for key in path] for path in walked], types)
                if found is not None:
                    return found
            graph = _Graph(now, types)
            rules = walk.Rules(frozenset(map(hash63, without_nodes)), kinds, max_degree)
            walked = walk.paths(graph, hash63(start), hash63(end), rules, hops=hops, limit=limit)
            return self._paths(now, [[graph.known[key].id for key in path] for path in walked], types) or []

    def _paths(self, now: Snapshot, walked: list[list[str]], without: frozenset[EdgeType]) -> list[Path] | None:
        """Walks by ids with the edges along them; None where two of them are no longer neighbours."""
        steps = {(hash63(one), hash63(other)) for nodes in walked for one, other in pairwise(nodes)}
        edges: dict[frozenset[str], list[Edge]] = {}
        for edge in _sorted(now.edges([triple for triple in now.between(steps) if triple[1] not in without])):
            edges.setdefault(frozenset((edge.subject, edge.object)), []).append(edge)
        along = [[edges.get(frozenset(pair), []) for pair in pairwise(nodes)] for nodes in walked]
        if not all(all(steps) for steps in along):
            return None
        return [Path(tuple(nodes), tuple(chain.from_iterable(steps))) for nodes, steps in zip(walked, along)]

    def search(self, text: str, exact: Sequence[str] = (), limit: int = 50) -> list[Hit]:
        with self._snapshot() as now:
            return search(now.index(), text, exact, limit)

    def evidence(self, subject: str, object: str, *, limit: int = 200) -> list[Evidence]:
        with self._snapshot() as now:
            return now.evidence(hash63(subject), hash63(object), limit)

    def record(self, record: str) -> StoredRecord | None:
        with self._snapshot() as now:
            return now.record(record)

    def records(self, node: str, *, limit: int = 200) -> list[StoredRecord]:
        with self._snapshot() as now:
            return now.records(hash63(node), limit)

    def some_records(self, records: Collection[str]) -> Iterator[StoredRecord]:
        with self._snapshot() as now:
            for name in records:
                if (found := now.record(name)) is not None:
                    yield found

    def every_record(self) -> Iterator[StoredRecord]:
        with self._snapshot() as now:
            yield from now.every_record()

    def titles(self, nodes: Collection[str]) -> dict[str, str]:
        with self._snapshot() as now:
            found = now.titles({hash63(node) for node in nodes})
        return {node: found[key] for node in sorted(set(nodes)) if (key := hash63(node)) in found}

    def statements(self, nodes: Collection[str] | None = None) -> Iterator[Evidence]:
        with self._snapshot() as now:
            yield from now.statements(None if nodes is None else {hash63(node) for node in nodes})

    def sightings(self, record: str) -> list[tuple[Sighting, SourceFile, Marking]]:
        with self._snapshot() as now:
            return now.sightings(record)

    def decisions(self, *, standing: bool = True) -> list[Decision]:
        with self._snapshot() as now:

            def seen(targets: set[str]) -> set[str]:
                records = {target for target in targets if target.startswith("record:")}
                nodes = now.nodes({hash63(target) for target in targets - records})
                return {node.id for node in nodes.values()} | set(now.seen_records(records))

            return visible_decisions(now.decisions(), seen, standing=standing, day=now.day)

    def markings(self) -> list[Marking]:
        with self._snapshot() as now:
            return sorted(now.markings(), key=lambda marking: marking.hash)

    def stats(self) -> dict[str, Any]:
        with self._snapshot() as now:
            return now.stats()

    def projection(self) -> Projection:
        with self._snapshot() as now:
            return now.projection()

    @property
    def digest(self) -> str:
        return scope_digest(self.markings())


class _Graph:
    """A snapshot as `walk.Graph`; each node is looked up once."""

    def __init__(self, now: Snapshot, without: frozenset[EdgeType] = frozenset()) -> None:
        self.now, self.without = now, without
        self.known: dict[int, Node] = {}

    def degrees(self, keys: Collection[int]) -> Mapping[int, int]:
        self._look_up(keys)
        return {key: self.known[key].degree for key in keys if key in self.known}

    def adjacent(
        self, keys: Collection[int], *, most: int | None = None, skip: Collection[int] = frozenset()
    ) -> Mapping[int, Sequence[int]]:
        return self.now.adjacent(keys, self.without, most, skip)

    def names(self, keys: Collection[int]) -> Mapping[int, str]:
        self._look_up(keys)
        return {key: self.known[key].id for key in keys}

    def _look_up(self, keys: Collection[int]) -> None:
        if missing := [key for key in keys if key not in self.known]:
            self.known.update(self.now.nodes(missing))


def _sorted(edges: list[Edge]) -> list[Edge]:
    return sorted(edges, key=lambda edge: (edge.subject, edge.predicate.value, edge.object))
