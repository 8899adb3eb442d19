"""Decisions on screen: buttons, the dialog that asks for a reason, and the list of what was decided.

A decision is stored data with author, time and reason. It can be taken back, which is a decision as well; there is no
button that accepts many at once.
"""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import ALL, Input, Output, State, dcc, html
from dash.exceptions import PreventUpdate

from dash_app import ids, kit, texts
from dash_app.access import Permission
from dash_app.desk import Desk
from dash_app.door import Door, pressed, say
from graphsvc.errors import InputError
from graphsvc.model import VERDICTS

TITLES = {
    "protect": "Protect",
    "note": "Add a note",
    "tag": "Add a tag",
    "verdict": "Say what this shared identifier is",
    "same": "These two are the same",
    "not-same": "These two are not the same",
    "unsure": "Unsure about these two",
    "unlink": "Take this link back",
    "undo": "Take a decision back",
}
EXPLAINED = {
    "protect": "Its value is masked on every screen, in exports and in reports, and it leaves all rankings.",
    "note": "The note stays with it, with your name and the time.",
    "tag": "A short word to find it by.",
    "verdict": "Later runs weigh links through it accordingly. It says what the identifier is, nothing about a person.",
    "same": "Later runs keep them together.",
    "not-same": "Later runs never join them.",
    "unsure": "It is kept for a second look; runs are not changed by it.",
    "unlink": "Later runs do not use the link between them.",
    "undo": "The decision no longer counts; both stay on record.",
}


AUTOFOCUS: dict[str, Any] = {"data-autofocus": True}
BEFORE = 4  # reasons given before that are offered again
KEYS = {"same": "s", "not-same": "n", "unsure": "u"}


def layout() -> list[Any]:
    """The dialog, once for every screen."""
    return [
        dcc.Store(id=ids.DECIDING),
        dmc.Modal(
            [
                html.P(id=ids.DECIDE_TEXT, className="hint"),
                dmc.Select(
                    id=ids.DECIDE_CHOICE, label="Verdict",
                    data=[{"value": name, "label": texts.VERDICTS.get(name, name)} for name in VERDICTS],
                ),
                dmc.TextInput(id=ids.DECIDE_VALUE, label="Text"),
                dmc.Textarea(
                    id=ids.DECIDE_REASON, label="Reason", description="Needed. Say it so that a colleague understands.",
                    autosize=True, minRows=2, required=True, **AUTOFOCUS,
                ),
                html.Div(id=ids.DECIDE_BEFORE, className="reasons"),
                html.Div(
                    [
                        kit.button("Save", ids.DECIDE_SAVE, variant="filled"),
                        kit.button("Leave it", ids.DECIDE_CANCEL, color="gray"),
                    ],
                    className="actions",
                ),
            ],
            id=ids.DECIDE, title="Decide", size="md",
        ),
    ]  # fmt: skip


def _start(text: str, verb: str, glyph: str, *refs: str) -> Any:
    id_ = {**ids.part("decide", refs[0]), "verb": verb, "other": "".join(refs[1:])}
    key: dict[str, Any] = {"data-key": KEYS[verb]} if verb in KEYS else {}
    return kit.button(text, id_, glyph, color="gray", **key)


def buttons(ref: str, found: dict[str, Any]) -> html.Div:
    """What can be decided about one node; `found`: its card."""
    return html.Div(
        [
            _start("Note", "note", "note", ref),
            _start("Tag", "tag", "tag", ref),
            _start("Verdict", "verdict", "verdict", ref) if found["kind"] not in ("ad", "actor", "network") else None,
            None if found["protected"] else _start("Protect", "protect", "protect", ref),
        ],
        className="actions",
    )


def pair_buttons(a: str, b: str) -> html.Div:
    """What can be decided about two nodes."""
    return html.Div(
        [
            _start("Same", "same", "same", a, b),
            _start("Not the same", "not-same", "not-same", a, b),
            _start("Unsure", "unsure", "doubt", a, b),
            _start("Take link back", "unlink", "unlink", a, b),
        ],
        className="actions",
    )


def listing(rows: list[dict[str, Any]]) -> Any:
    """Decisions as the service lists them, newest first."""
    if not rows:
        return html.P("Nothing was decided yet.", className="hint")
    return html.Ul([_item(row) for row in sorted(rows, key=lambda row: (row["at"], row["id"]), reverse=True)],
                   className="decisions")  # fmt: skip


def _item(row: dict[str, Any]) -> html.Li:
    stands = row["stands"]
    what = texts.VERBS.get(row["verb"], row["verb"])
    back = None if stands else html.Div(
        [f"taken back {row['undone_at'][:10]} by ", kit.words(row["undone_by"], 40), ": ",
         kit.words(row["undone_reason"], 200)], className="hit-meta",
    )  # fmt: skip
    return html.Li(
        [
            html.Div(
                [
                    html.Strong(what), kit.words(row["value"], 200) if row["value"] else None,
                    kit.button("Take back", {**ids.part("decide", row["id"]), "verb": "undo", "other": ""},
                               size="compact-xs", color="gray", variant="subtle") if stands else None,
                ],
                className="decision-head",
            ),
            html.Div(["About ", kit.words(" and ".join(row["about"]), 200)]) if row.get("about") else None,
            html.Div(kit.words(row["reason"], 400)),
            html.Div([kit.words(row["author"], 40), f" · {texts.moment(row['at'])}"], className="hit-meta"),
            back,
        ],
        className="" if stands else "undone",
    )  # fmt: skip


def before(desk: Desk, verb: str) -> list[str]:
    """Reasons given before for this kind of decision, the newest first."""
    given = sorted(desk.case.decisions(standing=False), key=lambda d: (d.at, d.id), reverse=True)
    return list(dict.fromkeys(d.reason for d in given if d.verb == verb))[:BEFORE]


def offered(reasons: list[str]) -> Any:
    """They are offered, never filled in: a reason is chosen each time."""
    if not reasons:
        return None
    chips = [
        kit.button(texts.visible(reason, 60), ids.part("reason", number), size="compact-xs", color="gray")
        for number, reason in enumerate(reasons)
    ]
    return [html.Span(f"Given before (Alt+1 … Alt+{len(chips)})", className="hint"), *chips]


def save(desk: Desk, wish: dict[str, Any], value: str, choice: str, reason: str) -> str:
    """Store the decision a page asked for; returns the sentence to show. Raises InputError, CaseNotFound."""
    verb = str(wish["verb"])
    if verb not in TITLES:
        raise InputError("there is no such decision; choose one of the buttons")
    if verb == "undo":
        desk.case.undo(str(wish["refs"][0]), reason=reason)
        return "Taken back. Both decisions stay on record."
    targets = [desk.case.resolve(str(ref)) for ref in wish["refs"]]
    desk.case.decide(verb, targets, value=choice if verb == "verdict" else value, reason=reason)
    return f"Saved: {texts.VERBS[verb]}. It counts from now on, and can be taken back."


def register(door: Door, desk: Desk) -> None:
    pattern = {**ids.part("decide", ALL), "verb": ALL, "other": ALL}

    @door.callback(
        Permission.DECIDE,
        Output(ids.DECIDE, "opened"), Output(ids.DECIDE, "title"), Output(ids.DECIDE_TEXT, "children"),
        Output(ids.DECIDE_CHOICE, "display"), Output(ids.DECIDE_VALUE, "display"), Output(ids.DECIDE_CHOICE, "value"),
        Output(ids.DECIDE_VALUE, "value"), Output(ids.DECIDE_REASON, "value"), Output(ids.DECIDING, "data"),
        Output(ids.DECIDE_BEFORE, "children"),
        Input(pattern, "n_clicks"), prevent_initial_call=True,
    )  # fmt: skip
    def start(_clicks: list[int | None]) -> tuple[Any, ...]:
        chosen = pressed()
        verb = chosen["verb"]
        refs = [chosen["ref"], *([chosen["other"]] if chosen["other"] else [])]
        shown, hidden = "block", "none"
        return (
            True, TITLES.get(verb, verb), EXPLAINED.get(verb, ""), shown if verb == "verdict" else hidden,
            shown if verb in ("note", "tag") else hidden, None, "", "", {"verb": verb, "refs": refs},
            offered(before(desk, verb)),
        )  # fmt: skip

    @door.callback(
        Permission.DECIDE, Output(ids.DECIDE, "opened", allow_duplicate=True),
        Output(ids.NEWS, "data", allow_duplicate=True), Input(ids.DECIDE_SAVE, "n_clicks"),
        State(ids.DECIDING, "data"), State(ids.DECIDE_VALUE, "value"), State(ids.DECIDE_CHOICE, "value"),
        State(ids.DECIDE_REASON, "value"), prevent_initial_call=True,
    )  # fmt: skip
    def keep(_clicks: int, wish: dict[str, Any] | None, value: Any, choice: Any, reason: Any) -> tuple[bool, int]:
        if not wish:
            raise PreventUpdate
        say(save(desk, wish, str(value or ""), str(choice or ""), str(reason or "")), "good")
        desk.changed()
        return False, desk.news

    @door.callback(
        Permission.DECIDE, Output(ids.DECIDE_REASON, "value", allow_duplicate=True),
        Input(ids.part("reason", ALL), "n_clicks"), State(ids.DECIDING, "data"), prevent_initial_call=True,
    )  # fmt: skip
    def again(_clicks: list[int | None], wish: dict[str, Any] | None) -> str:
        if not wish:
            raise PreventUpdate
        chosen = pressed()
        return before(desk, str(wish["verb"]))[int(chosen["ref"])]

    door.clientside(
        "shut", Output(ids.DECIDE, "opened", allow_duplicate=True), Input(ids.DECIDE_CANCEL, "n_clicks"),
        prevent_initial_call=True,
    )  # fmt: skip
