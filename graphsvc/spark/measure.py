"""What runs of `graphsvc spark link --events DIR` cost, from Spark's event log: the figures in README.md.

python -m graphsvc.spark.measure events/10000 events/100000
"""

from __future__ import annotations

import io
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa

SUMS = {
    "shuffle bytes": ("Shuffle Write Metrics", "Shuffle Bytes Written"),
    "bytes read": ("Input Metrics", "Bytes Read"),
    "bytes written": ("Output Metrics", "Bytes Written"),
}
PEAKS = {"JVM": "ProcessTreeJVMRSSMemory", "Python workers": "ProcessTreePythonRSSMemory"}


def figures(events: Path) -> dict[str, int]:
    """Seconds of wall and of tasks, bytes shuffled, read, written and spilled, and peaks of resident memory in bytes,
    of the last run whose log lies in a folder."""
    found: Counter[str] = Counter()
    for event in _events(events):
        what = event["Event"]
        if what in ("SparkListenerApplicationStart", "SparkListenerApplicationEnd"):
            found[what] = event["Timestamp"]
        elif what == "SparkListenerStageExecutorMetrics":
            for name, metric in PEAKS.items():
                found[f"peak {name}"] = max(found[f"peak {name}"], event["Executor Metrics"].get(metric, 0))
        elif what == "SparkListenerTaskEnd" and (metrics := event.get("Task Metrics")):
            found["tasks"] += 1
            found["task seconds"] += metrics["Executor Run Time"]
            found["spilled"] += metrics["Disk Bytes Spilled"]
            for name, (group, metric) in SUMS.items():
                found[name] += metrics[group][metric]
    begin, end = (found.pop(f"SparkListenerApplication{one}", 0) for one in ("Start", "End"))
    found["task seconds"] //= 1000
    return {"wall seconds": (end - begin) // 1000, **found}


def _events(folder: Path) -> Iterator[dict[str, Any]]:
    logs = sorted(folder.glob("eventlog_v2_*/events_*"), key=lambda path: path.stat().st_mtime)
    last = [path for path in logs if path.parent == logs[-1].parent]
    for path in last:
        packed = "zstd" if path.suffix == ".zstd" else None
        with pa.input_stream(str(path), compression=packed) as stream:
            for line in io.BytesIO(stream.read()):
                yield json.loads(line)


def main(folders: list[str]) -> None:
    """Print one row of figures for each folder."""
    for folder in folders:
        told = (f"{name} {value:,}" for name, value in sorted(figures(Path(folder)).items()))
        print(f"{folder}: {'; '.join(told)}")


if __name__ == "__main__":
    main(sys.argv[1:])
