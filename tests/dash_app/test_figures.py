from __future__ import annotations

from dash_app import figures
from dash_app.calendar import histogram
from dash_app.views import Window


def test_what_is_shown_is_filled_and_the_rest_outlined() -> None:
    found = histogram({"2025-01-03": 2, "2025-03-01": 1, "2025-06-30": 4})
    assert found is not None
    bars = figures.timeline(found, Window("2025-03-01", "2025-05-31")).data[0]
    assert sum(bars.y) == 7
    clear = [colour == "rgba(0,0,0,0)" for colour in bars.marker.color]
    starts = [str(at)[:10] for at in bars.x]
    shown = {start for start, outlined in zip(starts, clear, strict=True) if not outlined}
    assert min(shown) <= "2025-03-01"
    assert max(shown) <= "2025-05-31"
    assert len(shown) < len(starts)


def test_the_timeline_of_nothing_is_empty() -> None:
    assert list(figures.timeline(None, Window()).data[0].x) == []


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
    kinds = {trace.type for trace in (*figures.timeline(None, Window()).data, *figures.waterfall([]).data)}
    assert kinds == {"bar", "waterfall"}


ENDS = [
    {"id": "a", "label": "<b>one</b>", "service": "", "wallets": 1},
    {"id": "b", "label": "two", "service": "tag", "wallets": 3},
]
FLOW = {"payer": "a", "payee": "b", "asset": "BTC", "amount": 1.5, "divided": 0, "unknown": 0, "payments": 2,
        "first": "2025-01-01", "last": "2025-01-02"}  # fmt: skip


def test_streams_say_what_is_a_service_and_what_an_inference() -> None:
    figure = figures.streams(ENDS, [FLOW], by_count=False)
    labels = list(figure.data[0].node.label)
    assert "<" not in labels[0]
    assert labels[1].startswith("■")
    assert labels[1].endswith("≈")
    assert "inferred" in figures.end_words(ENDS[1])
    assert "service" in figures.end_words(ENDS[1])
    assert figures.amount_words(FLOW) == "1.5 BTC"


def test_streams_of_nothing_draw_nothing() -> None:
    assert figures.streams([], [], by_count=True).data == ()
    assert figures.streams(ENDS, [{**FLOW, "amount": None}], by_count=False).data == ()


def test_the_map_is_drawn_from_our_own_outline() -> None:
    figure = figures.world({"GB": 4, "FR": 9, "??": 1})
    outline, spots = figure.data
    assert len(outline.x) > 500
    assert list(spots.customdata) == ["FR", "GB"]
    assert list(spots.text) == ["9", "4"]
    assert figures.country("DE") == "Germany"
    low, high = figure.layout.yaxis.range
    assert all(low < y < high for y in spots.y)


def test_hubs_are_named_on_the_tail() -> None:
    figure = figures.degree_tail([[1, 90], [10, 9], [100, 1]], [{"label": "<i>x</i>", "degree": 100}])
    assert list(figure.data[0].y) == [1.0, 0.1, 0.01]
    assert [note.text for note in figure.layout.annotations] == ["&lt;i&gt;x&lt;/i&gt;"]
    assert figures.degree_tail([], []).data[0].x == ()


def test_levels_have_shapes_of_their_own() -> None:
    rows = [{"name": "N-1", "level": "firm", "records": 3, "stability": 0.9},
            {"name": "N-2", "level": "fragile", "records": 3, "stability": None}]  # fmt: skip
    drawn = [trace for trace in figures.stability(rows).data if len(trace.x)]
    assert len({trace.marker.symbol for trace in drawn}) == 2


def test_sources_are_drawn_with_the_time_they_span() -> None:
    rows = [{"source": "ads", "records": 3, "first": "2025-01-01", "last": "2025-02-01"}]
    assert list(figures.coverage(rows).data[0].text) == ["3 · 2025-01-01 to 2025-02-01"]
