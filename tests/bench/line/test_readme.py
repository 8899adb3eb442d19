"""The README's tables of the line are the committed figures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from graphsvc.bench.line.readme import BLOCK
from graphsvc.memory import clustering

README = Path(__file__).parents[3] / "README.md"
REFRESH = "measure and render again with: python -m graphsvc.bench.line.readme --measure"


def test_the_readme_shows_the_committed_figures() -> None:
    readme = README.read_text("utf-8")
    assert BLOCK.inserted(readme, BLOCK.figures()) == readme, REFRESH


def test_what_was_missed_and_what_is_missing_are_said(measured_line: dict[str, Any]) -> None:
    block = BLOCK.render(measured_line)
    assert "Not reached: one hop beside DuckDB 0.5 x its speed (bar > 1 x)." in block
    assert "missing: pip install splink" in block
    assert "| load: read, identify, store | 1 s, 0 MB | 100 s, 1 MB | size^1.00 |" in block
    assert "| **load to report** | **10 s, 0 MB** | **1,000 s, 1 MB** | |" in block
    assert "1 MB at 1,000,000 adverts, which held 1 MB." in block
    widths = {line.count("|") for line in block.splitlines() if line.startswith("| synth") or "load to report" in line}
    assert widths == {5}
    met = {**measured_line, "parts": [{**measured_line["parts"][0], "bars": []}, measured_line["parts"][1]]}
    assert "Every bar was reached." in BLOCK.render(met)


def test_clustering_asks_for_the_memory_it_takes() -> None:
    """`graphsvc.memory` refuses what does not fit; it must neither let a kill through nor refuse what would fit."""
    (line,) = (part for part in BLOCK.figures()["parts"] if part["name"] == "line")
    for row in line["memory"]:
        asked = clustering(row["size"], row["statements"])
        assert 0.9 * row["taken"] <= asked <= 2 * row["taken"], (row["size"], REFRESH)
