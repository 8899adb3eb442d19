"""What one scope sees of the memory store: the definition of a view, built by filtering and nothing else."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from graphsvc.marking import Marking
from graphsvc.model import Decision, EdgeType, NodeKind, Sighting, SourceFile, Statement, StoredRecord, hash63
from graphsvc.store import Count, Edge, Evidence, Node, Projection
from graphsvc.store.common import arrays, order, summary
from graphsvc.store.common import text as texts
from graphsvc.store.common.search import Index, smallest
from graphsvc.store.common.view import Triple
from graphsvc.store.memory.content import Content

Seen = tuple[Sighting, SourceFile, Marking]


class MemorySnapshot:
    """Everything visible, indexed once. `parts`: those the scope sees on `day`."""

    def __init__(self, content: Content, parts: Collection[int], day: str) -> None:
        self.day = day
        self._content = content
        self._markings = {content.parts[part].hash: content.parts[part] for part in parts}
        self._seen: dict[str, list[Seen]] = defaultdict(list)
        for (record, marking, file, _), sighting in content.sightings.items():
            if marking in self._markings:
                source = content.sources[content.records[record].source, file, marking]
                self._seen[record].append((sighting, source, self._markings[marking]))
        self._records = {record: content.records[record] for record in self._seen}
        self._statements: dict[int, tuple[Statement, list[Marking]]] = {}
        for (key, marking), statement in content.statements.items():
            if marking in self._markings:
                self._statements.setdefault(key, (statement, []))[1].append(self._markings[marking])
        self._index_graph()

    def _index_graph(self) -> None:
        self._edges: dict[Triple, list[Statement]] = defaultdict(list)
        self._near: dict[int, set[Triple]] = defaultdict(set)
        self._about: dict[int, list[StoredRecord]] = defaultdict(list)
        support: dict[str, set[str]] = defaultdict(set)  # node -> records that state something about or with it
        for record in self._records.values():
            self._about[hash63(record.node)].append(record)
            support[record.node].add(record.id)
        for statement, _ in self._statements.values():
            triple = (hash63(statement.subject), statement.predicate, hash63(statement.object))
            self._edges[triple].append(statement)
            self._near[triple[0]].add(triple)
            self._near[triple[2]].add(triple)
            support[statement.subject].add(statement.record)
            support[statement.object].add(statement.record)
        self._nodes = {hash63(node): self._node(node, records) for node, records in support.items()}

    def _node(self, node: str, records: set[str]) -> Node:
        times = sorted(posted for record in records if (posted := self._records[record].posted))
        key = hash63(node)
        near = {_other(triple, key) for triple in self._near[key]}
        first, last = (times[0], times[-1]) if times else ("", "")
        return Node(node, NodeKind(node.partition(":")[0]), len(records), first, last, len(near))

    def nodes(self, keys: Collection[int]) -> Mapping[int, Node]:
        return {key: self._nodes[key] for key in keys if key in self._nodes}

    def counts(self, key: int) -> list[Count]:
        found = Counter(
            (t[1], "out" if t[0] == key else "in", self._nodes[_other(t, key)].kind) for t in self._near[key]
        )
        return [Count(*group, count) for group, count in found.items()]

    def touching(self, key: int, predicate: EdgeType | None, kind: NodeKind | None, most: int) -> list[Triple]:
        found = [
            triple for triple in self._near[key]
            if predicate in (None, triple[1]) and kind in (None, self._nodes[_other(triple, key)].kind)
        ]  # fmt: skip
        return sorted(found, key=lambda t: (_other(t, key), t[1].value, t[0] != key))[:most]

    def adjacent(
        self, keys: Collection[int], without: Collection[EdgeType], most: int | None, skip: Collection[int]
    ) -> Mapping[int, Sequence[int]]:
        return {
            key: sorted({_other(t, key) for t in self._near[key] if t[1] not in without} - set(skip))[:most]
            for key in keys
        }

    def edges(self, triples: Collection[Triple]) -> list[Edge]:
        return [self._edge(self._edges[triple]) for triple in set(triples) if triple in self._edges]

    def _edge(self, statements: list[Statement]) -> Edge:
        first = statements[0]
        times = sorted(time for s in statements if (time := s.at or self._records[s.record].posted))
        return Edge(
            first.subject, first.predicate, first.object, len({s.record for s in statements}),
            times[0] if times else "", times[-1] if times else "", order.kinds({s.kind for s in statements}),
        )  # fmt: skip

    def between(self, pairs: Collection[tuple[int, int]]) -> list[Triple]:
        wanted = {frozenset(pair) for pair in pairs}
        return [t for pair in wanted for t in self._near[min(pair)] if {t[0], t[2]} == pair]

    def among(self, keys: Collection[int]) -> list[Triple]:
        return [triple for triple in self._edges if triple[0] in keys and triple[2] in keys]

    def index(self) -> Index:
        return self

    def present(self, nodes: Collection[str]) -> Collection[str]:
        return {node for node in nodes if hash63(node) in self._nodes}

    def labelled(self, patterns: Sequence[str]) -> list[str]:
        return smallest(n.id for n in self._nodes.values() if _holds(texts.shelved(texts.labels(n.id)), patterns))

    def titled(self, patterns: Sequence[str]) -> list[tuple[str, str]]:
        found = smallest(r.id for r in self._records.values() if _holds(texts.shelved([r.title]), patterns))
        return [(self._records[record].node, self._records[record].title) for record in found]

    def worded(self, words: Sequence[str]) -> list[tuple[str, str]]:
        found = smallest(
            r.id
            for r in self._records.values()
            if set(words) <= set(texts.words(texts.body(r.title, r.text, r.content)))
        )
        return [(self._records[record].node, record) for record in found]

    def evidence(self, subject: int, object_: int, limit: int) -> list[Evidence]:
        found = [s for triple in self.between([(subject, object_)]) for s in self._edges[triple]]
        found.sort(key=lambda s: (self._records[s.record].posted, s.record, order.statement(s)))
        return [self._evidence(statement) for statement in found[: max(limit, 0)]]

    def _evidence(self, statement: Statement) -> Evidence:
        return Evidence(statement, self._records[statement.record], tuple(self.sightings(statement.record)))

    def record(self, record: str) -> StoredRecord | None:
        return self._records.get(record)

    def records(self, key: int, limit: int) -> list[StoredRecord]:
        found = sorted(self._about[key], key=lambda record: record.id)
        return sorted(found, key=lambda record: record.posted, reverse=True)[: max(limit, 0)]

    def every_record(self) -> Iterator[StoredRecord]:
        yield from self._records.values()

    def titles(self, keys: Collection[int]) -> Mapping[int, str]:
        return {key: title for key in keys if self._about[key] and (title := self.records(key, 1)[0].title)}

    def statements(self, keys: Collection[int] | None) -> Iterator[Evidence]:
        found = (s for s, _ in self._statements.values())
        if keys is not None:
            found = (s for s in found if hash63(s.subject) in keys and hash63(s.object) in keys)
        for statement in sorted(found, key=order.statement):
            yield self._evidence(statement)

    def sightings(self, record: str) -> list[Seen]:
        return sorted(self._seen.get(record, ()), key=order.sighting)

    def seen_records(self, records: Collection[str]) -> Collection[str]:
        return set(records) & self._records.keys()

    def decisions(self) -> list[Decision]:
        return list(self._content.decisions.values())

    def markings(self) -> list[Marking]:
        return list({marking.hash: marking for seen in self._seen.values() for _, _, marking in seen}.values())

    def stats(self) -> dict[str, Any]:
        sources = []
        for name in {key[0] for key in self._content.sources if key[2] in self._markings}:
            records = [record for record in self._records.values() if record.source == name]
            times = sorted(record.posted for record in records if record.posted)
            lines = Counter((file.sha256, marking.hash) for r in records for _, file, marking in self._seen[r.id])
            files = [
                (file, self._markings[key[2]], lines[key[1], key[2]])
                for key, file in self._content.sources.items()
                if key[0] == name and key[2] in self._markings
            ]
            first, last = (times[0], times[-1]) if times else ("", "")
            sources.append(summary.source_entry(name, len(records), first, last, files))
        return summary.stats(
            records=len(self._records), nodes=Counter(node.kind.value for node in self._nodes.values()),
            edges=len(self._edges), statements=len(self._statements), sources=sources,
        )  # fmt: skip

    def projection(self) -> Projection:
        records, found = list(self._records.values()), list(self._statements.values())
        statements = [statement for statement, _ in found]

        def keys(ids: list[str]) -> Any:
            return np.array([hash63(identifier) for identifier in ids], dtype=np.int64)

        return arrays.build(
            arrays.Rows(
                node_key=keys([node.id for node in self._nodes.values()]),
                node_id=[node.id for node in self._nodes.values()],
                record_key=keys([record.id for record in records]),
                record_id=[record.id for record in records],
                record_node=keys([record.node for record in records]),
                record_posted=[record.posted for record in records],
                record_category=[record.category.value for record in records],
                record_linkable=np.array([any(m.links for _, _, m in self._seen[r.id]) for r in records], dtype=bool),
                subject=keys([s.subject for s in statements]),
                predicate=np.array([arrays.CODE[s.predicate] for s in statements], dtype=np.int8),
                object=keys([s.object for s in statements]),
                record=keys([s.record for s in statements]),
                confidence=np.array([s.confidence for s in statements], dtype=np.float64),
                at=arrays.days([s.at for s in statements]),
                linkable=np.array([any(m.links for m in markings) for _, markings in found], dtype=bool),
            )
        )


def _other(triple: Triple, key: int) -> int:
    return triple[2] if triple[0] == key else triple[0]


def _holds(shelved: str, patterns: Sequence[str]) -> bool:
    return any(pattern in shelved for pattern in patterns)
