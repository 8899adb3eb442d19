"""The case files of tests/data/identifiers: one JSON object a line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "data"


def cases(name: str) -> list[dict[str, Any]]:
    """Rows of `<name>.jsonl`, in file order."""
    lines = (DATA / "identifiers" / f"{name}.jsonl").read_text("utf-8").split("\n")
    return [json.loads(line) for line in lines if line]
