"""How sure it is that digits are a telephone number: log-odds over what is seen of them and around them.

A valid number under a noun may be anything that a clerk counts, so validity alone is no evidence. The weights of
`evidence.toml` were fitted by logistic regression to invented adverts and to sentences with ids that are valid numbers
(`graphsvc.bench.hidden.fitting`); a confidence is the share of numbers among finds with such evidence, where adverts
and such sentences are as many. Below `least` a number is a candidate, never a node.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from typing import Any

FILE = "evidence.toml"
_MOST = 0.99  # of some hundred rows, no more can be said


def confidence(seen: Iterable[str]) -> float:
    """The share of numbers among finds of which this is seen (names of `phones.surroundings`), to two places."""
    table = _weights()
    odds = sum(table.get(name, 0.0) for name in seen) + table["bias"]
    return min(_MOST, round(1 / (1 + math.exp(-odds)), 2))


def is_enough(confidence: float) -> bool:
    """Whether a number of such a confidence is a node."""
    return confidence >= _least()


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    found: dict[str, float] = _table()["weights"]
    return found


@lru_cache(maxsize=1)
def _least() -> float:
    return float(_table()["least"])


def _table() -> dict[str, Any]:
    return tomllib.loads(files("graphsvc.identifiers.phones").joinpath(FILE).read_text("utf-8"))
