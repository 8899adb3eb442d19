"""`graphsvc bench`: one command, one JSON, one page of plots, one table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.commands import Run

FOUND: dict[str, Any] = {
    "machine": {"summary": "a machine"},
    "parts": [{"name": "load", "size": "10 adverts", "rows": [{"figure": "load", "value": "1 s", "bar": "< 2 s"}]}],
}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    calls: list[Any] = []

    def measure(what: str, **options: Any) -> dict[str, Any]:
        calls.append((what, options))
        return FOUND

    monkeypatch.setattr("graphsvc.bench.run", measure)
    return calls


def test_the_whole_writes_json_and_plots_and_prints_a_table(
    asked: list[Any], run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("bench", "--sizes", "200,1_000")
    assert done.code == 0
    assert json.loads((tmp_path / "graphsvc-bench.json").read_text("utf-8")) == FOUND
    assert "&lt; 2 s" in (tmp_path / "graphsvc-bench.html").read_text("utf-8")
    assert done.out.splitlines()[:4] == ["a machine", "", "load  (10 adverts)", "figure  value  bar"]
    (what, options), = asked  # fmt: skip
    assert what == ""
    assert options["options"]["line"] == {"full": False, "sizes": [200, 1_000]}


def test_a_part_writes_only_where_it_is_told(asked: list[Any], run: Run, tmp_path: Path) -> None:
    assert run("bench", "load", "--json").json == FOUND
    assert run("bench", "load", "-o", tmp_path / "found.json").code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["found.html", "found.json"]


@pytest.mark.parametrize(
    "words, quick",
    [((), True), (("--full",), False), (("--case", "a.db"), False), (("store",), False), (("store", "--quick"), True)],
)  # fmt: skip
def test_the_store_is_small_beside_the_line_unless_asked(
    words: tuple[str, ...], quick: bool, asked: list[Any], run: Run, tmp_path: Path
) -> None:
    run("bench", *words, "-o", tmp_path / "found.json")
    assert asked[0][1]["options"]["store"]["quick"] is quick
