"""The memory store's door."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from threading import RLock
from typing import Any

from graphsvc.marking import Marking
from graphsvc.model import Actor
from graphsvc.store import Clock, Cursor, Run, View, Writer
from graphsvc.store.common import rows
from graphsvc.store.common.check import check_table
from graphsvc.store.common.events import CASE_KEY
from graphsvc.store.common.scope import today, visible_parts
from graphsvc.store.common.view import SharedView
from graphsvc.store.memory.content import Content
from graphsvc.store.memory.snapshot import MemorySnapshot
from graphsvc.store.memory.writer import MemoryWriter


class MemoryStore:
    """A case that ends with the process."""

    name = "memory"

    def __init__(self, case: str = "memory:", *, clock: Clock | None = None, create: bool = True) -> None:
        self._clock = clock or _now
        self._content = Content()
        self._lock = RLock()
        self._built: tuple[tuple[int, frozenset[int], str], MemorySnapshot] | None = None

    def view(self, parts: Collection[int] | None = None) -> View:
        allowed = None if parts is None else frozenset(parts)

        def snapshot() -> AbstractContextManager[MemorySnapshot]:
            return nullcontext(self._snapshot(allowed))

        return SharedView(snapshot)

    def _snapshot(self, allowed: frozenset[int] | None) -> MemorySnapshot:
        with self._lock:
            day = today(self._clock())
            visible = visible_parts(self._content.parts, allowed, day)
            key = (self._content.version, visible, day)
            if self._built is None or self._built[0] != key:
                self._built = (key, MemorySnapshot(self._content, visible, day))
            return self._built[1]

    def writer(self, actor: Actor) -> Writer:
        return MemoryWriter(self._content, self._lock, self._clock, actor)

    def parts(self) -> dict[int, Marking]:
        return dict(self._content.parts)

    def has_source(self, source: str) -> bool:
        return any(key[0] == source for key in self._content.sources)

    def known(self, source: str, keys: Collection[str]) -> dict[str, tuple[str, str]]:
        wanted, found = set(keys), {}
        for record in sorted(self._content.records.values(), key=lambda record: (record.posted, record.id)):
            if record.source == source and record.key in wanted:
                found[record.key] = (record.title, record.text)
        return dict(sorted(found.items()))

    def get(self, name: str) -> str | None:
        return None if name == CASE_KEY else self._content.settings.get(name)

    def case_key(self) -> bytes:
        return bytes.fromhex(self._content.settings[CASE_KEY])

    def settings(self, prefix: str = "") -> dict[str, str]:
        found = sorted(self._content.settings.items())
        return {name: value for name, value in found if name.startswith(prefix) and name != CASE_KEY}

    def cursor(self, job: str) -> Cursor | None:
        return self._content.cursors.get(job)

    def runs(self) -> list[Run]:
        found = sorted(self._content.runs.values(), key=lambda run: (run.at, run.id))
        return [dataclasses.replace(run, document="") for run in found]

    def run(self, run: str) -> Run | None:
        return self._content.runs.get(run)

    def document(self, run: str) -> Iterator[str]:
        if found := self._content.runs.get(run):
            yield found.document

    def version(self) -> int:
        return self._content.version

    def rows(self, table: str) -> Iterator[dict[str, Any]]:
        check_table(table)
        return self._content.table(table)

    def digest(self) -> str:
        return rows.digest(self.rows)

    def close(self) -> None:
        """Nothing to let go of."""


def _now() -> datetime:
    return datetime.now(UTC)
