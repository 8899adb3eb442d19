"""Adverts on a map of countries: an outline that is part of the app, and circles with counts.

`world.json`: borders of Natural Earth 4.1 at 1:110 million (public domain, naturalearthdata.com; taken from the npm
package world-atlas 2.0.2), rounded to a tenth of a degree, each drawn once; and for every country of ISO 3166 a point
inside it, from the 1:50 million borders. Records hold no coordinates, so a country is as fine as a place is drawn.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from math import cos, radians, sqrt
from pathlib import Path
from typing import Any

import plotly.graph_objects as go

from dash_app.figures.base import INK, MAIN, plain, shown
from dash_app.language import current, number

FILE = Path(__file__).with_name("world.json")
LEAST = (34.0, 18.0)  # degrees of longitude and latitude that a map shows at least
EDGE = 6.0  # degrees around the outermost point
AROUND = 60.0  # degrees of outline beyond: the map fills its place, whatever its shape

Line = list[list[float]]


@cache
def outline() -> tuple[dict[str, tuple[float, float]], tuple[Line, ...]]:
    """(country's two letters -> longitude and latitude of a point in it, border lines)."""
    found = json.loads(FILE.read_text("utf-8"))
    return {code: (at[0], at[1]) for code, at in found["countries"].items()}, tuple(found["lines"])


@cache
def _names(language: str) -> Mapping[str, str]:
    from babel import Locale

    return dict(Locale.parse(language).territories)


def country(code: str) -> str:
    """The name of a country in the reader's language, its letters where there is none."""
    return _names(current()).get(code, code)


def world(counts: Mapping[str, int]) -> go.Figure:
    """`counts`: adverts by country's two letters. Countries without a point are left to the table."""
    at, lines = outline()
    there = {code: count for code, count in sorted(counts.items()) if code in at}
    left, right, low, high = _frame([at[code] for code in there])
    xs: list[float | None] = []
    ys: list[float | None] = []
    for line in lines:
        if any(left - AROUND <= x <= right + AROUND and low - AROUND <= y <= high + AROUND for x, y in line):
            xs += [*(point[0] for point in line), None]
            ys += [*(point[1] for point in line), None]
    most = max(there.values(), default=1)
    figure = go.Figure(
        [
            go.Scatter(x=xs, y=ys, mode="lines", line={"color": INK, "width": 0.8}, hoverinfo="skip"),
            go.Scatter(
                x=[at[code][0] for code in there], y=[at[code][1] for code in there], mode="markers+text",
                marker={"size": [14 + 26 * sqrt(count / most) for count in there.values()], "color": MAIN,
                        "opacity": 0.75, "line": {"color": INK, "width": 1}},
                text=[number(count) for count in there.values()], textposition="top center",
                textfont={"size": 12.5}, customdata=list(there), cliponaxis=False,
                hovertext=[shown(f"{country(code)}: {number(count)}") for code, count in there.items()],
                hoverinfo="text", selected={"marker": {"opacity": 0.75}}, unselected={"marker": {"opacity": 0.75}},
            ),
        ]
    )  # fmt: skip
    plain(figure)
    figure.update_layout(margin={"l": 0, "r": 0, "t": 0, "b": 0}, hovermode="closest", dragmode=False)
    axis: dict[str, Any] = {"visible": False, "showgrid": False, "zeroline": False}
    figure.update_xaxes(range=[left, right], **axis)
    middle = radians(min(65.0, abs(low + high) / 2))
    figure.update_yaxes(range=[low, high], scaleanchor="x", scaleratio=1 / cos(middle), **axis)
    return figure


def _frame(points: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    """(west, east, south, north) around points, never narrower than a small continent; the world without any."""
    if not points:
        return -180.0, 180.0, -60.0, 84.0
    out: list[float] = []
    for axis, limit in ((0, 180.0), (1, 86.0)):
        low = min(point[axis] for point in points) - EDGE
        high = max(point[axis] for point in points) + EDGE
        wanting = max(0.0, LEAST[axis] - (high - low)) / 2
        out += [max(-limit, low - wanting), min(limit, high + wanting)]
    return out[0], out[1], out[2], out[3]
