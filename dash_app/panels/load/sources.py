"""Sources: what the case holds from whom, and taking a source back."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import ALL, Input, Output, State, dcc, html
from dash.exceptions import PreventUpdate

from dash_app import ids, kit, texts
from dash_app.access import Permission
from dash_app.desk import Desk
from dash_app.door import Door, pressed, say
from dash_app.language import _

PREFIX = "source:"  # a source's name as something a ref can stand for


def layout(desk: Desk) -> list[Any]:
    return [
        html.H2(_("Sources in this case")),
        html.Div(id=ids.SOURCES, **kit.LIVE),
        dcc.Store(id=ids.UNLOADING),
        dmc.Modal(
            [
                html.P(id=ids.UNLOAD_TEXT),
                html.Div(
                    [
                        kit.button(_("Take it back"), ids.UNLOAD_YES, color="red", variant="filled"),
                        kit.button(_("Leave it"), ids.UNLOAD_NO, color="gray"),
                    ],
                    className="actions",
                ),
            ],
            id=ids.UNLOAD, title=_("Take a source back"), size="sm",
        ),
    ]  # fmt: skip


def listing(desk: Desk) -> Any:
    info = desk.case.info()
    warnings = [html.P(texts.visible(line, 300), className="hint warn") for line in info["warnings"]]
    if not info["sources"]:
        return [
            *warnings,
            html.P(_("No source yet. What you load is listed here, and can be taken back."), className="hint"),
        ]
    return [*warnings, html.Ul([_source(desk, source) for source in info["sources"]], className="sources")]


def _source(desk: Desk, source: dict[str, Any]) -> html.Li:
    name = source["source"]
    files = source["files"]
    tlp = ", ".join(sorted({f"TLP:{file['tlp']}" for file in files}))
    return html.Li(
        [
            html.Div(
                [
                    kit.words(name, 60, "hit-label"),
                    html.Div(
                        f"{texts.count(source['records'], 'record')} · {texts.count(len(files), 'file')} · "
                        f"{texts.span(source['first'], source['last'])}",
                        className="hit-meta",
                    ),
                    html.Div(tlp, className="hit-meta"),
                ],
                className="hit-body",
            ),
            kit.tool(
                ids.part("unload", desk.case.ref(f"{PREFIX}{name}")),
                "remove",
                _("Take {source} back").format(source=texts.visible(name, 60)),
            ),
        ]
    )


def source_of(desk: Desk, ref: str) -> str:
    """The name of the source a ref stands for. Raises CaseNotFound."""
    return desk.case.resolve(ref).removeprefix(PREFIX)


def register(door: Door, desk: Desk) -> None:
    @door.callback(Permission.SEE, Output(ids.SOURCES, "children"), Input(ids.NEWS, "data"))
    def sources(_news: int) -> Any:
        return listing(desk)

    @door.callback(
        Permission.LOAD,
        Output(ids.UNLOAD, "opened"), Output(ids.UNLOAD_TEXT, "children"), Output(ids.UNLOADING, "data"),
        Input(ids.part("unload", ALL), "n_clicks"), prevent_initial_call=True,
    )  # fmt: skip
    def ask(_clicks: list[int | None]) -> tuple[Any, ...]:
        chosen = pressed()
        name = source_of(desk, chosen["ref"])
        before, _mark, after = _(
            "Everything that only {source} supports leaves the case: its records, and the nodes and links that rest on "
            "them alone. The file itself is not touched; loading it again brings them back."
        ).partition("{source}")
        text = [before, kit.words(name, 60), after]
        return True, text, chosen["ref"]

    @door.callback(
        Permission.LOAD, Output(ids.UNLOAD, "opened", allow_duplicate=True),
        Output(ids.TICK, "disabled", allow_duplicate=True), Input(ids.UNLOAD_YES, "n_clicks"),
        State(ids.UNLOADING, "data"), prevent_initial_call=True,
    )  # fmt: skip
    def unload(_clicks: int, ref: str | None) -> tuple[bool, bool]:
        if not ref:
            raise PreventUpdate
        name = source_of(desk, ref)
        desk.jobs.start("unload", _("Take {source} back").format(source=name), {"source": name})
        say(_("It is being taken back; its progress is under Jobs."))
        return False, False

    door.clientside(
        "shut", Output(ids.UNLOAD, "opened", allow_duplicate=True), Input(ids.UNLOAD_NO, "n_clicks"),
        prevent_initial_call=True,
    )  # fmt: skip
