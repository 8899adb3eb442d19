"""What the path tool does when it is used: ends and rules are kept with the view, paths come onto the canvas."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import Any

from dash import ALL, MATCH, Input, Output, State, ctx
from dash.exceptions import PreventUpdate

from dash_app import ids, texts
from dash_app.access import Permission
from dash_app.address import view_of
from dash_app.desk import Desk
from dash_app.door import Door, pressed, say
from dash_app.elements import line_key
from dash_app.language import _, ngettext
from dash_app.panels.explore import asked, route
from dash_app.panels.explore.asked import Asked, Route
from graphsvc.model import EdgeType, NodeKind
from graphsvc.service import FARTHEST, MOST_PATHS

FOUND = 6  # nodes offered when an end is looked up


def opened(desk: Desk, view_id: str, subject: dict[str, Any]) -> Route:
    """The tool's ends and rules for a subject of the page: {"kind": "path"} with, where they are to be set, "a", "b"
    (refs) and "hubs"."""
    found = asked.read(desk, view_id)
    at = found.route
    for name in ("a", "b"):
        if subject.get(name):
            at = at.ended(name, desk.case.resolve(str(subject[name])))
    if "hubs" in subject:
        at = replace(at, hubs=bool(subject["hubs"]))
    asked.keep(desk, view_id, replace(found, route=at, open="path"))
    return at


def ruled(at: Route, hops: Any, limit: Any, hubs: Any, types: Any, kinds: Any) -> Route:
    """A route under the rules that a form holds; what is no rule is left out."""

    def whole(value: Any, usual: int, most: int) -> int:
        return min(most, max(1, value)) if isinstance(value, int) else usual

    return replace(
        at, hops=whole(hops, asked.HOPS, FARTHEST), limit=whole(limit, asked.ALTERNATIVES, MOST_PATHS),
        hubs=bool(hubs), types=_known(types, EdgeType), kinds=_known(kinds, NodeKind),
    )  # fmt: skip


def _known(given: Any, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({str(name) for name in names} & set(given or ())))


def bring(desk: Desk, view_id: str, number: Any) -> tuple[str, list[str], list[str]]:
    """Put one path, or all of them, onto the canvas: (sentence, refs to look at, refs and lines to light)."""
    at = asked.read(desk, view_id).route
    paths = desk.case.paths(at.a, at.b, **at.rules())["paths"]
    if number != "all":
        paths = paths[number - 1 : number] if isinstance(number, int) and number > 0 else []
    if not paths:
        raise PreventUpdate
    nodes = list(dict.fromkeys(node["id"] for path in paths for node in path["nodes"]))
    with desk.changing(view_id) as view:
        step = view.add(_("Path from {} to {}"), nodes, about=(at.a, at.b))
    ways = [[node["ref"] for node in path["nodes"]] for path in paths]
    refs = list(dict.fromkeys(ref for way in ways for ref in way))
    lines = list(dict.fromkeys(line_key(*pair) for way in ways for pair in pairwise(way)))
    many = len(step.added) if step else 0
    added = ngettext("Added {n} node; the path is lit.", "Added {n} nodes; the path is lit.", many)
    told = added if many else _("The path is on the canvas already; it is lit.")
    return told.format(n=many), refs, [*refs, *lines]


def register(door: Door, desk: Desk) -> None:
    subject = Output(ids.SUBJECT, "data", allow_duplicate=True)
    address = State(ids.URL, "search")

    @door.callback(
        Permission.SEE, subject,
        Input(ids.part("route-turn", ALL), "n_clicks"), Input({**ids.part("route-clear", ALL), "end": ALL}, "n_clicks"),
        Input({**ids.part("route-take", ALL), "end": ALL}, "n_clicks"),
        Input({**ids.part("route-end", ALL), "end": ALL}, "n_clicks"),
        State(ids.CANVAS, "selection"), address, prevent_initial_call=True,
    )  # fmt: skip
    def ends(
        _turned: list[Any], _cleared: list[Any], _taken: list[Any], _chosen: list[Any],
        selection: dict[str, Any] | None, search: str | None,
    ) -> dict[str, Any]:  # fmt: skip
        by, view_id = pressed(), view_of(search)
        found = asked.read(desk, view_id)
        at = found.route
        if by["type"] == "route-turn":
            at = at.reversed()
        elif by["type"] == "route-clear":
            at = at.ended(str(by["end"]), "")
        else:
            refs = [by["ref"]] if by["type"] == "route-end" else (selection or {}).get("nodes") or []
            if len(refs) != 1:
                say(_("Select one node on the canvas or in the table first."))
                raise PreventUpdate
            at = at.ended(str(by["end"]), desk.case.resolve(str(refs[0])))
        asked.keep(desk, view_id, replace(found, route=at, open="path"))
        return {"kind": "path", **desk.redraw()}

    @door.callback(
        Permission.SEE, Output(ids.part("route-hits", MATCH), "children"),
        Input(ids.part("route-search", MATCH), "value"), State(ids.REGION, "value"), prevent_initial_call=True,
    )  # fmt: skip
    def look_up(text: str | None, region: str | None) -> Any:
        if not (text or "").strip():
            return []
        found = desk.case.search(str(text), limit=FOUND, region=texts.region(region))
        return route.hits(found, str(ctx.triggered_id["ref"]))

    @door.callback(
        Permission.SEE, Output(ids.part("route-found", MATCH), "children"),
        *[Input({**ids.part("route-rule", MATCH), "rule": name}, "checked" if name == "hubs" else "value")
          for name in ("hops", "limit", "hubs", "types", "kinds")],
        address, prevent_initial_call=True,
    )  # fmt: skip
    def rules(hops: Any, limit: Any, hubs: Any, types: Any, kinds: Any, search: str | None) -> Any:
        found = asked.read(desk, view_of(search))
        at = ruled(found.route, hops, limit, hubs, types, kinds)
        asked.keep(desk, view_of(search), replace(found, route=at, open="path"))
        return route.results(desk, at, route.ends(desk, at))

    @door.callback(
        Permission.SEE, Output(ids.VERSION, "data", allow_duplicate=True),
        Output(ids.CANVAS, "highlight", allow_duplicate=True),
        Input(ids.part("route-show", ALL), "n_clicks"), address, prevent_initial_call=True,
    )  # fmt: skip
    def show(_clicks: list[int | None], search: str | None) -> tuple[Any, Any]:
        said, refs, lit = bring(desk, view_of(search), pressed()["ref"])
        say(said)
        return desk.redraw("zoomTo", ids=refs), lit

    @door.callback(
        Permission.SEE, subject, Input(ids.URL, "search"), State(ids.SUBJECT, "data"),
        prevent_initial_call="initial_duplicate",
    )  # fmt: skip
    def restore(search: str | None, now: dict[str, Any] | None) -> dict[str, Any]:
        """What was asked on this view comes back with it, unless the page is about something else by now."""
        view_id = view_of(search)
        if now or not view_id:
            raise PreventUpdate
        found: Asked = asked.read(desk, view_id)
        if not found.open:
            raise PreventUpdate
        return {"kind": found.open, **desk.redraw()}
