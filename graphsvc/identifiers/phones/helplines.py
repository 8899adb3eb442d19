"""Public helplines (RIGHTS B6): a number that helps people links nobody, so it becomes no node.

`helplines.csv` lists lines that their organisations publish for anyone to call. Add a row for another; a number that
cannot be listed gets the hub verdict `hotline` in the case instead.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files

from graphsvc.identifiers import Identifier
from graphsvc.model import NodeKind


@lru_cache(maxsize=1)
def helplines() -> dict[str, str]:
    """`+E.164` -> organisation."""
    text = files("graphsvc.identifiers.phones").joinpath("helplines.csv").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {row["number"]: row["organisation"] for row in csv.DictReader(lines)}


def is_helpline(identifier: Identifier) -> bool:
    return identifier.kind is NodeKind.PHONE and identifier.parts[0] in helplines()
