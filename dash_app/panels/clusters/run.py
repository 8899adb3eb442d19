"""Running the clustering: method and seed, in the background, and what the newest run was."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import Input, Output, State, html
from dash.exceptions import PreventUpdate

from dash_app import ids, kit, texts
from dash_app.access import Permission
from dash_app.desk import Desk
from dash_app.door import Door, say
from graphsvc.errors import InputError
from graphsvc.service import choices

ALERTS = 5  # contradictions shown; the report lists them all


def layout(desk: Desk) -> list[Any]:
    known = choices()
    methods = [{"value": m["name"], "label": m["label"]} for m in known["methods"]]
    return [
        html.Div(id=ids.RUN_STATE, className="run-state", **kit.LIVE),
        dmc.Select(
            id=ids.RUN_METHOD, data=methods, value=known["method"], size="xs", w=300, allowDeselect=False,
            comboboxProps={"width": 420, "position": "bottom-end"}, **kit.named("Method"),
        ),
        dmc.NumberInput(
            id=ids.RUN_SEED, value=0, min=0, max=2**31 - 1, allowDecimal=False, size="xs", w=110, prefix="seed ",
            **kit.named("Seed: the same seed gives the same answer"),
        ),
        kit.button("Run the clustering", ids.RUN, "run", variant="filled"),
    ]  # fmt: skip


def newest(runs: list[dict[str, Any]], records: int) -> list[Any]:
    """What the newest run was, and whether it still answers for the data."""
    if not runs:
        if not records:
            return [html.P("No records yet. Load a file first, then run the clustering.", className="hint")]
        return [
            html.P(
                f"{texts.count(records, 'record')} loaded, no run yet. A run ascribes records to actors and links "
                f"actors into networks; every link is for review.", className="hint",
            )
        ]  # fmt: skip
    run = runs[-1]
    state = ("newer data or decisions: run again", "yellow") if run["stale"] else ("up to date", "teal")
    return [
        html.Div(
            [
                html.Strong(f"{texts.count(run['networks'], 'network')}, {texts.count(run['actors'], 'actor')}"),
                kit.badge(*state),
            ],
            className="run-head",
        ),
        html.Div(
            f"{run['method']}, seed {run['seed']}, {texts.moment(run['at'])}, by {texts.visible(run['author'], 40)}",
            className="hit-meta",
        ),
    ]  # fmt: skip


def register(door: Door, desk: Desk) -> None:
    @door.callback(Permission.SEE, Output(ids.RUN_STATE, "children"), Input(ids.NEWS, "data"))
    def state(_news: int) -> Any:
        info = desk.case.info()
        result = desk.case.result()
        alerts = [alert.text for alert in result.alerts] if result else []
        return [
            *newest(info["runs"], info["records"]), kit.caution("Decisions contradict each other", alerts[:ALERTS])
        ]  # fmt: skip

    @door.callback(
        Permission.ANALYSE, Output(ids.TICK, "disabled", allow_duplicate=True), Input(ids.RUN, "n_clicks"),
        State(ids.RUN_METHOD, "value"), State(ids.RUN_SEED, "value"), prevent_initial_call=True,
    )  # fmt: skip
    def run(_clicks: int, method: str, seed: Any) -> bool:
        if any(job.task == "cluster" and not job.over for job in desk.jobs.all()):
            say("A clustering run is under way already; its progress is under Jobs.")
            raise PreventUpdate
        if not isinstance(seed, int) or seed < 0:
            raise InputError("the seed is a whole number from 0 up")
        desk.jobs.start("cluster", f"Clustering: {method}, seed {seed}", {"method": method, "seed": seed})
        say("The clustering runs. Its progress is under Jobs; you can go on working.")
        return False
