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
from graphsvc.store.sqlite.inserts import implied_node, text_of
from graphsvc.store.sqlite.schema import KIND_CODE, TYPE_CODE, TYPES
from graphsvc.store.sqlite.scope import Scope

Seen = tuple[Sighting, SourceFile, Marking]
CHUNK = 200  # subjects whose statements are read together

RECORDS = """
SELECT r.row, r.id, r.about, r.title, r.posted, r.category, r.place, r.keys_version, b.text, b.content, b.candidates
FROM json_each(:rows) j CROSS JOIN record r ON r.row = j.value CROSS JOIN body b ON b.row = r.row
WHERE :all OR EXISTS (
    SELECT 1 FROM sighting g WHERE g.record = r.row AND g.part IN (SELECT value FROM json_each(:parts)))
"""
ABOUT = """
SELECT r.row FROM record r WHERE r.node = :node AND (:all OR EXISTS (
    SELECT 1 FROM sighting g WHERE g.record = r.row AND g.part IN (SELECT value FROM json_each(:parts))))
ORDER BY r.posted DESC, r.id LIMIT :limit
"""
TITLES = """
SELECT j.value, (
    SELECT r.title FROM record r WHERE r.node = j.value AND (:all OR EXISTS (
        SELECT 1 FROM sighting g WHERE g.record = r.row AND g.part IN (SELECT value FROM json_each(:parts))))
    ORDER BY r.posted DESC, r.id LIMIT 1)
FROM json_each(:keys) j
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
SELECT s.record, s.key, s.subject, s.predicate, s.object, s.field, s.start, s.stop, s.raw, s.method, s.confidence,
    s.kind, s.at, s.data
FROM json_each(:pairs) j CROSS JOIN statement s
ON s.subject = j.value ->> 0 AND s.predicate IN (SELECT value FROM json_each(:types))
AND s.okind = j.value ->> 1 AND s.object = j.value ->> 2
WHERE (:all OR s.part IN (SELECT value FROM json_each(:parts)))
"""
FROM_SUBJECTS = """
SELECT s.record, s.key, s.subject, s.predicate, s.object, s.field, s.start, s.stop, s.raw, s.method, s.confidence,
    s.kind, s.at, s.data
FROM json_each(:keys) j CROSS JOIN statement s ON s.subject = j.value
WHERE (:all OR s.part IN (SELECT value FROM json_each(:parts)))
"""
NAMES = "SELECT DISTINCT n.key, n.id FROM json_each(:keys) j CROSS JOIN node n ON n.key = j.value"
SUBJECTS = """
SELECT DISTINCT n.key FROM node n WHERE EXISTS (SELECT 1 FROM statement s WHERE s.subject = n.key) ORDER BY n.id
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
        names = dict(self.scope.rows(NAMES, keys=_json([subject, object_])))
        if len(names) < 2:
            return []
        asked = [
            (start, KIND_CODE[names[end].partition(":")[0]], end)
            for start, end in ((subject, object_), (object_, subject))
        ]
        rows = self.scope.rows(BETWEEN, pairs=json.dumps(asked), types=ALL_TYPES).fetchall()
        made = self._evidence(rows)
        made.sort(key=lambda e: (e.record.posted, e.record.id, order.statement(e.statement)))
        return made[: max(limit, 0)]

    def statements(self, keys: Collection[int] | None) -> Iterator[Evidence]:
        subjects = (key for (key,) in self.scope.rows(SUBJECTS))
        if keys is not None:
            subjects = (key for key in subjects if key in keys)
        while chunk := list(islice(subjects, CHUNK)):
            rows = self.scope.rows(FROM_SUBJECTS, keys=_json(chunk))
            made = self._evidence([row for row in rows if keys is None or row[4] in keys])
            yield from sorted(made, key=lambda e: order.statement(e.statement))

    def _evidence(self, rows: Iterable[tuple[Any, ...]]) -> list[Evidence]:
        """Statements read as rows (each once for every part), with their records and sightings."""
        found = {row[:2]: row for row in rows}
        records = self._records({record for record, _ in found})
        sightings = self._sightings(records)
        names = dict(self.scope.rows(NAMES, keys=_json({key for row in found.values() for key in (row[2], row[4])})))
        return [
            Evidence(
                statement_of(records[record].id, names[subject], predicate, names[object_], *rest),
                records[record], tuple(sightings[record]),
            )
            for record, _, subject, predicate, object_, *rest in found.values()
        ]  # fmt: skip


def statement_of(
    record: str, subject: str, predicate: int, object_: str, field: str, start: int, stop: int, raw: str, method: str,
    confidence: float, kind: str, at: str, data: str,
) -> Statement:  # fmt: skip
    return Statement(
        record, subject, TYPES[predicate], object_, field, start, stop, raw, method, confidence, StatementKind(kind),
        at, data,
    )  # fmt: skip


def stored_record(
    name: str, about: str | None, title: str, posted: str, category: str, place: str, keys_version: int,
    text: str | None, content: str, candidates: str,
) -> StoredRecord:  # fmt: skip
    whole, _, version = name.rpartition("@")
    _, (kind, source, key) = split_id(whole)
    return StoredRecord(
        id=name, node=implied_node(name) if about is None else about, kind=RecordKind(kind), source=source, key=key,
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
