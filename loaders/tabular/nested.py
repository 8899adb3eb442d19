"""Nested values as flat text: objects become dotted columns, lists become lines of one cell."""

from __future__ import annotations

from collections.abc import Callable

from loaders.tabular.limits import MAX_DEPTH


class TooDeep(ValueError):
    """Nested beyond MAX_DEPTH levels."""

    def __init__(self) -> None:
        super().__init__(f"the record is nested deeper than {MAX_DEPTH} levels; flatten it")


def flatten(record: dict[str, object], text: Callable[[object], str]) -> dict[str, str]:
    """Dotted column -> text, in the record's order. `text` spells a scalar; '' is an empty cell. Raises TooDeep."""
    found: dict[str, list[str]] = {}
    _walk(record, "", found, text, 1)
    return {name: "\n".join(values) for name, values in found.items()}


def _walk(value: object, path: str, found: dict[str, list[str]], text: Callable[[object], str], depth: int) -> None:
    if depth > MAX_DEPTH:
        raise TooDeep
    if isinstance(value, dict):
        for name, inner in value.items():
            name = str(name) or "unnamed"
            _walk(inner, f"{path}.{name}" if path else name, found, text, depth + 1)
    elif isinstance(value, list | tuple):
        for inner in value:
            _walk(inner, path, found, text, depth + 1)
        found.setdefault(path, [])
    else:
        values = found.setdefault(path, [])
        if spelled := text(value):
            values.append(spelled)
