"""Memory stays flat in the file's size: ten times the rows, no more than 30 MB of growth."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

# The kernel's high-water mark belongs to the process image; ru_maxrss would carry over the parent's from before exec.
MEASURE = """
import re, resource, sys
from pathlib import Path
from loaders import open_reader
count = sum(1 for _ in open_reader(sys.argv[1], "ads"))
status = Path("/proc/self/status")
if status.exists():
    print(count, re.search(r"VmHWM:\\s*(\\d+)", status.read_text())[1])
else:
    print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""
TEXT = "a quiet room by the harbour, call any day after six and ask for the night shift " * 12


def peak(path: Path) -> tuple[int, int]:
    """`(rows, peak resident KiB)` of reading a file in a process of its own."""
    done = subprocess.run([sys.executable, "-c", MEASURE, str(path)], check=True, capture_output=True, text=True)
    rows, memory = done.stdout.split()
    return int(rows), int(memory)


def as_csv(rows: int) -> bytes:
    return b"id,title,text\n" + b"".join(b'%d,room,"%s"\n' % (n, TEXT.encode()) for n in range(rows))


def as_json(rows: int) -> bytes:
    return json.dumps([{"id": n, "title": "room", "text": TEXT} for n in range(rows)]).encode()


def as_gzip(rows: int) -> bytes:
    return gzip.compress(as_csv(rows), 1)


@pytest.mark.parametrize(
    ("name", "content", "rows"),
    [("a.csv", as_csv, 6_000), ("a.json", as_json, 3_000), ("a.csv.gz", as_gzip, 2_000)],
)
def test_memory_is_flat(make: Callable[..., Path], name: str, content: Callable[[int], bytes], rows: int) -> None:
    few, small = peak(make(f"small-{name}", content(rows)))
    many, large = peak(make(f"large-{name}", content(rows * 10)))
    assert (few, many) == (rows, rows * 10)
    assert large - small < 30 * 1024
