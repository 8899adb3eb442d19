"""Review: links nobody has judged yet, hubs that wait for a verdict, contradictions, and what was decided."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import html

from dash_app import grids, ids, kit
from dash_app.desk import Desk
from dash_app.door import Door
from dash_app.panels.review import hubs, links, log

TITLE = "Review"
ICON = "same"


def layout(desk: Desk) -> Any:
    table = grids.grid(
        ids.LINKS, links.COLUMNS, "Links to judge", several=False,
        hint="Nothing waits here. Links of the newest run appear until somebody has judged them.",
    )  # fmt: skip
    return html.Div(
        [
            html.Div(id=ids.CONTRADICTIONS, className="review-banner", role="alert"),
            dmc.Tabs(
                [
                    dmc.TabsList([dmc.TabsTab("Links to judge", value="links"),
                                  dmc.TabsTab("Hubs for a verdict", value="hubs"),
                                  dmc.TabsTab("What was decided", value="log")]),
                    dmc.TabsPanel(
                        kit.beside(table, ids.LINK, "The chosen link"), value="links",
                    ),
                    dmc.TabsPanel(html.Div(id=ids.HUBS, className="hubs"), value="hubs"),
                    dmc.TabsPanel(html.Div(id=ids.LOG, className="hubs"), value="log"),
                ],
                value="links", className="clusters-tabs",
            ),
        ],
        className="clusters-screen",
    )  # fmt: skip


def register(door: Door, desk: Desk) -> None:
    for part in (links, hubs, log):
        part.register(door, desk)
