"""The dock below the canvas: its table twin, with one selection for both, and the adverts by month."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import Input, Output, State, dcc, html

from dash_app import figures, grids, ids, texts
from dash_app.access import Permission
from dash_app.address import view_of
from dash_app.desk import Desk
from dash_app.door import Door

NUMBER: dict[str, Any] = {"filter": "agNumberColumnFilter", "type": "numericColumn"}
COLUMNS: list[dict[str, Any]] = [
    {"field": "label", "headerName": "What", "cellRenderer": "Named", "flex": 3, "minWidth": 140},
    {"field": "kind", "headerName": "Kind", "width": 78},
    {"field": "records", "headerName": "Records", "width": 80, **NUMBER},
    {"field": "degree", "headerName": "Links", "width": 66, "sort": "desc", **NUMBER},
    {"field": "first", "headerName": "First", "width": 90},
    {"field": "last", "headerName": "Last", "width": 90},
    {"field": "marks", "headerName": "Marks", "flex": 1, "minWidth": 58},
]


def layout(desk: Desk) -> Any:
    table = grids.grid(
        ids.TABLE, COLUMNS, "What the canvas shows, as a table", several=True, hint="Nothing is on the canvas yet."
    )
    return dmc.Tabs(
        [
            dmc.TabsList(
                [
                    dmc.TabsTab("Table", value="table"),
                    dmc.TabsTab("Timeline", value="timeline"),
                    html.Span(id=ids.TIMELINE_NOTE, className="dock-note"),
                ]
            ),
            dmc.TabsPanel(table, value="table", className="dock-panel"),
            dmc.TabsPanel(
                dcc.Graph(id=ids.TIMELINE, config=figures.CONFIG, style={"height": "100%"}), value="timeline",
                className="dock-panel",
            ),
        ],
        id=ids.DOCK, value="table", className="dock-tabs",
    )  # fmt: skip


def register(door: Door, desk: Desk) -> None:
    @door.callback(
        Permission.SEE, Output(ids.TABLE, "rowData"), Output(ids.TIMELINE, "figure"),
        Output(ids.TIMELINE_NOTE, "children"), Input(ids.SHOWN, "data"), State(ids.URL, "search"),
        prevent_initial_call=True,
    )  # fmt: skip
    def twin(_shown: str, address: str | None) -> tuple[Any, ...]:
        drawn = desk.case.draw(desk.shelf.get(view_of(address)).nodes)["nodes"]
        figure, dated, undated = figures.timeline(drawn)
        note = f"{texts.count(dated, 'dated advert')}, {undated:,} undated" if dated or undated else ""
        hubs = desk.hubs()
        return [grids.node_row(node, hubs) for node in drawn], figure, note

    door.clientside(
        "canvasToTable", Output(ids.TABLE, "selectedRows"), Input(ids.CANVAS, "selection"),
        State(ids.TABLE, "selectedRows"), prevent_initial_call=True,
    )  # fmt: skip
    door.clientside(
        "tableToCanvas", Output(ids.CANVAS, "command", allow_duplicate=True),
        Output(ids.SUBJECT, "data", allow_duplicate=True), Input(ids.TABLE, "selectedRows"),
        State(ids.CANVAS, "selection"), prevent_initial_call=True,
    )  # fmt: skip
