"""The inspector: what the selected node, line or pair is, and what every statement about it rests on."""

from __future__ import annotations

from typing import Any

from dash import Input, Output, State, html

from dash_app import ids, kit
from dash_app.access import Permission
from dash_app.address import view_of
from dash_app.desk import Desk
from dash_app.door import Door
from dash_app.panels.explore import card, edge, pair


def layout(desk: Desk) -> Any:
    return html.Div(id=ids.INSPECTOR, className="inspector-body", **kit.LIVE)


def teach() -> Any:
    """What is said while nothing is selected."""
    return kit.empty(
        "locate", "What is selected explains itself here",
        "A node shows its records, its connections before you bring them in, and what was decided about it. A line "
        "shows the records it rests on and how it can be wrong. Two nodes: how they are connected.",
    )  # fmt: skip


def content(desk: Desk, view_id: str, subject: dict[str, Any] | None) -> Any:
    """The inspector for a subject of the page: {"kind": "node", "ref"}, or {"kind": "edge", "path" or "why", "a", "b"}
    with "hubs" for a path that may run through them."""
    kind = (subject or {}).get("kind")
    if subject is None or kind is None:
        return teach()
    if kind == "node":
        return card.content(desk, view_id, str(subject["ref"]))
    a, b = str(subject["a"]), str(subject["b"])
    if kind == "edge":
        return edge.content(desk, a, b)
    return pair.content(desk, a, b, why=kind == "why", hubs=bool(subject.get("hubs")))


def register(door: Door, desk: Desk) -> None:
    @door.callback(
        Permission.SEE, Output(ids.INSPECTOR, "children"),
        Input(ids.SUBJECT, "data"), Input(ids.SHOWN, "data"), State(ids.URL, "search"),
    )  # fmt: skip
    def inspect(subject: dict[str, Any] | None, _shown: Any, address: str | None) -> Any:
        return content(desk, view_of(address), subject)

    pair.register(door, desk)
