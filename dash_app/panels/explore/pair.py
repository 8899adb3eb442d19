"""Two nodes: how they are connected, and why they are linked or not. Hubs are left out, and it is said so."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import dash_mantine_components as dmc
from dash import ALL, Input, Output, State, dcc, html
from dash.exceptions import PreventUpdate

from dash_app import decide, figures, ids, kit, texts
from dash_app.access import Permission
from dash_app.address import view_of
from dash_app.desk import Desk
from dash_app.door import Door, pressed, say
from dash_app.elements import STRENGTH, line_key
from dash_app.panels.explore.edge import DOUBTS, edge_words, end, evidence

EVIDENCE = 12
HOPS = 6


def content(desk: Desk, a: str, b: str, *, why: bool, hubs: bool) -> list[Any]:
    ends = [desk.case.resolve(ref) for ref in (a, b)]
    drawn = {node["ref"]: node for node in desk.case.draw(ends)["nodes"]}
    if why:
        return explained(drawn[a], drawn[b], desk.case.explain(*ends))
    return connected(drawn[a], drawn[b], desk.case.paths(*ends, hops=HOPS, hubs=hubs), hubs)


def connected(a: dict[str, Any], b: dict[str, Any], found: dict[str, Any], hubs: bool) -> list[Any]:
    """Paths between two drawn nodes, as `Case.paths` found them."""
    paths = found["paths"]
    hidden = found["hidden"]
    names = ", ".join(texts.label(node) for node in found["hubs"][:3])
    note = (
        f"{texts.count(hidden, 'path')} hidden: {'it runs' if hidden == 1 else 'they run'} through a hub that many "
        f"share{f' ({names})' if names else ''}."
        if hidden else ("Paths through hubs are included." if hubs else "No path was hidden.")
    )  # fmt: skip
    return [
        _title("How are they connected?", a, b),
        html.Div(
            [
                html.P(note, className="hint"),
                kit.button(
                    "Leave hubs out" if hubs else "Show paths through hubs as well",
                    {**ids.part("hubs", a["ref"]), "other": b["ref"], "on": not hubs}, color="gray",
                ) if hidden or hubs else None,
            ],
            className="path-note",
        ),
        *(
            [_path(number, path) for number, path in enumerate(paths, 1)]
            or [dmc.Alert(_sentence(found["reason"]), title="No path", color="gray", icon=kit.icon("path"))]
        ),
        _other(a, b, "why", "Why linked, or why not?"),
    ]  # fmt: skip


def _path(number: int, path: dict[str, Any]) -> html.Section:
    nodes, edges = path["nodes"], path["edges"]
    steps: list[Any] = [html.Li(end(nodes[0]))]
    for left, right in pairwise(nodes):
        between = [edge for edge in edges if {edge["source_ref"], edge["target_ref"]} == {left["ref"], right["ref"]}]
        kind = min((edge["kind"] for edge in between), key=STRENGTH.index)
        records = texts.count(sum(edge["records"] for edge in between), "record")
        steps += [
            html.Li(
                kit.button(
                    f"{edge_words(between)} · {records}",
                    {**ids.part("hop", left["ref"]), "other": right["ref"], "path": number},
                    size="compact-xs", variant="subtle",
                ),
                className=f"hop hop-{kind}",
            ),
            html.Li(end(right)),
        ]  # fmt: skip
    return kit.section(
        f"Path {number}", html.Ol(steps, className="path"),
        aside=kit.button("Show on canvas", {**ids.part("path-show", number)}, "add"),
    )  # fmt: skip


def explained(a: dict[str, Any], b: dict[str, Any], found: dict[str, Any]) -> list[Any]:
    """Why two drawn nodes are linked or not, as `Case.explain` has it: doubts first, then what weighs how much."""
    steps = found["waterfall"]
    rows = found["evidence"]
    return [
        _title("Linked, for review" if found["linked"] else "Not linked", a, b),
        html.P(_sentence(found["reason"])) if found["reason"] else None,
        kit.caution(DOUBTS, found["doubts"]),
        kit.section(
            "What weighs how much",
            dcc.Graph(figure=figures.waterfall(steps), config=figures.CONFIG, className="waterfall"),
            html.P("Natural log-odds that both are the same poster's, after rarity and sharing. They rank links for "
                   "review; they are no probability of anything a person did.", className="hint"),
        ) if steps else None,
        kit.section(
            "How it formed",
            kit.bullets([_line(event["day"] or "undated", event["label"], event["text"]) for event in found["formed"]]),
        ) if found["formed"] else None,
        kit.section("What would change it", kit.bullets([_line(c["label"], c["text"]) for c in found["changes"]]))
        if found["changes"] else None,
        kit.section("Other explanations", *[kit.rival(one) for one in found["rivals"]]) if found["rivals"] else None,
        kit.section(
            "Evidence", *[evidence(row) for row in rows[:EVIDENCE]],
            html.P(f"and {texts.count(len(rows) - EVIDENCE, 'further row')}", className="hint")
            if len(rows) > EVIDENCE else None,
            aside=texts.count(len(rows), "row"),
        ) if rows else None,
        kit.section("Decide", decide.pair_buttons(a["ref"], b["ref"])),
        _other(a, b, "path", "How are they connected?"),
    ]  # fmt: skip


def _line(*parts: str) -> str:
    return ": ".join(texts.visible(part, 400) for part in parts if part)


def _title(text: str, a: dict[str, Any], b: dict[str, Any]) -> html.Header:
    return html.Header(
        [html.H2(text), html.Div([end(a), html.Span("and", className="and"), end(b)], className="ends")],
        className="card-head",
    )


def _sentence(text: str) -> str:
    return texts.visible(text[:1].upper() + text[1:], 400)


def _other(a: dict[str, Any], b: dict[str, Any], kind: str, text: str) -> Any:
    return kit.button(text, {**ids.part("pair", a["ref"]), "other": b["ref"], "as": kind}, kind, color="gray")


def register(door: Door, desk: Desk) -> None:
    hop = {**ids.part("hop", ALL), "other": ALL, "path": ALL}
    again = {**ids.part("pair", ALL), "other": ALL, "as": ALL}
    hubs = {**ids.part("hubs", ALL), "other": ALL, "on": ALL}

    @door.callback(
        Permission.SEE, Output(ids.SUBJECT, "data", allow_duplicate=True),
        Input(hop, "n_clicks"), Input(again, "n_clicks"), Input(hubs, "n_clicks"), prevent_initial_call=True,
    )  # fmt: skip
    def turn(*_clicks: list[int | None]) -> dict[str, Any]:
        chosen = pressed()
        ends = {"a": chosen["ref"], "b": chosen["other"]}
        if chosen["type"] == "hop":
            return {"kind": "edge", **ends}
        if chosen["type"] == "hubs":
            return {"kind": "path", "hubs": bool(chosen["on"]), **ends}
        return {"kind": str(chosen["as"]), **ends}

    @door.callback(
        Permission.SEE, Output(ids.VERSION, "data", allow_duplicate=True), Output(ids.CANVAS, "highlight"),
        Input(ids.part("path-show", ALL), "n_clicks"), State(ids.SUBJECT, "data"), State(ids.URL, "search"),
        prevent_initial_call=True,
    )  # fmt: skip
    def show(_clicks: list[int | None], subject: dict[str, Any] | None, address: str | None) -> tuple[Any, Any]:
        if not subject:
            raise PreventUpdate
        chosen = pressed()
        a, b = (desk.case.resolve(str(subject[end_])) for end_ in ("a", "b"))
        paths = desk.case.paths(a, b, hops=HOPS, hubs=bool(subject.get("hubs")))["paths"]
        number = chosen["ref"]
        if not isinstance(number, int) or not 1 <= number <= len(paths):
            raise PreventUpdate
        path = paths[number - 1]
        with desk.changing(view_of(address)) as view:
            step = view.add("Path from {} to {}", [node["id"] for node in path["nodes"]], about=(a, b))
        if step is not None:
            say(f"Added {texts.count(len(step.added), 'node')} of the path.")
        refs = [node["ref"] for node in path["nodes"]]
        return desk.redraw("zoomTo", ids=refs), [*refs, *(line_key(one, next_) for one, next_ in pairwise(refs))]
