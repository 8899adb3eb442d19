"""Reports and exports: made in the background, listed here, downloaded by id under names the server gave them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import dash_mantine_components as dmc
from dash import Input, Output, State, html
from dash.exceptions import PreventUpdate

from dash_app import ids, kit, shell, texts
from dash_app.access import Permission
from dash_app.address import view_of
from dash_app.desk import Desk
from dash_app.door import Door, say
from dash_app.jobs import Job
from dash_app.language import N_, _
from graphsvc.errors import InputError
from graphsvc.model import slug
from graphsvc.service import choices

TITLE = N_("Reports")
ICON = "report"
SCOPES = {
    "case": N_("The whole case"),
    "visible": N_("What the canvas shows"),
    "selected": N_("What is selected on the canvas"),
}

REPORT_HINT = N_(
    "One file for reading and printing: every network with what it rests on, what it hangs on, how it could be wrong, "
    "and what the sources cover."
)
EXPORT_HINT = N_(
    "Your working copy of the graph, complete, its marking written inside. It is not made to be passed on."
)


def layout(desk: Desk) -> Any:
    known = choices()
    return html.Div(
        [
            html.Section(
                [
                    html.H2(_("Cluster report")),
                    html.P(_(REPORT_HINT), className="hint"),
                    dmc.Select(id=ids.REPORT_FORMAT, label=_("Format"), data=_menu(known["reports"]), size="xs",
                               value=known["reports"][0]["name"], allowDeselect=False),
                    kit.button(_("Make the report"), ids.REPORT_GO, "report", variant="filled"),
                ],
                className="card", **kit.named(_("Cluster report")),
            ),
            html.Section(
                [
                    html.H2(_("Export")),
                    html.P(_(EXPORT_HINT), className="hint"),
                    dmc.Select(id=ids.EXPORT_FORMAT, label=_("Format"), data=_menu(known["exports"]), size="xs",
                               value=known["exports"][0]["name"], allowDeselect=False),
                    dmc.Select(id=ids.EXPORT_SCOPE, label=_("What"), size="xs", value="case", allowDeselect=False,
                               data=[{"value": name, "label": _(text)} for name, text in SCOPES.items()]),
                    kit.button(_("Export"), ids.EXPORT_GO, "picture", variant="filled"),
                ],
                className="card", **kit.named(_("Export")),
            ),
            html.Section(
                [html.H2(_("Made in this session")), html.Div(id=ids.MADE, **kit.LIVE)],
                className="card made", **kit.named(_("Files made")),
            ),
        ],
        className="reports-screen",
    )  # fmt: skip


def _menu(entries: list[dict[str, str]]) -> list[dict[str, str]]:
    return [{"value": entry["name"], "label": entry["label"]} for entry in entries]


def made(jobs: list[Job]) -> Any:
    """Exports and reports of this server, newest first."""
    mine = [job for job in reversed(jobs) if job.task in ("export", "report")]
    if not mine:
        return html.P(_("Nothing yet. Files are kept until the server ends."), className="hint")
    return html.Ul([html.Li(_made(job)) for job in mine], className="made-list")


def _made(job: Job) -> Any:
    if "download" not in job.result:
        return shell.job_row(job)
    return html.Div(
        [kit.icon("done"), kit.words(job.title, 100),
         html.A(_("Download"), href=f"/download/{job.result['download']}", className="link")], className="made-row",
    )  # fmt: skip


def file_name(case: str, what: str, suffix: str, now: datetime) -> str:
    """A name that says what and when: `harbour-graph-20260115-1200.graphml`."""
    return f"{slug(shell.case_title(case))}-{what}-{now:%Y%m%d-%H%M}{suffix}"


def scope(desk: Desk, name: str, view_id: str, selection: dict[str, Any] | None) -> list[str] | None:
    """Node ids to export; None for the whole case. Raises InputError when there is nothing in it."""
    if name == "case":
        return None
    view = desk.shelf.get(view_id)
    if name == "visible":
        nodes = [node["id"] for node in desk.drawn(view)["nodes"]]  # what its days leave out is not seen
    elif name == "selected":
        nodes = [desk.case.resolve(str(ref)) for ref in (selection or {}).get("nodes") or []]
    else:
        raise InputError(_("what to export is one of {known}").format(known=", ".join(SCOPES)))
    if not nodes:
        raise InputError(_("nothing is there to export; put something on the canvas, or choose the whole case"))
    return nodes


def register(door: Door, desk: Desk) -> None:
    @door.callback(
        Permission.EXPORT, Output(ids.MADE, "children"), Input(ids.TICK, "n_intervals"), Input(ids.TICK, "disabled")
    )
    def listed(_ticks: int, _disabled: bool) -> Any:
        return made(desk.jobs.all())

    @door.callback(
        Permission.EXPORT, Output(ids.TICK, "disabled", allow_duplicate=True), Input(ids.EXPORT_GO, "n_clicks"),
        State(ids.EXPORT_FORMAT, "value"), State(ids.EXPORT_SCOPE, "value"), State(ids.CANVAS, "selection"),
        State(ids.URL, "search"), prevent_initial_call=True,
    )  # fmt: skip
    def export(_clicks: int, format_: str, what: str, selection: dict[str, Any] | None, address: str | None) -> bool:
        suffix = _suffix("exports", format_)
        nodes = scope(desk, what, view_of(address), selection)
        name = file_name(desk.case.name, "graph" if nodes is None else what, suffix, desk.case.clock())
        size = _("the whole case") if nodes is None else texts.count(len(nodes), "node")
        desk.jobs.start(
            "export",
            _("Export of {size} as {format}").format(size=size, format=format_),
            {"name": name, "format": format_, "nodes": nodes},
        )
        say(_("The export is being made; it appears in the list when it is ready."))
        return False

    @door.callback(
        Permission.EXPORT, Output(ids.TICK, "disabled", allow_duplicate=True), Input(ids.REPORT_GO, "n_clicks"),
        State(ids.REPORT_FORMAT, "value"), prevent_initial_call=True,
    )  # fmt: skip
    def report(_clicks: int, format_: str) -> bool:
        suffix = _suffix("reports", format_)
        if not desk.case.runs():
            say(_("There is no run to report yet. Run the clustering first, under Clusters."))
            raise PreventUpdate
        name = file_name(desk.case.name, "clusters", suffix, desk.case.clock())
        desk.jobs.start(
            "report", _("Cluster report as {format}").format(format=format_), {"name": name, "format": format_}
        )
        say(_("The report is being made; it appears in the list when it is ready."))
        return False


def _suffix(what: str, name: str) -> str:
    for entry in choices()[what]:
        if entry["name"] == name:
            return str(entry["suffix"])
    known = ", ".join(entry["name"] for entry in choices()[what])
    raise InputError(_("there is no such format; choose one of {known}").format(known=known))
