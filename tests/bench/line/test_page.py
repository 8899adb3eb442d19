"""The plots: one file, no network, nothing left unescaped."""

from __future__ import annotations

import re
from typing import Any

from graphsvc.bench.line.page import page


def test_one_file_holds_plots_and_tables(measured_line: dict[str, Any]) -> None:
    text = page(measured_line)
    assert len(re.findall(r'id="plot-\d+"', text)) == 5
    body = text[text.index("<body>") :]
    assert not re.findall(r"<(?:script|link|img)[^>]+(?:src|href)=", body)
    assert "missing: pip install splink" in body
    assert "DuckDB &lt;fast&gt;" in body
    assert "NOT MET" in body


def test_a_part_that_was_not_run_has_no_plot(measured_line: dict[str, Any]) -> None:
    store = [part for part in measured_line["parts"] if part["name"] == "store"]
    text = page({**measured_line, "parts": store})
    assert len(re.findall(r'id="plot-\d+"', text)) == 1
