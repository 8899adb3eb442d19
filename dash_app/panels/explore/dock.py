"""The dock below the canvas: its table twin, with one selection for both, and its charts, one tab each."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import Input, Output, State, html

from dash_app import bundles, grids, ids
from dash_app.access import Permission
from dash_app.address import view_of
from dash_app.desk import Desk
from dash_app.door import Door
from dash_app.language import N_, _
from dash_app.panels.explore import payments, places, time

CHARTS = (time, payments, places)
COLUMNS: list[dict[str, Any]] = [
    {"field": "label", "headerName": N_("What"), "cellRenderer": "Named", "flex": 3, "minWidth": 140},
    {"field": "kind", "headerName": N_("Kind"), "width": 78},
    {"field": "records", "headerName": N_("Records"), "width": 80, **grids.NUMBER},
    {"field": "degree", "headerName": N_("Links"), "width": 66, "sort": "desc", **grids.NUMBER},
    {"field": "first", "headerName": N_("First"), "width": 90},
    {"field": "last", "headerName": N_("Last"), "width": 90},
    {"field": "marks", "headerName": N_("Marks"), "flex": 1, "minWidth": 58},
]


def layout(desk: Desk) -> Any:
    table = grids.grid(
        ids.TABLE,
        COLUMNS,
        _("What the canvas shows, as a table"),
        several=True,
        hint=_("Nothing is on the canvas yet."),
    )
    return dmc.Tabs(
        [
            dmc.TabsList(
                [
                    dmc.TabsTab(_("Table"), value="table"),
                    *[dmc.TabsTab(part.title(), value=part.NAME) for part in CHARTS],
                    html.Span(id=ids.TIMELINE_NOTE, className="dock-note"),
                ]
            ),
            dmc.TabsPanel(table, value="table", className="dock-panel"),
            *[dmc.TabsPanel(part.layout(desk), value=part.NAME, className="dock-panel") for part in CHARTS],
        ],
        id=ids.DOCK,
        value="table",
        className="dock-tabs",
    )


def register(door: Door, desk: Desk) -> None:
    @door.callback(
        Permission.SEE, Output(ids.TABLE, "rowData"), Input(ids.SHOWN, "data"), State(ids.URL, "search"),
        prevent_initial_call=True,
    )  # fmt: skip
    def twin(_shown: str, address: str | None) -> list[dict[str, Any]]:
        view, hubs = desk.shelf.get(view_of(address)), desk.hubs()
        return [*bundles.rows(desk, view), *(grids.node_row(node, hubs) for node in desk.drawn(view)["nodes"])]

    door.clientside(
        "canvasToTable", Output(ids.TABLE, "selectedRows"), Input(ids.CANVAS, "selection"),
        State(ids.TABLE, "selectedRows"), prevent_initial_call=True,
    )  # fmt: skip
    door.clientside(
        "tableToCanvas", Output(ids.CANVAS, "command", allow_duplicate=True),
        Output(ids.SUBJECT, "data", allow_duplicate=True), Input(ids.TABLE, "selectedRows"),
        State(ids.CANVAS, "selection"), prevent_initial_call=True,
    )  # fmt: skip
    for part in CHARTS:
        part.register(door, desk)
