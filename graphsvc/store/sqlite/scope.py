"""One moment of a case file as one scope sees it: the connection, and the parameters every query filters by.

`:all` is 1 where nothing is hidden, so that the filter costs nothing; `:parts` and `:sets` are JSON lists of the
visible parts, and of the sets of parts (see `schema`) that hold one of them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from graphsvc.marking import Marking
from graphsvc.store.common.scope import visible_parts


@dataclass(frozen=True, slots=True)
class Scope:
    connection: sqlite3.Connection
    day: str
    markings: dict[int, Marking]  # visible parts
    filter: dict[str, int | str]

    def rows(self, query: str, **parameters: Any) -> sqlite3.Cursor:
        return self.connection.execute(query, {**self.filter, **parameters})

    @contextmanager
    def unmapped(self) -> Iterator[None]:
        """For reads over the whole file: pages that are mapped count as memory of this process, and of those that are
        read once none is worth it (3 GB at a million adverts)."""
        (before,) = self.connection.execute("PRAGMA mmap_size").fetchone()
        self.connection.execute("PRAGMA mmap_size = 0")
        try:
            yield
        finally:
            self.connection.execute(f"PRAGMA mmap_size = {before}")


def open_scope(connection: sqlite3.Connection, allowed: Collection[int] | None, day: str) -> Scope:
    markings = all_markings(connection)
    parts = visible_parts(markings, allowed, day)
    sets = [
        number
        for number, members in connection.execute("SELECT id, parts FROM partset")
        if not parts.isdisjoint(json.loads(members))
    ]
    hidden = len(parts) < len(markings)
    filter_: dict[str, int | str] = {
        "all": int(not hidden), "parts": json.dumps(sorted(parts)), "sets": json.dumps(sorted(sets)),
    }  # fmt: skip
    return Scope(connection, day, {part: markings[part] for part in sorted(parts)}, filter_)


def all_markings(connection: sqlite3.Connection) -> dict[int, Marking]:
    rows = connection.execute("SELECT part, body FROM marking ORDER BY part")
    return {part: Marking.from_json(json.loads(body)) for part, body in rows}
