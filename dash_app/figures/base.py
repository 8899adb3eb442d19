"""What all charts have in common: inks, font, manners, and the escaping of other people's words."""

from __future__ import annotations

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


def shown(text: object, limit: int = 60) -> str:
    """Text of unknown origin for a chart: nothing in it is markup, and nothing in it is hidden."""
    return escape(texts.visible(text, limit))


def plain(figure: go.Figure) -> None:
    figure.update_layout(
        template=None, paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(0,0,0,0)", showlegend=False,
        font={"color": INK, "size": 11, "family": FONT}, hoverlabel={"font": {"size": 12}},
    )  # fmt: skip
    figure.update_xaxes(gridcolor=GRID, zerolinecolor=GRID, fixedrange=True)
    figure.update_yaxes(gridcolor=GRID, zerolinecolor=GRID, fixedrange=True)
