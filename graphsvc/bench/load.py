"""Loading adverts from files of several sizes: adverts per second, where the processor's time goes, peak memory, and
whether the time for one advert stays flat."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from graphsvc.synth import write

SEED = 20261124
MOST_GROWTH = 1.5
CHILD = """
import json, os, resource, sys, time
from graphsvc.service import open_case
start = time.perf_counter()
with open_case(sys.argv[1]) as case:
    tally = case.load(sys.argv[2])
seconds = time.perf_counter() - start
spent = os.times()
with open("/proc/self/status") as status:  # unlike ru_maxrss, not the parent's peak carried across exec
    peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
print(json.dumps({
    "seconds": seconds, "records": tally.records, "peak_mb": peak / 1024,
    "cpu": spent.user + spent.system, "cpu_workers": spent.children_user + spent.children_system,
    "peak_worker_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
}))
"""


def load(*, quick: bool = False) -> dict[str, Any]:
    """Loads synthetic adverts of several sizes, each in a process of its own."""
    sizes = (1_000, 5_000) if quick else (10_000, 30_000, 100_000)
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            files = Path(folder) / str(size)
            write(files, records=size, seed=SEED)
            rows.append(_row(_loaded(files / "case.db", files / "ads.csv"), size))
    first, last = rows[0], rows[-1]
    growth = (last["seconds"] / last["records"]) / (first["seconds"] / first["records"])
    rows.append(
        {"figure": f"time for one advert, {last['records']} against {first['records']}", "value": f"{growth:.2f} x",
         "bar": f"< {MOST_GROWTH:g} x", "growth": growth}
    )  # fmt: skip
    return {
        "name": "load", "size": f"{', '.join(map(str, sizes))} adverts, seed {SEED}, {os.cpu_count()} cores",
        "rows": rows,
    }  # fmt: skip


def _loaded(case: Path, file: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(case), str(file)], check=True, capture_output=True, text=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _row(found: dict[str, Any], size: int) -> dict[str, Any]:
    records = found["records"]
    each = {name: 1e6 * found[name] / records for name in ("cpu", "cpu_workers")}
    workers = f" and {found['peak_worker_mb']:.0f} MB in each worker" if found["cpu_workers"] else ""
    return {
        "figure": f"load {records} adverts with extraction",
        "value": f"{found['seconds']:.1f} s, {records / found['seconds']:.0f} ads/s; processor {each['cpu']:.0f} us an "
        f"advert to read and write, {each['cpu_workers']:.0f} to prepare in workers; peak {found['peak_mb']:.0f} MB"
        f"{workers}",
        "bar": ">= 5000 ads/s, < 1000 MB" if size == 100_000 else "", **found,
    }  # fmt: skip
