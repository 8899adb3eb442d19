"""Payments as streams (Sankey), of one asset at a time: amounts of different assets are never beside each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from dash_app.figures.base import AGAINST, INK, MAIN, plain, shown
from dash_app.language import _, ngettext, number

MOST = 40  # streams drawn; the table has all
LEAST, EACH = 130, 15  # pixels of height: of all, and for each wallet, so that names can be told apart
OWN = "#8f6bd1"  # one spender's wallets, an inference: the words say so as well


def end_words(end: Mapping[str, Any]) -> str:
    """What a wallet is called in a chart or table; a service and an inference say so."""
    name = str(end["label"])
    if end["wallets"] > 1:
        others = ngettext("and {n} more of one spender (inferred)", "and {n} more of one spender (inferred)",
                          end["wallets"] - 1).format(n=number(end["wallets"] - 1))  # fmt: skip
        name = f"{name} {others}"
    return _("{name} (service: money stops telling here)").format(name=name) if end["service"] else name


def amount_words(row: Mapping[str, Any]) -> str:
    if row["amount"] is None:
        return _("not known")
    return f"{row['amount']:,.8g} {row['asset']}".strip()


def streams(ends: Sequence[Mapping[str, Any]], rows: Sequence[Mapping[str, Any]], *, by_count: bool) -> go.Figure:
    """`ends`, `rows`: as `Case.flows` gives them, rows of one asset. `by_count`: as wide as payments are many."""
    wide = [row for row in rows if by_count or row["amount"]][:MOST]
    used = {end for row in wide for end in (row["payer"], row["payee"])}
    nodes = [end for end in ends if end["id"] in used]
    place = {end["id"]: number_ for number_, end in enumerate(nodes)}
    if not wide:  # plotly fails on streams of nothing
        figure = go.Figure()
        plain(figure)
        figure.update_layout(xaxis_visible=False, yaxis_visible=False)
        return figure
    figure = go.Figure(
        go.Sankey(
            arrangement="snap",
            node={
                "label": [shown(_short(end), 48) for end in nodes], "pad": 9, "thickness": 11,
                "color": [AGAINST if end["service"] else OWN if end["wallets"] > 1 else MAIN for end in nodes],
                "line": {"color": INK, "width": 0.5},
                "customdata": [shown(end_words(end), 120) for end in nodes],
                "hovertemplate": "%{customdata}<extra></extra>",
            },
            link={
                "source": [place[row["payer"]] for row in wide], "target": [place[row["payee"]] for row in wide],
                "value": [row["payments"] if by_count else row["amount"] for row in wide],
                "color": "rgba(123,135,148,.32)", "customdata": [_told(row) for row in wide],
                "hovertemplate": "%{source.label} → %{target.label}<br>%{customdata}<extra></extra>",
            },
        )
    )  # fmt: skip
    plain(figure)
    figure.update_layout(height=max(LEAST, 30 + EACH * len(nodes)), margin={"l": 8, "r": 8, "t": 8, "b": 8})
    return figure


def _short(end: Mapping[str, Any]) -> str:
    more = f" +{end['wallets'] - 1} ≈" if end["wallets"] > 1 else ""
    return f"{'■ ' if end['service'] else ''}{end['label']}{more}"


def _told(row: Mapping[str, Any]) -> str:
    many = ngettext("{n} payment", "{n} payments", row["payments"]).format(n=number(row["payments"]))
    days = f"{row['first']} … {row['last']} UTC" if row["first"] else _("undated")
    return shown(f"{amount_words(row)}, {many}, {days}", 160)
