"""Erased ids also leave what was derived from them: stored runs, saved views and mappings, decisions."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator
from itertools import chain
from typing import Any

from graphsvc.model import canonical_json
from graphsvc.results import MANY, WHAT, RecordRef, streaming
from graphsvc.store import Run

_GONE = object()


def run_names(run: Run, document: Iterable[str], erased: Container[str]) -> bool:
    """Whether a stored result names something erased: node ids, record ids, and `RecordRef.text` of records of which no
    version is left. `document`: its pieces. A result is frozen: such a run goes whole."""
    parts = (value for part in streaming.values(document, MANY, WHAT) for value in part)
    rest = (json.loads(text) for text in (run.lineage, run.parameters) if text)
    return any(text in erased for value in chain(rest, parts) for text in _texts(value))


def without(text: str, erased: Container[str]) -> str | None:
    """A setting without the erased ids: entries that are one, or are named by one, go. None when nothing is left, the
    text itself when nothing was named."""
    try:
        value = json.loads(text)
    except ValueError:
        return None if text in erased else text
    kept = _prune(value, erased)
    if kept is _GONE:
        return None
    return text if kept == value else canonical_json(kept)


def _prune(value: Any, erased: Container[str]) -> Any:
    if isinstance(value, str):
        return _GONE if value in erased else value
    if isinstance(value, list):
        return [kept for item in value if (kept := _prune(item, erased)) is not _GONE]
    if isinstance(value, dict):
        kept_items = ((name, _prune(item, erased)) for name, item in value.items() if name not in erased)
        return {name: kept for name, kept in kept_items if kept is not _GONE}
    return value


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        if {"kind", "source", "key"} <= value.keys():
            yield RecordRef(str(value["kind"]), str(value["source"]), str(value["key"])).text
        for name, item in value.items():
            yield name
            yield from _texts(item)
