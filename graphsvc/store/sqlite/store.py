"""A case file's door."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from graphsvc.marking import Marking
from graphsvc.model import Actor, Decision, RecordKind, hash63, node_id
from graphsvc.store import Clock, Cursor, Run, View, Writer
from graphsvc.store.common import rows
from graphsvc.store.common.check import check_table
from graphsvc.store.common.events import CASE_KEY
from graphsvc.store.common.scope import today
from graphsvc.store.common.search import Index
from graphsvc.store.common.shelf import Held, Shelf
from graphsvc.store.common.view import SharedView
from graphsvc.store.sqlite import dump, removal
from graphsvc.store.sqlite.connection import Connections
from graphsvc.store.sqlite.index import SearchIndex
from graphsvc.store.sqlite.inserts import slot
from graphsvc.store.sqlite.projecting import Projecting
from graphsvc.store.sqlite.reading import Reading, stored_record
from graphsvc.store.sqlite.scope import Scope, all_markings, open_scope
from graphsvc.store.sqlite.snapshot import Graph
from graphsvc.store.sqlite.writer import SqliteWriter

# Versions of keys, newest last.
KNOWN = """
SELECT r.id, n.id, r.title, r.posted, r.category, r.place, r.keys_version, b.text, b.content, b.candidates
FROM (SELECT row FROM record WHERE slot IN (SELECT value FROM json_each(?1))
    UNION ALL SELECT r.row FROM json_each(?2) j CROSS JOIN node n ON n.key = j.value
    CROSS JOIN record r ON r.node = n.row AND r.slot IS NULL) found
CROSS JOIN record r ON r.row = found.row CROSS JOIN node n ON n.row = r.node CROSS JOIN body b ON b.row = r.row
ORDER BY r.posted, r.id
"""


class SqliteSnapshot(Graph, Reading, Projecting):
    """A scope at one moment."""

    def __init__(self, scope: Scope, connections: Connections, held: Held) -> None:
        super().__init__(scope)
        self.day = scope.day
        self.connections, self.held = connections, held

    def index(self) -> Index:
        return SearchIndex(self.scope, self)

    def decisions(self) -> list[Decision]:
        return dump.decisions(self.scope.connection)


class SqliteStore:
    """One case in one file. Raises CaseNotFound, InputError, StoreDamaged, StoreUnavailable."""

    name = "sqlite"

    def __init__(self, case: str, *, clock: Clock | None = None, create: bool = True) -> None:
        self._clock = clock or _now
        self._connections = Connections(case, create=create)
        self._held: Held = {}
        removal.resume(self._connections)

    def view(self, parts: Collection[int] | None = None) -> View:
        allowed = None if parts is None else frozenset(parts)

        @contextmanager
        def snapshot() -> Iterator[SqliteSnapshot]:
            with self._connections.reading() as connection:
                scope = open_scope(connection, allowed, today(self._clock()))
                yield SqliteSnapshot(scope, self._connections, self._held)

        def shelf() -> Shelf:
            with snapshot() as now:
                return now.shelf()

        return SharedView(snapshot, shelf)

    def writer(self, actor: Actor) -> Writer:
        return SqliteWriter(self._connections, self._clock, actor)

    def parts(self) -> dict[int, Marking]:
        with self._connections.reading() as connection:
            return all_markings(connection)

    def has_source(self, source: str) -> bool:
        return self._one("SELECT 1 FROM source WHERE source = ? LIMIT 1", source) is not None

    def known(self, source: str, keys: Collection[str]) -> dict[str, tuple[str, str]]:
        named = [(kind, source, key) for kind in RecordKind for key in sorted(set(keys))]
        asked = (json.dumps([slot(*name) for name in named]), json.dumps([hash63(node_id(*name)) for name in named]))
        with self._connections.reading() as connection:
            found = [stored_record(*values) for values in connection.execute(KNOWN, asked)]
        return {record.key: (record.title, record.text) for record in found}

    def get(self, name: str) -> str | None:
        found = None if name == CASE_KEY else self._one("SELECT value FROM setting WHERE name = ?", name)
        return None if found is None else str(found[0])

    def case_key(self) -> bytes:
        found = self._one("SELECT value FROM setting WHERE name = ?", CASE_KEY)
        assert found is not None
        return bytes.fromhex(found[0])

    def settings(self, prefix: str = "") -> dict[str, str]:
        found = {row["name"]: row["value"] for row in self.rows("setting")}
        return {name: value for name, value in found.items() if name.startswith(prefix) and name != CASE_KEY}

    def cursor(self, job: str) -> Cursor | None:
        found = self._one("SELECT * FROM cursor WHERE job = ?", job)
        return None if found is None else dump.cursor_of(*found)

    def runs(self) -> list[Run]:
        with self._connections.reading() as connection:
            return [Run(*values) for values in connection.execute(dump.RUNS)]

    def run(self, run: str) -> Run | None:
        with self._connections.reading() as connection:
            return dump.run_of(connection, run)

    def document(self, run: str) -> Iterator[str]:
        with self._connections.reading() as connection:
            yield from dump.document(connection, run)

    def version(self) -> int:
        found = self._one("SELECT value FROM meta WHERE name = ?", "version")
        assert found is not None
        return int(found[0])

    def _one(self, query: str, value: str) -> tuple[Any, ...] | None:
        with self._connections.reading() as connection:
            found: tuple[Any, ...] | None = connection.execute(query, (value,)).fetchone()
            return found

    def rows(self, table: str) -> Iterator[dict[str, Any]]:
        check_table(table)
        with self._connections.reading() as connection:
            yield from dump.dump(connection, table)

    def digest(self) -> str:
        with self._connections.reading() as connection:
            return rows.digest(lambda table: dump.dump(connection, table))

    def close(self) -> None:
        self._connections.close()


def _now() -> datetime:
    return datetime.now(UTC)
