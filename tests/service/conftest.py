from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from graphsvc.service import Case, open_case


@pytest.fixture
def case(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[Case]:
    with open_case(str(tmp_path / "case.db"), clock=clock) as opened:
        yield opened


Rows = list[dict[str, str]]


@pytest.fixture
def adverts(tmp_path: Path) -> Callable[..., Path]:
    """A CSV of adverts; columns are those of the first row."""

    def make(rows: Rows, name: str = "ads.csv") -> Path:
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        return path

    return make


@pytest.fixture
def two_posters(adverts: Callable[..., Path]) -> Path:
    """Two posters with a number each, three adverts each, and one advert of nobody."""
    rows = [
        {
            "ad_id": f"a{n}",
            "title": f"Waiter wanted {n}",
            "description": f"Call +44 7700 90010{n // 3}",
            "posted": f"2025-11-0{n + 1}",
        }
        for n in range(6)
    ]
    rows.append({"ad_id": "lone", "title": "Flat to let", "description": "no contact", "posted": "2025-11-09"})
    return adverts(rows)
