"""What one scope sees of a case in the server, as the shared view asks for it."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import Any

import numpy as np

from graphsvc.marking import Marking
from graphsvc.model import Decision, EdgeType, NodeKind, Sighting, SourceFile, StatementKind, StoredRecord
from graphsvc.store import Count, Edge, Evidence, Node, Projection
from graphsvc.store.common import arrays, order, summary
from graphsvc.store.common import rows as tables
from graphsvc.store.common.search import MOST, Index
from graphsvc.store.common.view import Triple
from graphsvc.store.neo4j import cypher, questions, rows
from graphsvc.store.neo4j.driver import Connection

Seen = tuple[Sighting, SourceFile, Marking]
_EVERY_TYPE = tuple(predicate.value for predicate in EdgeType)
_EVERY_KIND = tuple(kind.value for kind in NodeKind)
_ALL = 2**31 - 1  # LIMIT takes no null
_CHUNK = 1000  # statements whose records are fetched together


class Neo4jSnapshot:
    """`parts`: those the scope sees on `day`, with their markings. Each question is a read of its own."""

    def __init__(self, connection: Connection, parts: Mapping[int, Marking], day: str) -> None:
        self.day = day
        self._connection, self._markings = connection, dict(parts)
        self._parts = sorted(parts)

    def _ask(self, query: str, **parameters: Any) -> list[Any]:
        return list(self._connection.rows(query, parts=self._parts, **parameters))

    def nodes(self, keys: Collection[int]) -> Mapping[int, Node]:
        return {row["h"]: _node(row) for row in self._ask(questions.NODES, keys=sorted(keys))}

    def counts(self, key: int) -> list[Count]:
        return [
            Count(EdgeType(row["predicate"]), "out" if row["out"] else "in", NodeKind(row["kind"]), row["many"])
            for row in self._ask(questions.COUNTS, key=key)
        ]

    def touching(self, key: int, predicate: EdgeType | None, kind: NodeKind | None, most: int) -> list[Triple]:
        found = self._ask(
            questions.TOUCHING, key=key, most=most,
            types=_EVERY_TYPE if predicate is None else [predicate.value],
            kinds=_EVERY_KIND if kind is None else [kind.value],
        )  # fmt: skip
        return [
            (row["other"], EdgeType(row["predicate"]), key) if row["inward"]
            else (key, EdgeType(row["predicate"]), row["other"])
            for row in found
        ]  # fmt: skip

    def adjacent(
        self, keys: Collection[int], without: Collection[EdgeType], most: int | None, skip: Collection[int]
    ) -> Mapping[int, Sequence[int]]:
        types = [name for name in _EVERY_TYPE if name not in {predicate.value for predicate in without}]
        limit = _ALL if most is None else most
        found = self._ask(questions.ADJACENT, keys=sorted(keys), types=types, skip=sorted(skip), most=limit)
        return dict.fromkeys(keys, ()) | {row["key"]: row["others"] for row in found}

    def edges(self, triples: Collection[Triple]) -> list[Edge]:
        wanted = [[subject, predicate.value, object_] for subject, predicate, object_ in sorted(set(triples))]
        return [_edge(row) for row in self._ask(questions.EDGES, triples=wanted)]

    def between(self, pairs: Collection[tuple[int, int]]) -> list[Triple]:
        wanted = sorted({(min(pair), max(pair)) for pair in pairs})
        return _triples(self._ask(questions.BETWEEN, pairs=[list(pair) for pair in wanted]))

    def among(self, keys: Collection[int]) -> list[Triple]:
        return _triples(self._ask(questions.AMONG, keys=sorted(keys)))

    def index(self) -> Index:
        return self

    def present(self, nodes: Collection[str]) -> Collection[str]:
        return {row["id"] for row in self._ask(questions.PRESENT, ids=sorted(nodes))}

    def labelled(self, patterns: Sequence[str]) -> list[str]:
        return [row["id"] for row in self._ask(questions.LABELLED, patterns=list(patterns), most=MOST)]

    def titled(self, patterns: Sequence[str]) -> list[tuple[str, str]]:
        found = self._ask(questions.TITLED, patterns=list(patterns), most=MOST)
        return [(row["node"], row["title"]) for row in found]

    def worded(self, words: Sequence[str]) -> list[tuple[str, str]]:
        # Words hold letters and digits alone, folded: nothing in them is Lucene syntax.
        query = " ".join(f"+{word}" for word in words)
        return [(row["node"], row["record"]) for row in self._ask(questions.WORDED, terms=query, most=MOST)]

    def evidence(self, subject: int, object_: int, limit: int) -> list[Evidence]:
        found = {
            row["e"]["key"]: rows.to_statement(row)
            for row in self._ask(questions.EVIDENCE, subject=subject, object=object_)
        }
        with_posted = [(row.record, row) for row in found.values()]
        records = self._records({record for record, _ in with_posted})
        chosen = sorted(found.values(), key=lambda s: (records[s.record].posted, s.record, order.statement(s)))
        return self._with_records(chosen[: max(limit, 0)], records)

    def _with_records(self, statements: Sequence[Any], records: Mapping[str, StoredRecord]) -> list[Evidence]:
        seen = self._seen({statement.record for statement in statements})
        return [Evidence(s, records[s.record], tuple(seen[s.record])) for s in statements]

    def _records(self, ids: Collection[str]) -> dict[str, StoredRecord]:
        found = self._ask(questions.RECORDS_BY_ID, ids=sorted(ids)) if ids else []
        return {row["r"]["id"]: rows.to_record(row["r"]) for row in found}

    def _seen(self, ids: Collection[str]) -> dict[str, list[Seen]]:
        found: dict[str, list[Seen]] = defaultdict(list)
        for row in self._ask(questions.SIGHTINGS, ids=sorted(ids)) if ids else []:
            file, marking = rows.to_source(json.loads(row["body"])), self._markings[row["part"]]
            sighting = Sighting(row["record"], file.sha256, row["line"], row["captured"], marking.hash)
            found[row["record"]].append((sighting, file, marking))
        for seen in found.values():
            seen.sort(key=order.sighting)
        return found

    def record(self, record: str) -> StoredRecord | None:
        found = self._ask(questions.RECORD, id=record)
        return rows.to_record(found[0]["r"]) if found else None

    def records(self, key: int, limit: int) -> list[StoredRecord]:
        return [rows.to_record(row["r"]) for row in self._ask(questions.RECORDS_ABOUT, key=key, most=max(limit, 0))]

    def every_record(self) -> Iterator[StoredRecord]:
        for row in self._connection.stream(questions.EVERY_RECORD, parts=self._parts):
            yield rows.to_record(row["r"])

    def titles(self, keys: Collection[int]) -> Mapping[int, str]:
        return {row["key"]: row["title"] for row in self._ask(questions.TITLES, keys=sorted(keys)) if row["title"]}

    def statements(self, keys: Collection[int] | None) -> Iterator[Evidence]:
        found = self._connection.stream(
            questions.STATEMENTS, parts=self._parts, keys=None if keys is None else sorted(keys)
        )
        ordered = (item for group in _by_record(found) for item in group)
        while chunk := list(islice(ordered, _CHUNK)):
            yield from self._with_records(chunk, self._records({statement.record for statement in chunk}))

    def sightings(self, record: str) -> list[Seen]:
        return self._seen({record}).get(record, [])

    def seen_records(self, records: Collection[str]) -> Collection[str]:
        return self._records(records).keys()

    def decisions(self) -> list[Decision]:
        return [tables.to_decision(json.loads(row["body"])) for row in self._ask(cypher.DECISIONS)]

    def markings(self) -> list[Marking]:
        return [self._markings[row["part"]] for row in self._ask(questions.USED_PARTS)]

    def stats(self) -> dict[str, Any]:
        counted = {row["source"]: row for row in self._ask(questions.COUNT_RECORDS)}
        files: dict[str, list[tuple[SourceFile, Marking, int]]] = defaultdict(list)
        for row in self._ask(questions.COUNT_FILES):
            file = rows.to_source(json.loads(row["body"]))
            files[file.source].append((file, self._markings[row["part"]], row["rows"]))
        edges = self._ask(questions.COUNT_EDGES)[0]
        sources = []
        for name, found in sorted(files.items()):
            row = counted.get(name, {"many": 0, "first": None, "last": None})
            sources.append(summary.source_entry(name, row["many"], row["first"] or "", row["last"] or "", found))
        return summary.stats(
            records=sum(row["many"] for row in counted.values()),
            nodes=Counter({row["kind"]: row["many"] for row in self._ask(questions.COUNT_NODES)}),
            edges=edges["edges"], statements=edges["statements"], sources=sources,
        )  # fmt: skip

    def projection(self) -> Projection:
        stream, parts = self._connection.stream, self._parts
        links = {part: marking.links for part, marking in self._markings.items()}
        nodes = [(row["h"], row["id"]) for row in stream(questions.ALL_NODES, parts=parts)]
        records = [tuple(row.values()) for row in stream(questions.ALL_RECORDS, parts=parts)]
        found = [tuple(row.values()) for row in stream(questions.ALL_STATEMENTS, parts=parts)]
        return arrays.build(
            arrays.Rows(
                node_key=_ints(row[0] for row in nodes),
                node_id=[row[1] for row in nodes],
                record_key=_ints(row[0] for row in records),
                record_id=[row[1] for row in records],
                record_node=_ints(row[2] for row in records),
                record_posted=[row[3] for row in records],
                record_category=[row[4] for row in records],
                record_linkable=np.array([any(links[part] for part in row[5]) for row in records], dtype=bool),
                subject=_ints(row[0] for row in found),
                predicate=np.array([arrays.CODE[EdgeType(row[1])] for row in found], dtype=np.int8),
                object=_ints(row[2] for row in found),
                record=_ints(row[3] for row in found),
                confidence=np.array([row[4] for row in found], dtype=np.float64),
                at=arrays.days([row[5] for row in found]),
                linkable=np.array([links[row[6]] for row in found], dtype=bool),
            )
        )


def _node(row: Any) -> Node:
    firsts = [row[name] for name in ("first1", "first2") if row[name]]
    lasts = [row[name] for name in ("last1", "last2") if row[name]]
    return Node(
        row["id"], NodeKind(row["kind"]), row["records"], min(firsts, default=""), max(lasts, default=""), row["degree"]
    )


def _edge(row: Any) -> Edge:
    return Edge(
        row["subject"], EdgeType(row["predicate"]), row["object"], row["records"],
        row["first"] or "", row["last"] or "", order.kinds({StatementKind(kind) for kind in row["kinds"]}),
    )  # fmt: skip


def _triples(found: Iterable[Any]) -> list[Triple]:
    return [(row["s"], EdgeType(row["p"]), row["o"]) for row in found]


def _by_record(found: Iterable[Any]) -> Iterator[list[Any]]:
    """Statements of one edge and record at a time, each once whatever its parts, in canonical order."""
    for _, group in groupby(found, key=lambda r: (r["subject"], r["predicate"], r["object"], r["e"]["record"])):
        once = {row["e"]["key"]: rows.to_statement(row) for row in group}
        yield sorted(once.values(), key=order.statement)


def _ints(values: Iterable[int]) -> Any:
    return np.fromiter(values, dtype=np.int64)
