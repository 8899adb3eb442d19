"""Rows of the logical tables: the same dicts from every store, in the same order, under the same digest.

Canonical order is by row key, a hash of content, so that every store can stream it:
    marking by hash; source by (source, sha256, marking); record by (hash63(id), id);
    sighting by (hash63(record), record, marking, file, line); statement by (hash63(record), record, key, marking);
    decision by id; setting by name; run by (at, id); cursor by job; audit by (case, seq).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from typing import Any

import orjson

from graphsvc.marking import Marking
from graphsvc.model import (
    Category,
    Decision,
    EdgeType,
    RecordKind,
    Sighting,
    SourceFile,
    Statement,
    StatementKind,
    StoredRecord,
    Verb,
    canonical_json,
    hash63,
)
from graphsvc.store import DIGESTED, Cursor, Run

Row = dict[str, Any]


def statement_key(statement: Statement) -> int:
    """Row key of a statement: equal statements, and only they, share it."""
    fields = (
        statement.record, statement.subject, statement.predicate, statement.object, statement.field,
        str(statement.start), str(statement.end), statement.raw, statement.method, repr(float(statement.confidence)),
        statement.kind, statement.at, statement.data,
    )  # fmt: skip
    text = "\0".join(fields)
    if text.count("\0") >= len(fields):  # a field holds the delimiter itself
        text = canonical_json(fields)
    return hash63(text)


def marking_row(marking: Marking) -> Row:
    return {"hash": marking.hash, **marking.as_json()}


def source_row(file: SourceFile) -> Row:
    return asdict(file)


def record_row(record: StoredRecord) -> Row:
    return {**asdict(record), "kind": record.kind.value, "category": record.category.value}


def sighting_row(sighting: Sighting) -> Row:
    return asdict(sighting)


def statement_row(statement: Statement, marking: str) -> Row:
    return {
        **asdict(statement), "predicate": statement.predicate.value, "kind": statement.kind.value,
        "confidence": float(statement.confidence), "marking": marking,
    }  # fmt: skip


def decision_row(decision: Decision) -> Row:
    return {**asdict(decision), "verb": decision.verb.value, "targets": list(decision.targets)}


def setting_row(name: str, value: str) -> Row:
    return {"name": name, "value": value}


def run_row(run: Run) -> Row:
    return asdict(run)


def cursor_row(cursor: Cursor) -> Row:
    return asdict(cursor)


def to_marking(row: Mapping[str, Any]) -> Marking:
    return Marking.from_json({name: value for name, value in row.items() if name != "hash"})


def to_source(row: Mapping[str, Any]) -> SourceFile:
    return SourceFile(**row)


def to_record(row: Mapping[str, Any]) -> StoredRecord:
    return StoredRecord(**{**row, "kind": RecordKind(row["kind"]), "category": Category(row["category"])})


def to_sighting(row: Mapping[str, Any]) -> Sighting:
    return Sighting(**row)


def to_statement(row: Mapping[str, Any]) -> tuple[Statement, str]:
    """The statement and its marking's hash."""
    fields = {name: value for name, value in row.items() if name != "marking"}
    fields |= {"predicate": EdgeType(row["predicate"]), "kind": StatementKind(row["kind"])}
    return Statement(**fields), str(row["marking"])


def to_decision(row: Mapping[str, Any]) -> Decision:
    return Decision(**{**row, "verb": Verb(row["verb"]), "targets": tuple(row["targets"])})


def to_run(row: Mapping[str, Any]) -> Run:
    return Run(**row)


def to_cursor(row: Mapping[str, Any]) -> Cursor:
    return Cursor(**row)


def digest(rows: Callable[[str], Iterable[Row]]) -> str:
    """SHA-256 over the digested tables, `rows(table)` each in canonical order."""
    hasher = hashlib.sha256()
    for table in DIGESTED:
        hasher.update(f"{table}\n".encode())
        for row in rows(table):
            hasher.update(orjson.dumps(row, option=orjson.OPT_SORT_KEYS))
            hasher.update(b"\n")
    return hasher.hexdigest()
