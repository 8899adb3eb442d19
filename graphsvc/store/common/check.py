"""What a batch must hold before any store takes it: the rules a database constraint would only half express."""

from __future__ import annotations

from collections.abc import Iterable

from graphsvc.errors import InputError
from graphsvc.model import NodeKind, SourceFile, Statement, StoredRecord, record_id
from graphsvc.store import TABLES, Batch, Cursor

MAX_RECORDS = 5_000
LONE_SURROGATE = "a text holds half of a surrogate pair, which UTF-8 cannot carry; replace it by U+FFFD"
_INT64 = 2**63
_KINDS = frozenset(kind.value for kind in NodeKind)


def check_batch(batch: Batch) -> None:
    """Raises InputError where a record has no sighting, a statement no record, or a row another marking or source.

    A fact without a record and a place in a file is no evidence (Directive (EU) 2016/680, art. 7). Lone surrogates
    cannot be kept in any store; the loaders replace them.
    """
    if len(batch.records) > MAX_RECORDS:
        raise InputError(f"a batch holds at most {MAX_RECORDS} records, not {len(batch.records)}; write several")
    marking = batch.marking.hash
    if batch.file.marking != marking:
        raise InputError(f"{batch.file.name}: the file's marking differs from the batch's; write one batch per marking")
    for record in batch.records:
        _check_record(batch.file, record)
    records = {record.id for record in batch.records}
    sighted = set()
    for sighting in batch.sightings:
        if sighting.marking != marking or sighting.file != batch.file.sha256 or sighting.record not in records:
            where = f"{batch.file.name}, line {sighting.line}"
            raise InputError(f"{where}: a sighting names another record, file or marking than its batch")
        sighted.add(sighting.record)
    if missing := records - sighted:
        raise InputError(f"{batch.file.name}: {min(missing)} has no sighting; a record needs a place in a file")
    for statement in batch.statements:
        if statement.record not in records:
            raise InputError(f"{batch.file.name}: a statement names a record that is not in its batch")
        _check_statement(batch.file.name, statement)


def _check_record(file: SourceFile, record: StoredRecord) -> None:
    if record.id != record_id(record.kind, record.source, record.key, record.version):
        raise InputError(f"{file.name}: {record.id} is not the id of its kind, source, key and version")
    if record.source != file.source:
        raise InputError(f"{file.name}: {record.id} is of another source than its file, {file.source}")
    _check_node(file.name, record.node)


def _check_statement(file: str, statement: Statement) -> None:
    _check_node(file, statement.subject)
    _check_node(file, statement.object)
    if statement.subject == statement.object:
        raise InputError(f"{file}: a statement of {statement.record} links a node to itself, which states nothing")
    if not 0.0 <= statement.confidence <= 1.0:  # NaN fails as well
        raise InputError(f"{file}: confidence is between 0 and 1, not {statement.confidence}, in {statement.record}")
    if not (-_INT64 <= statement.start < _INT64 and -_INT64 <= statement.end < _INT64):
        raise InputError(f"{file}: the offsets of a statement of {statement.record} are beyond any file")


def _check_node(file: str, node: str) -> None:
    kind, delimiter, rest = node.partition(":")
    if kind not in _KINDS or not delimiter or not rest:
        raise InputError(f"{file}: {node[:80]!r} is no node id; it starts with one of {', '.join(sorted(_KINDS))}")


def check_text(values: Iterable[object]) -> None:
    """Raises InputError where one of the texts holds a lone surrogate: no store could give it back."""
    for value in values:
        if isinstance(value, str):
            try:
                value.encode()
            except UnicodeEncodeError:
                raise InputError(LONE_SURROGATE) from None


def check_table(table: str) -> None:
    """Raises InputError for a name that is no logical table."""
    if table not in TABLES:
        raise InputError(f"no table {table!r} in a case; there are {', '.join(TABLES)}")


def counted(cursor: Cursor, new: int, seen: int, changed: int) -> Cursor:
    """The cursor with its own batch's counts added."""
    return Cursor(
        cursor.job, cursor.rows, cursor.done, cursor.state, cursor.new + new, cursor.seen + seen,
        cursor.changed + changed,
    )  # fmt: skip
