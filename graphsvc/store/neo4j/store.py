"""The server store's door."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from typing import Any

from graphsvc.errors import CaseNotFound, StoreDamaged
from graphsvc.marking import Marking
from graphsvc.model import Actor, RecordKind
from graphsvc.rights.audit import GENESIS
from graphsvc.store import Clock, Cursor, Run, View, Writer
from graphsvc.store.common import rows as tables
from graphsvc.store.common.check import check_table
from graphsvc.store.common.events import CASE_KEY
from graphsvc.store.common.scope import today, visible_parts
from graphsvc.store.common.view import SharedView
from graphsvc.store.neo4j import cypher, rows
from graphsvc.store.neo4j.driver import Connection
from graphsvc.store.neo4j.snapshot import Neo4jSnapshot
from graphsvc.store.neo4j.writer import Neo4jWriter


class Neo4jStore:
    """One case in a Neo4j server, `neo4j://host:7687/NAME`."""

    name = "neo4j"

    def __init__(self, case: str, *, clock: Clock | None = None, create: bool = True) -> None:
        self._clock = clock or _now
        self._connection = Connection(case)
        try:
            self._open(create)
        except BaseException:
            self._connection.close()
            raise

    def _open(self, create: bool) -> None:
        found = self._connection.rows(cypher.CASE)
        if found:
            if found[0]["schema"] < cypher.SCHEMA_VERSION:
                self._make_schema()
                self._connection.write(
                    lambda tx: tx.run(
                        cypher.SCHEMA_MADE, case=self._connection.case, schema=cypher.SCHEMA_VERSION
                    ).consume()
                )
            return
        if not create:
            raise CaseNotFound(f"no case {self._connection.case!r} at {self._connection.host}; load a file to make it")
        self._make()

    def _make(self) -> None:
        self._make_schema()
        self._connection.write(
            lambda tx: tx.run(
                cypher.NEW_CASE, case=self._connection.case, chain=secrets.token_hex(8), genesis=GENESIS,
                name=CASE_KEY, value=secrets.token_hex(32), schema=cypher.SCHEMA_VERSION,
            ).consume()
        )  # fmt: skip

    def _make_schema(self) -> None:
        self._connection.change_schema((*cypher.SCHEMA, cypher.INDEXES_READY))

    def view(self, parts: Collection[int] | None = None) -> View:
        allowed = None if parts is None else frozenset(parts)

        def snapshot() -> AbstractContextManager[Neo4jSnapshot]:
            day, known = today(self._clock()), self.parts()
            seen = {part: known[part] for part in visible_parts(known, allowed, day)}
            return nullcontext(Neo4jSnapshot(self._connection, seen, day))

        return SharedView(snapshot)

    def writer(self, actor: Actor) -> Writer:
        return Neo4jWriter(self._connection, self._clock, actor)

    def parts(self) -> dict[int, Marking]:
        found = self._connection.rows(cypher.PARTS)
        return {row["part"]: Marking.from_json(json.loads(row["body"])) for row in found}

    def has_source(self, source: str) -> bool:
        return bool(self._connection.rows(cypher.HAS_SOURCE, source=source))

    def known(self, source: str, keys: Collection[str]) -> dict[str, tuple[str, str]]:
        hashes = [rows.key_hash(kind, source, key) for key in sorted(keys) for kind in RecordKind]
        found = self._connection.rows(cypher.KNOWN, keys=hashes)
        newest = {row["key"]: (row["title"], row["text"]) for row in found}  # the last of a key wins
        return dict(sorted(newest.items()))

    def get(self, name: str) -> str | None:
        found = [] if name == CASE_KEY else self._connection.rows(cypher.SETTING, name=name)
        return str(found[0]["value"]) if found else None

    def case_key(self) -> bytes:
        found = self._connection.rows(cypher.SETTING, name=CASE_KEY)
        if not found:
            raise StoreDamaged(f"case {self._connection.case} has lost its key; restore a backup")
        return bytes.fromhex(found[0]["value"])

    def settings(self, prefix: str = "") -> dict[str, str]:
        found = ((str(row["name"]), str(row["value"])) for row in self._connection.rows(cypher.SETTINGS))
        return {name: value for name, value in sorted(found) if name.startswith(prefix) and name != CASE_KEY}

    def cursor(self, job: str) -> Cursor | None:
        found = self._connection.rows(cypher.CURSOR, job=job)
        return tables.to_cursor(json.loads(found[0]["body"])) if found else None

    def runs(self) -> list[Run]:
        return [tables.to_run(json.loads(row["body"])) for row in self._connection.rows(cypher.RUNS)]

    def run(self, run: str) -> Run | None:
        found = self._connection.rows(cypher.RUN, id=run)
        document = "".join(self.document(run))
        return tables.to_run({**json.loads(found[0]["body"]), "document": document}) if found else None

    def document(self, run: str) -> Iterator[str]:
        found = self._connection.rows(cypher.RUN, id=run)
        if found and found[0]["document"]:
            yield found[0]["document"]
        for row in self._connection.stream(cypher.RUN_TEXT, id=run):
            yield row["body"]

    def version(self) -> int:
        return int(self._connection.rows(cypher.CASE)[0]["version"])

    def rows(self, table: str) -> Iterator[dict[str, Any]]:
        check_table(table)
        return _TABLES[table](self)

    def digest(self) -> str:
        return tables.digest(self.rows)

    def close(self) -> None:
        self._connection.close()

    def agent(self) -> str:
        """Name and version of the server."""
        return self._connection.agent()

    def stream(self, query: str) -> Iterator[Any]:
        return self._connection.stream(query)

    def hashes(self) -> dict[int, str]:
        """Part -> hash of its marking."""
        return {part: marking.hash for part, marking in self.parts().items()}


def _now() -> datetime:
    return datetime.now(UTC)


def _markings(store: Neo4jStore) -> Iterator[dict[str, Any]]:
    yield from (tables.marking_row(marking) for marking in sorted(store.parts().values(), key=lambda m: m.hash))


def _sources(store: Neo4jStore) -> Iterator[dict[str, Any]]:
    found = [json.loads(row["body"]) for row in store.stream(cypher.SOURCES)]
    yield from sorted(found, key=lambda row: (row["source"], row["sha256"], row["marking"]))


def _records(store: Neo4jStore) -> Iterator[dict[str, Any]]:
    yield from (tables.record_row(rows.to_record(row["r"])) for row in store.stream(cypher.RECORDS))


def _sightings(store: Neo4jStore) -> Iterator[dict[str, Any]]:
    hashes = store.hashes()
    found = [
        (row["h"], row["record"], hashes[row["part"]], row["file"], row["line"], row["captured"])
        for row in store.stream(cypher.SIGHTINGS)
    ]
    for _, record, marking, file, line, captured in sorted(found):
        yield {"record": record, "file": file, "line": line, "captured": captured, "marking": marking}


def _statements(store: Neo4jStore) -> Iterator[dict[str, Any]]:
    """The server orders by record and key; the parts of one statement follow each other and are ordered here."""
    hashes = store.hashes()
    held: list[tuple[tuple[int, str, int], str, dict[str, Any]]] = []
    for row in store.stream(cypher.STATEMENTS):
        edge = row["e"]
        place, marking = (edge["rh"], edge["record"], edge["key"]), hashes[edge["part"]]
        if held and held[0][0] != place:
            yield from (item for _, _, item in sorted(held, key=lambda item: item[1]))
            held = []
        held.append((place, marking, tables.statement_row(rows.to_statement(row), marking)))
    yield from (item for _, _, item in sorted(held, key=lambda item: item[1]))


def _runs(store: Neo4jStore) -> Iterator[dict[str, Any]]:
    for row in store.stream(cypher.FULL_RUNS):
        body = json.loads(row["body"])
        yield {**body, "document": "".join(store.document(body["id"]))}


_TABLES: dict[str, Callable[[Neo4jStore], Iterator[dict[str, Any]]]] = {
    "marking": _markings,
    "source": _sources,
    "record": _records,
    "sighting": _sightings,
    "statement": _statements,
    "decision": lambda store: (json.loads(row["body"]) for row in store.stream(cypher.DECISIONS)),
    "setting": lambda store: (tables.setting_row(row["name"], row["value"]) for row in store.stream(cypher.SETTINGS)),
    "run": _runs,
    "cursor": lambda store: (json.loads(row["body"]) for row in store.stream(cypher.CURSORS)),
    "audit": lambda store: (json.loads(row["event"]) for row in store.stream(cypher.AUDIT)),
}
