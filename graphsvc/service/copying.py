"""A case from one store to another, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from graphsvc import bulk
from graphsvc.errors import InputError, StoreDamaged
from graphsvc.files import staged
from graphsvc.model import Actor
from graphsvc.registry import load
from graphsvc.service.case import utc_now
from graphsvc.store import TABLES, Clock, Writer, open_store

BATCH = 5_000  # rows
FILES = "graphsvc.store.neo4j.importing:write"


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


def copy_to_files(
    source: str, target: str, folder: Path, *, clock: Clock | None = None, actor: Actor | None = None
) -> dict[str, Any]:
    """Files by which `neo4j-admin database import` makes a case in an empty server: {"written", "command", "digest"}.

    `target`: the address it will have, `neo4j://host:7687/NAME`; nobody is asked there. Raises InputError for a target
    that is no such address and for a folder that holds anything, StoreUnavailable.
    """
    old = open_store(source, clock=clock or utc_now, create=False)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise InputError(f"{str(folder)!r} holds files already; name a folder that is empty or not there")
        with staged() as stage:
            command = load(FILES)(old, target, folder, stage)
            stage(folder / "README.txt", bulk.readme(f"A case to be {target}", command, {"digest": old.digest()}))
        old.writer(actor or Actor()).note("disclose", "case", [], recipient="", level="copy")
        written = sorted(str(path) for path in folder.iterdir())
        return {"written": written, "command": command, "digest": old.digest()}
    except OSError as error:
        raise InputError(f"cannot write into {str(folder)!r} ({error.strerror}); name another folder") from error
    finally:
        old.close()


def _restore(writer: Writer, table: str, rows: Iterator[Mapping[str, Any]]) -> int:
    """Writes the rows in batches; how many there were."""
    total = 0
    while batch := list(islice(rows, BATCH)):
        writer.restore(table, batch)
        total += len(batch)
    return total
