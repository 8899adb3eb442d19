"""How a file will be read: its columns and the fields they fill, a sample as mapped, and what is never collected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import dash_mantine_components as dmc
from dash import ALL, Input, Output, State, ctx, html, no_update
from dash.exceptions import PreventUpdate

from dash_app import ids, kit, texts
from dash_app.access import Permission
from dash_app.desk import Desk
from dash_app.door import Door, say
from dash_app.files import Upload
from dash_app.language import N_, _
from dash_app.language import number as number_
from dash_app.panels.load import options
from graphsvc.errors import CaseNotFound

LEAVE_OUT = N_("(leave out)")
DROPPED = "(dropped)"
IGNORED = "(ignored)"
SAMPLE = 4
MAX_COLUMNS = 200  # shown; a file with more is loaded from the command line, where --map names the few that matter


def upload_of(desk: Desk, plan: Mapping[str, Any] | None) -> Upload:
    """The upload a page is about. Raises CaseNotFound."""
    found = desk.files.upload(str((plan or {}).get("upload", "")))
    if found is None:
        raise CaseNotFound(_("that upload is gone; drop the file again"))
    return found


def chosen(columns: Mapping[str, str], values: list[str | None]) -> dict[str, Any]:
    """`mapping` and `ignore` for a load, from what the drop-downs say. `columns`: as the file was read by itself.

    `values`: one for each column that is not dropped, in order; fewer (a page just opened) change nothing.
    """
    free = [column for column, field in columns.items() if field != DROPPED]
    if len(values) != len(free):
        return {}
    mapping = {column: str(value) for column, value in zip(free, values, strict=True) if value and value != LEAVE_OUT}
    ignore = [
        c for c, v in zip(free, values, strict=True) if (not v or v == LEAVE_OUT) and columns[c] not in ("", IGNORED)
    ]
    if mapping == {column: field for column, field in columns.items() if field not in ("", DROPPED, IGNORED)}:
        return {}
    return {"mapping": mapping} | ({"ignore": tuple(ignore)} if ignore else {})


def render(found: dict[str, Any], name: str) -> list[Any]:
    """How one file was recognised, as `Case.preview` gives it, with a drop-down for each column."""
    columns = found["columns"]
    rows = texts.count(found["rows"], "row") if found["rows"] >= 0 else _("rows not counted")
    form = found["format"] + (f", {found['encoding']}" if found["encoding"] else "")
    return [
        html.Header(
            [
                html.H2(kit.words(name, 100)),
                html.Div(
                    _("{form} · {rows} · key: {key}").format(
                        form=form, rows=rows, key=texts.visible(found["key"], 120)
                    ),
                    className="card-line",
                ),
            ],
            className="card-head",
        ),
        kit.section(_("Columns"), _columns(columns, found["fields"]), aside=texts.count(len(columns), "column")),
    ]


def sampled(found: dict[str, Any]) -> list[Any]:
    """What the mapping as it stands makes of the first rows, and what to check."""
    return [
        kit.caution(_("Please check"), found["warnings"]),
        kit.section(_("The first rows, as they will be read"), _sample(found["sample"])) if found["sample"] else None,
    ]


def _columns(columns: Mapping[str, str], fields: list[str]) -> Any:
    free = [(column, field) for column, field in columns.items() if field != DROPPED]
    if len(free) > MAX_COLUMNS:
        return html.P(
            _("{n} columns are more than this screen maps by hand ({most}). It loads as recognised; "
              "`graphsvc load --map column=field` names others.").format(n=number_(len(free)), most=MAX_COLUMNS),
            className="hint",
        )  # fmt: skip
    dropped = [column for column, field in columns.items() if field == DROPPED]
    rows = [_column(number, column, field, fields) for number, (column, field) in enumerate(free)]
    return html.Div([*rows, *[_never(column) for column in dropped]], className="columns")


def _column(number: int, column: str, field: str, fields: list[str]) -> html.Div:
    known = field in fields
    choice = dmc.Select(
        id=ids.part("map", number),
        value=field if known else LEAVE_OUT,
        size="xs",
        data=[{"value": LEAVE_OUT, "label": _(LEAVE_OUT)}, *({"value": one, "label": one} for one in fields)],
        searchable=True,
        allowDeselect=False,
        **kit.named(_("Field for {column}").format(column=texts.visible(column, 60))),
    )
    return html.Div(
        [kit.words(column, 60, "column-name"), kit.icon("next"), choice],
        className="column" if known else "column left-out",
    )


def _never(column: str) -> html.Div:
    """A column about appearance, origin, health and the like: no choice here brings it in."""
    return html.Div(
        [kit.words(column, 60, "column-name"), kit.icon("protect"), kit.badge(_("never collected"), "grape")],
        className="column left-out",
    )


def _sample(rows: list[dict[str, str]]) -> Any:
    fields = list(dict.fromkeys(field for row in rows[:SAMPLE] for field in row))
    cells = [[kit.words(row.get(field, ""), 90) for field in fields] for row in rows[:SAMPLE]]
    heads = [texts.visible(field, 40) for field in fields]
    return dmc.TableScrollContainer(kit.table(heads, cells, "sample"), minWidth=110 * len(fields))


def preview(
    desk: Desk, plan: Mapping[str, Any] | None, kind: str, values: list[str | None], form: dict[str, Any]
) -> Any:
    """`(preview as the service gives it, options for the load, the upload)` of what a page says."""
    upload = upload_of(desk, plan)
    read = options.reading(form)
    found = desk.case.preview(upload.path, str(kind or ""), **read)
    wish = chosen(found["columns"], values)
    if wish:
        found = desk.case.preview(upload.path, kind, **read, **wish)
    return found, {**read, **wish}, upload


def register(door: Door, desk: Desk) -> None:
    maps = ids.part("map", ALL)

    @door.callback(
        Permission.LOAD, Output(ids.PREVIEW, "children"), Output(ids.LOAD_FORM, "hidden"),
        Output(ids.LOAD_SOURCE, "placeholder"), Output(ids.LOAD_TEACH, "hidden"), Output(ids.LOAD_KIND, "value"),
        Input(ids.PLAN, "data"), Input(ids.LOAD_KIND, "value"),
    )  # fmt: skip
    def show(plan: dict[str, Any] | None, kind: str | None) -> tuple[Any, ...]:
        if not (plan or {}).get("upload") or (plan or {}).get("job"):
            return None, True, "", bool((plan or {}).get("job")), no_update
        upload = upload_of(desk, plan)
        found = desk.case.preview(upload.path, str(kind or "") if ctx.triggered_id == ids.LOAD_KIND else "")
        return render(found, upload.name), False, found["source"], True, found["loader"]

    @door.callback(
        Permission.LOAD, Output(ids.SAMPLE, "children"),
        Input(maps, "value"), *options.CHANGES, State(ids.PLAN, "data"),
        State(ids.LOAD_KIND, "value"), *options.STATES, prevent_initial_call=True,
    )  # fmt: skip
    def sample(values: list[str | None], *rest: Any) -> Any:
        plan, kind, *form = rest[len(options.CHANGES) :]
        if not values or not (plan or {}).get("upload") or (plan or {}).get("job"):
            return None
        return sampled(preview(desk, plan, kind, values, dict(zip(options.NAMES, form, strict=True)))[0])

    @door.callback(
        Permission.LOAD, Output(ids.PLAN, "data", allow_duplicate=True),
        Output(ids.TICK, "disabled", allow_duplicate=True), Output(ids.LOAD_SOURCE, "value"),
        Input(ids.LOAD_GO, "n_clicks"), State(ids.PLAN, "data"), State(ids.LOAD_KIND, "value"), State(maps, "value"),
        *options.STATES, prevent_initial_call=True,
    )  # fmt: skip
    def load(_clicks: int, plan: dict[str, Any] | None, kind: str, values: list[str | None], *form: Any) -> Any:
        given = dict(zip(options.NAMES, form, strict=True))
        found, wish, upload = preview(desk, plan, kind, values, given)
        if any(not job.over and job.arguments.get("upload") == upload.id for job in desk.jobs.all()):
            say(_("It is being loaded already."))
            raise PreventUpdate
        wish = {**wish, **options.marking(given), "source": found["source"]}
        job = desk.jobs.start(
            "load", _("Load {name}").format(name=upload.name),
            {"upload": upload.id, "path": str(upload.path), "kind": found["loader"], "options": wish},
        )  # fmt: skip
        return {"upload": upload.id, "job": job.id}, False, ""
