"""What changed since the run before, from a diff of two results, in headed lists of sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graphsvc.brief import Cut

SHOWN = 30
_HEADS = {
    "new": "New",
    "gone": "No longer found",
    "merged": "Grown together from several",
    "split": "Fallen apart into several",
    "grown": "Grown",
    "shrunk": "Shrunk",
    "changed": "Changed",
    "same": "Unchanged",
}


def changes(diff: Mapping[str, Any], captions: Mapping[str, str]) -> tuple[tuple[str, Cut[str]], ...]:
    """`(heading, sentences)` for every part of the diff that is not empty; ids become captions where there are any."""
    order = [*(name for name in _HEADS if name in diff), *sorted(name for name in diff if name not in _HEADS)]
    found = []
    for name in order:
        lines = tuple(_lines(diff[name], captions))
        if lines:
            found.append((_HEADS.get(name, name.replace("_", " ").capitalize()), Cut.of(lines, SHOWN)))
    return tuple(found)


def _lines(value: Any, captions: Mapping[str, str]) -> Iterator[str]:
    if isinstance(value, list | tuple):
        for item in value:
            yield _said(item, captions)
    elif value not in ("", None, {}, 0):
        yield _said(value, captions)


def _said(value: Any, captions: Mapping[str, str]) -> str:
    if isinstance(value, Mapping):
        return "; ".join(
            f"{name} {_said(item, captions)}" for name, item in value.items() if item not in ("", [], {}, None)
        )
    if isinstance(value, list | tuple):
        return ", ".join(_said(item, captions) for item in value)
    return captions.get(value, value) if isinstance(value, str) else str(value)
