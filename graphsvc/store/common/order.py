"""Canonical order of what views return."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from graphsvc.marking import Marking
from graphsvc.model import Sighting, SourceFile, Statement, StatementKind

_KINDS = tuple(StatementKind)


def statement(item: Statement) -> tuple[Any, ...]:
    """By subject, predicate, object, record, field, start, then everything else of it."""
    return (
        item.subject, item.predicate.value, item.object, item.record, item.field, item.start, item.end, item.raw,
        item.method, item.confidence, item.kind.value, item.at, item.data,
    )  # fmt: skip


def sighting(item: tuple[Sighting, SourceFile, Marking]) -> tuple[str, int, str]:
    """By file, line, marking."""
    return item[0].file, item[0].line, item[0].marking


def kinds(found: Collection[StatementKind]) -> tuple[StatementKind, ...]:
    """Fact, assessment, inference: in the order of the model."""
    return tuple(kind for kind in _KINDS if kind in found)
