"""Between the server's properties and our rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from itertools import groupby
from typing import Any

from graphsvc.model import (
    Category,
    EdgeType,
    NodeKind,
    RecordKind,
    SourceFile,
    Statement,
    StatementKind,
    StoredRecord,
    canonical_json,
    hash63,
)
from graphsvc.store.common import text
from graphsvc.store.common.rows import statement_key

_RECORD_FIELDS = tuple(field.name for field in fields(StoredRecord))
_STATEMENT_FIELDS = (
    "record", "field", "start", "end", "raw", "method", "confidence", "at", "data",
)  # fmt: skip


def file_key(source: str, sha256: str, marking: str) -> str:
    return canonical_json([source, sha256, marking])


def key_hash(kind: str, source: str, key: str) -> int:
    """Row key of a record's key, whatever its version."""
    return hash63("\0".join((kind, source, key)))


def nodes(ids: Iterable[str]) -> dict[NodeKind, list[dict[str, Any]]]:
    """Rows of the given nodes by kind, each kind by id."""
    rows = [
        {"id": node, "kind": node.partition(":")[0], "h": hash63(node), "shelf": text.shelved(text.labels(node))}
        for node in sorted(set(ids))
    ]
    return {NodeKind(kind): list(group) for kind, group in groupby(rows, key=lambda row: row["kind"])}


def record(item: StoredRecord) -> dict[str, Any]:
    return {
        **{name: getattr(item, name) for name in _RECORD_FIELDS}, "kind": item.kind.value,
        "category": item.category.value, "h": hash63(item.id), "nh": hash63(item.node),
        "kh": key_hash(item.kind.value, item.source, item.key), "shelf": text.shelved([item.title]),
        "words": " ".join(text.words(text.body(item.title, item.text, item.content))),
    }  # fmt: skip


def to_record(node: Mapping[str, Any]) -> StoredRecord:
    found = {name: node[name] for name in _RECORD_FIELDS}
    return StoredRecord(**{**found, "kind": RecordKind(found["kind"]), "category": Category(found["category"])})


def statement(item: Statement, part: int, posted: str) -> dict[str, Any]:
    return {
        "subject": item.subject, "object": item.object, "key": statement_key(item), "part": part,
        **{name: getattr(item, name) for name in _STATEMENT_FIELDS}, "confidence": float(item.confidence),
        "kind": item.kind.value, "rh": hash63(item.record), "posted": posted,
    }  # fmt: skip


def to_statement(row: Mapping[str, Any]) -> Statement:
    edge = row["e"]
    return Statement(
        subject=row["subject"], predicate=EdgeType(row["predicate"]), object=row["object"],
        kind=StatementKind(edge["kind"]), **{name: edge[name] for name in _STATEMENT_FIELDS},
    )  # fmt: skip


def to_source(body: Mapping[str, Any]) -> SourceFile:
    return SourceFile(**body)
