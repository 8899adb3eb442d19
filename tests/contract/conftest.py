"""Stores by fixture: ask for `store_factory` or `store`, get every registered store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graphsvc.store import Store
from tests.support.stores import EVERY_STORE, Clock, StoreFactory, factory


@pytest.fixture(params=EVERY_STORE)
def store_factory(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[StoreFactory]:
    made = factory(request, request.param, tmp_path, clock)
    yield made
    made.end()


@pytest.fixture
def store(store_factory: StoreFactory) -> Store:
    """A fresh, empty case."""
    return store_factory()
