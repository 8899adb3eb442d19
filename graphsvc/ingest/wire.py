"""Rows on their way to a worker and back, as JSON: every row is the list of its fields' values, in their order.

JSON and no pickle, because reading it can make nothing but text, numbers and lists (RIGHTS C14).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any

import orjson

from graphsvc.ingest.counts import Counts
from graphsvc.ingest.preparing import Prepared
from graphsvc.model import (
    Category,
    EdgeType,
    Locator,
    Mention,
    Moment,
    NodeKind,
    Record,
    RecordKind,
    Rejected,
    Relation,
    Sighting,
    Statement,
    StatementKind,
    StoredRecord,
)

Rows = list[Record | Rejected]
Made = tuple[list[Prepared | Rejected], Counts]

_ROWS = (
    Record, Locator, Mention, Moment, Relation, Rejected, Prepared, StoredRecord, Sighting, Statement, Counts,
)  # fmt: skip
_VALUES = {row: attrgetter(*(field.name for field in fields(row))) for row in _ROWS}
_REJECTED = len(fields(Rejected))  # fields; no other row of a batch has as few


def packed(value: object) -> bytes:
    """Rows, or what was made of them, as bytes."""
    try:
        return orjson.dumps(value, _values, orjson.OPT_PASSTHROUGH_DATACLASS)
    except orjson.JSONEncodeError:  # half of a surrogate pair, which this module has no escape for
        return json.dumps(value, default=_values).encode()


def rows_of(message: bytes) -> tuple[Rows, str, str]:
    """The rows to be prepared, their marking and region."""
    rows, marking, region = _read(message)
    return [Rejected(*row) if len(row) == _REJECTED else _record(*row) for row in rows], marking, region


def made_of(message: bytes) -> Made:
    """What was made of them."""
    made, (refused, suppressed, unread) = _read(message)
    counts = Counts(Counter(refused), Counter(suppressed), unread)
    return [Rejected(*row) if len(row) == _REJECTED else _prepared(*row) for row in made], counts


def _values(row: Any) -> Any:
    return _VALUES[type(row)](row)


def _read(message: bytes) -> Any:
    try:
        return orjson.loads(message)
    except orjson.JSONDecodeError:
        return json.loads(message)


def _record(
    kind: str, source: str, key: str, locator: Sequence[Any], title: str, text: str, passages: Iterable[Sequence[str]],
    url: str, category: str, posted: Sequence[str] | None, captured: Sequence[str] | None, place: str, country: str,
    language: str, subject: Sequence[str] | None, mentions: Iterable[Sequence[str]], relations: Iterable[Sequence[Any]],
    attributes: Iterable[Sequence[str]],
) -> Record:  # fmt: skip
    return Record(
        RecordKind(kind), source, key, Locator(*locator), title, text, _pairs(passages), url, Category(category),
        Moment(*posted) if posted else None, Moment(*captured) if captured else None, place, country, language,
        _mention(*subject) if subject else None, tuple(_mention(*mention) for mention in mentions),
        tuple(_relation(*relation) for relation in relations), _pairs(attributes),
    )  # fmt: skip


def _mention(kind: str, raw: str, field: str, hint: str) -> Mention:
    return Mention(NodeKind(kind), raw, field, hint)


def _relation(
    type_: str, object_: Sequence[str], subject: Sequence[str] | None, at: str, data: Iterable[Sequence[str]]
) -> Relation:
    return Relation(
        EdgeType(type_), _mention(*object_), _mention(*subject) if subject else None, at, _pairs(data)
    )  # fmt: skip


def _prepared(
    record: Sequence[Any], sighting: Sequence[Any], statements: Iterable[Sequence[Any]], words: str
) -> Prepared:
    made = tuple(_statement(*statement) for statement in statements)
    return Prepared(_stored(*record), Sighting(*sighting), made, words)


def _stored(
    id_: str, node: str, kind: str, source: str, key: str, version: str, title: str, text: str, posted: str,
    category: str, place: str, content: str, keys_version: int, candidates: str,
) -> StoredRecord:  # fmt: skip
    return StoredRecord(
        id_, node, RecordKind(kind), source, key, version, title, text, posted, Category(category), place, content,
        keys_version, candidates,
    )  # fmt: skip


def _statement(
    record: str, subject: str, predicate: str, object_: str, field: str, start: int, end: int, raw: str, method: str,
    confidence: float, kind: str, at: str, data: str,
) -> Statement:  # fmt: skip
    return Statement(
        record, subject, EdgeType(predicate), object_, field, start, end, raw, method, confidence, StatementKind(kind),
        at, data,
    )  # fmt: skip


def _pairs(pairs: Iterable[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, text) for name, text in pairs)
