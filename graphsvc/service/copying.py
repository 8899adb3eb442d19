"""A case from one store to another, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from graphsvc.errors import InputError, StoreDamaged
from graphsvc.model import Actor
from graphsvc.service.case import utc_now
from graphsvc.store import TABLES, Clock, Writer, open_store

BATCH = 5_000  # rows


def copy_case(source: str, target: str, *, clock: Clock | None = None, actor: Actor | None = None) -> dict[str, Any]:
    """Copy a case into an empty one of any store, nothing lost: {"rows": {table: n}, "digest"}.

    Raises InputError when the target holds records already, StoreUnavailable.
    """
    clock = clock or utc_now
    old = open_store(source, clock=clock, create=False)
    new = open_store(target, clock=clock)
    try:
        if next(new.rows("record"), None) is not None and new.digest() != old.digest():
            raise InputError(f"{target} already holds other records; name a case that is empty")
        writer = new.writer(actor or Actor())
        counts = {}
        for table in TABLES:
            counts[table] = _restore(writer, table, old.rows(table))
        digest = new.digest()
        if digest != old.digest():
            raise StoreDamaged(f"{target} differs from {source} after the copy; remove it and copy again")
        return {"rows": counts, "digest": digest}
    finally:
        old.close()
        new.close()


def _restore(writer: Writer, table: str, rows: Iterator[Mapping[str, Any]]) -> int:
    """Writes the rows in batches; how many there were."""
    total = 0
    while batch := list(islice(rows, BATCH)):
        writer.restore(table, batch)
        total += len(batch)
    return total
