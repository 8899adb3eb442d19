"""A scope's arrays and totals: whole-table reads, column by column."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphsvc.marking import Marking
from graphsvc.model import SourceFile
from graphsvc.store import Projection
from graphsvc.store.common import arrays, summary
from graphsvc.store.sqlite.reading import source_file
from graphsvc.store.sqlite.schema import KINDS
from graphsvc.store.sqlite.scope import Scope

NODES = """
SELECT n.row, n.id FROM node n WHERE EXISTS (
    SELECT 1 FROM tally t WHERE t.node = n.row AND t.records > 0
    AND (:all OR t.parts IN (SELECT value FROM json_each(:sets))))
"""
RECORDS = """
SELECT r.row, r.node, r.id, r.posted, r.category FROM record r WHERE :all OR EXISTS (
    SELECT 1 FROM sighting g WHERE g.record = r.row AND g.part IN (SELECT value FROM json_each(:parts)))
"""
SIGHTED = "SELECT g.record, g.part FROM sighting g WHERE :all OR g.part IN (SELECT value FROM json_each(:parts))"
STATEMENTS = """
SELECT s.subject, s.predicate, s.object, s.record, s.confidence, s.part, s.at <> '' FROM statement s
WHERE :all OR s.part IN (SELECT value FROM json_each(:parts))
"""
TIMED = """
SELECT s.subject, s.predicate, s.object, s.record, s.at FROM statement s
WHERE s.at <> '' AND (:all OR s.part IN (SELECT value FROM json_each(:parts)))
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


class Projecting:
    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    def projection(self) -> Projection:
        node_row, node_id = self._columns(NODES, 2)
        record_row, record_node, record_id, posted, category = self._columns(RECORDS, 5)
        rows = np.fromiter(self.scope.rows(STATEMENTS), dtype=STATEMENT_ROW)
        timed = self._columns(TIMED, 5) if rows["timed"].any() else [[]] * 5
        # A timed row is there twice: here for its time, above for everything else; `build` merges the two.
        none = len(timed[0])
        keys = np.array(record_row, dtype=np.int64)
        return arrays.build(
            arrays.Rows(
                node_key=np.array(node_row, dtype=np.int64), node_id=node_id, record_key=keys, record_id=record_id,
                record_node=np.array(record_node, dtype=np.int64), record_posted=posted, record_category=category,
                record_linkable=self._linkable_records(keys),
                subject=_joined(rows["subject"], timed[0]), predicate=_joined(rows["predicate"], timed[1]),
                object=_joined(rows["object"], timed[2]), record=_joined(rows["record"], timed[3]),
                confidence=_joined(rows["confidence"], np.zeros(none)),
                at=np.concatenate([np.full(len(rows), np.nan), arrays.days(timed[4])]),
                linkable=_joined(self._links(rows["part"]), np.zeros(none, dtype=bool)),
            )
        )  # fmt: skip

    def _columns(self, query: str, width: int) -> list[Any]:
        """Columns of a query's rows, gathered without keeping a tuple for each row."""
        columns: list[list[Any]] = [[] for _ in range(width)]
        rows = self.scope.rows(query)
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


def _joined(column: NDArray[Any], more: Any) -> NDArray[Any]:
    return np.concatenate([column, np.asarray(more, dtype=column.dtype)])
