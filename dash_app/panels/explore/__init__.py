"""Explore: search, canvas, table and timeline, and the evidence behind what is selected."""

from __future__ import annotations

from typing import Any

from dash import html

from dash_app import kit
from dash_app.desk import Desk
from dash_app.door import Door
from dash_app.language import N_, _
from dash_app.panels.explore import dock, expand, find, groups, hiding, inspector, paste, spread, stage, verbs

TITLE = N_("Explore")
ICON = "network"
PARTS = (find, paste, spread, stage, verbs, expand, groups, spread, hiding, dock, inspector)


def layout(desk: Desk) -> Any:
    return html.Div(
        [
            html.Section(find.layout(desk), className="find", **kit.named(_("Search"))),
            html.Section(stage.layout(desk), className="stage", **kit.named(_("Network"))),
            html.Section(dock.layout(desk), className="dock", **kit.named(_("Table and timeline"))),
            html.Aside(inspector.layout(desk), className="inspector", **kit.named(_("Evidence"))),
            *paste.layout(desk),
            *expand.layout(desk),
            *spread.layout(desk),
            *hiding.layout(desk),
        ],
        className="explore",
    )


def register(door: Door, desk: Desk) -> None:
    for part in PARTS:
        part.register(door, desk)
