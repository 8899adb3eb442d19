"""Loading adverts from a file: rows per second, peak memory, and whether memory stays flat in the file's size."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from graphsvc.synth import write

SEED = 20261124
CHILD = """
import json, sys, time
from graphsvc.service import open_case
start = time.perf_counter()
with open_case(sys.argv[1]) as case:
    tally = case.load(sys.argv[2])
seconds = time.perf_counter() - start
with open("/proc/self/status") as status:  # unlike ru_maxrss, not the parent's peak carried across exec
    peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
print(json.dumps({"seconds": seconds, "records": tally.records, "peak_mb": peak / 1024}))
"""


def load(*, quick: bool = False) -> dict[str, Any]:
    """Loads synthetic adverts of three sizes, each in a process of its own."""
    sizes = (1_000, 5_000) if quick else (10_000, 30_000, 100_000)
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            files = Path(folder) / str(size)
            write(files, records=size, seed=SEED)
            done = subprocess.run(
                [sys.executable, "-c", CHILD, str(files / "case.db"), str(files / "ads.csv")],
                check=True, capture_output=True, text=True,
            )  # fmt: skip
            found = json.loads(done.stdout)
            bar = "< 180 s, < 2000 MB" if size == 100_000 else ""
            rows.append(
                {"figure": f"load {found['records']} adverts with extraction",
                 "value": f"{found['seconds']:.1f} s, {found['records'] / found['seconds']:.0f} ads/s, "
                          f"peak {found['peak_mb']:.0f} MB", "bar": bar, **found}
            )  # fmt: skip
    return {"name": "load", "size": f"{', '.join(map(str, sizes))} adverts, seed {SEED}", "rows": rows}
