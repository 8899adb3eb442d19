"""A scope's records: what they say, where they were seen, and the statements between nodes."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import Any

from graphsvc.marking import Marking
from graphsvc.model import (
    Category,
    RecordKind,
    Sighting,
    SourceFile,
    Statement,
    StatementKind,
    StoredRecord,
    hash63,
    split_id,
)
from graphsvc.store import Evidence
from graphsvc.store.common import order
from graphsvc.store.common import text as texts
from graphsvc.store.sqlite.inserts import text_of
from graphsvc.store.sqlite.schema import TYPE_CODE, TYPES
from graphsvc.store.sqlite.scope import Scope

Seen = tuple[Sighting, SourceFile, Marking]
CHUNK = 200  # subjects whose statements are read together

RECORDS = """
SELECT r.row, r.id, n.id, r.title, r.posted, r.category, r.place, r.keys_version, b.text, b.content, b.candidates
FROM json_each(:rows) j CROSS JOIN record r ON r.row = j.value CROSS JOIN node n ON n.row = r.node
CROSS JOIN body b ON b.row = r.row
WHERE :all OR EXISTS (
    SELECT 1 FROM sighting g WHERE g.record = r.row AND g.part IN (SELECT value FROM json_each(:parts)))
"""
EVERY = """
SELECT r.id, n.id, r.title, r.posted, r.category, r.place, r.keys_version, b.text, b.content, b.candidates
FROM record r CROSS JOIN body b ON b.row = r.row CROSS JOIN node n ON n.row = r.node
WHERE :all OR EXISTS (
    SELECT 1 FROM sighting g WHERE g.record = r.row AND g.part IN (SELECT value FROM json_each(:parts)))
"""
ABOUT = """
SELECT r.row FROM node n CROSS JOIN record r ON r.node = n.row WHERE n.key = :node AND (:all OR EXISTS (
    SELECT 1 FROM sighting g WHERE g.record = r.row AND g.part IN (SELECT value FROM json_each(:parts))))
ORDER BY r.posted DESC, r.id LIMIT :limit
"""
TITLES = """
SELECT n.key, (
    SELECT r.title FROM record r WHERE r.node = n.row AND (:all OR EXISTS (
        SELECT 1 FROM sighting g WHERE g.record = r.row AND g.part IN (SELECT value FROM json_each(:parts))))
    ORDER BY r.posted DESC, r.id LIMIT 1)
FROM json_each(:keys) j CROSS JOIN node n ON n.key = j.value
"""
SEEN_RECORDS = """
SELECT DISTINCT r.id FROM json_each(:keys) j CROSS JOIN record r ON r.key = j.value
CROSS JOIN sighting g ON g.record = r.row WHERE :all OR g.part IN (SELECT value FROM json_each(:parts))
"""
SIGHTINGS = """
SELECT g.record, r.id, g.part, g.line, g.captured, f.sha256, f.source, f.name, f.size, f.loader, f.loader_version,
    f.collected_at, f.collected_by, f.mapping
FROM json_each(:rows) j CROSS JOIN record r ON r.row = j.value CROSS JOIN sighting g ON g.record = r.row
CROSS JOIN source f ON f.row = g.file WHERE :all OR g.part IN (SELECT value FROM json_each(:parts))
"""
BETWEEN = """
SELECT s.record, s.key, n.id, s.predicate, o.id, s.field, s.start, s.stop, s.raw, s.method, s.confidence, s.kind, s.at,
    s.data
FROM json_each(:pairs) j CROSS JOIN node n ON n.key = j.value ->> 0
CROSS JOIN statement s ON s.subject = n.row AND s.predicate IN (SELECT value FROM json_each(:types))
AND s.okind = j.value ->> 1 AND s.okey = j.value ->> 2 CROSS JOIN node o ON o.row = s.object
WHERE (:all OR s.part IN (SELECT value FROM json_each(:parts)))
"""
FROM_SUBJECTS = """
SELECT s.record, s.key, n.id, s.predicate, o.id, s.field, s.start, s.stop, s.raw, s.method, s.confidence, s.kind, s.at,
    s.data
FROM json_each(:rows) j CROSS JOIN node n ON n.row = j.value CROSS JOIN statement s ON s.subject = n.row
CROSS JOIN node o ON o.row = s.object WHERE (:all OR s.part IN (SELECT value FROM json_each(:parts)))
"""
NAMES = "SELECT n.id FROM json_each(:keys) j CROSS JOIN node n ON n.key = j.value"
KINDS_OF = "SELECT n.key, n.kind FROM json_each(:keys) j CROSS JOIN node n ON n.key = j.value"
SUBJECTS = """
SELECT n.row, n.key FROM node n WHERE EXISTS (SELECT 1 FROM statement s WHERE s.subject = n.row) ORDER BY n.id
"""
ALL_TYPES = json.dumps(sorted(TYPE_CODE.values()))


class Reading:
    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    def record(self, record: str) -> StoredRecord | None:
        return next(iter(self._records(self._rows_of(record)).values()), None)

    def records(self, key: int, limit: int) -> list[StoredRecord]:
        rows = [row for (row,) in self.scope.rows(ABOUT, node=key, limit=max(limit, 0))]
        found = self._records(rows)
        return [found[row] for row in rows]

    def _rows_of(self, record: str) -> list[int]:
        """The row of a record id, if there is one."""
        found = self.scope.connection.execute("SELECT row, id FROM record WHERE key = ?", (hash63(record),))
        return [row for row, name in found if name == record]

    def _records(self, rows: Collection[int]) -> dict[int, StoredRecord]:
        return {row: stored_record(*values) for row, *values in self.scope.rows(RECORDS, rows=_json(rows))}

    def every_record(self) -> Iterator[StoredRecord]:
        with self.scope.unmapped():
            yield from (stored_record(*row) for row in self.scope.rows(EVERY))

    def titles(self, keys: Collection[int]) -> Mapping[int, str]:
        return {key: title for key, title in self.scope.rows(TITLES, keys=_json(keys)) if title}

    def seen_records(self, records: Collection[str]) -> Collection[str]:
        found = {name for (name,) in self.scope.rows(SEEN_RECORDS, keys=_json([hash63(name) for name in records]))}
        return found.intersection(records)

    def sightings(self, record: str) -> list[Seen]:
        return next(iter(self._sightings(self._rows_of(record)).values()), [])

    def _sightings(self, rows: Collection[int]) -> dict[int, list[Seen]]:
        found: dict[int, list[Seen]] = defaultdict(list)
        for row, record, part, line, captured, sha256, *file in self.scope.rows(SIGHTINGS, rows=_json(rows)):
            marking = self.scope.markings[part]
            sighting = Sighting(record, sha256, line, captured, marking.hash)
            found[row].append((sighting, source_file(sha256, *file, marking=marking.hash), marking))
        return {row: sorted(seen, key=order.sighting) for row, seen in found.items()}

    def evidence(self, subject: int, object_: int, limit: int) -> list[Evidence]:
        kinds = dict(self.scope.rows(KINDS_OF, keys=_json([subject, object_])))
        ends = [(subject, object_), (object_, subject)] if len(kinds) == 2 else []
        asked = [(start, kinds[end], end) for start, end in ends]
        made = self._evidence(self.scope.rows(BETWEEN, pairs=json.dumps(asked), types=ALL_TYPES))
        made.sort(key=lambda e: (e.record.posted, e.record.id, order.statement(e.statement)))
        return made[: max(limit, 0)]

    def statements(self, keys: Collection[int] | None) -> Iterator[Evidence]:
        wanted = None if keys is None else {name for (name,) in self.scope.rows(NAMES, keys=_json(keys))}
        subjects = (row for row, key in self.scope.rows(SUBJECTS) if keys is None or key in keys)
        while chunk := list(islice(subjects, CHUNK)):
            rows = self.scope.rows(FROM_SUBJECTS, rows=_json(chunk))
            made = self._evidence(row for row in rows if wanted is None or row[4] in wanted)
            yield from sorted(made, key=lambda e: order.statement(e.statement))

    def _evidence(self, rows: Iterable[tuple[Any, ...]]) -> list[Evidence]:
        """Statements read as rows (each once for every part), with their records and sightings."""
        found = {row[:2]: row for row in rows}
        records = self._records({record for record, _ in found})
        sightings = self._sightings(records)
        return [
            Evidence(statement_of(records[record].id, *rest), records[record], tuple(sightings[record]))
            for record, _, *rest in found.values()
        ]


def statement_of(
    record: str, subject: str, predicate: int, object_: str, field: str, start: int, stop: int, raw: str, method: str,
    confidence: float, kind: str, at: str, data: str,
) -> Statement:  # fmt: skip
    return Statement(
        record, subject, TYPES[predicate], object_, field, start, stop, raw, method, confidence, StatementKind(kind),
        at, data,
    )  # fmt: skip


def stored_record(
    name: str, node: str, title: str, posted: str, category: str, place: str, keys_version: int,
    text: str | None, content: str, candidates: str,
) -> StoredRecord:  # fmt: skip
    whole, _, version = name.rpartition("@")
    _, (kind, source, key) = split_id(whole)
    return StoredRecord(
        id=name, node=node, kind=RecordKind(kind), source=source, key=key,
        version=version, title=title, text=text_of(texts.value_of(content)) if text is None else text, posted=posted,
        category=Category(category), place=place, content=content, keys_version=keys_version, candidates=candidates,
    )  # fmt: skip


@lru_cache(maxsize=1024)
def source_file(
    sha256: str, source: str, name: str, size: int, loader: str, loader_version: str, collected_at: str,
    collected_by: str, mapping: str, *, marking: str,
) -> SourceFile:  # fmt: skip
    return SourceFile(
        sha256, source, name, size, loader, loader_version, collected_at, collected_by, marking, mapping
    )  # fmt: skip


def _json(keys: Iterable[int]) -> str:
    return json.dumps(sorted(keys))
