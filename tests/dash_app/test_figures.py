from __future__ import annotations

from typing import Any

from dash_app import figures


def ad(first: str) -> dict[str, Any]:
    return {"kind": "ad", "first": first}


def test_adverts_are_counted_by_month_and_empty_months_stand() -> None:
    nodes = [
        ad("2025-01-03"),
        ad("2025-01-30T10:00:00Z"),
        ad("2025-03-01"),
        ad(""),
        {"kind": "phone", "first": "2020-01-01"},
    ]
    figure, dated, undated = figures.timeline(nodes)
    assert (dated, undated) == (3, 1)
    assert list(figure.data[0].x) == ["2025-01", "2025-02", "2025-03"]
    assert list(figure.data[0].y) == [2, 0, 1]


def test_the_timeline_of_nothing_is_empty() -> None:
    figure, dated, undated = figures.timeline([])
    assert (dated, undated) == (0, 0)
    assert list(figure.data[0].x) == []


def test_months_cross_years() -> None:
    figure, _, _ = figures.timeline([ad("2024-11-30"), ad("2025-02-01")])
    assert list(figure.data[0].x) == ["2024-11", "2024-12", "2025-01", "2025-02"]


def test_the_waterfall_adds_up_and_parses_nothing() -> None:
    figure = figures.waterfall(
        [{"label": "<img src=x onerror=alert(1)>", "weight": 3.0}, {"label": "shared by many", "weight": -1.25}]
    )
    bars = figure.data[0]
    assert list(bars.measure) == ["relative", "relative", "total"]
    assert list(bars.text) == ["+3.0", "-1.2", "1.8"]
    names = [note.text for note in figure.layout.annotations]
    assert "<" not in "".join(names)
    assert "&lt;img" in names[0]
    assert names[-1] == "Together"


def test_equal_labels_stay_apart() -> None:
    figure = figures.waterfall([{"label": "same", "weight": 1.0}, {"label": "same", "weight": 2.0}])
    assert len(set(figure.data[0].y)) == 3


def test_no_trace_needs_webgl_or_a_map() -> None:
    kinds = {trace.type for trace in (*figures.timeline([])[0].data, *figures.waterfall([]).data)}
    assert kinds == {"bar", "waterfall"}
