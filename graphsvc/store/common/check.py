"""What a batch must hold before any store takes it: the rules a database constraint would only half express."""

from __future__ import annotations

from graphsvc.errors import InputError
from graphsvc.model import Statement
from graphsvc.store import Batch, Cursor

MAX_RECORDS = 5_000
_INT64 = 2**63


def check_batch(batch: Batch) -> None:
    """Raises InputError where a record has no sighting, a statement no record, or a row another marking.

    A fact without a record and a place in a file is no evidence (Directive (EU) 2016/680, art. 7).
    """
    if len(batch.records) > MAX_RECORDS:
        raise InputError(f"a batch holds at most {MAX_RECORDS} records, not {len(batch.records)}; write several")
    marking = batch.marking.hash
    if batch.file.marking != marking:
        raise InputError(f"{batch.file.name}: the file's marking differs from the batch's; write one batch per marking")
    records = {record.id for record in batch.records}
    sighted = set()
    for sighting in batch.sightings:
        if sighting.marking != marking or sighting.file != batch.file.sha256 or sighting.record not in records:
            raise InputError(
                f"{batch.file.name}, line {sighting.line}: a sighting names another record, file or marking than its batch"
            )
        sighted.add(sighting.record)
    if missing := records - sighted:
        raise InputError(f"{batch.file.name}: {min(missing)} has no sighting; a record needs a place in a file")
    for statement in batch.statements:
        if statement.record not in records:
            raise InputError(f"{batch.file.name}: a statement names a record that is not in its batch")
        _check_statement(batch.file.name, statement)


def _check_statement(file: str, statement: Statement) -> None:
    if not 0.0 <= statement.confidence <= 1.0:  # NaN fails as well
        raise InputError(f"{file}: confidence is between 0 and 1, not {statement.confidence}, in {statement.record}")
    if not (-_INT64 <= statement.start < _INT64 and -_INT64 <= statement.end < _INT64):
        raise InputError(f"{file}: the offsets of a statement of {statement.record} are beyond any file")


def counted(cursor: Cursor, new: int, seen: int, changed: int) -> Cursor:
    """The cursor with its own batch's counts added."""
    return Cursor(
        cursor.job, cursor.rows, cursor.done, cursor.state, cursor.new + new, cursor.seen + seen,
        cursor.changed + changed,
    )  # fmt: skip
