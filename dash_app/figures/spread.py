"""Charts of a whole case: how unevenly identifiers are shared, how large and how stable networks are, what each source
covers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

import plotly.graph_objects as go

from dash_app import texts
from dash_app.figures.base import AGAINST, INK, MAIN, plain, shown
from dash_app.language import _, number

SYMBOLS = {"firm": "circle", "fragile": "diamond", "single-identifier": "triangle-up", "single-record": "x"}
TONES = {"firm": "#1f9d78", "fragile": "#b98900", "single-identifier": AGAINST, "single-record": "#d64545"}
BARS = 20  # sources drawn


def degree_tail(degrees: Sequence[Sequence[int]], hubs: Sequence[Mapping[str, Any]]) -> go.Figure:
    """Share of identifiers that are tied to so many others or more, both axes logarithmic; hubs by name. `degrees`:
    (neighbours, identifiers), ascending."""
    every = sum(count for _degree, count in degrees)
    at_least = list(accumulate(count for _degree, count in reversed(degrees)))[::-1]
    share = {degree: some / every for (degree, _count), some in zip(degrees, at_least, strict=True)}
    figure = go.Figure(
        go.Scatter(
            x=list(share), y=list(share.values()), mode="lines+markers", line={"color": MAIN, "shape": "hv"},
            marker={"color": MAIN, "size": 5},
            hovertemplate=_("%{y:.2%} are tied to %{x} or more") + "<extra></extra>",
        )
    )  # fmt: skip
    known = [hub for hub in hubs if hub["degree"] in share]
    figure.add_scatter(
        x=[hub["degree"] for hub in known], y=[share[hub["degree"]] for hub in known], mode="markers",
        marker={"color": AGAINST, "size": 11, "symbol": "diamond-open", "line": {"width": 2}},
        hovertext=[shown(f"{hub['label']}: {number(hub['degree'])}") for hub in known], hoverinfo="text",
    )  # fmt: skip
    plain(figure)
    for hub in known[:4]:
        figure.add_annotation(
            x=_log(hub["degree"]), y=_log(share[hub["degree"]]), text=shown(hub["label"], 30), showarrow=True,
            arrowcolor=INK, arrowwidth=1, ax=-50, ay=-22, font={"size": 11},
        )  # fmt: skip
    figure.update_xaxes(type="log", title=_("tied to so many or more"), dtick=1)
    figure.update_yaxes(type="log", title=_("share of identifiers"), tickformat=".2~%", dtick=1)
    figure.update_layout(margin={"l": 56, "r": 16, "t": 12, "b": 42})
    return figure


def _log(value: float) -> float:
    from math import log10

    return log10(value)


def stability(rows: Sequence[Mapping[str, Any]]) -> go.Figure:
    """Networks by records and by the share of resamples in which they stay together; those not resampled lie on the
    bottom line. `rows`: as `Case.clusters` gives them."""
    figure = go.Figure()
    for level, symbol in SYMBOLS.items():
        some = [row for row in rows if row["level"] == level]
        figure.add_scatter(
            x=[row["records"] for row in some], y=[row["stability"] or 0.0 for row in some], mode="markers",
            name=_("held {how}").format(how=_(texts.LEVELS[level])),
            marker={"symbol": symbol, "size": 9, "color": TONES[level], "line": {"color": INK, "width": 1}},
            hovertext=[
                shown(f"{row['name']}: {number(row['records'])}, "
                      + (_("not resampled") if row["stability"] is None else f"{row['stability']:.2f}"), 90)
                for row in some
            ],
            hoverinfo="text", showlegend=bool(some),
        )  # fmt: skip
    plain(figure)
    figure.update_xaxes(type="log", title=_("records"), dtick=1)
    figure.update_yaxes(range=[-0.06, 1.06], title=_("stays together in so many resamples"), tickformat=".0%")
    figure.update_layout(
        margin={"l": 60, "r": 16, "t": 12, "b": 42}, showlegend=True, hovermode="closest",
        legend={"orientation": "h", "y": 1.12, "x": 0},
    )  # fmt: skip
    return figure


def coverage(rows: Sequence[Mapping[str, Any]]) -> go.Figure:
    """Records of each source, with the time they span. `rows`: as `Case.coverage` gives them."""
    most = sorted(rows, key=lambda row: (-row["records"], row["source"]))[:BARS][::-1]
    figure = go.Figure(
        go.Bar(
            orientation="h", y=list(range(len(most))), x=[row["records"] for row in most], width=0.5,
            marker={"color": MAIN}, cliponaxis=False, textposition="outside",
            text=[f"{number(row['records'])} · {texts.span(row['first'], row['last'])}" for row in most],
            customdata=[shown(row["source"]) for row in most], hovertemplate="%{customdata}: %{text}<extra></extra>",
        )
    )  # fmt: skip
    plain(figure)
    figure.update_layout(height=70 + 30 * len(most), margin={"l": 110, "r": 150, "t": 8, "b": 30})
    figure.update_yaxes(
        tickmode="array", tickvals=list(range(len(most))), ticktext=[shown(row["source"], 18) for row in most],
        showgrid=False,
    )  # fmt: skip
    figure.update_xaxes(tickformat=",d", rangemode="tozero")
    return figure
