"""Review: links nobody has judged yet, hubs that wait for a verdict, contradictions, and what was decided."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import html

from dash_app import grids, ids, kit, tables
from dash_app.desk import Desk
from dash_app.door import Door
from dash_app.language import N_, _
from dash_app.panels.review import hubs, links, log

TITLE = N_("Review")
ICON = "same"


def layout(desk: Desk) -> Any:
    table = html.Div(
        [
            html.Div(
                [
                    html.P(_("The weakest of those that hold a network together come first."),
                           className="hint run-state"),
                    tables.save_button(ids.LINKS_CSV),
                ],
                className="table-tools",
            ),
            grids.grid(
                ids.LINKS, links.columns(), _("Links to judge"), several=False,
                hint=_("Nothing waits here. Links of the newest run appear until somebody has judged them."),
            ),
        ],
        className="table-box",
    )  # fmt: skip
    return html.Div(
        [
            html.Div(id=ids.CONTRADICTIONS, className="review-banner", role="alert"),
            dmc.Tabs(
                [
                    dmc.TabsList([dmc.TabsTab(_("Links to judge"), value="links"),
                                  dmc.TabsTab(_("Hubs for a verdict"), value="hubs"),
                                  dmc.TabsTab(_("What was decided"), value="log")]),
                    dmc.TabsPanel(
                        kit.beside(table, ids.LINK, _("The chosen link")), value="links",
                    ),
                    dmc.TabsPanel(html.Div(id=ids.HUBS, className="hubs"), value="hubs"),
                    dmc.TabsPanel(
                        html.Div(
                            [
                                dmc.TextInput(id=ids.LOG_FIND, debounce=250, size="xs", w=340,
                                              label=_("Find: a name, a day, a word of the reason, a kind of decision")),
                                html.Div(id=ids.LOG, **kit.LIVE),
                            ],
                            className="hubs",
                        ),
                        value="log",
                    ),
                ],
                value="links", className="clusters-tabs",
            ),
        ],
        className="clusters-screen",
    )  # fmt: skip


def register(door: Door, desk: Desk) -> None:
    for part in (links, hubs, log):
        part.register(door, desk)
