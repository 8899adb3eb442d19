"""What changed between two runs: appeared, gone, grown, shrunk, split, merged; each can be shown on the canvas."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import Input, Output, State, html
from dash.exceptions import PreventUpdate

from dash_app import changes, grids, ids, kit, tables, texts
from dash_app.access import Permission
from dash_app.desk import Desk
from dash_app.door import Door, say
from dash_app.language import _, ngettext
from dash_app.panels.clusters.run import told as parameters_told

NAME = "changed"  # of its tab
MOST = 400  # nodes of each network that come onto the canvas


def layout(desk: Desk) -> Any:
    columns: list[dict[str, Any]] = [
        {"field": "what", "headerName": _("Change"), "width": 110},
        {"field": "name", "headerName": _("Network"), "width": 110},
        {"field": "was", "headerName": _("Records before"), "width": 130, **grids.NUMBER},
        {"field": "is", "headerName": _("Records after"), "width": 130, **grids.NUMBER},
        {"field": "told", "headerName": _("What happened"), "flex": 1, "minWidth": 220, "tooltipField": "told"},
    ]
    return html.Div(
        [
            html.Div(
                [
                    dmc.Select(id=ids.RUNS_OLD, label=_("From the run"), size="xs", w=330, allowDeselect=False),
                    dmc.Select(id=ids.RUNS_NEW, label=_("to the run"), size="xs", w=330, allowDeselect=False),
                    html.Div(id=ids.CHANGES_TOLD, className="run-state", **kit.LIVE),
                    kit.button(_("Show selected on canvas"), ids.CHANGES_SHOW, "network", size="compact-xs"),
                    tables.save_button(ids.CHANGES_CSV),
                ],
                className="table-tools",
            ),
            grids.grid(ids.CHANGES, columns, _("What changed between the runs"), several=True,
                       hint=_("Nothing changed, or there are not two runs to compare yet. Run the clustering twice, "
                              "for instance at two thresholds.")),
        ],
        className="table-box",
    )  # fmt: skip


def options(runs: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Runs as choices of a menu, the newest first."""
    return [{"value": run["id"], "label": called(run)} for run in reversed(runs)]


def called(run: dict[str, Any]) -> str:
    """What tells one run from another."""
    many = texts.count(run["networks"], "network")
    return f"{texts.moment(run['at'])} · {run['method']}{parameters_told(run)}, seed {run['seed']} · {many}"


def usual(runs: list[dict[str, Any]]) -> tuple[str | None, str | None]:
    """The newest run, and the one before it, of the same method where there is one."""
    if len(runs) < 2:
        return None, runs[-1]["id"] if runs else None
    newest = runs[-1]
    alike = [run for run in runs[:-1] if run["method"] == newest["method"]]
    return (alike or runs[:-1])[-1]["id"], newest["id"]


def compared(desk: Desk, old: str | None, new: str | None) -> tuple[str, list[dict[str, Any]]]:
    """(what is said above the table, its rows)."""
    if not old or not new:
        return _("Two runs are needed; there are not two yet."), []
    if old == new:
        return _("Both are the same run; choose two."), []
    found = desk.case.diff(old, new)
    rows = [{**row, "ref": str(n)} for n, row in enumerate(changes.rows(found))]
    methods = {run["method"] for run in desk.case.runs() if run["id"] in (old, new)}
    apart = " " + _("The runs are of different methods: a name means another network in each.")
    return changes.summary(found) + (apart if len(methods) > 1 else ""), rows


def nodes(desk: Desk, old: str, new: str, rows: list[dict[str, Any]]) -> list[str]:
    """Nodes to draw for rows of the table: of the networks as they are, of gone ones as they were."""
    wanted = {new: {name for row in rows for name in row["names"]},
              old: {name for row in rows for name in (() if row["names"] else row["before"])}}  # fmt: skip
    return list(
        dict.fromkeys(
            node
            for run, names in wanted.items() if names
            for one in desk.clusters(run) if one["name"] in names
            for node in one["nodes"][:MOST]
        )
    )  # fmt: skip


def register(door: Door, desk: Desk) -> None:
    tables.register(door, ids.CHANGES_CSV, ids.CHANGES)

    @door.callback(
        Permission.SEE, Output(ids.RUNS_OLD, "data"), Output(ids.RUNS_NEW, "data"), Output(ids.RUNS_OLD, "value"),
        Output(ids.RUNS_NEW, "value"), Input(ids.NEWS, "data"), State(ids.RUNS_OLD, "data"),
    )  # fmt: skip
    def menus(_news: int, before: list[dict[str, str]] | None) -> tuple[Any, ...]:
        runs = desk.case.runs()
        menu = options(runs)
        if before is not None and [one["value"] for one in before] == [one["value"] for one in menu]:
            raise PreventUpdate  # no new run: what was chosen stays
        return menu, menu, *usual(runs)

    @door.callback(
        Permission.SEE, Output(ids.CHANGES_TOLD, "children"), Output(ids.CHANGES, "rowData"),
        Input(ids.RUNS_OLD, "value"), Input(ids.RUNS_NEW, "value"), Input(ids.CLUSTER_TABS, "value"),
    )  # fmt: skip
    def compare(old: str | None, new: str | None, tab: str) -> tuple[Any, Any]:
        if tab != NAME:  # two whole results are read, which nobody sees until this is opened
            raise PreventUpdate
        told, rows = compared(desk, old, new)
        return html.Strong(told), [{k: v for k, v in row.items() if k not in ("names", "before")} for row in rows]

    @door.callback(
        Permission.SEE, Output(ids.URL, "search", allow_duplicate=True),
        Output(ids.URL, "pathname", allow_duplicate=True), Output(ids.VERSION, "data", allow_duplicate=True),
        Input(ids.CHANGES_SHOW, "n_clicks"), State(ids.CHANGES, "selectedRows"), State(ids.RUNS_OLD, "value"),
        State(ids.RUNS_NEW, "value"), State(ids.URL, "search"), prevent_initial_call=True,
    )  # fmt: skip
    def show(_clicks: int, selected: Any, old: str, new: str, address: str | None) -> tuple[Any, ...]:
        chosen = {str(row.get("ref")) for row in selected or [] if isinstance(row, dict)}
        rows = [row for row in compared(desk, old, new)[1] if row["ref"] in chosen]
        if not rows:
            say(_("Select one change or more in the table first."))
            raise PreventUpdate
        found = nodes(desk, old, new, rows)
        if not found:
            say(_("Nothing of that may be drawn: it is not in the case any more."))
            raise PreventUpdate
        name = ngettext("{n} change", "{n} changes", len(rows)).format(n=len(rows))
        return desk.onto(address, name, found, alone=True)
