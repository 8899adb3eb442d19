"""While a load runs and after it: progress, then the tally that an investigator can defend."""

from __future__ import annotations

from typing import Any

from dash import Input, Output, State, dcc, html

from dash_app import ids, kit, shell, texts
from dash_app.access import Permission
from dash_app.desk import Desk
from dash_app.door import Door
from dash_app.jobs import Job
from dash_app.language import _, ngettext, number

ROWS = 50  # rejected rows shown; the download has more


def content(job: Job | None) -> Any:
    """For the job a page is about."""
    if job is None:
        return html.P(_("The server was started anew since this load; the sources on the left say what is there."),
                      className="hint")  # fmt: skip
    if not job.over:
        return html.Div([html.H2(_("Loading")), shell.job_row(job), _again()])
    if job.state != "done":
        return html.Div([html.H2(_("Not loaded to the end")), shell.job_row(job), _again()])
    return html.Div(
        [
            html.H2(_("Loaded")),
            *render(job.result["tally"], job.result["rejected"], job.result.get("download", "")),
            _again(),
        ]
    )


def render(tally: dict[str, Any], rejected: int, download: str) -> list[Any]:
    """The tally of one load, as `Tally.as_json` gives it; `rejected`: how many rows in all."""
    numbers = [(tally["records"], _("records")), (tally["new"], _("new")), (tally["changed"], _("changed")),
               (tally["seen"], _("seen before")), (rejected, _("rejected"))]  # fmt: skip
    resumed = ngettext(
        "{n} row had been committed before; the load went on from there.",
        "{n} rows had been committed before; the load went on from there.", tally["resumed_at"],
    ).format(n=number(tally["resumed_at"]))  # fmt: skip
    return [
        html.Div(
            [html.Div([html.Strong(number(many)), html.Span(name)], className="number") for many, name in numbers],
            className="numbers",
        ),
        html.P(resumed, className="hint") if tally["resumed_at"] else None,
        _notes(tally),
        _rejected(tally["rejected"], rejected, download) if rejected else html.P(_("No row was rejected.")),
        html.Div(
            [dcc.Link(_("Run the clustering"), href="/clusters", className="link"),
             dcc.Link(_("Search what came in"), href="/explore", className="link")], className="actions",
        ),
    ]  # fmt: skip


def _notes(tally: dict[str, Any]) -> Any:
    """What was deliberately not kept, and what nobody mapped."""

    def listed(values: dict[str, int]) -> str:
        return ", ".join(f"{texts.visible(name, 60)} ({number(many)})" for name, many in values.items())

    pairs = [
        (_("Never collected"), listed(tally["dropped_columns"])),
        (_("Columns not mapped"), listed(tally["unmapped_columns"])),
        (_("Refused"), listed(tally["refused"])),
        (_("Held back"), listed(tally["suppressed"])),
        (_("Key of a record"), texts.visible(tally["key"], 200)),
    ]
    return html.Div(
        [
            kit.caution(_("Please check"), tally["warnings"]),
            kit.facts([(name, text) for name, text in pairs if text]),
        ]
    )


def _rejected(rows: list[dict[str, Any]], many: int, download: str) -> Any:
    cells = [[kit.words(row["file"], 60), number(row["line"]), kit.words(row["reason"])] for row in rows[:ROWS]]
    table = kit.table([_("File"), _("Line"), _("Why")], cells)
    link = html.A(_("Download the list"), href=f"/download/{download}", className="link") if download else None
    note = (
        html.P(_("The first {n} of {all}.").format(n=ROWS, all=number(many)), className="hint") if many > ROWS else None
    )
    return kit.section(_("Rejected rows ({n})").format(n=number(many)), note, table, aside=link)


def _again() -> html.Div:
    return html.Div(
        [kit.button(_("Another file"), ids.part("load-again", "load"), "load", color="gray")], className="actions"
    )


def register(door: Door, desk: Desk) -> None:
    from dash import ALL, ctx
    from dash.exceptions import PreventUpdate

    @door.callback(
        Permission.LOAD, Output(ids.LOAD_STATE, "children"),
        Input(ids.PLAN, "data"), Input(ids.TICK, "n_intervals"), State(ids.LOAD_STATE, "children"),
    )  # fmt: skip
    def state(plan: dict[str, Any] | None, _ticks: int, shown: Any) -> Any:
        id_ = (plan or {}).get("job")
        if not id_:
            if ctx.triggered_id == ids.TICK:
                raise PreventUpdate
            return None
        return content(desk.jobs.get(str(id_)))

    @door.callback(
        Permission.LOAD, Output(ids.PLAN, "data", allow_duplicate=True),
        Input(ids.part("load-again", ALL), "n_clicks"), State(ids.PLAN, "data"), prevent_initial_call=True,
    )  # fmt: skip
    def again(clicks: list[int | None], plan: dict[str, Any] | None) -> dict[str, Any]:
        if not any(clicks):
            raise PreventUpdate
        left = desk.files.uploads()
        return {"upload": left[0].id} if left and (plan or {}).get("upload") != left[0].id else {}
