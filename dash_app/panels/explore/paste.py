"""Paste a list: every line becomes known, unknown or ambiguous; what is known goes onto the canvas in one step."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import ALL, Input, Output, State, dcc, html
from dash.exceptions import PreventUpdate

from dash_app import ids, kit, tables, texts
from dash_app.access import Permission
from dash_app.address import view_of
from dash_app.desk import Desk
from dash_app.door import Door, pressed, say
from dash_app.language import _, ngettext
from graphsvc.errors import InputError

MAX_LINES = 2000
MAX_LINE = 500  # characters


def layout(desk: Desk) -> list[Any]:
    return [
        dcc.Store(id=ids.PASTE_FOUND, data=[]),
        dcc.Store(id=ids.PASTE_UNKNOWN),
        dmc.Modal(
            [
                dmc.Textarea(
                    id=ids.PASTE_TEXT, autosize=True, minRows=6, maxRows=12, spellCheck=False,
                    placeholder="+44 7700 900123\n0044 20 7946 0999\ntelegram:some_handle\nname@example.org",
                    label=_("One number, handle, address or wallet on each line, in any notation"),
                ),
                html.Div(
                    [
                        kit.button(_("Look them up"), ids.PASTE_READ, "search", variant="filled"),
                        kit.button(_("Add what is known"), ids.PASTE_ADD, "add", disabled=True),
                        kit.button(_("Save the unknown as CSV"), ids.PASTE_CSV, "report", disabled=True, color="gray"),
                    ],
                    className="actions",
                ),
                html.Div(id=ids.PASTE_RESULT, **kit.LIVE),
            ],
            id=ids.PASTE, title=_("Paste a list"), size="lg",
        ),
    ]  # fmt: skip


def lines_of(text: str) -> list[str]:
    """The lines to look up. Raises InputError when there are too many."""
    lines = [line.strip()[:MAX_LINE] for line in text.splitlines() if line.strip()]
    if len(lines) > MAX_LINES:
        raise InputError(
            _("{n:,} lines are more than one look-up takes ({most:,}); paste them in parts").format(
                n=len(lines), most=MAX_LINES
            )
        )
    return lines


def outcome(found: dict[str, Any]) -> html.Div:
    """Known, ambiguous and unknown lines. Ambiguous ones have a button for each node they may mean, unknown ones for
    each that they may be a slip of."""
    known, unknown, ambiguous = found["known"], found["unknown"], found["ambiguous"]
    nodes = len({node["id"] for node in known})
    titles = {
        "known": ngettext("{n} line known", "{n} lines known", len(known)).format(n=len(known)),
        "ambiguous": ngettext("{n} line ambiguous: choose", "{n} lines ambiguous: choose", len(ambiguous)).format(
            n=len(ambiguous)),
        "unknown": ngettext("{n} line unknown to this case", "{n} lines unknown to this case", len(unknown)).format(
            n=len(unknown)),
    }  # fmt: skip
    if nodes < len(known):
        titles["known"] += " · " + texts.count(nodes, "node")
    return html.Div(
        [
            _group("teal", "known", titles["known"], [
                html.Li(
                    [kit.words(node["line"], 80, "line"), kit.kind_icon(node["kind"]), kit.words(texts.label(node))]
                )
                for node in known
            ]),
            _group("yellow", "ambiguous", titles["ambiguous"], [
                html.Li([kit.words(item["line"], 80, "line"), _choices(item["nodes"][:6])]) for item in ambiguous
            ]),
            _group("gray", "unknown", titles["unknown"], [
                html.Li([
                    kit.words(item["line"], 80, "line"),
                    html.Span(_read_as(item["read_as"]), className="hint"),
                    _choices(item["near"], _("perhaps a slip of")) if item["near"] else None,
                ])
                for item in unknown
            ]),
        ],
        className="outcome",
    )  # fmt: skip


def _choices(nodes: list[dict[str, Any]], before: str = "") -> html.Div:
    """Buttons that add one node each."""
    return html.Div(
        [
            html.Span(before, className="hint") if before else None,
            *[
                kit.button(texts.label(node), ids.part("paste-choice", node["ref"]), node["kind"], color="gray")
                for node in nodes
            ],
        ],
        className="choices",
    )


def _read_as(captions: list[str]) -> str:
    if not captions:
        return _("not read as any identifier")
    names = ", ".join(texts.visible(caption, 60) for caption in captions[:3])
    return _("read as {names}; not in any record").format(names=names)


def unknown_rows(found: dict[str, Any]) -> tuple[list[str], list[list[str]]]:
    """The unknown lines as a table to save: (heads, rows)."""
    return [_("line"), _("read as"), _("perhaps a slip of")], [
        [
            item["line"], "; ".join(texts.visible(caption, 80) for caption in item["read_as"][:3]),
            "; ".join(texts.label(node) for node in item["near"]),
        ]
        for item in found["unknown"]
    ]  # fmt: skip


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
        Output(ids.PASTE_UNKNOWN, "data"), Output(ids.PASTE_CSV, "disabled"),
        Input(ids.PASTE_READ, "n_clicks"), State(ids.PASTE_TEXT, "value"), State(ids.REGION, "value"),
        prevent_initial_call=True,
    )  # fmt: skip
    def read(_clicks: int, text: str | None, region: str | None) -> tuple[Any, ...]:
        lines = lines_of(text or "")
        if not lines:
            say(_("Paste at least one line first."))
            raise PreventUpdate
        found = desk.case.paste(lines, region=texts.region(region))
        refs = list(dict.fromkeys(node["ref"] for node in found["known"]))
        add = ngettext("Add {n} known node", "Add {n} known nodes", len(refs)).format(n=len(refs))
        file = {"name": "unknown-to-this-case.csv", "text": tables.csv_text(*unknown_rows(found))}
        return outcome(found), refs, not refs, add, file, not found["unknown"]

    door.clientside(
        "saveText", Input(ids.PASTE_CSV, "n_clicks"), State(ids.PASTE_UNKNOWN, "data"), prevent_initial_call=True
    )

    @door.callback(
        Permission.SEE, Output(ids.VERSION, "data", allow_duplicate=True), Output(ids.PASTE, "opened", True),
        Input(ids.PASTE_ADD, "n_clicks"), State(ids.PASTE_FOUND, "data"), State(ids.URL, "search"),
        prevent_initial_call=True,
    )  # fmt: skip
    def add(_clicks: int, refs: list[str], address: str | None) -> tuple[Any, bool]:
        nodes = [desk.case.resolve(ref) for ref in refs]
        with desk.changing(view_of(address)) as view:
            step = view.add(_("Add a pasted list ({nodes})").format(nodes=texts.count(len(nodes), "node")), nodes)
        new = len(step.added) if step else 0
        added = ngettext("Added {n} node.", "Added {n} nodes.", new).format(n=new)
        say(added if new else _("All of them were on the canvas already."))
        return desk.redraw("zoomTo", ids=refs), False

    @door.callback(
        Permission.SEE, Output(ids.VERSION, "data", allow_duplicate=True),
        Input(ids.part("paste-choice", ALL), "n_clicks"), State(ids.URL, "search"), prevent_initial_call=True,
    )  # fmt: skip
    def choose(_clicks: list[int | None], address: str | None) -> Any:
        chosen = pressed()
        ref = chosen["ref"]
        with desk.changing(view_of(address)) as view:
            step = view.add(_("Add a pasted node"), [desk.case.resolve(ref)])
        say(_("It is on the canvas already.") if step is None else _("Added one node."))
        return desk.redraw("zoomTo", ids=[ref])
