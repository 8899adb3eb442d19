"""Fresh cases of any registered store, for tests that hold for all of them."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from graphsvc.store import STORES, Store, open_store
from tests.support import neo4j_server

Clock = Callable[[], datetime]

# One parameter for each store; those that need a server carry its mark, so that its absence touches them alone.
EVERY_STORE = [pytest.param(name, marks=[pytest.mark.neo4j] if name == "neo4j" else []) for name in STORES]


class StoreFactory:
    """Makes cases of one store and ends them with the test."""

    def __init__(self, name: str, folder: Path, clock: Clock, server: str) -> None:
        self.name, self.clock = name, clock
        self._folder, self._server = folder, server
        self._opened: list[Store] = []
        self._urls: dict[int, str] = {}

    def __call__(self, clock: Clock | None = None) -> Store:
        """A fresh, empty case."""
        return self._open(self._fresh(), clock)

    def reopen(self, store: Store, clock: Clock | None = None) -> Store:
        """The same case, closed and opened again; a case in memory lives on as it is."""
        if self.name == "memory":
            return store
        store.close()
        return self._open(self._urls[id(store)], clock, create=False)

    def url(self, store: Store) -> str:
        return self._urls[id(store)]

    def _fresh(self) -> str:
        name = f"t{uuid.uuid4().hex[:12]}"
        return {"memory": "memory:", "sqlite": str(self._folder / f"{name}.db")}.get(
            self.name, f"{self._server}/{name}"
        )

    def _open(self, url: str, clock: Clock | None, *, create: bool = True) -> Store:
        store = open_store(url, clock=clock or self.clock, create=create)
        self._opened.append(store)
        self._urls[id(store)] = url
        return store

    def end(self, keep: int = 0) -> None:
        """Close all cases but the first `keep`; remove those of a server."""
        for store in self._opened[keep:]:
            store.close()
            if self.name == "neo4j":
                neo4j_server.wipe(self._server, self._urls[id(store)].rsplit("/", 1)[-1])
        del self._opened[keep:]


def factory(request: pytest.FixtureRequest, name: str, folder: Path, clock: Clock) -> StoreFactory:
    """The server is asked for only by the store that needs it."""
    server = request.getfixturevalue("neo4j_url") if name == "neo4j" else ""
    return StoreFactory(name, folder, clock, server)
