"""The projection built from rows: what every store hands in is raw, what comes out is canonical."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphsvc.model import EdgeType
from graphsvc.store import Projection

DAY = 86_400.0
TYPES = tuple(EdgeType)
CODE = {predicate: code for code, predicate in enumerate(TYPES)}


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """What is visible, in any order, one entry per row; keys are row keys (hash63 of the id).

    Statements may repeat (same edge and record under several parts, fields or methods). at: the statement's own time
    in days, NaN where it has none.
    """

    node_key: NDArray[np.int64]
    node_id: Sequence[str]
    record_key: NDArray[np.int64]
    record_id: Sequence[str]
    record_node: NDArray[np.int64]
    record_posted: Sequence[str]
    record_category: Sequence[str]
    record_linkable: NDArray[np.bool_]
    subject: NDArray[np.int64]
    predicate: NDArray[np.int8]
    object: NDArray[np.int64]
    record: NDArray[np.int64]
    confidence: NDArray[np.float64]
    at: NDArray[np.float64]
    linkable: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Keyed:
    """A projection and what it takes to add to it: row keys of its nodes and records, in its order, and the own time
    of each of its rows, NaN where it has none."""

    projection: Projection
    node_key: NDArray[np.int64]
    record_key: NDArray[np.int64]
    at: NDArray[np.float64]


_NONE = np.empty(0)
EMPTY = Keyed(
    Projection(
        nodes=[], records=[], record_node=_NONE.astype(np.int32), record_time=_NONE,
        record_linkable=_NONE.astype(bool), record_category=[], subject=_NONE.astype(np.int32),
        predicate=_NONE.astype(np.int8), object=_NONE.astype(np.int32), record=_NONE.astype(np.int32),
        confidence=_NONE, time=_NONE, linkable=_NONE.astype(bool),
    ),
    _NONE.astype(np.int64), _NONE.astype(np.int64), _NONE,
)  # fmt: skip


def build(rows: Rows) -> Projection:
    """Ids sorted, keys replaced by indices, repeated rows merged: highest confidence, earliest own time, linkable where
    any of them is."""
    return keyed(rows).projection


def keyed(rows: Rows) -> Keyed:
    """As `build`, keys kept."""
    return extended(EMPTY, rows)


def extended(known: Keyed, rows: Rows) -> Keyed:
    """A projection with more rows: new nodes and records, and statements that may be about those known."""
    before = known.projection
    nodes, node_key, node_of, _ = _merged(before.nodes, known.node_key, rows.node_id, rows.node_key)
    records, record_key, record_of, order = _merged(before.records, known.record_key, rows.record_id, rows.record_key)
    old_node, old_record = node_of(known.node_key), record_of(known.record_key)

    def placed(then: Any, now: Any) -> NDArray[Any]:
        """A column of records in the new order."""
        return np.concatenate([then, np.asarray(now, dtype=then.dtype)])[order]

    posted = placed(before.record_time, days(rows.record_posted))
    subject = np.concatenate([old_node[before.subject], node_of(rows.subject)])
    predicate = np.concatenate([before.predicate, rows.predicate])
    object_ = np.concatenate([old_node[before.object], node_of(rows.object)])
    record = np.concatenate([old_record[before.record], record_of(rows.record)])
    sort = np.lexsort((record, object_, predicate, subject))
    subject, predicate, object_, record = subject[sort], predicate[sort], object_[sort], record[sort]
    starts = _starts(subject, predicate, object_, record)
    at = _reduce(np.fmin, np.concatenate([known.at, rows.at])[sort], starts)
    record = record[starts]
    category = [*before.record_category, *rows.record_category]
    projection = Projection(
        nodes=nodes, records=records,
        record_node=placed(old_node[before.record_node], node_of(rows.record_node)), record_time=posted,
        record_linkable=placed(before.record_linkable, rows.record_linkable),
        record_category=[category[row] for row in order.tolist()],
        subject=subject[starts], predicate=predicate[starts], object=object_[starts], record=record,
        confidence=_reduce(np.maximum, np.concatenate([before.confidence, rows.confidence])[sort], starts),
        time=np.where(np.isnan(at), posted[record], at) if len(record) else at,
        linkable=_reduce(np.logical_or, np.concatenate([before.linkable, rows.linkable])[sort], starts),
    )  # fmt: skip
    return Keyed(projection, node_key, record_key, at)


def _merged(
    ids: Sequence[str], keys: NDArray[np.int64], more: Sequence[str], more_keys: NDArray[np.int64]
) -> tuple[list[str], NDArray[np.int64], Callable[[NDArray[np.int64]], NDArray[np.int32]], NDArray[np.int64]]:
    """Sorted ids, their keys, a function from keys to indices, and where each stood when those known came first."""
    every = [*ids, *more]
    order = np.array(sorted(range(len(every)), key=every.__getitem__), dtype=np.int64)
    sorted_keys = np.concatenate([keys, more_keys])[order]
    by_key = np.argsort(sorted_keys, kind="stable")
    ascending = sorted_keys[by_key]

    def index(wanted: NDArray[np.int64]) -> NDArray[np.int32]:
        return by_key[np.searchsorted(ascending, wanted)].astype(np.int32)

    return [every[row] for row in order.tolist()], sorted_keys, index, order


def _starts(*columns: NDArray[Any]) -> NDArray[np.int64]:
    """First row of each run of equal rows."""
    if not len(columns[0]):
        return np.empty(0, dtype=np.int64)
    changed = np.ones(len(columns[0]), dtype=bool)
    changed[1:] = np.logical_or.reduce([column[1:] != column[:-1] for column in columns])
    return np.flatnonzero(changed)


def _reduce(how: Any, values: NDArray[Any], starts: NDArray[np.int64]) -> NDArray[Any]:
    reduced: NDArray[Any] = how.reduceat(values, starts) if len(starts) else values[:0]
    return reduced


def days(texts: Sequence[str]) -> NDArray[np.float64]:
    """Days since 1970-01-01 UTC of ISO 8601 texts; NaN for '' and for what is no time."""
    return np.array([day_of(text) for text in texts], dtype=np.float64)


@lru_cache(maxsize=65536)
def day_of(text: str) -> float:
    """Days since 1970-01-01 UTC of one ISO 8601 text; NaN for '' and for what is no time."""
    if not text:
        return float("nan")
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return float("nan")
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() / DAY
