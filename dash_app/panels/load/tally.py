"""While a load runs and after it: progress, then the tally that an investigator can defend."""

from __future__ import annotations

from typing import Any

from dash import Input, Output, State, dcc, html

from dash_app import ids, kit, shell, texts
from dash_app.access import Permission
from dash_app.desk import Desk
from dash_app.door import Door
from dash_app.jobs import Job

ROWS = 50  # rejected rows shown; the download has more


def content(job: Job | None) -> Any:
    """For the job a page is about."""
    if job is None:
        return html.P("The server was started anew since this load; the sources on the left say what is there.",
                      className="hint")  # fmt: skip
    if not job.over:
        return html.Div([html.H2("Loading"), shell.job_row(job), _again()])
    if job.state != "done":
        return html.Div([html.H2("Not loaded to the end"), shell.job_row(job), _again()])
    return html.Div(
        [
            html.H2("Loaded"),
            *render(job.result["tally"], job.result["rejected"], job.result.get("download", "")),
            _again(),
        ]
    )


def render(tally: dict[str, Any], rejected: int, download: str) -> list[Any]:
    """The tally of one load, as `Tally.as_json` gives it; `rejected`: how many rows in all."""
    numbers = [(tally["records"], "records"), (tally["new"], "new"), (tally["changed"], "changed"),
               (tally["seen"], "seen before"), (rejected, "rejected")]  # fmt: skip
    resumed = f"{tally['resumed_at']:,} rows had been committed before; the load went on from there."
    return [
        html.Div(
            [html.Div([html.Strong(f"{number:,}"), html.Span(name)], className="number") for number, name in numbers],
            className="numbers",
        ),
        html.P(resumed, className="hint") if tally["resumed_at"] else None,
        _notes(tally),
        _rejected(tally["rejected"], rejected, download) if rejected else html.P("No row was rejected."),
        html.Div(
            [dcc.Link("Run the clustering", href="/clusters", className="link"),
             dcc.Link("Search what came in", href="/explore", className="link")], className="actions",
        ),
    ]  # fmt: skip


def _notes(tally: dict[str, Any]) -> Any:
    """What was deliberately not kept, and what nobody mapped."""

    def listed(values: dict[str, int]) -> str:
        return ", ".join(f"{texts.visible(name, 60)} ({many:,})" for name, many in values.items())

    pairs = [
        ("Never collected", listed(tally["dropped_columns"])),
        ("Columns not mapped", listed(tally["unmapped_columns"])),
        ("Refused", listed(tally["refused"])),
        ("Held back", listed(tally["suppressed"])),
        ("Key of a record", texts.visible(tally["key"], 200)),
    ]
    return html.Div(
        [
            kit.caution("Please check", tally["warnings"]),
            kit.facts([(name, text) for name, text in pairs if text]),
        ]
    )


def _rejected(rows: list[dict[str, Any]], many: int, download: str) -> Any:
    cells = [[kit.words(row["file"], 60), f"{row['line']:,}", kit.words(row["reason"])] for row in rows[:ROWS]]
    table = kit.table(["File", "Line", "Why"], cells)
    link = html.A("Download the list", href=f"/download/{download}", className="link") if download else None
    note = html.P(f"The first {ROWS} of {many:,}.", className="hint") if many > ROWS else None
    return kit.section(f"Rejected rows ({many:,})", note, table, aside=link)


def _again() -> html.Div:
    return html.Div(
        [kit.button("Another file", ids.part("load-again", "load"), "load", color="gray")], className="actions"
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
