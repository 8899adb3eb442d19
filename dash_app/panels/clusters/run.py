"""Running the clustering: method and seed, in the background, and what the newest run was."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import ALL, Input, Output, State, html
from dash.exceptions import PreventUpdate

from dash_app import ids, kit, texts
from dash_app.access import Permission
from dash_app.desk import Desk
from dash_app.door import Door, say
from dash_app.language import N_, _
from graphsvc.errors import InputError
from graphsvc.service import choices

ALERTS = 5  # contradictions shown; the report lists them all
# What a method's parameter is: its label and its meaning.
PARAMETERS = {
    "threshold": (N_("Threshold, nats"), N_("Links lighter than this join nobody. Higher: smaller, firmer networks.")),
    "resolution": (N_("Resolution"), N_("Above 1 gives smaller communities, below 1 larger ones.")),
    "degree_cap": (N_("Most neighbours"), N_("Nodes with more neighbours join nothing. 0: no cap.")),
}


def layout(desk: Desk) -> list[Any]:
    known = choices()
    methods = [{"value": m["name"], "label": m["label"]} for m in known["methods"]]
    return [
        html.Div(id=ids.RUN_STATE, className="run-state", **kit.LIVE),
        dmc.Select(
            id=ids.RUN_METHOD, data=methods, value=known["method"], size="xs", w=300, allowDeselect=False,
            comboboxProps={"width": 420, "position": "bottom-end"}, **kit.named(_("Method")),
        ),
        html.Div(parameters(known["method"]), id=ids.RUN_PARAMETERS, className="run-parameters"),
        dmc.NumberInput(
            id=ids.RUN_SEED, value=0, min=0, max=2**31 - 1, allowDecimal=False, size="xs", w=110, prefix="seed ",
            **kit.named(_("Seed: the same seed gives the same answer")),
        ),
        kit.button(_("Run the clustering"), ids.RUN, "run", variant="filled"),
    ]  # fmt: skip


def parameters(method: str) -> list[Any]:
    """A field for each parameter that a method has, with what it means."""
    fields = []
    for name, usual in own(method).items():
        label, meaning = (_(text) for text in PARAMETERS.get(name, (name, "")))
        fields.append(
            dmc.Tooltip(
                dmc.NumberInput(
                    id=ids.part("parameter", name), value=usual, min=0, step=1 if isinstance(usual, int) else 0.5,
                    allowDecimal=not isinstance(usual, int), size="xs", w=138, prefix=f"{label} ",
                    **kit.named(f"{label}. {meaning}"),
                ),
                label=meaning, openDelay=350, withArrow=True, multiline=True, w=260,
            )
        )  # fmt: skip
    return fields


def own(method: str) -> dict[str, Any]:
    """A method's parameters with their usual values."""
    found = next((one for one in choices()["methods"] if one["name"] == method), None)
    return dict(found["parameters"]) if found else {}


def wished(method: str, names: list[str], values: list[Any]) -> dict[str, Any]:
    """The parameters a page asks for, of those that the method has. Raises InputError for what is no number."""
    known = own(method)
    asked = {name: value for name, value in zip(names, values, strict=True) if name in known}
    for name, value in asked.items():
        if isinstance(value, bool) or not isinstance(value, int | float):
            label = _(PARAMETERS.get(name, (name, ""))[0])
            raise InputError(_("{name} is a number; type one, {usual} is usual").format(name=label, usual=known[name]))
    return asked


def newest(runs: list[dict[str, Any]], records: int) -> list[Any]:
    """What the newest run was, and whether it still answers for the data."""
    if not runs:
        if not records:
            return [html.P(_("No records yet. Load a file first, then run the clustering."), className="hint")]
        return [
            html.P(
                _("{records} loaded, no run yet. A run ascribes records to actors and links actors into networks; "
                  "every link is for review.").format(records=texts.count(records, "record")),
                className="hint",
            )
        ]  # fmt: skip
    run = runs[-1]
    state = (_("newer data or decisions: run again"), "yellow") if run["stale"] else (_("up to date"), "teal")
    return [
        html.Div(
            [
                html.Strong(f"{texts.count(run['networks'], 'network')}, {texts.count(run['actors'], 'actor')}"),
                kit.badge(*state),
            ],
            className="run-head",
        ),
        html.Div(
            f"{run['method']}{told(run)}, {_('seed {n}').format(n=run['seed'])}, {texts.moment(run['at'])}, "
            f"{texts.visible(run['author'], 40)}",
            className="hit-meta",
        ),
    ]  # fmt: skip


def told(run: dict[str, Any]) -> str:
    """The parameters of a run, as they follow its method: `, threshold 5`."""
    numbers = {name: value for name, value in run["parameters"].items() if isinstance(value, int | float)}
    return "".join(f", {name} {value:g}" for name, value in numbers.items())


def register(door: Door, desk: Desk) -> None:
    @door.callback(
        Permission.SEE,
        Output(ids.RUN_PARAMETERS, "children"),
        Input(ids.RUN_METHOD, "value"),
        prevent_initial_call=True,
    )
    def fields(method: str) -> list[Any]:
        return parameters(method)

    @door.callback(Permission.SEE, Output(ids.RUN_STATE, "children"), Input(ids.NEWS, "data"))
    def state(_news: int) -> Any:
        info = desk.case.info()
        result = desk.case.result()
        alerts = [alert.text for alert in result.alerts] if result else []
        return [
            *newest(info["runs"], info["records"]), kit.caution(_("Decisions contradict each other"), alerts[:ALERTS])
        ]  # fmt: skip

    @door.callback(
        Permission.ANALYSE, Output(ids.TICK, "disabled", allow_duplicate=True), Input(ids.RUN, "n_clicks"),
        State(ids.RUN_METHOD, "value"), State(ids.RUN_SEED, "value"), State(ids.part("parameter", ALL), "id"),
        State(ids.part("parameter", ALL), "value"), prevent_initial_call=True,
    )  # fmt: skip
    def run(_clicks: int, method: str, seed: Any, named: list[dict[str, str]], values: list[Any]) -> bool:
        if any(job.task == "cluster" and not job.over for job in desk.jobs.all()):
            say(_("A clustering run is under way already; its progress is under Jobs."))
            raise PreventUpdate
        if not isinstance(seed, int) or seed < 0:
            raise InputError(_("the seed is a whole number from 0 up"))
        own_ = wished(method, [one["ref"] for one in named], values)
        title = _("Clustering: {method}, seed {seed}").format(method=f"{method}{told({'parameters': own_})}", seed=seed)
        desk.jobs.start("cluster", title, {"method": method, "seed": seed, "parameters": own_})
        say(_("The clustering runs. Its progress is under Jobs; you can go on working."))
        return False
