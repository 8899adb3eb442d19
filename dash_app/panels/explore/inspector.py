"""The inspector: what the selected node, line or pair is, and what every statement about it rests on."""

from __future__ import annotations

from typing import Any

from dash import Input, Output, State, html

from dash_app import bundles, ids, kit
from dash_app.access import Permission
from dash_app.address import view_of
from dash_app.desk import Desk
from dash_app.door import Door
from dash_app.language import _
from dash_app.panels.explore import asked, card, edge, groups, pair, route, route_calls, suggest


def layout(desk: Desk) -> Any:
    return html.Div(id=ids.INSPECTOR, className="inspector-body", **kit.LIVE)


def teach() -> Any:
    """What is said while nothing is selected."""
    return kit.empty(
        "locate", _("What is selected explains itself here"),
        _("A node shows its records, its connections before you bring them in, and what was decided about it. A line "
          "shows the records it rests on and how it can be wrong. Two nodes: how they are connected."),
    )  # fmt: skip


def content(desk: Desk, view_id: str, subject: dict[str, Any] | None) -> Any:
    """The inspector for a subject of the page: {"kind": "node", "ref"}, {"kind": "edge" or "why", "a", "b"}, or
    {"kind": "path"} and {"kind": "suggest"} as `route_calls.opened` and `suggest.content` read them."""
    kind = (subject or {}).get("kind")
    if subject is None or kind is None:
        return teach()
    if kind == "node":
        ref = str(subject["ref"])
        return (groups if bundles.is_group(desk.case.resolve(ref)) else card).content(desk, view_id, ref)
    if kind == "path":
        return route.content(desk, route_calls.opened(desk, view_id, subject))
    if kind == "suggest":
        return suggest.content(desk, view_id, subject)
    a, b = str(subject["a"]), str(subject["b"])
    if any(bundles.is_group(desk.case.resolve(ref)) for ref in (a, b)):
        return groups.line(desk, view_id, a, b)
    if kind == "edge":
        return edge.content(desk, a, b, asked.read(desk, view_id).open or "path" if subject.get("back") else "")
    return pair.content(desk, a, b)


def register(door: Door, desk: Desk) -> None:
    @door.callback(
        Permission.SEE, Output(ids.INSPECTOR, "children"),
        Input(ids.SUBJECT, "data"), Input(ids.SHOWN, "data"), State(ids.URL, "search"),
    )  # fmt: skip
    def inspect(subject: dict[str, Any] | None, _shown: Any, address: str | None) -> Any:
        return content(desk, view_of(address), subject)

    for part in (pair, route_calls, suggest):
        part.register(door, desk)
