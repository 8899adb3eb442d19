"""One record, or a batch of rows, as the rows of a store.

A private key is masked in every raw string before anything is kept, counted or hashed. A value that its column calls
a phone but that reads as none stays in the record's content and is counted; it is never dropped in silence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import orjson

from graphsvc.identifiers import KEYS_VERSION
from graphsvc.ingest.cleaning import clean_strings
from graphsvc.ingest.counts import Counts
from graphsvc.ingest.keys import with_stored_key
from graphsvc.ingest.statements import Statements, clean
from graphsvc.model import (
    Record,
    RecordKind,
    Rejected,
    Sighting,
    Statement,
    StoredRecord,
    canonical_json,
    node_id,
    record_id,
    version_of,
)
from graphsvc.store.common.text import document


@dataclass(frozen=True, slots=True)
class Prepared:
    """One record as rows. `words`: its document for search by word, the same in every store."""

    record: StoredRecord
    sighting: Sighting
    statements: tuple[Statement, ...]
    words: str


def prepare_all(
    rows: Iterable[Record | Rejected], marking: str, region: str = ""
) -> tuple[list[Prepared | Rejected], Counts]:
    """Rows of a file, each as `prepare` gives it, and what was left out of them."""
    counts = Counts()
    made = [row if isinstance(row, Rejected) else prepare(row, marking, counts, region=region) for row in rows]
    return made, counts


def prepare(record: Record, marking: str, counts: Counts, *, region: str = "") -> Prepared | Rejected:
    """The rows of one record under a marking (hash), or why it has none. `region`: ISO country for national numbers."""
    record = with_stored_key(clean_strings(record, counts))
    where = record.country or region
    node = _subject(record, where)
    if node is None:
        assert record.subject is not None
        return Rejected(
            "",
            record.locator.line,
            f"column {record.subject.field} holds no valid {record.subject.kind.value}; correct it, or map another one",
        )
    made = Statements(record, node, where, counts)
    said = record.content()
    content = plain_json(said)
    version = version_of(content)
    stored = StoredRecord(
        id=record_id(record.kind, record.source, record.key, version),
        node=node,
        kind=record.kind,
        source=record.source,
        key=record.key,
        version=version,
        title=record.title,
        text=record.text,
        posted=record.posted.utc if record.posted else "",
        category=record.category,
        place=record.place,
        content=content,
        keys_version=KEYS_VERSION,
        candidates=plain_json(made.candidates),
    )
    sighting = Sighting(
        stored.id, record.locator.file, record.locator.line, record.captured.utc if record.captured else "", marking
    )
    return Prepared(stored, sighting, made.rows(stored.id), document(record.title, record.text, said))


def plain_json(value: object) -> str:
    """`canonical_json` of texts and offsets, in a quarter of the time."""
    try:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()
    except orjson.JSONEncodeError:  # a name of a column holds half a surrogate pair
        return canonical_json(value)


def _subject(record: Record, region: str) -> str | None:
    if record.kind is RecordKind.AD or record.subject is None:
        return node_id(record.kind, record.source, record.key)
    found = clean(record.subject, region)
    return found.id if found else None
