"""Clusters: what the last run found, the shakiest first; why each holds and what it hangs on."""

from __future__ import annotations

from typing import Any

from dash import html

from dash_app import grids, ids, kit
from dash_app.desk import Desk
from dash_app.door import Door
from dash_app.panels.clusters import explain, run

TITLE = "Clusters"
ICON = "clusters"
COLUMNS: list[dict[str, Any]] = [
    {"field": "name", "headerName": "Network", "width": 84},
    {"field": "wording", "headerName": "For review as", "width": 146},
    {"field": "level", "headerName": "Held together", "cellRenderer": "Level", "width": 158},
    {"field": "held", "headerName": "By what", "flex": 2, "minWidth": 150, "tooltipField": "held"},
    {"field": "actors", "headerName": "Actors", "width": 72, **grids.NUMBER},
    {"field": "records", "headerName": "Records", "width": 80, **grids.NUMBER},
    {"field": "period", "headerName": "Period", "width": 178},
    {"field": "categories", "headerName": "Adverts", "flex": 1, "minWidth": 110, "tooltipField": "categories"},
    {"field": "sources", "headerName": "Sources", "flex": 1, "minWidth": 110, "tooltipField": "sources"},
]


def layout(desk: Desk) -> Any:
    table = grids.grid(
        ids.CLUSTERS, COLUMNS, "Networks for review", several=False,
        hint="No networks yet. Run the clustering above; it takes the records that are loaded.",
    )  # fmt: skip
    return html.Div(
        [
            html.Section(run.layout(desk), className="run-bar", **kit.named("Clustering run")),
            kit.beside(table, ids.CLUSTER, "The chosen network"),
        ],
        className="clusters-screen",
    )  # fmt: skip


def register(door: Door, desk: Desk) -> None:
    for part in (run, explain):
        part.register(door, desk)
