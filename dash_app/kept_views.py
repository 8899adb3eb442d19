"""The dialog of the views kept in the case: open, name, copy, delete, and hand one over for reading."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import ALL, Input, Output, State, ctx, dcc, html, no_update
from dash.exceptions import PreventUpdate
from flask import has_request_context, request

from dash_app import exposure, ids, kit, texts
from dash_app.access import Permission
from dash_app.address import view_of, with_view
from dash_app.desk import Desk
from dash_app.door import Door, pressed, say
from dash_app.language import _
from dash_app.workspaces import Kept


def layout() -> list[Any]:
    return [
        dcc.Store(id=ids.VIEWS_TURN, data=0),
        dmc.Modal(
            [
                html.P(
                    _("Every view is kept in the case after each change. Its name is yours to give."), className="hint"
                ),
                html.Div(id=ids.VIEWS_LIST, className="kept-views", **kit.LIVE),
            ],
            id=ids.VIEWS, title=_("Views of this case"), size="lg",
        ),
        html.Div(
            [
                html.Span(_("You are reading a shared view. It changes while its owner works, and not by you.")),
                kit.button(_("Copy to a view of my own"), ids.READING_COPY, "copy"),
            ],
            id=ids.READING, className="reading", role="status", hidden=True,
        ),
    ]  # fmt: skip


def called(desk: Desk, kept: Kept) -> str:
    """What a view is called: its own name, else its first step."""
    if kept.name:
        return _("A named view") if exposure.masked() else texts.visible(kept.name, 80)
    return desk.told(kept.first) if kept.first is not None else _("Empty view")


def title(desk: Desk, id_: str) -> str:
    view = desk.shelf.get(id_)
    first = view.done[0] if view.done else None
    return called(desk, Kept(view.id, desk.shelf.kept.name(view.id), "", "", len(view.nodes), first))


def row(desk: Desk, kept: Kept, *, here: bool, asked: bool) -> html.Li:
    """A kept view. `here`: the page shows it; `asked`: whether to delete it is being asked."""
    name = called(desk, kept)
    size = texts.count(kept.nodes, "node")
    changed = _("changed {at}").format(at=texts.moment(kept.at)) if kept.at else ""
    return html.Li(
        [
            html.Div(
                [
                    html.Strong(name) if exposure.masked() else dmc.TextInput(
                        id=ids.part("view-name", kept.id), value=kept.name, placeholder=name, debounce=True, size="xs",
                        spellCheck=False, **kit.named(_("Name of the view {view}").format(view=name)),
                    ),
                    html.Div(" · ".join(filter(None, (size, changed, _("on this page") if here else ""))),
                             className="hit-meta"),
                ],
                className="kept-what",
            ),
            _asking(kept, name) if asked else _verbs(kept, name, here=here),
            _link(kept) if kept.share else None,
        ],
        className="kept-view",
    )  # fmt: skip


def _verbs(kept: Kept, name: str, *, here: bool) -> html.Div:
    return html.Div(
        [
            None if here else dcc.Link(
                _("Open"), href=f"/explore{with_view(kept.id)}", className="link",
                title=_("Open {view}").format(view=name),
            ),
            kit.tool(ids.part("view-copy", kept.id), "copy", _("Copy {view}").format(view=name)),
            kit.tool(
                ids.part("view-unshare" if kept.share else "view-share", kept.id), "share",
                _("Stop sharing {view}").format(view=name) if kept.share else _("Share {view} for reading").format(
                    view=name
                ),
            ),
            kit.tool(ids.part("view-ask", kept.id), "remove", _("Delete {view}").format(view=name)),
        ],
        className="kept-verbs",
    )  # fmt: skip


def _asking(kept: Kept, name: str) -> html.Div:
    """Deleting a view is the one thing here that cannot be undone."""
    return html.Div(
        [
            html.Span(_("Delete for good?"), className="hint"),
            kit.button(_("Delete"), ids.part("view-drop", kept.id), color="red",
                       **kit.named(_("Delete {view}").format(view=name))),
            kit.button(_("Keep"), ids.part("view-spare", kept.id), color="gray"),
        ],
        className="kept-verbs",
    )  # fmt: skip


def _link(kept: Kept) -> html.Div:
    origin = request.host_url.rstrip("/") if has_request_context() else ""
    address = f"{origin}/explore{with_view(kept.share)}"
    return html.Div(
        [
            html.Code(address),
            dmc.CopyButton(
                _("Copy"), value=address, copiedChildren=_("Copied"), size="compact-xs", variant="subtle", color="gray"
            ),
            html.P(
                _("Whoever has a session here and opens it sees this view, and may copy it, but not change it."),
                className="hint",
            ),
        ],
        className="kept-link",
    )  # fmt: skip


def listing(desk: Desk, here: str, asked: str = "") -> Any:
    rows = desk.shelf.views()
    if not rows:
        return kit.empty(
            "network", _("No views yet"), _("Bring something onto the canvas, and its view is kept here by itself.")
        )
    return html.Ul([row(desk, kept, here=kept.id == here, asked=kept.id == asked) for kept in rows])


def register(door: Door, desk: Desk) -> None:
    address = State(ids.URL, "search")
    turn = Output(ids.VIEWS_TURN, "data", allow_duplicate=True)
    now = State(ids.VIEWS_TURN, "data")

    @door.callback(
        Permission.SEE, Output(ids.VIEWS_LIST, "children"), Output(ids.VIEWS, "opened"),
        Input(ids.VIEWS_BUTTON, "n_clicks"), Input(ids.VIEWS_TURN, "data"), Input(ids.URL, "search"),
        Input(ids.part("view-ask", ALL), "n_clicks"), State(ids.VIEWS, "opened"), prevent_initial_call=True,
    )  # fmt: skip
    def show(_clicks: Any, _turn: int, search: str | None, asks: list[int | None], opened: bool) -> tuple[Any, Any]:
        if ctx.triggered_id == ids.URL:
            return no_update, False
        asked = pressed()["ref"] if isinstance(ctx.triggered_id, dict) else ""
        if ctx.triggered_id == ids.VIEWS_TURN and not opened:
            raise PreventUpdate
        return listing(desk, desk.shelf.get(view_of(search)).id, str(asked)), True

    @door.callback(
        Permission.SEE, Output(ids.VIEWS_BUTTON, "children"), Output(ids.READING, "hidden"),
        Input(ids.URL, "search"), Input(ids.VIEWS_TURN, "data"), Input(ids.SHOWN, "data"),
    )  # fmt: skip
    def name(search: str | None, _turn: int, _shown: Any) -> tuple[Any, bool]:
        if not view_of(search):
            raise PreventUpdate
        return html.Bdi(title(desk, view_of(search))), not desk.shelf.reading(view_of(search))

    @door.callback(Permission.SEE, turn, Input(ids.part("view-name", ALL), "value"), now, prevent_initial_call=True)
    def rename(_names: list[str | None], turns: int) -> int:
        if len(ctx.triggered) != 1 or not isinstance(ctx.triggered_id, dict):
            raise PreventUpdate
        value, id_ = str(ctx.triggered[0]["value"] or ""), str(ctx.triggered_id["ref"])
        if value == desk.shelf.kept.name(id_):
            raise PreventUpdate
        desk.shelf.rename(id_, value)
        return turns + 1

    @door.callback(
        Permission.SEE, Output(ids.URL, "search", allow_duplicate=True),
        Input(ids.part("view-copy", ALL), "n_clicks"), Input(ids.READING_COPY, "n_clicks"), address,
        prevent_initial_call=True,
    )  # fmt: skip
    def copy(_copies: list[int | None], _clicks: int | None, search: str | None) -> str:
        chosen = view_of(search) if ctx.triggered_id == ids.READING_COPY else str(pressed()["ref"])
        made = desk.shelf.copy(chosen, _("Copy of {view}").format(view=title(desk, chosen)))
        say(_("Copied. This page shows the copy now; the other view stays as it is."), "good")
        return with_view(made.id)

    @door.callback(
        Permission.SEE, turn, Input(ids.part("view-share", ALL), "n_clicks"),
        Input(ids.part("view-unshare", ALL), "n_clicks"), now, prevent_initial_call=True,
    )  # fmt: skip
    def share(_shares: list[int | None], _unshares: list[int | None], turns: int) -> int:
        chosen = pressed()
        if chosen["type"] == "view-share":
            desk.shelf.share(str(chosen["ref"]))
        else:
            desk.shelf.unshare(str(chosen["ref"]))
            say(_("The reading link no longer works."))
        return turns + 1

    @door.callback(
        Permission.SEE, turn, Output(ids.URL, "search", allow_duplicate=True),
        Input(ids.part("view-drop", ALL), "n_clicks"), Input(ids.part("view-spare", ALL), "n_clicks"), now, address,
        prevent_initial_call=True,
    )  # fmt: skip
    def drop(_drops: list[int | None], _spares: list[int | None], turns: int, search: str | None) -> tuple[int, Any]:
        chosen = pressed()
        if chosen["type"] == "view-spare":
            return turns + 1, no_update
        here = desk.shelf.get(view_of(search)).id == chosen["ref"]
        desk.shelf.drop(str(chosen["ref"]))
        return turns + 1, with_view(desk.shelf.fresh().id) if here else no_update
