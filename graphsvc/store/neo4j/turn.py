"""One writer's turn at a case: the lock, the writes inside it, and the audit event that closes it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any

from neo4j import ManagedTransaction

from graphsvc.errors import StoreDamaged
from graphsvc.marking import Marking
from graphsvc.model import Actor, EdgeType, SourceFile, Statement, StoredRecord, canonical_json
from graphsvc.rights import audit
from graphsvc.store import Batch, Clock, PutCounts, Run
from graphsvc.store.common import events
from graphsvc.store.common import rows as tables
from graphsvc.store.common.check import check_text
from graphsvc.store.common.events import CASE_KEY, Deed
from graphsvc.store.neo4j import cypher, rows


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

    def put(self, query: str, columns: Sequence[str], given: Sequence[Mapping[str, object]]) -> None:
        """Merge rows, sent as lists of these columns; whether anything new came is noted."""
        if given:
            lists = [[row[column] for column in columns] for row in given]
            counters = self.tx.run(query, case=self.case, rows=lists).consume().counters
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
        known = self.tx.run(cypher.PART, case=self.case, hash=marking.hash).single()
        if known is not None:
            return int(known["part"])
        part = int(self.tx.run(cypher.NEXT_PART, case=self.case).single(strict=True)["part"])
        self.run(cypher.PUT_MARKING, hash=marking.hash, part=part, body=canonical_json(marking.as_json()))
        return part

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
        self.put(cypher.PUT_SOURCES, cypher.SOURCE_ROW, given)

    def put_nodes(self, ids: Iterable[str]) -> None:
        for kind, given in rows.nodes(ids).items():
            self.put(cypher.PUT_NODES[kind], cypher.NODE_ROW, given)

    def put_records(self, records: Iterable[StoredRecord]) -> None:
        self.put(cypher.PUT_RECORDS, cypher.RECORD_ROW, [rows.record(record) for record in records])

    def put_sightings(self, given: Sequence[Mapping[str, object]]) -> None:
        self.put(cypher.PUT_SIGHTINGS, cypher.SIGHTING_ROW, given)

    def put_statements(self, given: Iterable[tuple[Statement, int, str]], *, new: bool = False) -> None:
        """`(statement, part, posted time of its record)`, written by type. `new`: their records are new to the case."""
        by_type: dict[EdgeType, dict[tuple[int, int], dict[str, object]]] = {}
        for statement, part, posted in given:
            row = rows.statement(statement, part, posted)
            by_type.setdefault(statement.predicate, {})[row["key"], part] = row
        for predicate in EdgeType:
            query = (cypher.NEW_STATEMENTS if new else cypher.PUT_STATEMENTS)[predicate]
            self.put(query, cypher.STATEMENT_ROW, list(by_type.get(predicate, {}).values()))

    def put_run(self, run: Run, document: Sequence[str] = ()) -> None:
        body = {**tables.run_row(run), "document": ""}
        self.run(cypher.PUT_RUN, id=run.id, at=run.at, body=canonical_json(body), document=run.document)
        for place, piece in enumerate(document):
            self.run(cypher.PUT_RUN_TEXT, id=run.id, place=place, body=piece)

    def known(self, batch: Batch) -> set[str]:
        """Ids of the batch's records that the case holds."""
        ids = sorted({record.id for record in batch.records})
        return {row["id"] for row in self.tx.run(cypher.KNOWN_RECORDS, case=self.case, ids=ids)}

    def count(self, batch: Batch, there: Set[str]) -> PutCounts:
        known = set(there)
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
