"""Paste a list: every line becomes known, unknown or ambiguous; what is known goes onto the canvas in one step."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import ALL, Input, Output, State, dcc, html
from dash.exceptions import PreventUpdate

from dash_app import ids, kit, texts
from dash_app.access import Permission
from dash_app.address import view_of
from dash_app.desk import Desk
from dash_app.door import Door, pressed, say
from graphsvc.errors import InputError

MAX_LINES = 2000
MAX_LINE = 500  # characters


def layout(desk: Desk) -> list[Any]:
    return [
        dcc.Store(id=ids.PASTE_FOUND, data=[]),
        dmc.Modal(
            [
                dmc.Textarea(
                    id=ids.PASTE_TEXT, autosize=True, minRows=6, maxRows=12, spellCheck=False,
                    placeholder="+44 7700 900123\n0044 20 7946 0999\ntelegram:some_handle\nname@example.org",
                    label="One number, handle, address or wallet on each line",
                ),
                html.Div(
                    [
                        kit.button("Look them up", ids.PASTE_READ, "search", variant="filled"),
                        kit.button("Add what is known", ids.PASTE_ADD, "add", disabled=True),
                    ],
                    className="actions",
                ),
                html.Div(id=ids.PASTE_RESULT, **kit.LIVE),
            ],
            id=ids.PASTE, title="Paste a list", size="lg",
        ),
    ]  # fmt: skip


def lines_of(text: str) -> list[str]:
    """The lines to look up. Raises InputError when there are too many."""
    lines = [line.strip()[:MAX_LINE] for line in text.splitlines() if line.strip()]
    if len(lines) > MAX_LINES:
        raise InputError(f"{len(lines):,} lines are more than one look-up takes ({MAX_LINES:,}); paste them in parts")
    return lines


def outcome(found: dict[str, Any]) -> html.Div:
    """Known, ambiguous and unknown lines, the ambiguous ones with a button for each node they may mean."""
    known, unknown, ambiguous = found["known"], found["unknown"], found["ambiguous"]
    choices = [
        html.Li(
            [
                kit.words(item["line"], 80, "line"),
                html.Div(
                    [
                        kit.button(texts.label(node), ids.part("paste-choice", node["ref"]), node["kind"], color="gray")
                        for node in item["nodes"][:6]
                    ],
                    className="choices",
                ),
            ]
        )
        for item in ambiguous
    ]
    return html.Div(
        [
            _group("teal", "known", f"{texts.count(len(known), 'line')} known", [
                html.Li(
                    [kit.words(node["line"], 80, "line"), kit.kind_icon(node["kind"]), kit.words(texts.label(node))]
                )
                for node in known
            ]),
            _group("yellow", "ambiguous", f"{texts.count(len(ambiguous), 'line')} ambiguous: choose", choices),
            _group("gray", "unknown", f"{texts.count(len(unknown), 'line')} unknown to this case", [
                html.Li([
                    kit.words(item["line"], 80, "line"),
                    html.Span(_read_as(item["read_as"]), className="hint"),
                ])
                for item in unknown
            ]),
        ],
        className="outcome",
    )  # fmt: skip


def _read_as(captions: list[str]) -> str:
    if not captions:
        return "not read as any identifier"
    return f"read as {', '.join(texts.visible(caption, 60) for caption in captions[:3])}; not in any record"


def _group(colour: str, name: str, title: str, items: list[Any]) -> html.Section | None:
    if not items:
        return None
    return html.Section([html.H3(kit.badge(title, colour)), html.Ul(items)], className=f"group group-{name}")


def register(door: Door, desk: Desk) -> None:
    door.clientside(
        "toggle", Output(ids.PASTE, "opened"), Input(ids.PASTE_BUTTON, "n_clicks"), prevent_initial_call=True
    )

    @door.callback(
        Permission.SEE, Output(ids.PASTE_RESULT, "children"), Output(ids.PASTE_FOUND, "data"),
        Output(ids.PASTE_ADD, "disabled"), Output(ids.PASTE_ADD, "children"),
        Input(ids.PASTE_READ, "n_clicks"), State(ids.PASTE_TEXT, "value"), State(ids.REGION, "value"),
        prevent_initial_call=True,
    )  # fmt: skip
    def read(_clicks: int, text: str | None, region: str | None) -> tuple[Any, ...]:
        lines = lines_of(text or "")
        if not lines:
            say("Paste at least one line first.")
            raise PreventUpdate
        found = desk.case.paste(lines, region=texts.region(region))
        refs = list(dict.fromkeys(node["ref"] for node in found["known"]))
        return outcome(found), refs, not refs, f"Add {texts.count(len(refs), 'known node')}"

    @door.callback(
        Permission.SEE, Output(ids.VERSION, "data", allow_duplicate=True), Output(ids.PASTE, "opened", True),
        Input(ids.PASTE_ADD, "n_clicks"), State(ids.PASTE_FOUND, "data"), State(ids.URL, "search"),
        prevent_initial_call=True,
    )  # fmt: skip
    def add(_clicks: int, refs: list[str], address: str | None) -> tuple[Any, bool]:
        nodes = [desk.case.resolve(ref) for ref in refs]
        with desk.changing(view_of(address)) as view:
            step = view.add(f"Add a pasted list ({texts.count(len(nodes), 'node')})", nodes)
        new = len(step.added) if step else 0
        say(f"Added {texts.count(new, 'node')}." if new else "All of them were on the canvas already.")
        return desk.redraw("zoomTo", ids=refs), False

    @door.callback(
        Permission.SEE, Output(ids.VERSION, "data", allow_duplicate=True),
        Input(ids.part("paste-choice", ALL), "n_clicks"), State(ids.URL, "search"), prevent_initial_call=True,
    )  # fmt: skip
    def choose(_clicks: list[int | None], address: str | None) -> Any:
        chosen = pressed()
        ref = chosen["ref"]
        with desk.changing(view_of(address)) as view:
            step = view.add("Add a pasted node", [desk.case.resolve(ref)])
        say("It is on the canvas already." if step is None else "Added one node.")
        return desk.redraw("zoomTo", ids=[ref])
