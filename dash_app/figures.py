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

FONT = "Inter, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif"
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
    """What each piece of evidence adds to a link or takes from it: `steps` of `label` and `weight` (log-odds).

    Names stand above their bars, so that long ones take no width from the bars.
    """
    weights = [float(step["weight"]) for step in steps]
    names = [escape(texts.visible(step["label"], 60)) for step in steps] + ["Together"]
    rows = list(range(len(names)))
    figure = go.Figure(
        go.Waterfall(
            orientation="h", y=rows, x=[*weights, 0], measure=["relative"] * len(weights) + ["total"], width=0.42,
            text=[_signed(weight) for weight in weights] + [f"{sum(weights):.1f}"], textposition="outside",
            increasing={"marker": {"color": MAIN}}, decreasing={"marker": {"color": AGAINST}},
            totals={"marker": {"color": INK}}, connector={"line": {"color": GRID}}, cliponaxis=False,
            customdata=names, hovertemplate="%{customdata}: %{text}<extra></extra>",
        )
    )  # fmt: skip
    _plain(figure)
    for row, name in zip(rows, names, strict=True):
        figure.add_annotation(
            x=0, xref="paper", xanchor="left", y=row, yshift=17, text=name, showarrow=False, font={"size": 11.5}
        )
    figure.update_layout(height=46 + 44 * len(rows), margin={"l": 6, "r": 40, "t": 22, "b": 22})
    figure.update_yaxes(range=[len(rows) - 0.5, -0.6], showticklabels=False, showgrid=False, zeroline=False)
    return figure


def _signed(weight: float) -> str:
    return "0.0" if abs(weight) < 0.05 else f"{weight:+.1f}"


def _plain(figure: go.Figure) -> None:
    figure.update_layout(
        template=None, paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(0,0,0,0)", showlegend=False,
        font={"color": INK, "size": 11, "family": FONT}, hoverlabel={"font": {"size": 12}},
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
