"""Times as days, and repeated rows merged."""

from __future__ import annotations

import math

import numpy as np
import pytest

from graphsvc.store.common import arrays


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("1970-01-01", 0.0), ("1970-01-02T12:00:00Z", 1.5), ("1970-01-02T12:00:00", 1.5),
        ("1970-01-01T02:00:00+02:00", 0.0), ("1969-12-31", -1.0), ("2024-02-29", 19782.0),
    ],
)  # fmt: skip
def test_days_since_1970(text: str, days: float) -> None:
    assert arrays.days([text]).tolist() == [days]


@pytest.mark.parametrize("text", ["", "yesterday", "2024-13-01", "2024", "\0", "0000-00-00", "9" * 50])
def test_what_is_no_time_is_nan(text: str) -> None:
    assert math.isnan(arrays.days([text])[0])


def test_rows_are_sorted_and_merged() -> None:
    nan = float("nan")
    made = arrays.build(
        arrays.Rows(
            node_key=np.array([7, 3, 5]), node_id=["b", "c", "a"], record_key=np.array([9, 8]), record_id=["r1", "r0"],
            record_node=np.array([7, 5]), record_posted=["1970-01-03", ""], record_category=["job", "sale"],
            record_linkable=np.array([True, False]), subject=np.array([7, 5, 7, 7]),
            predicate=np.array([1, 0, 1, 0], dtype=np.int8), object=np.array([3, 3, 3, 3]),
            record=np.array([9, 8, 9, 9]),
            confidence=np.array([0.5, 0.1, 0.9, 1.0]), at=np.array([5.0, nan, 4.0, nan]),
            linkable=np.array([False, False, True, False]),
        )
    )  # fmt: skip
    assert (made.nodes, made.records, made.record_category) == (["a", "b", "c"], ["r0", "r1"], ["sale", "job"])
    assert made.record_node.tolist() == [0, 1]
    assert made.record_linkable.tolist() == [False, True]
    rows = list(zip(made.subject.tolist(), made.predicate.tolist(), made.object.tolist(), made.record.tolist()))
    assert rows == [(0, 0, 2, 0), (1, 0, 2, 1), (1, 1, 2, 1)]
    assert made.confidence.tolist() == [0.1, 1.0, 0.9]
    assert made.linkable.tolist() == [False, False, True]
    assert math.isnan(made.time[0])
    assert made.time[1:].tolist() == [2.0, 4.0]


def test_an_empty_case_has_empty_arrays() -> None:
    none = np.empty(0, dtype=np.int64)
    made = arrays.build(
        arrays.Rows(
            none, [], none, [], none, [], [], none.astype(bool), none, none.astype(np.int8), none, none,
            none.astype(float), none.astype(float), none.astype(bool),
        )
    )  # fmt: skip
    assert made.nodes == made.records == []
    assert len(made.subject) == len(made.time) == 0
