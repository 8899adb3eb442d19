"""What a worker makes of one slice of a file: rows of records, uses and texts, and what was rejected.

The loaders read, `ingest.prepare_all` finds the identifiers, `linking.units` says what counts: nothing is decided here.
A file is opened by every slice of it, since how it is read follows from the whole file (its key, the order of day and
month): 50 microseconds a row, against 540 for what is made of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
import pyarrow as pa

from graphsvc.errors import GraphsvcError
from graphsvc.ingest.counts import Counts
from graphsvc.ingest.preparing import Prepared, prepare_all
from graphsvc.linking.templates.find import digest_of
from graphsvc.linking.templates.shingles import shingle_sets
from graphsvc.linking.templates.similarity import SLOTTED
from graphsvc.linking.units import IDENTIFIERS, kind_of, record_ref, units
from graphsvc.model import RecordKind, Rejected, canonical_json, hash63
from graphsvc.registry import resolve
from graphsvc.store import Projection
from graphsvc.store.common import arrays

BATCH = 2000  # rows prepared at once, and the size of a slice's blocks
REF = ("kind", "source", "key")  # the columns of a unit
SIGN = np.uint64(1 << 63)  # unsigned hashes are kept as signed numbers of the same order

SCHEMA = pa.schema(
    [
        ("what", pa.string()),  # record, use, text, rejected, tally or refused
        *((name, pa.string()) for name in REF),
        ("record", pa.string()),
        ("identifier", pa.string()),  # of a use; of a record: the one it is about
        ("category", pa.string()),
        ("confidence", pa.float64()),
        ("time", pa.float64()),
        ("wording", pa.int64()),
        ("words", pa.float64()),
        ("shingles", pa.binary()),
        ("digest", pa.int64()),
        ("text", pa.string()),
        ("file", pa.string()),
        ("line", pa.int64()),
        ("note", pa.string()),
    ]
)
_TYPES = {"string": "string", "double": "double", "int64": "bigint", "binary": "binary"}
COLUMNS = ", ".join(f"{column.name} {_TYPES[str(column.type)]}" for column in SCHEMA)  # SCHEMA as Spark writes it


@dataclass(frozen=True, slots=True)
class Slice:
    """Every `of`-th block of a file's rows, the first one being block `number`."""

    path: str
    number: int
    of: int
    source: str
    region: str


def read(part: Slice) -> Iterator[pa.RecordBatch]:
    """All rows of a slice, in batches of SCHEMA. What the user must mend is a row called `refused`."""
    counts = Counts()
    try:
        open_reader = resolve({}, "files", "reader", "graphsvc.reader")
        reader = open_reader(part.path, source=part.source)
        name = part.path.rpartition("/")[2]
        rows = rejected = 0
        for block in _blocks(reader, part):
            made, found = prepare_all(block, "", part.region)
            counts.add(found)
            prepared = [one for one in made if isinstance(one, Prepared)]
            bad = [one for one in made if isinstance(one, Rejected)]
            rows, rejected = rows + len(prepared), rejected + len(bad)
            yield from _rows(prepared)
            yield _batch([{"what": "rejected", "file": name, "line": r.line, "note": r.reason} for r in bad])
        tally = {"records": rows, "rejected": rejected, "refused": dict(counts.refused)}
        warned = [*reader.plan.warnings] if part.number == 0 else []
        note = canonical_json({**tally, "suppressed": dict(counts.suppressed), "warnings": warned})
        yield _batch([{"what": "tally", "file": name, "line": part.number, "note": note}])
    except GraphsvcError as error:
        yield _batch([{"what": "refused", "note": str(error)}])
    except OSError as error:
        yield _batch([{"what": "refused", "note": f"{part.path}: {error.strerror or error}; every worker must see it"}])


def _blocks(reader: Iterable[Any], part: Slice) -> Iterator[list[Any]]:
    rows = iter(reader)
    for number in range(2**62):
        block = list(islice(rows, BATCH))
        if not block:
            return
        if number % part.of == part.number:
            yield block


def _rows(prepared: Sequence[Prepared]) -> Iterator[pa.RecordBatch]:
    if not prepared:
        return
    projection = _projection(prepared)
    refs = [record_ref(record) for record in projection.records]
    about = [projection.nodes[node] for node in projection.record_node.tolist()]
    yield _columns(
        "record", len(refs), kind=[r.kind for r in refs], source=[r.source for r in refs], key=[r.key for r in refs],
        record=projection.records, identifier=[node if kind_of(node) in IDENTIFIERS else "" for node in about],
        category=projection.record_category,
    )  # fmt: skip
    found = units(projection)
    owner = [found.refs[unit] for unit in found.unit.tolist()]
    yield _columns(
        "use", len(owner), kind=[r.kind for r in owner], source=[r.source for r in owner], key=[r.key for r in owner],
        identifier=[found.identifiers[i] for i in found.identifier.tolist()],
        confidence=found.confidence, time=found.time,
    )  # fmt: skip
    texts = {p.record.id: f"{p.record.title}\n{p.record.text}" for p in prepared if p.record.kind == RecordKind.AD}
    yield _texts(texts, dict(zip(projection.records, projection.record_time.tolist())))


def _texts(texts: dict[str, str], posted: dict[str, float]) -> pa.RecordBatch:
    """The adverts whose text is long enough to be compared, with its set of shingles."""
    records = sorted(texts)
    sets = shingle_sets([texts[record] for record in records], run=SLOTTED.run, masked=SLOTTED.masked)
    long = np.flatnonzero(SLOTTED.speaks(sets)).tolist()
    records = [records[number] for number in long]
    refs = [record_ref(record) for record in records]
    digests = np.array([digest_of(sets, number) for number in long], dtype=np.uint64)
    return _columns(
        "text", len(records), kind=[r.kind for r in refs], source=[r.source for r in refs], key=[r.key for r in refs],
        record=records, time=[posted[record] for record in records], wording=signed(sets.key[long]),
        words=sets.words[long], shingles=[sets.of(number).astype("<u4").tobytes() for number in long],
        digest=signed(digests), text=[texts[record] for record in records],
    )  # fmt: skip


def signed(hashes: Any) -> Any:
    """Unsigned 64-bit numbers as signed ones that sort alike."""
    return (np.asarray(hashes, dtype=np.uint64) ^ SIGN).view(np.int64)


def unsigned(numbers: Any) -> Any:
    """What `signed` was given."""
    return np.asarray(numbers, dtype=np.int64).view(np.uint64) ^ SIGN


def _projection(prepared: Sequence[Prepared]) -> Projection:
    """The graph of some records, as a store that holds nothing else would show it."""
    records = {one.record.id: one.record for one in prepared}
    statements = [statement for one in prepared for statement in one.statements]
    nodes = sorted({r.node for r in records.values()} | {n for s in statements for n in (s.subject, s.object)})

    def keys(ids: Iterable[str]) -> Any:
        return np.array([hash63(one) for one in ids], dtype=np.int64)

    return arrays.build(
        arrays.Rows(
            node_key=keys(nodes), node_id=nodes, record_key=keys(records), record_id=list(records),
            record_node=keys(r.node for r in records.values()),
            record_posted=[r.posted for r in records.values()],
            record_category=[r.category for r in records.values()],
            record_linkable=np.ones(len(records), dtype=bool),
            subject=keys(s.subject for s in statements),
            predicate=np.array([arrays.CODE[s.predicate] for s in statements], dtype=np.int8),
            object=keys(s.object for s in statements), record=keys(s.record for s in statements),
            confidence=np.array([s.confidence for s in statements], dtype=np.float64),
            at=arrays.days([s.at for s in statements]), linkable=np.ones(len(statements), dtype=bool),
        )
    )  # fmt: skip


def _columns(what: str, rows: int, **columns: Any) -> pa.RecordBatch:
    made = {"what": [what] * rows, **columns}
    return pa.RecordBatch.from_arrays(
        [pa.array(made[f.name], f.type) if f.name in made else pa.nulls(rows, f.type) for f in SCHEMA], schema=SCHEMA
    )


def _batch(rows: Sequence[dict[str, Any]]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist(list(rows), schema=SCHEMA)
