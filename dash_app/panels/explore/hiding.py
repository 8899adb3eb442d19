"""What was put aside: listed, and restored one by one or all at once."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import ALL, Input, Output, State, html

from dash_app import bundles, ids, kit, texts
from dash_app.access import Permission
from dash_app.address import view_of
from dash_app.desk import Desk
from dash_app.door import Door, pressed
from dash_app.language import _, number
from dash_app.panels.explore import verbs
from dash_app.views import View

LISTED = 200


def layout(desk: Desk) -> list[Any]:
    every = kit.button(_("Restore all"), ids.RESTORE_ALL, "undo", variant="filled")
    return [dmc.Modal([html.Div(id=ids.HIDDEN_LIST), html.Div(every, className="actions")], id=ids.HIDDEN,
                      title=_("Hidden"), size="md")]  # fmt: skip


def content(desk: Desk, view: View) -> Any:
    """The list, what was hidden last first."""
    hidden = list(view.hidden)[::-1]
    if not hidden:
        return html.P(_("Nothing is hidden. What you hide is listed here and can be restored."), className="hint")
    listed = hidden[:LISTED]
    drawn = {node["id"]: node for node in desk.case.draw([one for one in listed if not bundles.is_group(one)])["nodes"]}
    rows = []
    for item in listed:
        if item in view.groups:
            glyph: Any = kit.icon("group")
            label = bundles.name(desk, view.groups[item])
        elif item in drawn:
            glyph, label = kit.kind_icon(drawn[item]["kind"]), texts.label(drawn[item])
        else:
            continue
        name = kit.named(_("Restore {label}").format(label=label))
        button = kit.button(_("Restore"), ids.part("restore", desk.case.ref(item)), **name)
        rows.append(html.Li([glyph, html.Div(kit.words(label, 100), className="hit-body"), button]))
    more = len(hidden) - LISTED
    return [
        html.Ul(rows, className="connections"),
        html.P(_("and {n} more").format(n=number(more)), className="hint") if more > 0 else None,
    ]


def register(door: Door, desk: Desk) -> None:
    door.clientside(
        "toggle", Output(ids.HIDDEN, "opened"), Input(ids.HIDDEN_BUTTON, "n_clicks"), prevent_initial_call=True
    )

    @door.callback(
        Permission.SEE, Output(ids.HIDDEN_LIST, "children"), Input(ids.HIDDEN, "opened"), Input(ids.SHOWN, "data"),
        State(ids.URL, "search"), prevent_initial_call=True,
    )  # fmt: skip
    def listed(opened: bool, _shown: Any, address: str | None) -> Any:
        return content(desk, desk.shelf.get(view_of(address))) if opened else []

    @door.callback(
        Permission.SEE, Output(ids.VERSION, "data", allow_duplicate=True), Input(ids.part("restore", ALL), "n_clicks"),
        State(ids.URL, "search"), prevent_initial_call=True,
    )  # fmt: skip
    def restore(_clicks: list[int | None], address: str | None) -> Any:
        item = desk.case.resolve(pressed()["ref"])
        name, about = verbs.named(desk, _("Restore"), [item])
        with desk.changing(view_of(address)) as view:
            view.restore(name, [item], about)
        return desk.redraw()
