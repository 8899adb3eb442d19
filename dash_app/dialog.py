"""The dialog in which a decision is made: what it means, the reason, what it would change; once for every screen."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import ALL, Input, Output, State, dcc, html
from dash.exceptions import PreventUpdate

from dash_app import changes, ids, kit, texts
from dash_app.access import Permission
from dash_app.decide import EXPLAINED, STANDS_FOR, TITLES, TRIED, save, stored
from dash_app.desk import Desk
from dash_app.door import Door, pressed, say
from dash_app.jobs import Job
from dash_app.language import _
from graphsvc.errors import InputError
from graphsvc.model import VERDICTS

AUTOFOCUS: dict[str, Any] = {"data-autofocus": True}
BEFORE = 4  # reasons given before that are offered again


def layout() -> list[Any]:
    """The dialog, once for every screen."""
    return [
        dcc.Store(id=ids.DECIDING),
        dcc.Store(id=ids.DECIDE_JOB),
        dmc.Modal(
            [
                html.P(id=ids.DECIDE_TEXT, className="hint"),
                dmc.Select(
                    id=ids.DECIDE_CHOICE,
                    label=_("Verdict"),
                    data=[{"value": name, "label": texts.verdict(name)} for name in VERDICTS],
                ),
                dmc.TextInput(id=ids.DECIDE_VALUE, label=_("Text")),
                dmc.TextInput(
                    id=ids.DECIDE_UNTIL,
                    label=_("Holds until"),
                    placeholder="2027-01-31",
                    description=_("Empty: until somebody takes it back. Services change hands."),
                ),
                dmc.Textarea(
                    id=ids.DECIDE_REASON,
                    label=_("Reason"),
                    description=_("Needed. Say it so that a colleague understands. Ctrl+Enter saves."),
                    autosize=True,
                    minRows=2,
                    required=True,
                    **AUTOFOCUS,
                ),
                html.Div(id=ids.DECIDE_BEFORE, className="reasons"),
                html.Div(id=ids.DECIDE_TRIED, className="tried", **kit.LIVE),
                html.Div(
                    [
                        kit.button(_("Save"), ids.DECIDE_SAVE, variant="filled"),
                        kit.button(_("What would it change?"), ids.DECIDE_TRY, "run", color="gray"),
                        kit.button(_("Leave it"), ids.DECIDE_CANCEL, color="gray"),
                    ],
                    className="actions",
                ),
            ],
            id=ids.DECIDE,
            title=_("Decide"),
            size="md",
        ),
    ]


def before(desk: Desk, verb: str) -> list[str]:
    """Reasons given before for this kind of decision, the newest first."""
    given = sorted(desk.case.decisions(standing=False), key=lambda d: (d.at, d.id), reverse=True)
    kept, value = STANDS_FOR.get(verb, (verb, ""))
    return list(dict.fromkeys(d.reason for d in given if d.verb == kept and (not value or d.value == value)))[:BEFORE]


def offered(reasons: list[str]) -> Any:
    """They are offered, never filled in: a reason is chosen each time."""
    if not reasons:
        return None
    chips = [
        kit.button(texts.visible(reason, 60), ids.part("reason", number), size="compact-xs", color="gray")
        for number, reason in enumerate(reasons)
    ]
    return [html.Span(_("Given before (Alt+1 … Alt+{n})").format(n=len(chips)), className="hint"), *chips]


def tried(job: Job | None) -> Any:
    """What a decision would change, once that is worked out; what is going on until then."""
    if job is None:
        return None
    if job.state == "failed":
        return html.P(texts.visible(job.error, 300), className="hint warn")
    if not job.over:
        return html.P(_("Working out what it would change …"), className="hint")
    if job.state != "done":
        return None
    return dmc.Alert(kit.bullets(changes.would(job.result)), title=_("What it would change"), color="blue",
                     variant="light", icon=kit.icon("run"))  # fmt: skip


def register(door: Door, desk: Desk) -> None:
    pattern = {**ids.part("decide", ALL), "verb": ALL, "other": ALL}

    @door.callback(
        Permission.DECIDE,
        Output(ids.DECIDE, "opened"), Output(ids.DECIDE, "title"), Output(ids.DECIDE_TEXT, "children"),
        Output(ids.DECIDE_CHOICE, "display"), Output(ids.DECIDE_VALUE, "display"), Output(ids.DECIDE_CHOICE, "value"),
        Output(ids.DECIDE_VALUE, "value"), Output(ids.DECIDE_REASON, "value"), Output(ids.DECIDING, "data"),
        Output(ids.DECIDE_BEFORE, "children"), Output(ids.DECIDE_UNTIL, "display"), Output(ids.DECIDE_UNTIL, "value"),
        Output(ids.DECIDE_TRY, "display"), Output(ids.DECIDE_JOB, "data"),
        Input(pattern, "n_clicks"), prevent_initial_call=True,
    )  # fmt: skip
    def start(_clicks: list[int | None]) -> tuple[Any, ...]:
        chosen = pressed()
        verb = chosen["verb"]
        refs = [chosen["ref"], *([chosen["other"]] if chosen["other"] else [])]
        shown, hidden = "block", "none"
        return (
            True, _(TITLES.get(verb, verb)), _(EXPLAINED.get(verb, verb)), shown if verb == "verdict" else hidden,
            shown if verb in ("note", "tag") else hidden, None, "", "", {"verb": verb, "refs": refs},
            offered(before(desk, verb)), shown if verb == "verdict" else hidden, "",
            None if verb in TRIED and desk.case.runs() else hidden, None,
        )  # fmt: skip

    @door.callback(
        Permission.DECIDE, Output(ids.DECIDE, "opened", allow_duplicate=True),
        Output(ids.NEWS, "data", allow_duplicate=True), Input(ids.DECIDE_SAVE, "n_clicks"),
        State(ids.DECIDING, "data"), State(ids.DECIDE_VALUE, "value"), State(ids.DECIDE_CHOICE, "value"),
        State(ids.DECIDE_REASON, "value"), State(ids.DECIDE_UNTIL, "value"), prevent_initial_call=True,
    )  # fmt: skip
    def keep(
        _clicks: int, wish: dict[str, Any] | None, value: Any, choice: Any, reason: Any, until: Any
    ) -> tuple[bool, int]:
        if not wish:
            raise PreventUpdate
        say(save(desk, wish, str(value or ""), str(choice or ""), str(reason or ""), str(until or "")), "good")
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

    @door.callback(
        Permission.DECIDE, Output(ids.DECIDE_JOB, "data", allow_duplicate=True),
        Output(ids.TICK, "disabled", allow_duplicate=True), Input(ids.DECIDE_TRY, "n_clicks"),
        State(ids.DECIDING, "data"), State(ids.DECIDE_VALUE, "value"), State(ids.DECIDE_CHOICE, "value"),
        prevent_initial_call=True,
    )  # fmt: skip
    def try_it(_clicks: int, wish: dict[str, Any] | None, value: Any, choice: Any) -> tuple[str, bool]:
        if not wish:
            raise PreventUpdate
        verb, targets, kept = stored(desk, wish, str(value or ""), str(choice or ""))
        if verb == "verdict" and not kept:
            raise InputError(_("choose a verdict first; what it would change depends on it"))
        job = desk.jobs.start("what_if", _("What a decision would change"),
                              {"verb": verb, "targets": targets, "value": kept})  # fmt: skip
        return job.id, False

    @door.callback(
        Permission.SEE, Output(ids.DECIDE_TRIED, "children"), Input(ids.DECIDE_JOB, "data"),
        Input(ids.TICK, "n_intervals"), Input(ids.TICK, "disabled"), prevent_initial_call=True,
    )  # fmt: skip
    def tell(id_: str | None, _ticks: int, _disabled: bool) -> Any:
        return tried(desk.jobs.get(str(id_))) if id_ else None

    door.clientside(
        "shut", Output(ids.DECIDE, "opened", allow_duplicate=True), Input(ids.DECIDE_CANCEL, "n_clicks"),
        prevent_initial_call=True,
    )  # fmt: skip
