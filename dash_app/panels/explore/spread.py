"""A node with very many neighbours: asked how to group them, with true counts, in place of drawing them all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import dash_mantine_components as dmc
from dash import ALL, Input, Output, State, dcc, html, no_update

from dash_app import bundles, ids, kit, texts
from dash_app.access import Permission
from dash_app.address import view_of
from dash_app.desk import Desk
from dash_app.door import Door, pressed, say
from dash_app.language import _, ngettext, number
from dash_app.panels.explore import expand, groups, verbs
from dash_app.steps import Group
from dash_app.views import View


def layout(desk: Desk) -> list[Any]:
    body = html.Div(id=ids.SPREAD_BODY)
    return [dcc.Store(id=ids.SPREAD_WISH), dmc.Modal(body, id=ids.SPREAD, title=_("How shall they be grouped?"))]


def question(desk: Desk, view: View, wish: Mapping[str, Any]) -> list[Any]:
    """How the neighbours that a wish is about could be grouped, with true counts."""
    waiting = apart(desk, view, wish)
    kind = "" if wish["kind"] == expand.EVERYTHING else str(wish["kind"])
    what = texts.kinds(kind, len(waiting)) if kind else ngettext("neighbour", "neighbours", len(waiting))
    rows = [
        html.Li(
            [
                html.Div([html.Strong(_("By {way}").format(way=texts.way(one["by"]))),
                          html.Span(_size(one), className="hit-meta")], className="hit-body"),
                kit.button(_("Group"), ids.part("group-by", one["by"]), "group",
                           **kit.named(_("Group by {way}").format(way=texts.way(one["by"])))),
            ]
        )
        for one in desk.case.ways(waiting)
    ]  # fmt: skip
    intro = _("{n} {what} are not on the canvas yet. Groups show all of them, a few nodes in place of so many.")
    return [html.P(intro.format(n=number(len(waiting)), what=what)), html.Ul(rows, className="connections")]


def _size(one: Mapping[str, Any]) -> str:
    many = texts.count(one["groups"], "group")
    text = _("{groups}, the largest of {largest}").format(groups=many, largest=number(one["largest"]))
    return text + (_("; {rest} in none").format(rest=number(one["rest"])) if one["rest"] else "")


def apart(desk: Desk, view: View, wish: Mapping[str, Any]) -> list[str]:
    """Neighbours that the view neither shows nor holds nor hides."""
    node = desk.case.resolve(str(wish["ref"]))
    kind, type_ = (("" if wish[one] == expand.EVERYTHING else str(wish[one])) for one in ("kind", "edge"))
    known = {*view.nodes, *view.hidden}.union(*(one.members for one in view.groups.values()))
    return [one for one in desk.case.around(node, kind=kind, type=type_) if one not in known]


def spread(desk: Desk, view_id: str, wish: Mapping[str, Any], by: str) -> tuple[str, list[str]]:
    """Bring neighbours in as groups: (sentence for the notice, refs of the groups)."""
    node = desk.case.resolve(str(wish["ref"]))
    with desk.changing(view_id) as view:
        waiting = apart(desk, view, wish)
        found = desk.case.alike(waiting, by)
        made = verbs.made(view, by, found["groups"])
        if found["rest"]:
            made.append(Group(view.next_id(bundles.REST), bundles.REST, by, tuple(found["rest"])))
        name = _("Group {n} around {{}} by {way}").format(n=texts.count(len(waiting), "node"), way=texts.way(by))
        view.add(name, [node], about=(node,), groups=made)
    said = _("{n} in {groups}.").format(
        n=texts.count(len(waiting), "node").capitalize(), groups=texts.count(len(made), "group")
    )
    return said, [desk.case.ref(one.id) for one in made]


def register(door: Door, desk: Desk) -> None:
    version = Output(ids.VERSION, "data", allow_duplicate=True)
    address = State(ids.URL, "search")

    @door.callback(
        Permission.SEE, Output(ids.SPREAD, "opened"), Output(ids.SPREAD_BODY, "children"),
        Output(ids.SPREAD_WISH, "data"), Input({**ids.part("spread", ALL), "edge": ALL, "kind": ALL}, "n_clicks"),
        address, prevent_initial_call=True,
    )  # fmt: skip
    def ask(_clicks: list[int | None], search: str | None) -> Any:
        chosen = pressed()
        wish = {"ref": chosen["ref"], "edge": chosen["edge"], "kind": chosen["kind"]}
        return True, question(desk, desk.shelf.get(view_of(search)), wish), wish

    @door.callback(
        Permission.SEE, version, Output(ids.SPREAD, "opened", allow_duplicate=True),
        Input(ids.part("group-by", ALL), "n_clicks"), State(ids.SPREAD_WISH, "data"), address,
        prevent_initial_call=True,
    )  # fmt: skip
    def bring(_clicks: list[int | None], wish: dict[str, Any] | None, search: str | None) -> Any:
        chosen = pressed()
        if not wish:
            return no_update, False
        said, refs = spread(desk, view_of(search), wish, str(chosen["ref"]))
        say(said)
        return desk.redraw("zoomTo", ids=[wish["ref"], *refs]), False

    @door.callback(
        Permission.SEE, version, Output(ids.SUBJECT, "data", allow_duplicate=True),
        Output(ids.SPREAD, "opened", allow_duplicate=True), Output(ids.SPREAD_BODY, "children", allow_duplicate=True),
        Output(ids.SPREAD_WISH, "data", allow_duplicate=True), Input(ids.CANVAS, "expandNode"), address,
        prevent_initial_call=True,
    )  # fmt: skip
    def double_click(event: dict[str, Any] | None, search: str | None) -> Any:
        ref = str((event or {}).get("id", ""))
        node = desk.case.resolve(ref)
        asked = (False, no_update, no_update)
        if bundles.is_group(node):
            if said := groups.open_(desk, view_of(search), ref):
                say(said)
            return desk.redraw(), no_update, *asked
        subject = {"kind": "node", "ref": ref}
        there = sum(item["count"] for item in desk.case.card(node)["counts"])
        wish = {"ref": ref, "edge": expand.EVERYTHING, "kind": expand.EVERYTHING}
        if there > expand.ASK_ABOVE:
            return no_update, subject, True, question(desk, desk.shelf.get(view_of(search)), wish), wish
        if there > expand.CAP:
            many = texts.count(there, "connection")
            say(_("It has {many}. Choose on the right what to bring in.").format(many=many))
            return no_update, subject, *asked
        said, _refs = expand.expand(desk, view_of(search), {**wish, "limit": expand.CAP, "order": "most"})
        say(said)
        return desk.redraw(), subject, *asked
