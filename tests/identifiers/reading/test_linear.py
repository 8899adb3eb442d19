"""Patterns: both engines, no look-around, work that grows with the text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graphsvc import identifiers
from graphsvc.identifiers.reading import linear

SOURCES = sorted(Path(identifiers.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize("kind", identifiers.KINDS)
def test_triggers_compile_in_both_engines(kind: str) -> None:
    source = identifiers.get(kind).TRIGGER
    assert linear.pattern(source).search(b"") is None
    assert re.compile(source.encode("ascii")).search(b"") is None


def test_no_pattern_looks_behind() -> None:
    """RE2 has no look-behind, and a pattern that needs one does not run in linear time elsewhere (RIGHTS C19)."""
    assert [
        path.name for path in SOURCES if "(?<!" in path.read_text("utf-8") or "(?<=" in path.read_text("utf-8")
    ] == []


def test_triggers_name_what_occurs() -> None:
    triggers = linear.Triggers({"a": "a+", "b": "b", "at": "@"})
    assert triggers.of(b"xxb@") == ["b", "at"]
    assert triggers.of(b"") == []
