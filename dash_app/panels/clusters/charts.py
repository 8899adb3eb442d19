"""Charts of the whole case: how large and how stable networks are, how unevenly identifiers are shared, what each
source covers. Each has its summary and the same as a table."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import Input, Output, dcc, html

from dash_app import figures, ids, kit, texts
from dash_app.access import Permission
from dash_app.desk import Desk
from dash_app.door import Door
from dash_app.language import _, ngettext, number

ROWS = 100  # of a table twin


def layout(desk: Desk) -> list[Any]:
    """The button that opens them, and their dialog."""
    return [
        kit.button(_("Charts"), ids.CHARTS_BUTTON, color="gray"),
        dmc.Modal(
            html.Div(id=ids.CHARTS_BODY), id=ids.CHARTS, title=_("Charts of this case"), size="min(1100px, 94vw)"
        ),
    ]


def chart(title: str, figure: Any, summary: str, heads: list[str], rows: list[list[Any]]) -> html.Section:
    """A figure named by its summary, with the same as a table below."""
    graph = dcc.Graph(figure=figure, config=figures.CONFIG, style={"height": f"{figure.layout.height or 300}px"})
    more = len(rows) - ROWS
    rest = html.P(_("and {n} more").format(n=number(more)), className="hint") if more > 0 else None
    return kit.section(
        title, html.Div(graph, role="img", **kit.named(summary)), html.P(summary, className="hint"),
        html.Details([html.Summary(_("The same as a table")), kit.table(heads, rows[:ROWS]), rest], className="twin"),
    )  # fmt: skip


def networks(rows: list[dict[str, Any]]) -> html.Section:
    known = [row["stability"] for row in rows if row["stability"] is not None]
    together = sum(value >= 0.5 for value in known)
    summary = ngettext("{n} network;", "{n} networks;", len(rows)).format(n=number(len(rows))) + " "
    summary += _(
        "{together} of {known} that were resampled stay together in half of the resamples or more. Those lying low are "
        "shaky, however large."
    ).format(together=number(together), known=number(len(known)))
    cells = [
        [row["name"], number(row["records"]), _(texts.LEVELS[row["level"]]),
         _("not resampled") if row["stability"] is None else f"{row['stability']:.2f}"]
        for row in rows
    ]  # fmt: skip
    heads = [_("Network"), _("Records"), _("Held"), _("Stability")]
    return chart(_("How large, and how stable"), figures.stability(rows), summary, heads, cells)


def sharing(found: dict[str, Any]) -> html.Section:
    degrees = found["degrees"]
    most = degrees[-1][0] if degrees else 0
    alone = sum(count for degree, count in degrees if degree == 1)
    summary = _("{n} identifiers; {alone} are tied to one other only, the busiest to {most}.").format(
        n=number(found["nodes"]), alone=number(alone), most=number(most)
    )
    named = ", ".join(f"{texts.visible(hub['label'], 40)} ({number(hub['degree'])})" for hub in found["hubs"][:4])
    if named:
        summary += " " + _("Shared by many in the newest run: {hubs}.").format(hubs=named)
    cells = [[number(degree), number(count)] for degree, count in degrees]
    heads = [_("Tied to"), _("Identifiers")]
    figure = figures.degree_tail(degrees, found["hubs"])
    return chart(_("How unevenly identifiers are shared"), figure, summary, heads, cells)


def sources(rows: list[dict[str, Any]]) -> html.Section:
    records = sum(row["records"] for row in rows)
    summary = _("{records} records of {sources}. Times are UTC; what one source alone says, no other confirms.").format(
        records=number(records), sources=ngettext("{n} source", "{n} sources", len(rows)).format(n=number(len(rows)))
    )

    def most(counts: dict[str, int], word: Any = str) -> str:
        first = sorted(counts, key=lambda name: (-counts[name], name))[:6]
        return ", ".join(f"{texts.visible(word(name), 30)} {number(counts[name])}" for name in first)

    cells = [
        [kit.words(row["source"], 40), number(row["records"]), texts.span(row["first"], row["last"]),
         most(row["places"], figures.country), most(row["languages"])]
        for row in rows
    ]  # fmt: skip
    heads = [_("Source"), _("Records"), _("From, to"), _("Countries"), _("Languages")]
    return chart(_("What each source covers"), figures.coverage(rows), summary, heads, cells)


def register(door: Door, desk: Desk) -> None:
    @door.callback(
        Permission.SEE, Output(ids.CHARTS, "opened"), Output(ids.CHARTS_BODY, "children"),
        Input(ids.CHARTS_BUTTON, "n_clicks"), prevent_initial_call=True,
    )  # fmt: skip
    def open_(_clicks: int) -> tuple[bool, Any]:
        rows = desk.case.clusters()
        empty = html.P(_("No run yet. Networks are drawn here once the clustering has run."), className="hint")
        body = [
            networks(rows) if rows else kit.section(_("How large, and how stable"), empty),
            sharing(desk.case.spread()), sources(desk.case.coverage()),
        ]  # fmt: skip
        return True, body
