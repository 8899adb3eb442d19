"""What each piece of evidence adds to a link, or takes from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from dash_app.figures.base import AGAINST, GRID, INK, MAIN, plain, shown
from dash_app.language import _

WIDE = 48  # characters that fit above a bar where the evidence panel is narrowest


def waterfall(steps: Sequence[Mapping[str, Any]]) -> go.Figure:
    """`steps` of `label` and `weight` (log-odds). Names stand above their bars, so that long ones take no width."""
    weights = [float(step["weight"]) for step in steps]
    names = [shown(step["label"]) for step in steps] + [_("Together")]
    rows = list(range(len(names)))
    figure = go.Figure(
        go.Waterfall(
            orientation="h", y=rows, x=[*weights, 0], measure=["relative"] * len(weights) + ["total"], width=0.36,
            text=[_signed(weight) for weight in weights] + [f"{sum(weights):.1f}"], textposition="outside",
            increasing={"marker": {"color": MAIN}}, decreasing={"marker": {"color": AGAINST}},
            totals={"marker": {"color": INK}}, connector={"line": {"color": GRID}}, cliponaxis=False,
            customdata=names, hovertemplate="%{customdata}: %{text}<extra></extra>",
        )
    )  # fmt: skip
    plain(figure)
    lines = [wrap(str(step["label"]), WIDE) or [""] for step in steps] + [[_("Together")]]
    most = max(map(len, lines))
    for row, parts in zip(rows, lines, strict=True):
        figure.add_annotation(
            x=0, xref="paper", xanchor="left", y=row, yanchor="bottom", yshift=8, showarrow=False, align="left",
            text="<br>".join(map(shown, parts)), font={"size": 11.5},
        )  # fmt: skip
    figure.update_layout(height=46 + (30 + 14 * most) * len(rows), margin={"l": 6, "r": 40, "t": 22, "b": 22})
    figure.update_yaxes(range=[len(rows) - 0.5, -0.6], showticklabels=False, showgrid=False, zeroline=False)
    return figure


def _signed(weight: float) -> str:
    return "0.0" if abs(weight) < 0.05 else f"{weight:+.1f}"
