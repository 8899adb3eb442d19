"""Files arrive: the drop zone (assets/upload.js streams them) and the list of those that wait to be loaded."""

from __future__ import annotations

from typing import Any

from dash import ALL, Input, Output, State, dcc, html
from dash.exceptions import PreventUpdate

from dash_app import ids, kit, texts
from dash_app.access import Permission
from dash_app.desk import Desk
from dash_app.door import Door, pressed, say
from dash_app.files import Upload
from dash_app.language import N_, _

KINDS = N_("CSV, TSV, JSON, JSON lines, XLSX or Parquet, also gzipped")


def layout(desk: Desk) -> list[Any]:
    return [
        html.H2(_("Files")),
        dcc.Store(id=ids.UPLOADED, data=0),
        html.Div(
            [
                kit.icon("load"), html.Strong(_("Drop files here")),
                html.Span(_("{kinds}; up to {size} each").format(kinds=_(KINDS), size=size(desk.files.cap))),
            ],
            id=ids.DROP, className="drop", **_cap(desk),
        ),
        html.Div(id=ids.UPLOADS, **kit.LIVE),
    ]  # fmt: skip


def _cap(desk: Desk) -> dict[str, Any]:
    """What assets/upload.js goes by, and what it says."""
    return {
        "data-cap": str(desk.files.cap),
        "data-failed": _("That did not work"),
        "data-receiving": _("Receiving {share} %"),
        "data-checking": _("Checking"),
        "data-refused": _("The file was not taken ({status})."),
        "data-broke": _("The connection broke before the file was there; drop it again."),
        "data-large": _("The file is larger than {n} MiB; load it with graphsvc load."),
        "data-choose": _("Choose files to load"),
    }


def size(number: int) -> str:
    """`12 B`, `3.4 MB`: decimal units, as file managers show them."""
    for unit, scale in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if number >= scale:
            return f"{number / scale:.1f} {unit}"
    return f"{number} B"


def waiting(uploads: list[Upload], chosen: str) -> Any:
    """Uploads that were not loaded yet."""
    if not uploads:
        return html.P(
            _("Files stay on this machine. Nothing is loaded before you have seen how each column will be read."),
            className="hint",
        )
    return html.Ul([_upload(one, one.id == chosen) for one in uploads], className="uploads")


def _upload(one: Upload, chosen: bool) -> html.Li:
    return html.Li(
        [
            html.Div(
                [kit.words(one.name, 80, "hit-label"), html.Div(size(one.size), className="hit-meta")],
                className="hit-body",
            ),
            None if chosen else kit.button(_("Check"), ids.part("upload-check", one.id), "next", variant="filled"),
            kit.tool(
                ids.part("upload-drop", one.id),
                "remove",
                _("Remove {name}").format(name=texts.visible(one.name, 60)),
                size="md",
            ),
        ],
        className="chosen" if chosen else "",
    )


def register(door: Door, desk: Desk) -> None:
    @door.callback(
        Permission.LOAD, Output(ids.UPLOADS, "children"),
        Input(ids.UPLOADED, "data"), Input(ids.PLAN, "data"), Input(ids.NEWS, "data"),
    )  # fmt: skip
    def uploads(_uploaded: Any, plan: dict[str, Any] | None, _news: int) -> Any:
        return waiting(desk.files.uploads(), str((plan or {}).get("upload", "")))

    @door.callback(Permission.LOAD, Output(ids.PLAN, "data"), Input(ids.UPLOADED, "data"), prevent_initial_call=True)
    def arrived(uploaded: Any) -> dict[str, Any]:
        """What was uploaded last opens by itself."""
        if not isinstance(uploaded, str) or desk.files.upload(uploaded) is None:
            raise PreventUpdate
        return {"upload": uploaded}

    @door.callback(
        Permission.LOAD, Output(ids.PLAN, "data", allow_duplicate=True),
        Input(ids.part("upload-check", ALL), "n_clicks"), prevent_initial_call=True,
    )  # fmt: skip
    def check(_clicks: list[int | None]) -> dict[str, Any]:
        chosen = pressed()
        return {"upload": chosen["ref"]}

    @door.callback(
        Permission.LOAD, Output(ids.PLAN, "data", allow_duplicate=True),
        Input(ids.part("upload-drop", ALL), "n_clicks"), State(ids.PLAN, "data"), prevent_initial_call=True,
    )  # fmt: skip
    def drop(_clicks: list[int | None], plan: dict[str, Any] | None) -> dict[str, Any]:
        chosen = pressed()
        desk.files.drop(chosen["ref"])
        say(_("Removed. Nothing of it was loaded."))
        return {} if (plan or {}).get("upload") == chosen["ref"] else dict(plan or {})
