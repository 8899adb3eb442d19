"""Reading one file in a test: its plan, its records, its rejected rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from graphsvc.model import Record, Rejected
from loaders import Reader, open_reader

DATA = Path(__file__).parents[1] / "data"


@dataclass(frozen=True)
class Loaded:
    reader: Reader
    records: list[Record]
    rejected: list[Rejected]


Load = Callable[..., Loaded]
Make = Callable[[str, bytes | str], Path]


@pytest.fixture
def load() -> Load:
    """`load(path, kind, **options)`; a path that is not absolute lies under tests/data."""

    def go(path: Path | str, kind: str = "", **options: Any) -> Loaded:
        reader = open_reader(DATA / path, kind, **options)
        items = list(reader)
        assert len(items) == reader.plan.rows
        return Loaded(
            reader,
            [item for item in items if isinstance(item, Record)],
            [item for item in items if isinstance(item, Rejected)],
        )

    return go


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """`make(name, content)` writes a file and returns its path."""

    def go(name: str, content: bytes | str) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return path

    return go
