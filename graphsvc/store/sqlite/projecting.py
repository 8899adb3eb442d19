"""A scope's arrays and totals: whole-table reads, column by column.

The projection is kept on the shelf, and read again only as far as rows came since: rows are appended and never changed,
and where something was taken away the shelf is empty. That holds where nothing is hidden and all markings let links be
made; else an old record may come into view by a new sighting, and everything is read.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphsvc.marking import Marking
from graphsvc.model import SourceFile
from graphsvc.store import Projection
from graphsvc.store.common import arrays, shelf, summary
from graphsvc.store.common.shelf import Arrays, Held, Shelf
from graphsvc.store.sqlite.connection import Connections
from graphsvc.store.sqlite.history import open_shelf
from graphsvc.store.sqlite.reading import source_file
from graphsvc.store.sqlite.schema import KINDS
from graphsvc.store.sqlite.scope import Scope

NODES = """
SELECT n.row, n.id FROM node n WHERE n.row > :node AND EXISTS (
    SELECT 1 FROM tally t WHERE t.node = n.row AND t.records > 0
    AND (:all OR t.parts IN (SELECT value FROM json_each(:sets))))
"""
RECORDS = """
SELECT r.row, r.node, r.id, r.posted, r.category FROM record r WHERE r.row > :record AND (:all OR EXISTS (
    SELECT 1 FROM sighting g WHERE g.record = r.row AND g.part IN (SELECT value FROM json_each(:parts))))
"""
SIGHTED = "SELECT g.record, g.part FROM sighting g WHERE :all OR g.part IN (SELECT value FROM json_each(:parts))"
STATEMENTS = """
SELECT s.subject, s.predicate, s.object, s.record, s.confidence, s.part, s.at <> '' FROM statement s
WHERE s.row > :statement AND (:all OR s.part IN (SELECT value FROM json_each(:parts)))
"""
TIMED = """
SELECT s.subject, s.predicate, s.object, s.record, s.at FROM statement s
WHERE s.row > :statement AND s.at <> '' AND (:all OR s.part IN (SELECT value FROM json_each(:parts)))
"""
NEWEST = """
SELECT (SELECT coalesce(max(row), 0) FROM node), (SELECT coalesce(max(row), 0) FROM record),
    (SELECT coalesce(max(row), 0) FROM statement)
"""
TOTALS = """
SELECT
    (SELECT count(*) FROM (SELECT DISTINCT g.record FROM sighting g
        WHERE :all OR g.part IN (SELECT value FROM json_each(:parts)))),
    (SELECT count(*) FROM (SELECT DISTINCT s.subject, s.predicate, s.okind, s.okey FROM statement s
        WHERE :all OR s.part IN (SELECT value FROM json_each(:parts)))),
    (SELECT count(*) FROM (SELECT DISTINCT s.record, s.key FROM statement s
        WHERE :all OR s.part IN (SELECT value FROM json_each(:parts))))
"""
KIND_TOTALS = """
SELECT n.kind, count(*) FROM node n WHERE EXISTS (
    SELECT 1 FROM tally t WHERE t.node = n.row AND t.records > 0
    AND (:all OR t.parts IN (SELECT value FROM json_each(:sets)))) GROUP BY n.kind
"""
FILES = """
SELECT f.row, f.part, f.sha256, f.source, f.name, f.size, f.loader, f.loader_version, f.collected_at, f.collected_by,
    f.mapping
FROM source f WHERE :all OR f.part IN (SELECT value FROM json_each(:parts))
"""
FILE_ROWS = """
SELECT g.file, count(*) FROM sighting g WHERE :all OR g.part IN (SELECT value FROM json_each(:parts)) GROUP BY g.file
"""
SOURCE_TOTALS = """
SELECT source, count(*), coalesce(min(nullif(posted, '')), ''), coalesce(max(posted), '') FROM (
    SELECT DISTINCT g.record AS record, f.source AS source, r.posted AS posted FROM sighting g
    CROSS JOIN source f ON f.row = g.file CROSS JOIN record r ON r.row = g.record
    WHERE :all OR g.part IN (SELECT value FROM json_each(:parts))) GROUP BY source
"""
SEEN_PARTS = "SELECT DISTINCT g.part FROM sighting g WHERE :all OR g.part IN (SELECT value FROM json_each(:parts))"

STATEMENT_ROW = np.dtype(
    [("subject", np.int64), ("predicate", np.int8), ("object", np.int64), ("record", np.int64),
     ("confidence", np.float64), ("part", np.int64), ("timed", np.bool_)]
)  # fmt: skip

COLUMNS = (
    "record_node", "record_time", "record_linkable", "subject", "predicate", "object", "record", "confidence", "time",
    "linkable",
)  # fmt: skip
KEPT = "projection"
AGAIN = 0.02  # share of rows that are new from which what is kept is written anew
FROM_THE_START = (0, 0, 0)

Newest = tuple[int, int, int]  # highest row of a node, a record and a statement


class Projecting:
    scope: Scope
    connections: Connections
    held: Held

    def shelf(self) -> Shelf:
        """What is kept of this scope in this state."""
        return open_shelf(self.connections, self.scope, self.held)

    def projection(self) -> Projection:
        appended = bool(self.scope.filter["all"]) and all(marking.links for marking in self.scope.markings.values())
        kept_on = self.shelf()
        kept = kept_on.older(KEPT) if appended else kept_on.get(KEPT)
        known, read = unpacked(kept) if kept else (arrays.EMPTY, FROM_THE_START)
        newest: Newest = self.scope.rows(NEWEST).fetchone()
        if newest == read:
            return known.projection
        with self.scope.unmapped():
            rows = self._since(read)
        found = arrays.extended(known, rows)
        del rows
        if len(found.projection.subject) >= (1.0 + AGAIN) * len(known.projection.subject):
            kept_on.put(KEPT, packed(found, newest))
        return found.projection

    def _since(self, newest: Newest) -> arrays.Rows:
        """What came after some rows."""
        after = dict(zip(("node", "record", "statement"), newest))
        node_row, node_id = self._columns(NODES, 2, node=after["node"])
        record_row, record_node, record_id, posted, category = self._columns(RECORDS, 5, record=after["record"])
        since = {"statement": after["statement"]}
        rows = np.fromiter(self.scope.rows(STATEMENTS, **since), dtype=STATEMENT_ROW)
        timed = self._columns(TIMED, 5, **since) if rows["timed"].any() else [[]] * 5
        # A timed row is there twice: here for its time, above for everything else; they are merged.
        none = len(timed[0])
        keys = np.array(record_row, dtype=np.int64)
        return arrays.Rows(
            node_key=np.array(node_row, dtype=np.int64), node_id=node_id, record_key=keys, record_id=record_id,
            record_node=np.array(record_node, dtype=np.int64), record_posted=posted, record_category=category,
            record_linkable=self._linkable_records(keys),
            subject=_joined(rows["subject"], timed[0]), predicate=_joined(rows["predicate"], timed[1]),
            object=_joined(rows["object"], timed[2]), record=_joined(rows["record"], timed[3]),
            confidence=_joined(rows["confidence"], np.zeros(none)),
            at=np.concatenate([np.full(len(rows), np.nan), arrays.days(timed[4])]),
            linkable=_joined(self._links(rows["part"]), np.zeros(none, dtype=bool)),
        )  # fmt: skip

    def _columns(self, query: str, width: int, **bounds: int) -> list[Any]:
        """Columns of a query's rows, gathered without keeping a tuple for each row."""
        columns: list[list[Any]] = [[] for _ in range(width)]
        rows = self.scope.rows(query, **bounds)
        while chunk := rows.fetchmany(50_000):
            for column, values in zip(columns, zip(*chunk)):
                column.extend(values)
        return columns

    def _links(self, parts: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether the marking of each part lets its statements make links."""
        linking = [part for part, marking in self.scope.markings.items() if marking.links]
        return np.isin(parts, linking)

    def _linkable_records(self, keys: NDArray[np.int64]) -> NDArray[np.bool_]:
        if all(marking.links for marking in self.scope.markings.values()):
            return np.ones(len(keys), dtype=bool)
        sighted, parts = (np.array(column, dtype=np.int64) for column in self._columns(SIGHTED, 2))
        return np.isin(keys, sighted[self._links(parts)])

    def stats(self) -> dict[str, Any]:
        with self.scope.unmapped():
            records, edges, statements = self.scope.rows(TOTALS).fetchone()
        kinds = {KINDS[kind].value: count for kind, count in self.scope.rows(KIND_TOTALS)}
        lines = dict(self.scope.rows(FILE_ROWS))
        totals = {source: tuple(row) for source, *row in self.scope.rows(SOURCE_TOTALS)}
        files: dict[str, list[tuple[SourceFile, Marking, int]]] = defaultdict(list)
        for row, part, sha256, source, *rest in self.scope.rows(FILES):
            marking = self.scope.markings[part]
            file = source_file(sha256, source, *rest, marking=marking.hash)
            files[source].append((file, marking, lines.get(row, 0)))
        sources = []
        for source, found in files.items():
            records_, first, last = totals.get(source, (0, "", ""))
            sources.append(summary.source_entry(source, records_, first, last, found))
        return summary.stats(records=records, nodes=kinds, edges=edges, statements=statements, sources=sources)

    def markings(self) -> list[Marking]:
        return [self.scope.markings[part] for (part,) in self.scope.rows(SEEN_PARTS)]


def packed(found: arrays.Keyed, newest: Newest) -> dict[str, NDArray[Any]]:
    """A projection as it is kept: all columns as arrays."""
    projection = found.projection
    columns = {name: getattr(projection, name) for name in COLUMNS}
    categories = sorted(set(projection.record_category))
    place = {category: number for number, category in enumerate(categories)}
    return {
        **columns, "node_key": found.node_key, "record_key": found.record_key, "at": found.at,
        "nodes": shelf.packed(projection.nodes), "records": shelf.packed(projection.records),
        "categories": shelf.packed(categories),
        "record_category": np.array([place[category] for category in projection.record_category], dtype=np.int32),
        "newest": np.array(newest, dtype=np.int64),
    }  # fmt: skip


def unpacked(kept: Arrays) -> tuple[arrays.Keyed, Newest]:
    """The projection again, and the rows it was read up to."""
    categories = shelf.unpacked(kept["categories"], len(kept["record_category"]))
    projection = Projection(
        nodes=shelf.unpacked(kept["nodes"], len(kept["node_key"])),
        records=shelf.unpacked(kept["records"], len(kept["record_key"])),
        record_category=[categories[number] for number in kept["record_category"].tolist()],
        **{name: kept[name] for name in COLUMNS},
    )
    node, record, statement = kept["newest"].tolist()
    return arrays.Keyed(projection, kept["node_key"], kept["record_key"], kept["at"]), (node, record, statement)


def _joined(column: NDArray[Any], more: Any) -> NDArray[Any]:
    return np.concatenate([column, np.asarray(more, dtype=column.dtype)])
