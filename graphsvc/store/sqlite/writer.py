"""The writer of a case file: each method is one IMMEDIATE transaction with its audit event."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from graphsvc.errors import CaseNotFound, InputError
from graphsvc.model import Actor, Decision, canonical_json
from graphsvc.rights import audit
from graphsvc.store import Batch, Clock, PutCounts, Run
from graphsvc.store.common import events
from graphsvc.store.common.check import check_batch, check_table, counted
from graphsvc.store.common.collector import collector_off
from graphsvc.store.common.events import CASE_KEY, Deed
from graphsvc.store.sqlite import inserts, removal
from graphsvc.store.sqlite.connection import Connections
from graphsvc.store.sqlite.put import put
from graphsvc.store.sqlite.restore import restore


class SqliteWriter:
    def __init__(self, connections: Connections, clock: Clock, actor: Actor) -> None:
        self._connections, self._clock, self._actor = connections, clock, actor

    def put(self, batch: Batch) -> PutCounts:
        check_batch(batch)
        with collector_off(), self._connections.writing() as connection:
            before = connection.total_changes
            counts = put(connection, batch)
            if connection.total_changes != before:
                _grow(connection)
            if batch.cursor is not None:
                inserts.write_cursor(connection, counted(batch.cursor, counts.new, counts.seen, counts.changed))
            self._tell(connection, events.put(batch))
        if batch.cursor is not None and batch.cursor.done:
            self._merge(batch.cursor.rows)
        return counts

    def _merge(self, loaded: int) -> None:
        """One segment for each search table after a load that made up a tenth of the case or more, and all of it out of
        the WAL: searches and hops then take half the time, at a few percent of the time of such loads."""
        with self._connections.writing() as connection:
            (records,) = connection.execute("SELECT coalesce(max(row), 0) FROM record").fetchone()
            if loaded * 10 < records:
                return
            removal.merge_search_tables(connection)
        with self._connections.alone() as connection:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def decide(self, decision: Decision) -> None:
        with self._connections.writing() as connection:
            known = connection.execute("SELECT undone_by FROM decision WHERE id = ?", (decision.id,)).fetchone()
            if known is None or (not known[0] and not decision.stands):
                inserts.write_decision(connection, decision)
                _grow(connection)
            self._tell(connection, events.decide(decision))

    def unload(self, source: str) -> int:
        with self._removal() as connection:
            files, jobs = removal.sources_of(connection, source)
            if not files:
                raise CaseNotFound(f"no source {source!r} in this case; `graphsvc info` lists the sources")
            records = removal.forget(connection, files, jobs)
            self._tell(connection, events.erase(records))
        self._scrub()
        return len(records)

    def expire(self, today: str) -> int:
        with self._removal() as connection:
            files, jobs = removal.overdue(connection, today)
            records = []
            if files:
                records = removal.forget(connection, files, jobs)
                removal.forget_names(connection, records)
            self._tell(connection, events.erase(records))
        self._scrub()
        return len(records)

    @contextmanager
    def _removal(self) -> Iterator[sqlite3.Connection]:
        with self._connections.writing() as connection, removal.scratch(connection):
            yield connection
            _grow(connection)

    def _scrub(self) -> None:
        with self._connections.alone() as connection:
            removal.scrub(connection)

    def set(self, name: str, value: str | None) -> None:
        if name == CASE_KEY:
            raise InputError(f"the setting {CASE_KEY} is the store's own; choose another name")
        with self._connections.writing() as connection:
            if value is None:
                connection.execute("DELETE FROM setting WHERE name = ?", (name,))
            else:
                connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, value))
            self._tell(connection, events.set_(name))

    def save_run(self, run: Run, document: Sequence[str] = ()) -> None:
        with self._connections.writing() as connection:
            inserts.write_run(connection, run, document)
            self._tell(connection, events.save_run(run))

    def note(self, verb: str, object_type: str, objects: Sequence[str], **fields: str) -> None:
        with self._connections.writing() as connection:
            self._tell(connection, Deed(verb, object_type, objects, fields=fields))

    def restore(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        check_table(table)
        given = list(rows)
        with self._connections.writing() as connection:
            restore(connection, table, given)
            _grow(connection)
            self._tell(connection, events.restore(table, len(given)))

    def _tell(self, connection: sqlite3.Connection, deed: Deed) -> None:
        """The audit event, in the transaction of the change it tells of."""
        (case,) = connection.execute("SELECT value FROM meta WHERE name = 'chain'").fetchone()
        newest = connection.execute(
            "SELECT seq, event FROM audit WHERE chain = ? ORDER BY seq DESC LIMIT 1", (case,)
        ).fetchone()
        head = audit.Head(newest[0], json.loads(newest[1])["hash"]) if newest else audit.Head()
        (key,) = connection.execute("SELECT value FROM setting WHERE name = ?", (CASE_KEY,)).fetchone()
        event = events.event(deed, head, key=bytes.fromhex(key), case=case, now=self._clock(), actor=self._actor)
        connection.execute("INSERT INTO audit VALUES (?, ?, ?)", (case, event["seq"], canonical_json(event)))


def _grow(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE name = 'version'")
