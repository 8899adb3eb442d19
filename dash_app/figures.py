"""Charts: plain functions from rows to Plotly figures, drawn by traces that need no WebGL and no outside file.

Plotly reads some HTML in its texts, so every text of unknown origin is escaped. Grounds are transparent and inks
are mid-tones that stand out on light and dark alike: a change of theme draws nothing again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import plotly.graph_objects as go

from dash_app import texts

INK = "#7b8794"
GRID = "rgba(123,135,148,.25)"
MAIN = "#4c8dd6"
AGAINST = "#d9822b"
CONFIG: Any = {"displayModeBar": False, "responsive": True, "showTips": False}


def timeline(nodes: Sequence[Mapping[str, Any]]) -> tuple[go.Figure, int, int]:
    """Adverts by the month they were posted: `(figure, dated, undated)`. `nodes`: drawn nodes of any kind."""
    adverts = [node for node in nodes if node["kind"] == "ad"]
    months = Counter(str(node["first"])[:7] for node in adverts if node["first"])
    dated = sum(months.values())
    axis = _months(months)
    figure = go.Figure(
        go.Bar(
            x=axis, y=[months[month] for month in axis], marker_color=MAIN, marker_line_width=0,
            hovertemplate="%{x}: %{y} adverts<extra></extra>",
        )
    )  # fmt: skip
    _plain(figure)
    figure.update_layout(bargap=0.15, margin={"l": 36, "r": 12, "t": 8, "b": 28})
    figure.update_xaxes(type="category", nticks=min(12, max(1, len(axis))))
    figure.update_yaxes(rangemode="tozero", tickformat=",d")
    return figure, dated, len(adverts) - dated


def waterfall(steps: Sequence[Mapping[str, Any]]) -> go.Figure:
    """What each piece of evidence adds to a link or takes from it: `steps` of `label` and `weight` (log-odds)."""
    labels = [texts.visible(step["label"], 46) for step in steps]
    weights = [float(step["weight"]) for step in steps]
    rows = [f"{number}. {escape(label)}" for number, label in enumerate(labels, 1)] + ["together"]
    figure = go.Figure(
        go.Waterfall(
            orientation="h", y=rows, x=[*weights, 0], measure=["relative"] * len(weights) + ["total"],
            text=[f"{weight:+.1f}" for weight in weights] + [f"{sum(weights):.1f}"], textposition="outside",
            increasing={"marker": {"color": MAIN}}, decreasing={"marker": {"color": AGAINST}},
            totals={"marker": {"color": INK}}, connector={"line": {"color": GRID}}, cliponaxis=False,
            hovertemplate="%{y}: %{text}<extra></extra>",
        )
    )  # fmt: skip
    _plain(figure)
    figure.update_layout(height=60 + 30 * len(rows), margin={"l": 8, "r": 36, "t": 8, "b": 24})
    figure.update_yaxes(autorange="reversed", automargin=True, gridcolor="rgba(0,0,0,0)")
    return figure


def _plain(figure: go.Figure) -> None:
    figure.update_layout(
        template=None, paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(0,0,0,0)", showlegend=False,
        font={"color": INK, "size": 11, "family": "inherit"}, hoverlabel={"font": {"size": 12}},
    )  # fmt: skip
    figure.update_xaxes(gridcolor=GRID, zerolinecolor=GRID, fixedrange=True)
    figure.update_yaxes(gridcolor=GRID, zerolinecolor=GRID, fixedrange=True)


def _months(counts: Mapping[str, int]) -> list[str]:
    """Every month from the first to the last, those without adverts too."""
    found = sorted(month for month in counts if len(month) == 7)
    if not found:
        return []
    (year, month), last = map(int, found[0].split("-")), found[-1]
    out: list[str] = []
    while (name := f"{year:04d}-{month:02d}") <= last and len(out) < 600:
        out.append(name)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return out
