"""Rows of a dump, as `Store.rows` gives them, written in dump order; existing rows stay. In the caller's transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from graphsvc.errors import InputError
from graphsvc.model import canonical_json, hash63
from graphsvc.store.common import rows
from graphsvc.store.common.events import CASE_KEY
from graphsvc.store.sqlite import inserts
from graphsvc.store.sqlite.counting import count_in
from graphsvc.store.sqlite.put import KNOWN_RECORDS

Row = Mapping[str, Any]

RECORDS = "SELECT r.key, r.node, r.posted, r.id, r.about FROM json_each(?) j CROSS JOIN record r ON r.key = j.value"


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
    there = inserts.known(connection, KNOWN_RECORDS, inserts.distinct(records, keys))
    inserts.write_records(connection, {keys[name]: r for name, r in records.items() if keys[name] not in there})


def _sightings(connection: sqlite3.Connection, given: Sequence[Row]) -> None:
    parts = _parts(connection)
    files = {
        (source, sha256, part): key for key, source, sha256, part in connection.execute("SELECT key, source, sha256, part FROM source")
    }
    keys = {name: hash63(name) for name in {row["record"] for row in given}}
    about, names = _about(connection, keys)
    found: dict[tuple[int, int, int, int], str] = {}
    for row in given:
        part = _there(parts, row["marking"], "marking")
        record = keys[row["record"]]
        source = names[record].split(":")[2]
        file = _there(files, (inserts.unquoted(source), row["file"], part), "file")
        found.setdefault((record, part, file, row["line"]), row["captured"])
    nodes = {node: name for node, name in about.values()}
