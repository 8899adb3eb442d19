"""Clusters: what the last run found, the shakiest first; why each holds and what it hangs on."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import html

from dash_app import grids, ids, kit, tables
from dash_app.desk import Desk
from dash_app.door import Door
from dash_app.language import N_, _
from dash_app.panels.clusters import changed, charts, explain, run, wordings

TITLE = N_("Clusters")
ICON = "clusters"
PARTS = (run, explain, changed, wordings, charts)


def columns() -> list[dict[str, Any]]:
    return [
        {"field": "name", "headerName": _("Network"), "width": 84},
        {"field": "judged", "headerName": _("Reviewed"), "width": 150, "tooltipField": "judged"},
        {"field": "weakest", "headerName": _("Weakest cut"), "width": 100, **grids.NUMBER},
        {"field": "level", "headerName": _("Held together"), "cellRenderer": "Level", "width": 158},
        {"field": "held", "headerName": _("By what"), "flex": 2, "minWidth": 130, "tooltipField": "held"},
        {"field": "wording", "headerName": _("For review as"), "width": 146},
        {"field": "actors", "headerName": _("Actors"), "width": 72, **grids.NUMBER},
        {"field": "records", "headerName": _("Records"), "width": 80, **grids.NUMBER},
        {"field": "period", "headerName": _("Period"), "width": 178},
        {"field": "categories", "headerName": _("Adverts"), "flex": 1, "minWidth": 110, "tooltipField": "categories"},
        {"field": "sources", "headerName": _("Sources"), "flex": 1, "minWidth": 110, "tooltipField": "sources"},
    ]


def layout(desk: Desk) -> Any:
    table = html.Div(
        [
            html.Div(
                [
                    html.P(_("Networks of several actors first, the weakest cut first: what hangs by a thread needs a "
                             "look before anyone relies on it."), className="hint run-state"),
                    tables.save_button(ids.CLUSTERS_CSV),
                ],
                className="table-tools",
            ),
            grids.grid(
                ids.CLUSTERS, columns(), _("Networks for review"), several=False,
                hint=_("No networks yet. Run the clustering above; it takes the records that are loaded."),
            ),
        ],
        className="table-box",
    )  # fmt: skip
    return html.Div(
        [
            html.Section(
                [*run.layout(desk), *charts.layout(desk)], className="run-bar", **kit.named(_("Clustering run"))
            ),
            dmc.Tabs(
                [
                    dmc.TabsList([dmc.TabsTab(_("Networks"), value="networks"),
                                  dmc.TabsTab(_("What changed"), value=changed.NAME),
                                  dmc.TabsTab(_("Repeated wordings"), value="wordings")]),
                    dmc.TabsPanel(kit.beside(table, ids.CLUSTER, _("The chosen network")), value="networks"),
                    dmc.TabsPanel(changed.layout(desk), value=changed.NAME),
                    dmc.TabsPanel(wordings.layout(desk), value="wordings"),
                ],
                id=ids.CLUSTER_TABS, value="networks", className="clusters-tabs",
            ),
        ],
        className="clusters-screen",
    )  # fmt: skip


def register(door: Door, desk: Desk) -> None:
    tables.register(door, ids.CLUSTERS_CSV, ids.CLUSTERS)
    for part in PARTS:
        part.register(door, desk)
