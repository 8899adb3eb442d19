"""Load: drop files, see how they will be read, correct it, load them, and read the tally. And take a load back."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html

from dash_app import ids, kit
from dash_app.desk import Desk
from dash_app.door import Door
from dash_app.language import N_, _
from dash_app.panels.load import mapping, options, receive, sources, tally
from graphsvc.service import choices

TITLE = N_("Load")
ICON = "load"
PARTS = (receive, mapping, tally, sources)


def layout(desk: Desk) -> Any:
    return html.Div(
        [
            dcc.Store(id=ids.PLAN, storage_type="session"),
            html.Div(
                [
                    html.Section(receive.layout(desk), className="card", **kit.named(_("Files"))),
                    html.Section(sources.layout(desk), className="card", **kit.named(_("Sources in this case"))),
                ],
                className="load-side",
            ),
            html.Div(
                html.Section(
                    [
                        html.Div(id=ids.LOAD_STATE, className="load-state", **kit.LIVE),
                        html.Div(_teach(), id=ids.LOAD_TEACH),
                        html.Div(
                            [
                                dmc.SegmentedControl(
                                    id=ids.LOAD_KIND,
                                    value="",
                                    size="xs",
                                    data=choices()["loaders"],
                                    **kit.named(_("What kind of file")),
                                ),
                                html.Div(id=ids.PREVIEW, **kit.LIVE),
                                html.Div(id=ids.SAMPLE, **kit.LIVE),
                                *options.layout(desk),
                            ],
                            id=ids.LOAD_FORM,
                            hidden=True,
                        ),
                    ],
                    className="card load-main",
                    **kit.named(_("How the file will be read")),
                ),
                className="load-work",
            ),
        ],
        className="load-screen",
    )


def _teach() -> Any:
    return kit.empty(
        "load",
        _("Nothing chosen yet"),
        _(
            "Drop a file of adverts, phone numbers, wallets or accounts on the left. You will see which column "
            "fills which "
            "field, and can correct it, before anything is loaded. Job and sale adverts are read alike."
        ),
    )


def register(door: Door, desk: Desk) -> None:
    for part in PARTS:
        part.register(door, desk)
