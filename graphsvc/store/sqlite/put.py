"""Upsert of one batch, inside the caller's transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping

from graphsvc.model import hash63
from graphsvc.store import Batch, PutCounts
from graphsvc.store.common.rows import statement_key
from graphsvc.store.sqlite import inserts
from graphsvc.store.sqlite.counting import count_in

KNOWN_RECORDS = "SELECT key, id, row FROM record WHERE key IN (SELECT value FROM json_each(?))"
TAKEN_SLOTS = "SELECT slot FROM record WHERE slot IN (SELECT value FROM json_each(?))"
TAKEN_NODES = "SELECT node FROM record WHERE node IN (SELECT value FROM json_each(?)) AND slot IS NULL"


def put(connection: sqlite3.Connection, batch: Batch) -> PutCounts:
    """Raises StoreDamaged where two ids share a row key."""
    part = inserts.part_of(connection, batch.marking)
    file = inserts.write_source(connection, batch.file, part)
    ends = {name for statement in batch.statements for name in (statement.subject, statement.object)}
    nodes = ends | {record.node for record in batch.records}
    records = {record.id: record for record in reversed(batch.records)}  # of repeated ids the first counts
    keys = {name: hash63(name) for name in (*nodes, *records)}
    there = inserts.known(connection, KNOWN_RECORDS, inserts.distinct(records, keys))
    counts = _counts(connection, batch, keys, there)
    made = inserts.write_records(connection, {keys[name]: r for name, r in records.items() if keys[name] not in there})
    row = {name: there.get(keys[name]) or made[keys[name]] for name in records}
    stated = {
        (row[s.record], statement_key(s)): (keys[s.subject], keys[s.object], s) for s in reversed(batch.statements)
    }
    statements = [(*key, part, *value) for key, value in sorted(stated.items(), key=lambda item: item[0])]
    fresh = count_in(
        connection,
        inserts.distinct(nodes, keys),
        {row[name]: (keys[record.node], record.posted) for name, record in records.items()},
        there.values(),
        [(row[name], part) for name in records],
        statements,
    )
    inserts.write_sightings(
        connection, {(row[s.record], part, file, s.line): s.captured for s in reversed(batch.sightings)}
    )
    inserts.write_statements(connection, statements)
    inserts.write_labels(connection, [(keys[name], name) for name in nodes if keys[name] in fresh])
    return counts


def _counts(connection: sqlite3.Connection, batch: Batch, keys: Mapping[str, int], known: Collection[int]) -> PutCounts:
    slots = [inserts.slot_of(record) or keys[record.node] for record in batch.records]
    asked = (json.dumps(sorted(set(slots))),)
    taken = {slot for query in (TAKEN_SLOTS, TAKEN_NODES) for (slot,) in connection.execute(query, asked)}
    there = set(known)
    new = seen = changed = 0
    for record, slot in zip(batch.records, slots):
        key = keys[record.id]
        if key in there:
            seen += 1
        elif slot in taken:
            changed += 1
        else:
            new += 1
        there.add(key)
        taken.add(slot)
    return PutCounts(new, seen, changed)
