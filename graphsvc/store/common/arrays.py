"""The projection built from rows: what every store hands in is raw, what comes out is canonical."""

from __future__ import annotations

from collections.abc import Sequence
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


def build(rows: Rows) -> Projection:
    """Ids sorted, keys replaced by indices, repeated rows merged: highest confidence, earliest own time, linkable where
    any of them is."""
    nodes, _, node_index = _indexed(rows.node_id, rows.node_key)
    records, order, record_index = _indexed(rows.record_id, rows.record_key)
    posted = days([rows.record_posted[row] for row in order])
    subject, object_, record = node_index(rows.subject), node_index(rows.object), record_index(rows.record)
    sort = np.lexsort((record, object_, rows.predicate, subject))
    subject, predicate, object_, record = subject[sort], rows.predicate[sort], object_[sort], record[sort]
    starts = _starts(subject, predicate, object_, record)
    at = _reduce(np.fmin, rows.at[sort], starts)
    record = record[starts]
    return Projection(
        nodes=nodes, records=records,
        record_node=node_index(rows.record_node[order]), record_time=posted,
        record_linkable=rows.record_linkable[order],
        record_category=[rows.record_category[row] for row in order],
        subject=subject[starts], predicate=predicate[starts], object=object_[starts], record=record,
        confidence=_reduce(np.maximum, rows.confidence[sort], starts),
        time=np.where(np.isnan(at), posted[record], at) if len(record) else at,
        linkable=_reduce(np.logical_or, rows.linkable[sort], starts),
    )  # fmt: skip


def _indexed(ids: Sequence[str], keys: NDArray[np.int64]) -> tuple[list[str], NDArray[np.int64], Any]:
    """Sorted ids, the rows in that order, and a function from keys to indices."""
    order = np.array(sorted(range(len(ids)), key=ids.__getitem__), dtype=np.int64)
    by_key = np.argsort(keys[order], kind="stable")
    sorted_keys = keys[order][by_key]

    def index(wanted: NDArray[np.int64]) -> NDArray[np.int32]:
        return by_key[np.searchsorted(sorted_keys, wanted)].astype(np.int32)

    return [ids[row] for row in order], order, index


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
