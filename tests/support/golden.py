"""Golden files: bytes that must not change unnoticed.

To accept a change, read the diff, then write them again:

    GRAPHSVC_REFRESH=1 .venv/bin/pytest tests/contract/test_exports.py tests/contract/test_reports.py
"""

from __future__ import annotations

import difflib
import os
from pathlib import Path

GOLDEN = Path(__file__).parents[1] / "golden"
REFRESH = "GRAPHSVC_REFRESH"


def check(name: str, found: bytes) -> None:
    """Fails with a readable diff unless `tests/golden/NAME` holds exactly these bytes."""
    path = GOLDEN / name
    if os.environ.get(REFRESH):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(found)
    assert path.exists(), f"no golden file {name}; read tests/support/golden.py"
    kept = path.read_bytes()
    if kept != found:
        lines = (text.decode("utf-8", "backslashreplace").splitlines() for text in (kept, found))
        diff = "\n".join(difflib.unified_diff(*lines, "golden", "now", lineterm="", n=1))
        raise AssertionError(f"{name} changed; read tests/support/golden.py to accept it\n{diff[:6000]}")
