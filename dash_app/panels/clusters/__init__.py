"""Clusters: what the last run found, the shakiest first; why each holds, what it hangs on, and the hub verdicts."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import html

from dash_app import grids, ids, kit
from dash_app.desk import Desk
from dash_app.door import Door
from dash_app.panels.clusters import explain, hubs, run

TITLE = "Clusters"
ICON = "clusters"
COLUMNS = [
    {"field": "name", "headerName": "Network", "flex": 2, "minWidth": 130},
    {"field": "wording", "headerName": "For review as", "flex": 2, "minWidth": 130},
    {"field": "level", "headerName": "How it holds", "cellRenderer": "Level", "flex": 2, "minWidth": 150},
    {"field": "held", "headerName": "Held together by", "flex": 3, "minWidth": 150, "tooltipField": "held"},
    {"field": "actors", "headerName": "Actors", "width": 92, "type": "numericColumn"},
    {"field": "records", "headerName": "Records", "width": 98, "type": "numericColumn"},
    {"field": "period", "headerName": "Period", "flex": 2, "minWidth": 120},
    {"field": "categories", "headerName": "Adverts", "flex": 2, "minWidth": 110, "tooltipField": "categories"},
    {"field": "sources", "headerName": "Sources", "flex": 1, "minWidth": 90, "tooltipField": "sources"},
]


def layout(desk: Desk) -> Any:
    table = grids.grid(
        ids.CLUSTERS, COLUMNS, "Networks for review", several=False,
        hint="No networks yet. Run the clustering above; it takes the records that are loaded.",
    )  # fmt: skip
    return html.Div(
        [
            html.Section(run.layout(desk), className="run-bar", **kit.named("Clustering run")),
            dmc.Tabs(
                [
                    dmc.TabsList([dmc.TabsTab("Networks, the shakiest first", value="networks"),
                                  dmc.TabsTab("Hubs for a verdict", value="hubs")]),
                    dmc.TabsPanel(
                        html.Div(
                            [
                                html.Div(table, className="cluster-table"),
                                html.Aside(id=ids.CLUSTER, className="inspector-body cluster-card",
                                           **kit.named("The chosen network"), **kit.LIVE),
                            ],
                            className="clusters",
                        ),
                        value="networks",
                    ),
                    dmc.TabsPanel(html.Div(id=ids.HUBS, className="hubs"), value="hubs"),
                ],
                value="networks", className="clusters-tabs",
            ),
        ],
        className="clusters-screen",
    )  # fmt: skip


def register(door: Door, desk: Desk) -> None:
    for part in (run, explain, hubs):
        part.register(door, desk)
