"""Writing: each call one managed transaction that takes the case's turn, changes rows, and appends its audit event.

Every statement is a MERGE on a stable id, so when the driver replays a commit whose answer was lost, nothing changes.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from neo4j import ManagedTransaction

from graphsvc.errors import CaseNotFound, InputError, StoreDamaged
from graphsvc.marking import Marking
from graphsvc.model import Actor, Decision, EdgeType, SourceFile, Statement, canonical_json
from graphsvc.rights import audit
from graphsvc.store import TABLES, Batch, Clock, PutCounts, Run
from graphsvc.store.common import events
from graphsvc.store.common import rows as tables
from graphsvc.store.common.check import check_batch, check_text, counted
from graphsvc.store.common.events import CASE_KEY, Deed
from graphsvc.store.neo4j import cypher, erasing, restoring, rows
from graphsvc.store.neo4j.driver import Connection

T = TypeVar("T")


class Neo4jWriter:
    def __init__(self, connection: Connection, clock: Clock, actor: Actor) -> None:
        self._connection, self._clock, self._actor = connection, clock, actor

    def _write(self, work: Callable[[Turn], tuple[T, Deed]]) -> T:
        def unit(tx: ManagedTransaction) -> T:
            turn = Turn(tx, self._connection.case)
            answer, deed = work(turn)
            turn.append(deed, self._clock, self._actor)
            return answer

        return self._connection.write(unit)

    def put(self, batch: Batch) -> PutCounts:
        check_batch(batch)
        check_text(batch.marking.as_json().values())
        given: list[Any] = [batch.file, *batch.records, *batch.sightings, *batch.statements]
        for row in given + ([batch.cursor] if batch.cursor else []):
            check_text(getattr(row, field.name) for field in dataclasses.fields(row))

        def work(turn: Turn) -> tuple[PutCounts, Deed]:
            counts = turn.count(batch)
            part = turn.part(batch.marking)
            turn.put_sources([(batch.file, part)])
            turn.put_nodes(
                [
                    *(r.node for r in batch.records),
                    *(s.subject for s in batch.statements),
                    *(s.object for s in batch.statements),
                ]
            )
            turn.put(cypher.PUT_RECORDS, [rows.record(record, turn.case) for record in batch.records])
            file = rows.file_key(batch.file.source, batch.file.sha256, batch.file.marking)
            turn.put(
                cypher.PUT_SIGHTINGS,
                [{"record": s.record, "file": file, "line": s.line, "captured": s.captured, "part": part}
                 for s in batch.sightings],
            )  # fmt: skip
            posted = {record.id: record.posted for record in batch.records}
            turn.put_statements([(s, part, posted[s.record]) for s in batch.statements])
            if batch.cursor is not None:
                made = counted(batch.cursor, counts.new, counts.seen, counts.changed)
                turn.run(cypher.PUT_CURSOR, job=made.job, body=canonical_json(tables.cursor_row(made)))
            return counts, events.put(batch)

        return self._write(work)

    def decide(self, decision: Decision) -> None:
        check_text([*dataclasses.astuple(decision), *decision.targets])

        def work(turn: Turn) -> tuple[None, Deed]:
            changed = turn.tx.run(
                cypher.PUT_DECISION, case=turn.case, id=decision.id, stands=decision.stands, undo=not decision.stands,
                body=canonical_json(tables.decision_row(decision)),
            ).single(strict=True)["changed"]  # fmt: skip
            turn.changed = turn.changed or bool(changed)
            return None, events.decide(decision)

        self._write(work)

    def unload(self, source: str) -> int:
        def work(turn: Turn) -> tuple[int, Deed]:
            gone = erasing.unload(turn, source)
            if gone is None:
                raise CaseNotFound(f"no source {source!r} in this case; `graphsvc info` lists the sources")
            return len(gone), events.erase(gone)

        return self._write(work)

    def expire(self, today: str) -> int:
        def work(turn: Turn) -> tuple[int, Deed]:
            gone = erasing.expire(turn, today)
            return len(gone), events.erase(gone)

        return self._write(work)

    def set(self, name: str, value: str | None) -> None:
        if name == CASE_KEY:
            raise InputError(f"the setting {CASE_KEY} is the store's own; choose another name")
        check_text([name, value])

        def work(turn: Turn) -> tuple[None, Deed]:
            if value is None:
                turn.tx.run(cypher.DROP_SETTING, case=turn.case, name=name).consume()
            else:
                turn.tx.run(cypher.SET_SETTING, case=turn.case, name=name, value=value).consume()
            return None, events.set_(name)

        self._write(work)

    def save_run(self, run: Run) -> None:
        check_text(dataclasses.astuple(run))

        def work(turn: Turn) -> tuple[None, Deed]:
            turn.put_run(run)
            return None, events.save_run(run)

        self._write(work)

    def note(self, verb: str, object_type: str, objects: Sequence[str], **fields: str) -> None:
        self._write(lambda turn: (None, Deed(verb, object_type, objects, fields=fields)))

    def restore(self, table: str, rows: Iterable[Mapping[str, object]]) -> None:
        if table not in TABLES:
            raise InputError(f"no table {table!r} in a case; there are {', '.join(TABLES)}")
        given = list(rows)
        for row in given:
            check_text(row.values())

        def work(turn: Turn) -> tuple[None, Deed]:
            restoring.restore(turn, table, given)
            turn.changed = True
            return None, events.restore(table, len(given))

        self._write(work)


class Turn:
    """One writer's turn: the case is locked until the transaction ends. Notes whether records or decisions changed."""

    def __init__(self, tx: ManagedTransaction, case: str) -> None:
        self.tx, self.case, self.changed = tx, case, False
        locked = tx.run(cypher.LOCK, case=case, name=CASE_KEY).single()
        if locked is None:
            raise StoreDamaged(
                f"case {case} is no longer on the server, or has lost its key; open it again, or restore a backup"
            )
        self.chain, self.head = str(locked["chain"]), audit.Head(locked["seq"], locked["head"])
        self.key = bytes.fromhex(locked["key"])

    def run(self, query: str, **parameters: Any) -> None:
        self.tx.run(query, case=self.case, **parameters).consume()

    def put(self, query: str, given: Sequence[Mapping[str, object]]) -> None:
        """Merge rows; whether anything new came is noted."""
        if given:
            counters = self.tx.run(query, case=self.case, rows=list(given)).consume().counters
            self.changed = self.changed or bool(counters.nodes_created or counters.relationships_created)

    def append(self, deed: Deed, clock: Clock, actor: Actor) -> None:
        event = events.event(deed, self.head, key=self.key, case=self.chain, now=clock(), actor=actor)
        check_text(event.values())
        self.run(
            cypher.APPEND, seq=event["seq"], hash=event["hash"], chain=self.chain, changed=int(self.changed),
            event=canonical_json(event),
        )  # fmt: skip

    def parts(self) -> dict[int, Marking]:
        found = self.tx.run(cypher.PARTS, case=self.case)
        return {row["part"]: Marking.from_json(json.loads(row["body"])) for row in found}

    def part(self, marking: Marking) -> int:
        """The part of a marking, made when the case has none yet."""
        free = self.tx.run(cypher.NEXT_PART, case=self.case).single(strict=True)["part"]
        body = canonical_json(marking.as_json())
        made = self.tx.run(cypher.PUT_MARKING, case=self.case, hash=marking.hash, part=free, body=body)
        return int(made.single(strict=True)["part"])

    def put_sources(self, files: Sequence[tuple[SourceFile, int]]) -> None:
        given = []
        for file, part in files:
            body = tables.source_row(file)
            key = rows.file_key(body["source"], body["sha256"], body["marking"])
            given.append(
                {
                    "key": key,
                    "part": part,
                    "source": body["source"],
                    "sha256": body["sha256"],
                    "body": canonical_json(body),
                }
            )
        self.put(cypher.PUT_SOURCES, given)

    def put_nodes(self, ids: Iterable[str]) -> None:
        for kind, given in rows.nodes(ids).items():
            self.put(cypher.PUT_NODES[kind], given)

    def put_statements(self, given: Sequence[tuple[Statement, int, str]]) -> None:
        """`(statement, part, posted time of its record)`, written by type."""
        by_type: dict[EdgeType, list[dict[str, object]]] = {}
        for statement, part, posted in given:
            by_type.setdefault(statement.predicate, []).append(rows.statement(statement, part, posted))
        for predicate in EdgeType:
            self.put(cypher.PUT_STATEMENTS[predicate], by_type.get(predicate, []))

    def put_run(self, run: Run) -> None:
        body = {**tables.run_row(run), "document": ""}
        self.run(cypher.PUT_RUN, id=run.id, at=run.at, body=canonical_json(body), document=run.document)

    def count(self, batch: Batch) -> PutCounts:
        ids = sorted({record.id for record in batch.records})
        known = {row["id"] for row in self.tx.run(cypher.KNOWN_RECORDS, case=self.case, ids=ids)}
        hashes = {record.id: rows.key_hash(record.kind.value, record.source, record.key) for record in batch.records}
        keys = {row["key"] for row in self.tx.run(cypher.KNOWN_KEYS, case=self.case, keys=sorted(set(hashes.values())))}
        new = seen = changed = 0
        for record in batch.records:
            if record.id in known:
                seen += 1
            elif hashes[record.id] in keys:
                changed += 1
            else:
                new += 1
            known.add(record.id)
            keys.add(hashes[record.id])
        return PutCounts(new, seen, changed)
