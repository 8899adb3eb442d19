from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from graphsvc.spark.measure import figures


def ended(seconds: int, shuffled: int) -> dict[str, Any]:
    return {
        "Event": "SparkListenerTaskEnd",
        "Task Metrics": {
            "Executor Run Time": 1000 * seconds, "Disk Bytes Spilled": 5, "Input Metrics": {"Bytes Read": 7},
            "Output Metrics": {"Bytes Written": 11}, "Shuffle Write Metrics": {"Shuffle Bytes Written": shuffled},
        },
    }  # fmt: skip


def peak(python: int) -> dict[str, Any]:
    metrics = {"ProcessTreeJVMRSSMemory": 100, "ProcessTreePythonRSSMemory": python}
    return {"Event": "SparkListenerStageExecutorMetrics", "Executor Metrics": metrics}


def test_figures_are_sums_over_tasks_and_peaks_over_stages(tmp_path: Path) -> None:
    events = [
        {"Event": "SparkListenerApplicationStart", "Timestamp": 1_000},
        ended(2, 30), peak(40), ended(3, 12), peak(20), {"Event": "SparkListenerTaskEnd"},
        {"Event": "SparkListenerApplicationEnd", "Timestamp": 9_500},
    ]  # fmt: skip
    log = tmp_path / "eventlog_v2_one" / "events_1_one"
    log.parent.mkdir()
    log.write_text("".join(json.dumps(event) + "\n" for event in events))
    assert figures(tmp_path) == {
        "wall seconds": 8, "task seconds": 5, "tasks": 2, "shuffle bytes": 42, "bytes read": 14, "bytes written": 22,
        "spilled": 10, "peak JVM": 100, "peak Python workers": 40,
    }  # fmt: skip
