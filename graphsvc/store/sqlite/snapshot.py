"""A scope's graph: nodes, edges, neighbours. Every query is an index lookup by key, filtered by part."""

from __future__ import annotations

import heapq
import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations

from graphsvc.model import EdgeType, NodeKind, StatementKind
from graphsvc.store import Count, Edge, Node
from graphsvc.store.common import order
from graphsvc.store.common.view import Triple
from graphsvc.store.sqlite.schema import KIND_CODE, KINDS, TYPE_CODE, TYPES
from graphsvc.store.sqlite.scope import Scope

HEAVY = 2_000  # from so many neighbours on, a node is read as a stream
HEAVY_PAIRS = 1_000  # so many pairs of heavy nodes are looked up one by one

NODES = """
SELECT n.key, n.kind, n.id, t.records, t.degree, t.first, t.last FROM json_each(:keys) j
CROSS JOIN node n ON n.key = j.value CROSS JOIN tally t ON t.node = n.row
WHERE :all OR t.parts IN (SELECT value FROM json_each(:sets))
"""
DEGREES = """
SELECT n.key, sum(t.degree) FROM json_each(:keys) j CROSS JOIN node n ON n.key = j.value
CROSS JOIN tally t ON t.node = n.row GROUP BY n.key
"""
ROW = "SELECT row FROM node WHERE key = :key"
COUNT_OUT = """
SELECT predicate, okind, count(DISTINCT okey) FROM statement
WHERE subject = :row AND (:all OR part IN (SELECT value FROM json_each(:parts))) GROUP BY predicate, okind
"""
COUNT_IN = """
SELECT predicate, skind, count(DISTINCT skey) FROM statement
WHERE object = :row AND (:all OR part IN (SELECT value FROM json_each(:parts))) GROUP BY predicate, skind
"""
NEXT_OUT = """
SELECT predicate, okind FROM statement WHERE subject = :row AND (predicate, okind) > (:predicate, :kind)
ORDER BY predicate, okind LIMIT 1
"""
NEXT_IN = """
SELECT predicate, skind FROM statement WHERE object = :row AND (predicate, skind) > (:predicate, :kind)
ORDER BY predicate, skind LIMIT 1
"""
STREAM_OUT = """
SELECT okey FROM statement WHERE subject = :row AND predicate = :predicate AND okind = :kind
AND (:all OR part IN (SELECT value FROM json_each(:parts))) ORDER BY okey
"""
STREAM_IN = """
SELECT skey FROM statement WHERE object = :row AND predicate = :predicate AND skind = :kind
AND (:all OR part IN (SELECT value FROM json_each(:parts))) ORDER BY skey
"""
FROM_OUT = """
SELECT n.key, s.predicate, s.okey FROM json_each(:keys) j CROSS JOIN node n ON n.key = j.value
CROSS JOIN statement s ON s.subject = n.row WHERE (:all OR s.part IN (SELECT value FROM json_each(:parts)))
"""
FROM_IN = """
SELECT s.skey, s.predicate, n.key FROM json_each(:keys) j CROSS JOIN node n ON n.key = j.value
CROSS JOIN statement s ON s.object = n.row WHERE (:all OR s.part IN (SELECT value FROM json_each(:parts)))
"""
BETWEEN = """
SELECT DISTINCT n.key, s.predicate, s.okey FROM json_each(:pairs) j CROSS JOIN node n ON n.key = j.value ->> 0
CROSS JOIN statement s ON s.subject = n.row AND s.predicate IN (SELECT value FROM json_each(:types))
AND s.okind = j.value ->> 1 AND s.okey = j.value ->> 2
WHERE (:all OR s.part IN (SELECT value FROM json_each(:parts)))
"""
EDGES_OUT = """
SELECT n.key, s.predicate, s.okey, s.record, s.kind, s.at, r.posted FROM json_each(:triples) j
CROSS JOIN node n ON n.key = j.value ->> 0
CROSS JOIN statement s ON s.subject = n.row AND s.predicate = j.value ->> 1 AND s.okind = j.value ->> 2
AND s.okey = j.value ->> 3 CROSS JOIN record r ON r.row = s.record
WHERE (:all OR s.part IN (SELECT value FROM json_each(:parts)))
"""
EDGES_IN = """
SELECT s.skey, s.predicate, n.key, s.record, s.kind, s.at, r.posted FROM json_each(:triples) j
CROSS JOIN node n ON n.key = j.value ->> 0
CROSS JOIN statement s ON s.object = n.row AND s.predicate = j.value ->> 1 AND s.skind = j.value ->> 2
AND s.skey = j.value ->> 3 CROSS JOIN record r ON r.row = s.record
WHERE (:all OR s.part IN (SELECT value FROM json_each(:parts)))
"""
STATEMENT_KIND = {kind.value: kind for kind in StatementKind}
ALL_TYPES = json.dumps(sorted(TYPE_CODE.values()))


class Graph:
    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self._known: dict[int, Node | None] = {}  # of this moment; None: not visible

    def nodes(self, keys: Collection[int]) -> Mapping[int, Node]:
        missing = [key for key in keys if key not in self._known]
        if missing:
            self._known.update(dict.fromkeys(missing))
            self._known.update(self._look_up(missing))
        return {key: node for key in keys if (node := self._known[key]) is not None}

    def _look_up(self, keys: Collection[int]) -> dict[int, Node]:
        found: dict[int, Node] = {}
        for key, kind, name, records, degree, first, last in self.scope.rows(NODES, keys=_json(keys)):
            known = found.get(key)
            if known is not None:
                records, degree = records + known.records, degree + known.degree
                first = min(first or known.first, known.first or first)
                last = max(last, known.last)
            found[key] = Node(name, KINDS[kind], records, first, last, degree)
        return {key: node for key, node in found.items() if node.records}

    def counts(self, key: int) -> list[Count]:
        return [
            Count(TYPES[predicate], direction, KINDS[kind], count)
            for direction, query in (("out", COUNT_OUT), ("in", COUNT_IN))
            for predicate, kind, count in self.scope.rows(query, row=self._row(key))
        ]

    def _row(self, key: int) -> int:
        """Where a node lies; 0, where nothing does, for a key that is not there."""
        found = self.scope.rows(ROW, key=key).fetchone()
        return found[0] if found else 0

    def touching(self, key: int, predicate: EdgeType | None, kind: NodeKind | None, most: int) -> list[Triple]:
        found: list[Triple] = []
        for triple in self._stream(key, predicate, kind):
            if not found or triple != found[-1]:
                if len(found) == most:
                    break
                found.append(triple)
        return found

    def _stream(self, key: int, predicate: EdgeType | None, kind: NodeKind | None) -> Iterator[Triple]:
        """Edges of a node by (other end, predicate, whether it points in); repeated for each statement."""
        streams = []
        row = self._row(key)
        for inward, after, query in ((False, NEXT_OUT, STREAM_OUT), (True, NEXT_IN, STREAM_IN)):
            for type_, kind_ in self._groups(row, after):
                if predicate in (None, TYPES[type_]) and kind in (None, KINDS[kind_]):
                    others = self.scope.rows(query, row=row, predicate=type_, kind=kind_)
                    streams.append(_marked(others, TYPES[type_], inward))
        for other, _, inward, type_name in heapq.merge(*streams):
            yield (other, type_name, key) if inward else (key, type_name, other)

    def _groups(self, row: int, after: str) -> Iterator[tuple[int, int]]:
        """The (predicate, kind of neighbour) of a node's statements, jumping from one to the next in the index."""
        at = (-1, -1)
        while found := self.scope.rows(after, row=row, predicate=at[0], kind=at[1]).fetchone():
            at = found
            yield at

    def adjacent(
        self, keys: Collection[int], without: Collection[EdgeType], most: int | None, skip: Collection[int]
    ) -> Mapping[int, Sequence[int]]:
        degrees = dict(self.scope.rows(DEGREES, keys=_json(keys)))
        light = [key for key in keys if degrees.get(key, 0) < HEAVY]
        found: dict[int, set[int]] = defaultdict(set)
        barred = {TYPE_CODE[predicate] for predicate in without}
        for query, own in ((FROM_OUT, 0), (FROM_IN, 2)):
            for row in self.scope.rows(query, keys=_json(light)):
                if row[1] not in barred:
                    found[row[own]].add(row[2 - own])
        near: dict[int, Sequence[int]] = {key: sorted(found[key].difference(skip))[:most] for key in light}
        for key in keys:
            if key not in near:
                near[key] = self._heavy(key, without, most, skip)
        return near

    def _heavy(self, key: int, without: Collection[EdgeType], most: int | None, skip: Collection[int]) -> list[int]:
        found: list[int] = []
        for subject, predicate, object_ in self._stream(key, None, None):
            other = object_ if subject == key else subject
            if predicate in without or other in skip or (found and found[-1] == other):
                continue
            if len(found) == most:
                break
            found.append(other)
        return found

    def between(self, pairs: Collection[tuple[int, int]]) -> list[Triple]:
        kinds = self._kinds({key for pair in pairs for key in pair})
        asked = [
            (start, kinds[end], end)
            for one, other in pairs
            for start, end in ((one, other), (other, one))
            if end in kinds
        ]
        rows = self.scope.rows(BETWEEN, pairs=json.dumps(asked), types=ALL_TYPES)
        return sorted({(subject, TYPES[predicate], object_) for subject, predicate, object_ in rows})

    def among(self, keys: Collection[int]) -> list[Triple]:
        degrees = dict(self.scope.rows(DEGREES, keys=_json(keys)))
        heavy = [key for key in degrees if degrees[key] >= HEAVY]
        pairs = list(combinations(sorted(heavy), 2))
        if len(pairs) > HEAVY_PAIRS:
            heavy, pairs = [], []
        light = _json(set(degrees).difference(heavy))
        found = {
            (subject, TYPES[predicate], object_)
            for query in (FROM_OUT, FROM_IN)
            for subject, predicate, object_ in self.scope.rows(query, keys=light)
            if subject in degrees and object_ in degrees
        }
        return sorted(found.union(self.between(pairs)))

    def edges(self, triples: Collection[Triple]) -> list[Edge]:
        ends = {key for subject, _, object_ in triples for key in (subject, object_)}
        nodes = self.nodes(ends)
        # from the side with fewer ends: their statements lie side by side in the index
        inward = len({object_ for _, _, object_ in triples}) < len({subject for subject, _, _ in triples})
        sides = [(o, p, s) if inward else (s, p, o) for s, p, o in set(triples)]
        asked = [
            (near, TYPE_CODE[predicate], KIND_CODE[nodes[far].kind], far)
            for near, predicate, far in sides if far in nodes
        ]  # fmt: skip
        found: dict[tuple[int, int, int], list[tuple[int, str, str]]] = defaultdict(list)
        rows = self.scope.rows(EDGES_IN if inward else EDGES_OUT, triples=json.dumps(asked))
        for subject, predicate, object_, record, kind, at, posted in rows:
            found[subject, predicate, object_].append((record, kind, at or posted))
        return [
            _edge(nodes[subject].id, TYPES[predicate], nodes[object_].id, rows)
            for (subject, predicate, object_), rows in found.items()
        ]

    def _kinds(self, keys: Collection[int]) -> dict[int, int]:
        return {key: kind for key, kind, *_ in self.scope.rows(NODES, keys=_json(keys))}


def _marked(
    others: Iterator[tuple[int]], predicate: EdgeType, inward: bool
) -> Iterator[tuple[int, str, bool, EdgeType]]:
    for (other,) in others:
        yield other, predicate.value, inward, predicate


def _edge(subject: str, predicate: EdgeType, object_: str, rows: list[tuple[int, str, str]]) -> Edge:
    times = sorted(time for _, _, time in rows if time)
    kinds = order.kinds({STATEMENT_KIND[kind] for _, kind, _ in rows})
    first, last = (times[0], times[-1]) if times else ("", "")
    return Edge(subject, predicate, object_, len({record for record, _, _ in rows}), first, last, kinds)


def _json(keys: Collection[int]) -> str:
    return json.dumps(sorted(keys))
