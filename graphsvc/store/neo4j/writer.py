"""Writing: each call one managed transaction that takes the case's turn, changes rows, and appends its audit event.

Every statement is a MERGE on a stable id, so when the driver replays a commit whose answer was lost, nothing changes.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from neo4j import ManagedTransaction

from graphsvc.errors import CaseNotFound, InputError
from graphsvc.model import Actor, Decision, Verb, canonical_json
from graphsvc.store import Batch, Clock, PutCounts, Run
from graphsvc.store.common import events
from graphsvc.store.common import rows as tables
from graphsvc.store.common.check import check_batch, check_table, check_text, counted
from graphsvc.store.common.events import CASE_KEY, Deed
from graphsvc.store.neo4j import cypher, erasing, publishing, restoring, rows
from graphsvc.store.neo4j.driver import Connection
from graphsvc.store.neo4j.turn import Turn

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
            known = turn.known(batch)
            counts = turn.count(batch, known)
            part = turn.part(batch.marking)
            turn.put_sources([(batch.file, part)])
            turn.put_nodes(
                [
                    *(r.node for r in batch.records),
                    *(s.subject for s in batch.statements),
                    *(s.object for s in batch.statements),
                ]
            )
            turn.put_records(batch.records)
            file = rows.file_key(batch.file.source, batch.file.sha256, batch.file.marking)
            turn.put_sightings(
                [{"record": s.record, "file": file, "line": s.line, "captured": s.captured, "part": part}
                 for s in batch.sightings],
            )  # fmt: skip
            posted = {record.id: record.posted for record in batch.records}
            stated = [(s, part, posted[s.record]) for s in batch.statements]
            turn.put_statements((row for row in stated if row[0].record not in known), new=True)
            turn.put_statements(row for row in stated if row[0].record in known)
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
            if decision.verb is Verb.PROTECT:
                publishing.withdraw_members(turn, decision.targets)
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

    def save_run(self, run: Run, document: Sequence[str] = ()) -> None:
        check_text([*dataclasses.astuple(run), *document])

        def work(turn: Turn) -> tuple[None, Deed]:
            turn.put_run(run, document)
            return None, events.save_run(run)

        self._write(work)

    def publish(self, run: str, nodes: Collection[Mapping[str, Any]], edges: Collection[Mapping[str, Any]]) -> None:
        """Replace the published result by these nodes and edges; see `publishing`."""
        for row in [*nodes, *edges]:
            check_text([*row.values(), *row["fields"].values()])

        def work(turn: Turn) -> tuple[None, Deed]:
            publishing.publish(turn, nodes, edges)
            return None, Deed("disclose", "result", [run])

        self._write(work)

    def note(self, verb: str, object_type: str, objects: Sequence[str], **fields: str) -> None:
        self._write(lambda turn: (None, Deed(verb, object_type, objects, fields=fields)))

    def restore(self, table: str, rows: Iterable[Mapping[str, object]]) -> None:
        check_table(table)
        given = list(rows)
        for row in given:
            check_text(row.values())

        def work(turn: Turn) -> tuple[None, Deed]:
            restoring.restore(turn, table, given)
            turn.changed = True
            return None, events.restore(table, len(given))

        self._write(work)
