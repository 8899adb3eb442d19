"""Records by day, week, month or year: the histogram that a range of days is chosen on."""

from __future__ import annotations

from datetime import datetime, time

import plotly.graph_objects as go

from dash_app.calendar import DAY, Histogram
from dash_app.figures.base import GRID, INK, MAIN, plain
from dash_app.language import _
from dash_app.views import Window

TICKS = {"day": "%m-%d<br>%Y", "week": "%m-%d<br>%Y", "month": "%Y-%m", "year": "%Y"}


def timeline(found: Histogram | None, window: Window, mark: str = "") -> go.Figure:
    """Bars of records. Those of days that are shown are filled, others are outlined. `mark`: tells one state of the
    view from another, so that what the mouse drew before goes."""
    bins = found.bins if found else ()
    inside = [one.meets(window) for one in bins]
    hover = [
        f"{one.first}" if one.first == one.last else _("{first} to {last}").format(first=one.first, last=one.last)
        for one in bins
    ]
    figure = go.Figure(
        go.Bar(
            x=[datetime.combine(one.first, time()) for one in bins], y=[one.count for one in bins], offset=0,
            width=[(one.last - one.first + DAY).total_seconds() * 1000 * 0.88 for one in bins], customdata=hover,
            marker={
                "color": [MAIN if shown else "rgba(0,0,0,0)" for shown in inside],
                "line": {"color": [MAIN if shown else INK for shown in inside], "width": 1},
            },
            selected={"marker": {"opacity": 1}}, unselected={"marker": {"opacity": 1}},
            hovertemplate=_("%{customdata}: %{y} records") + "<extra></extra>",
        )
    )  # fmt: skip
    plain(figure)
    figure.update_layout(
        dragmode="select", selectdirection="h", margin={"l": 34, "r": 10, "t": 6, "b": 32}, selections=[],
        selectionrevision=mark, uirevision=mark, hovermode="closest",
        newselection={"line": {"color": INK, "width": 1, "dash": "dot"}},
    )  # fmt: skip
    if found and window:
        figure.add_shape(
            type="rect", layer="below", x0=window.first or found.first.isoformat(),
            x1=_after(window.last or found.last.isoformat()), yref="paper", y0=0, y1=1,
            fillcolor="rgba(76,141,214,.14)", line={"color": INK, "width": 1.5},
        )  # fmt: skip
    if found:
        edge = (found.last - found.first + DAY) * 0.01
        begins = datetime.combine(found.first, time()) - edge
        figure.update_xaxes(range=[begins, datetime.combine(found.last + DAY, time()) + edge])
        figure.update_xaxes(tickformat=TICKS[found.unit], nticks=9, showgrid=False, type="date")
    else:
        figure.update_xaxes(showticklabels=False, showgrid=False)
    figure.update_yaxes(rangemode="tozero", tickformat=",d", nticks=4, gridcolor=GRID)
    return figure


def _after(day: str) -> str:
    """The end of a day."""
    return f"{day} 23:59:59"
