"""Rows of a dump, as `Store.rows` gives them, written in dump order; existing rows stay."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from graphsvc.errors import InputError
from graphsvc.model import canonical_json, hash63, split_id
from graphsvc.store.common import rows
from graphsvc.store.common.events import CASE_KEY
from graphsvc.store.common.rows import statement_key
from graphsvc.store.sqlite import inserts
from graphsvc.store.sqlite.counting import About, count_in
from graphsvc.store.sqlite.put import KNOWN_RECORDS

Row = Mapping[str, Any]

RECORDS = "SELECT r.row, r.node, r.posted, r.id FROM json_each(?) j CROSS JOIN record r ON r.key = j.value"


def restore(connection: sqlite3.Connection, table: str, given: Sequence[Row]) -> None:
    """Raises InputError for a row that names one which is not there: tables go in dump order."""
    _RESTORE[table](connection, given)


def _markings(connection: sqlite3.Connection, given: Sequence[Row]) -> None:
    for row in given:
        inserts.part_of(connection, rows.to_marking(row))


def _sources(connection: sqlite3.Connection, given: Sequence[Row]) -> None:
    parts = _parts(connection)
    for row in given:
        inserts.write_source(connection, rows.to_source(row), _there(parts, row["marking"], "marking"))


def _records(connection: sqlite3.Connection, given: Sequence[Row]) -> None:
    records = {record.id: record for record in map(rows.to_record, reversed(given))}
    keys = {name: hash63(name) for name in records}
    there = inserts.known_rows(connection, KNOWN_RECORDS, keys)
    nodes = inserts.write_nodes(connection, {record.node for record in records.values()})
    inserts.write_records(connection, [r for name, r in records.items() if name not in there], keys, nodes.row, {})


def _sightings(connection: sqlite3.Connection, given: Sequence[Row]) -> None:
    parts = _parts(connection)
    files = {tuple(key): row for row, *key in connection.execute("SELECT row, source, sha256, part FROM source")}
    row_of, records = _about(connection, {row["record"] for row in given})
    found: dict[tuple[int, int, int, int], str] = {}
    for row in given:
        part = _there(parts, row["marking"], "marking")
        _, (_, source, _) = split_id(row["record"].rpartition("@")[0])
        file = _there(files, (source, row["file"], part), "file")
        found.setdefault((row_of[row["record"]], part, file, row["line"]), row["captured"])
    none = inserts.Rows({}, {}, frozenset())
    count_in(connection, none, records, records.keys(), [key[:2] for key in found], [])
    inserts.write_sightings(connection, found)


def _statements(connection: sqlite3.Connection, given: Sequence[Row]) -> None:
    parts = _parts(connection)
    made = [rows.to_statement(row) for row in given]
    row_of, records = _about(connection, {s.record for s, _ in made})
    found = {
        (row_of[s.record], statement_key(s), _there(parts, marking, "marking")): s for s, marking in reversed(made)
    }
    statements = [(*key, statement) for key, statement in sorted(found.items(), key=lambda item: item[0])]
    nodes = inserts.write_nodes(connection, {name for s, _ in made for name in (s.subject, s.object)})
    count_in(connection, nodes, records, records.keys(), [], statements)
    inserts.write_statements(connection, statements, nodes)


def _decisions(connection: sqlite3.Connection, given: Sequence[Row]) -> None:
    known = {name for (name,) in connection.execute("SELECT id FROM decision")}
    for row in given:
        if row["id"] not in known:
            inserts.write_decision(connection, rows.to_decision(row))


def _settings(connection: sqlite3.Connection, given: Sequence[Row]) -> None:
    """The other store's key replaces this one's as long as no event here refers to an object under it."""
    for row in given:
        if row["name"] == CASE_KEY and not _referred(connection):
            connection.execute("UPDATE setting SET value = ? WHERE name = ?", (row["value"], CASE_KEY))
        else:
            connection.execute("INSERT OR IGNORE INTO setting VALUES (?, ?)", (row["name"], row["value"]))


def _referred(connection: sqlite3.Connection) -> bool:
    own = connection.execute(
        "SELECT event FROM audit WHERE chain = (SELECT value FROM meta WHERE name = 'chain') ORDER BY seq"
    )
    return any(json.loads(event)["object_ids"] for (event,) in own)


def _runs(connection: sqlite3.Connection, given: Sequence[Row]) -> None:
    for row in given:
        inserts.write_run(connection, rows.to_run(row))


def _cursors(connection: sqlite3.Connection, given: Sequence[Row]) -> None:
    known = {job for (job,) in connection.execute("SELECT job FROM cursor")}
    for row in given:
        if row["job"] not in known:
            inserts.write_cursor(connection, rows.to_cursor(row))


def _audit(connection: sqlite3.Connection, given: Sequence[Row]) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO audit VALUES (?, ?, ?)",
        [(row["case"], row["seq"], canonical_json(dict(row))) for row in given],
    )


_RESTORE: dict[str, Callable[[sqlite3.Connection, Sequence[Row]], None]] = {
    "marking": _markings, "source": _sources, "record": _records, "sighting": _sightings, "statement": _statements,
    "decision": _decisions, "setting": _settings, "run": _runs, "cursor": _cursors, "audit": _audit,
}  # fmt: skip


def _parts(connection: sqlite3.Connection) -> dict[str, int]:
    return dict(connection.execute("SELECT hash, part FROM marking"))


def _about(connection: sqlite3.Connection, names: set[str]) -> tuple[dict[str, int], About]:
    """Rows of records by id, and (node, posted) by row."""
    row_of, records = {}, {}
    keys = json.dumps(sorted(hash63(name) for name in names))
    for row, node, posted, name in connection.execute(RECORDS, (keys,)):
        row_of[name] = row
        records[row] = (node, posted)
    for name in names:
        _there(row_of, name, f"record, {name},")
    return row_of, records


def _there(found: Mapping[Any, Any], key: Any, what: str) -> Any:
    if key not in found:
        raise InputError(f"a row of the dump names a {what} that is not there; restore the tables in their order")
    return found[key]
