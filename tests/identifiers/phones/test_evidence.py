"""Weights of evidence: a share between none and all, and no name that nothing can show."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from pathlib import Path

from graphsvc.identifiers.phones import evidence, hidden, surroundings


def test_confidence_is_a_share_below_one() -> None:
    names = tomllib.loads(files("graphsvc.identifiers.phones").joinpath(evidence.FILE).read_text("utf-8"))["weights"]
    assert 0 <= evidence.confidence(names) < 1
    assert evidence.confidence(["call:beside", "form:format"]) > evidence.confidence(["left:label1", "form:bare"])


def test_what_is_enough() -> None:
    assert evidence.is_enough(0.99)
    assert not evidence.is_enough(evidence.confidence(["form:bare", "left:label1", "right:end led", "zero", "mobile"]))


def test_every_weight_has_a_name_that_can_be_seen() -> None:
    source = "".join(Path(str(module.__file__)).read_text("utf-8") for module in (hidden, surroundings))
    names = tomllib.loads(files("graphsvc.identifiers.phones").joinpath(evidence.FILE).read_text("utf-8"))["weights"]
    parts = {re.split(r"[:\d ]", name)[0] for name in names} - {"bias"}
    assert [part for part in sorted(parts) if part not in source] == []
