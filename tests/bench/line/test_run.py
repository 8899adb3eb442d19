"""One document of the whole measurement."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graphsvc.bench import WHOLE, machine, run
from graphsvc.bench.child import Cost
from graphsvc.bench.line import run as module
from graphsvc.bench.line.run import line, seconds
from graphsvc.bench.line.stages import MEANING, Stage
from graphsvc.memory import clustering
from graphsvc.model import canonical_json


@pytest.fixture
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    def stages(folder: Path, size: int, seed: int) -> list[Stage]:
        return [Stage(name, size, Cost(size / 100, 1.0, size)) for name in MEANING if name != "new"]

    monkeypatch.setattr(module, "stages", stages)
    monkeypatch.setattr(module, "later", lambda folder, size, seed: Stage("new", size, Cost(1.0, 1.0, 1), 10))
    monkeypatch.setattr(module, "counted", lambda folder: (100, 250))
    monkeypatch.setattr(module, "starts", lambda case: [("help", 0.1, 0.3)])
    monkeypatch.setattr(module, "peers", lambda records, seed: [])


def test_the_document_holds_sizes_stages_growth_and_bars(quickly: None) -> None:
    found = line(sizes=[1_000, 100, 1_000])
    assert found["sizes"] == [100, 1_000]
    assert {row["name"] for row in found["growth"]} == set(MEANING) - {"new"}
    assert all(row["exponent"] == pytest.approx(1) for row in found["growth"])
    assert [(row["size"], row["statements"], row["taken"]) for row in found["memory"]] == [
        (100, 250, 100), (1_000, 250, 1_000),
    ]  # fmt: skip
    assert all(row["estimated"] == clustering(100, 250) for row in found["memory"])
    assert [bar["met"] for bar in found["bars"]] == [True, True]
    assert all({"figure", "value", "bar"} == set(row) for row in found["rows"])
    canonical_json(found)


@pytest.mark.parametrize(
    "options, sizes",
    [({"quick": True}, module.QUICK), ({}, module.USUAL), ({"full": True}, module.FULL),
     ({"quick": True, "sizes": [300]}, (300,))],
)  # fmt: skip
def test_sizes_follow_what_was_asked(quickly: None, options: dict[str, Any], sizes: tuple[int, ...]) -> None:
    assert line(**options)["sizes"] == list(sizes)


def test_without_a_part_the_line_and_the_store_run(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def part(**options: Any) -> dict[str, Any]:
        asked.append(options)
        return {"name": "x", "size": "", "rows": []}

    monkeypatch.setattr("graphsvc.bench.resolve", lambda parts, name, what, group: part)
    found = run(quick=True, options={"store": {"case": "c"}})
    assert len(found["parts"]) == len(WHOLE)
    assert asked == [{"quick": True}, {"quick": True, "case": "c"}]


def test_the_machine_says_what_is_missing() -> None:
    said = machine()
    assert said["memory"] > 0
    assert said["networkx"] != "missing"
    assert {"datasketch", "splink", "duckdb"} <= said.keys()


def test_times_are_written_for_people() -> None:
    assert [seconds(value) for value in (0.0042, 0.25, 3.14159, 1234.5)] == ["4.2 ms", "0.25 s", "3.14 s", "1,234 s"]
