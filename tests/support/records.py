"""Synthetic rows for store tests: small, valid, and every field within reach of a keyword."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from graphsvc.marking import Marking
from graphsvc.model import (
    Category,
    EdgeType,
    RecordKind,
    Sighting,
    SourceFile,
    Statement,
    StatementKind,
    StoredRecord,
    canonical_json,
    node_id,
    record_id,
)
from graphsvc.store import Batch, Cursor

OPEN = Marking(tlp="GREEN", originators=frozenset({"open"}))
CLOSED = Marking(tlp="RED", originators=frozenset({"closed"}))
NO_LINK = Marking(tlp="AMBER", caveats=frozenset({"NOT-IMM", "NO-ALGO"}), originators=frozenset({"no link"}))
MARKINGS = (OPEN, CLOSED, NO_LINK)

PHONE = "phone:+442079460001"
PHONE_2 = "phone:+442079460002"
EMAIL = "email:harbour%40example.org"
ACCOUNT = "account:telegram:harbour_jobs"


def record(
    key: str = "1",
    *,
    source: str = "ads",
    kind: RecordKind = RecordKind.AD,
    version: str = "0a0a0a0a0a0a",
    node: str = "",
    title: str = "Warehouse work near the harbour",
    text: str = "Start tomorrow, housing included",
    posted: str = "2025-03-01",
    category: Category = Category.JOB,
    place: str = "Harbour",
    passages: Sequence[tuple[str, str]] = (),
    candidates: str = "[]",
) -> StoredRecord:
    content: dict[str, Any] = {"kind": kind.value, "source": source, "key": key, "title": title, "text": text}
    if passages:
        content["passages"] = [list(passage) for passage in passages]
    return StoredRecord(
        id=record_id(kind, source, key, version), node=node or node_id(kind, source, key), kind=kind, source=source,
        key=key, version=version, title=title, text=text, posted=posted, category=category, place=place,
        content=canonical_json(content), keys_version=1, candidates=candidates,
    )  # fmt: skip


def statement(
    about: StoredRecord,
    object_: str,
    *,
    subject: str = "",
    predicate: EdgeType = EdgeType.MENTIONS,
    field: str = "text",
    start: int = 0,
    raw: str = "020 7946 0001",
    confidence: float = 1.0,
    kind: StatementKind = StatementKind.FACT,
    at: str = "",
    data: str = "{}",
) -> Statement:
    return Statement(
        record=about.id, subject=subject or about.node, predicate=predicate, object=object_, field=field, start=start,
        end=start + len(raw), raw=raw, method="scan", confidence=confidence, kind=kind, at=at, data=data,
    )  # fmt: skip


def file(marking: Marking = OPEN, *, source: str = "ads", name: str = "") -> SourceFile:
    name = name or f"{source}.csv"
    return SourceFile(
        sha256=hashlib.sha256(f"{source}/{name}".encode()).hexdigest(), source=source, name=name, size=1234,
        loader="ads", loader_version="0.1.0", collected_at="2025-12-01T00:00:00Z", collected_by="tester",
        marking=marking.hash,
    )  # fmt: skip


def batch(
    rows: Iterable[tuple[StoredRecord, Sequence[Statement]]],
    marking: Marking = OPEN,
    *,
    source: str = "ads",
    name: str = "",
    first_line: int = 2,
    cursor: Cursor | None = None,
) -> Batch:
    """One batch of (record, its statements); each record is sighted on a line of its own."""
    rows = list(rows)
    origin = file(marking, source=source, name=name)
    return Batch(
        marking=marking,
        file=origin,
        records=[one for one, _ in rows],
        sightings=[
            Sighting(one.id, origin.sha256, first_line + number, "2025-12-01T00:00:00Z", marking.hash)
            for number, (one, _) in enumerate(rows)
        ],
        statements=[item for _, items in rows for item in items],
        cursor=cursor,
    )


def advert(key: str, *objects: str, **fields: Any) -> tuple[StoredRecord, list[Statement]]:
    """An advert that mentions each of the nodes once."""
    made = record(key, **fields)
    return made, [statement(made, object_, start=20 * number) for number, object_ in enumerate(objects)]
