"""Rows of the logical tables, streamed in canonical order from the order of the primary keys."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

from graphsvc.model import Decision, Sighting, Verb
from graphsvc.store import Cursor, Run
from graphsvc.store.common import rows
from graphsvc.store.sqlite.reading import source_file, statement_of, stored_record
from graphsvc.store.sqlite.scope import all_markings

Row = dict[str, Any]

RECORDS = """
SELECT r.id, n.id, r.title, r.posted, r.category, r.place, r.keys_version, b.text, b.content, b.candidates
FROM record r CROSS JOIN node n ON n.row = r.node CROSS JOIN body b ON b.row = r.row ORDER BY r.key
"""
SIGHTINGS = """
SELECT g.record, r.id, f.sha256, g.line, g.captured, g.part FROM record r CROSS JOIN sighting g ON g.record = r.row
CROSS JOIN source f ON f.row = g.file ORDER BY r.key
"""
STATEMENTS = """
SELECT s.record, s.key, s.part, r.id, n.id, s.predicate, o.id, s.field, s.start, s.stop, s.raw, s.method,
    s.confidence, s.kind, s.at, s.data
FROM record r CROSS JOIN statement s ON s.record = r.row CROSS JOIN node n ON n.row = s.subject
CROSS JOIN node o ON o.row = s.object ORDER BY r.key, s.key
"""
RUNS = """
SELECT id, at, author, method, seed, parameters, scope, store_version, '', lineage FROM run ORDER BY at, id
"""
SOURCES = """
SELECT sha256, source, name, size, loader, loader_version, collected_at, collected_by, mapping, part FROM source
"""


def dump(connection: sqlite3.Connection, table: str) -> Iterator[Row]:
    return _DUMP[table](connection)


def _markings(connection: sqlite3.Connection) -> Iterator[Row]:
    for marking in sorted(all_markings(connection).values(), key=lambda marking: marking.hash):
        yield rows.marking_row(marking)


def _sources(connection: sqlite3.Connection) -> Iterator[Row]:
    names = _hashes(connection)
    files = [source_file(*file, marking=names[part]) for *file, part in connection.execute(SOURCES)]
    for file in sorted(files, key=lambda file: (file.source, file.sha256, file.marking)):
        yield rows.source_row(file)


def _records(connection: sqlite3.Connection) -> Iterator[Row]:
    for values in connection.execute(RECORDS):
        yield rows.record_row(stored_record(*values))


def _sightings(connection: sqlite3.Connection) -> Iterator[Row]:
    names = _hashes(connection)
    for _, group in groupby(connection.execute(SIGHTINGS), key=lambda row: row[0]):
        found = [Sighting(name, file, line, at, names[part]) for _, name, file, line, at, part in group]
        for sighting in sorted(found, key=lambda s: (s.record, s.marking, s.file, s.line)):
            yield rows.sighting_row(sighting)


def _statements(connection: sqlite3.Connection) -> Iterator[Row]:
    names = _hashes(connection)
    for _, group in groupby(connection.execute(STATEMENTS), key=lambda row: row[:2]):
        for _, _, part, *values in sorted(group, key=lambda row: names[row[2]]):
            yield rows.statement_row(statement_of(*values), names[part])


def _decisions(connection: sqlite3.Connection) -> Iterator[Row]:
    for decision in decisions(connection):
        yield rows.decision_row(decision)


def decisions(connection: sqlite3.Connection) -> list[Decision]:
    """All of them, by id."""
    return [
        Decision(name, Verb(verb), tuple(json.loads(targets)), *rest)
        for name, verb, targets, *rest in connection.execute("SELECT * FROM decision ORDER BY id")
    ]


def _settings(connection: sqlite3.Connection) -> Iterator[Row]:
    for values in connection.execute("SELECT name, value FROM setting ORDER BY name"):
        yield rows.setting_row(*values)


def _runs(connection: sqlite3.Connection) -> Iterator[Row]:
    for (name,) in connection.execute("SELECT id FROM run ORDER BY at, id").fetchall():
        if (run := run_of(connection, name)) is not None:
            yield rows.run_row(run)


def run_of(connection: sqlite3.Connection, name: str) -> Run | None:
    """A run with its whole document."""
    found = connection.execute("SELECT * FROM run WHERE id = ?", (name,)).fetchone()
    return replace(Run(*found), document="".join(document(connection, name))) if found else None


def document(connection: sqlite3.Connection, name: str) -> Iterator[str]:
    """The pieces of a run's document."""
    for (text,) in connection.execute("SELECT document FROM run WHERE id = ? AND document <> ''", (name,)):
        yield text
    for (text,) in connection.execute("SELECT body FROM run_text WHERE run = ? ORDER BY place", (name,)):
        yield text


def _cursors(connection: sqlite3.Connection) -> Iterator[Row]:
    for values in connection.execute("SELECT * FROM cursor ORDER BY job"):
        yield rows.cursor_row(cursor_of(*values))


def cursor_of(job: str, done_rows: int, done: int, state: str, new: int, seen: int, changed: int) -> Cursor:
    return Cursor(job, done_rows, bool(done), state, new, seen, changed)


def _audit(connection: sqlite3.Connection) -> Iterator[Row]:
    for (event,) in connection.execute("SELECT event FROM audit ORDER BY chain, seq"):
        yield json.loads(event)


def _hashes(connection: sqlite3.Connection) -> dict[int, str]:
    return dict(connection.execute("SELECT part, hash FROM marking"))


_DUMP: dict[str, Callable[[sqlite3.Connection], Iterator[Row]]] = {
    "marking": _markings, "source": _sources, "record": _records, "sighting": _sightings, "statement": _statements,
    "decision": _decisions, "setting": _settings, "run": _runs, "cursor": _cursors, "audit": _audit,
}  # fmt: skip
