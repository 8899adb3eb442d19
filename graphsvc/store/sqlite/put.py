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
    records = {record.id: record for record in reversed(batch.records)}  # of repeated ids the first counts
    named = dict.fromkeys(record.node for record in batch.records)
    named.update(dict.fromkeys(name for s in batch.statements for name in (s.subject, s.object)))
    nodes = inserts.write_nodes(connection, named)
    keys = {name: hash63(name) for name in records}
    there = inserts.known_rows(connection, KNOWN_RECORDS, keys)
    counts = _counts(connection, batch, nodes.row, there)
    fresh = [record for name, record in records.items() if name not in there]
    words = {} if batch.words is None else {r.id: found for r, found in zip(batch.records, batch.words, strict=True)}
    row = {**there, **inserts.write_records(connection, fresh, keys, nodes.row, words)}
    stated = {(row[s.record], statement_key(s)): s for s in reversed(batch.statements)}
    statements = sorted((record, key, part, s) for (record, key), s in stated.items())
    count_in(
        connection,
        nodes,
        {row[name]: (nodes.row[record.node], record.posted) for name, record in records.items()},
        there.values(),
        [(row[name], part) for name in records],
        statements,
    )
    inserts.write_sightings(
        connection, {(row[s.record], part, file, s.line): s.captured for s in reversed(batch.sightings)}
    )
    inserts.write_statements(connection, statements, nodes)
    return counts


def _counts(
    connection: sqlite3.Connection, batch: Batch, nodes: Mapping[str, int], known: Collection[str]
) -> PutCounts:
    slots = [inserts.slot_of(record) for record in batch.records]
    taken = {slot for (slot,) in connection.execute(TAKEN_SLOTS, (json.dumps([slot for slot in slots if slot]),))}
    asked = json.dumps([nodes[record.node] for record in batch.records])
    taken_nodes = {node for (node,) in connection.execute(TAKEN_NODES, (asked,))}
    there = set(known)
    new = seen = changed = 0
    for record, slot in zip(batch.records, slots):
        place, places = (nodes[record.node], taken_nodes) if slot is None else (slot, taken)
        if record.id in there:
            seen += 1
        elif place in places:
            changed += 1
        else:
            new += 1
        there.add(record.id)
        places.add(place)
    return PutCounts(new, seen, changed)
