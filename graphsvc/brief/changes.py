"""What changed since the run before: the diff of two results (`analysis.diff`) as headed lists of sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graphsvc.brief import Cut
from graphsvc.brief.wording import listed, plural

SHOWN = 30


def changes(diff: Mapping[str, Any]) -> tuple[tuple[str, Cut[str]], ...]:
    """`(heading, sentences)` for every part of the diff that is not empty."""
    found = []
    for name, heading, say in _PARTS:
        rows = diff.get(name, ())
        if rows:
            found.append((heading, Cut(tuple(say(row) for row in rows[:SHOWN]), len(rows))))
    if same := diff.get("unchanged", 0):
        found.append(("Unchanged", Cut((f"{plural(same, 'network')} of the same records as before.",), same)))
    return tuple(found)


def _resized(row: Mapping[str, Any]) -> str:
    moved = f"{row['came']:,} came, {row['left']:,} left"
    return f"{row['name']}: {plural(row['was'], 'record')} before, {row['is']:,} now; {moved}."


_PARTS: tuple[tuple[str, str, Callable[[Any], str]], ...] = (
    ("appeared", "New", str),
    ("merged", "Grown together", lambda row: f"{row['name']}, from {listed(row['from'], 5)}."),
    ("split", "Fallen apart", lambda row: f"{row['name']}, into {listed(row['into'], 5)}."),
    ("grown", "Grown", _resized),
    ("shrunk", "Shrunk", _resized),
    ("gone", "No longer found", str),
)
