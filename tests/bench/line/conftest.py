from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def measured_line() -> dict[str, Any]:
    """What a run gives, with made-up figures."""
    from graphsvc.bench.line.run import rows
    from graphsvc.bench.line.stages import LINE, MEANING

    sizes = [10_000, 1_000_000]
    line: dict[str, Any] = {
        "seed": 1, "sizes": sizes,
        "stages": [
            {"name": name, "size": size, "wall": size / 1e4, "cpu": 1.0, "peak": size, "rows_per_second": 1e4}
            for size in sizes for name in MEANING
        ],
        "memory": [{"size": size, "statements": 2 * size, "estimated": size, "taken": size} for size in sizes],
        "growth": [{"name": name, "exponent": 1.0, "ratio": 1.0} for name in LINE],
        "whole": [{"size": size, "wall": size / 1e3, "cpu": 2.0, "peak": size} for size in sizes],
        "starts": [{"figure": "help", "seconds": 0.1, "bar": 0.3}],
        "peers": [
            {"stage": "linking", "peer": "Splink", "about": "pairs", "records": 10, "missing": "pip install splink"},
            {"stage": "one hop", "peer": "DuckDB <fast>", "about": "ids", "records": 10, "version": "1",
             "ours": {"wall": 1.0, "cpu": 1.0}, "theirs": {"wall": 0.5, "cpu": 0.5}, "ratio": 0.5, "cpu_ratio": 0.5},
        ],
        "bars": [{"figure": "one hop beside DuckDB", "value": "0.5 x its speed", "bar": "> 1 x", "met": False},
                 {"figure": "help", "value": "0.10 s", "bar": "< 0.3 s", "met": True}],
    }  # fmt: skip
    store = {
        "name": "store", "size": "20 adverts, seed 1",
        "rows": [{"figure": "expand, one user", "value": "p50 1.00 ms", "bar": "p95 < 10 ms", "p50": 1.0, "p95": 2.0,
                  "p99": 3.0}],
    }  # fmt: skip
    told = {"name": "line", "size": "10,000, 1,000,000 adverts", "rows": list(rows(line)), **line}
    return {"machine": {"summary": "a machine, 2 cores", "memory": 24 * 10**9}, "parts": [told, store]}
