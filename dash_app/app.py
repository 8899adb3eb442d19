"""Putting the app together: server, gate, screens, headers. What is missing a permission stops it here."""

from __future__ import annotations

import atexit
from collections.abc import Callable
from typing import Any

import dash
from flask import Flask

from dash_app import exposure, headers, language, preferences, pulse, shell
from dash_app.access import Clock, Links, Sessions
from dash_app.desk import Desk
from dash_app.door import Door, undeclared
from dash_app.files import UPLOAD_CAP, Files
from dash_app.gate import Gate
from dash_app.panels import PANELS, panel
from graphsvc.errors import InputError
from graphsvc.service import Case, veiled

LOOPBACK = ("127.0.0.1", "localhost", "::1")
BODY_CAP = 16 << 20  # bytes of a callback's request; uploads have a cap of their own

_INDEX = """<!DOCTYPE html>
<html lang="en">
    <head>
        {%metas%}
        <title>{%title%}</title>
        <link rel="icon" type="image/svg+xml" href="/assets/mark.svg">
        {%css%}
    </head>
    <body>
        {%app_entry%}
        <footer>{%config%}{%scripts%}{%renderer%}</footer>
    </body>
</html>
"""


def create_app(
    case: Case, *, secret: bytes, port: int, host: str = "127.0.0.1", clock: Clock | None = None,
    announce: Callable[[str], None] = lambda link: None, upload_cap: int = UPLOAD_CAP, dev: bool = False,
) -> dash.Dash:  # fmt: skip
    """The app over an open case. `server.extensions` holds its "gate" (links, sessions) and its "desk".

    Dash's own debug mode is never on: it opens a console, needs eval, and asks its maker for news. `dev` puts whole
    tracebacks into the log instead. `secret`: at least 32 random bytes, new for each start. `announce(link)` shows a
    new one-time link to whoever runs the server. Raises InputError for a host that is not loopback, a secret too
    short, or a case that a worker process could not open.
    """
    check_host(host)
    if case.name == "memory:":
        raise InputError("the app needs a case that outlives one process; give a file such as harbour.db")
    clock = clock or case.clock
    server = Flask("dash_app", static_folder=None)
    server.config["MAX_CONTENT_LENGTH"] = BODY_CAP
    gate = Gate(
        server,
        host=host,
        port=port,
        links=Links(secret, clock),
        sessions=Sessions(secret, clock),
        clock=clock,
        announce=announce,
        pages=frozenset(PANELS),
    )
    files = Files(upload_cap)
    files.install(gate)
    app = _App(
        "dash_app", server=server, serve_locally=True, title="graphsvc", update_title=None,  # type: ignore[arg-type]
        index_string=_INDEX, add_log_handler=False, enable_mcp=False, websocket_callbacks=False,
        include_pages_meta=False,
    )  # fmt: skip
    desk = Desk(case, files)
    door = Door(app)
    app.layout = lambda: _laid_out(desk)
    preferences.install(gate)
    pulse.install(gate, desk)
    shell.register(door, desk)
    for name in PANELS:
        panel(name).register(door, desk)
    open_doors = undeclared(app, door)
    if open_doors:
        raise RuntimeError(f"callbacks without a declared permission: {', '.join(open_doors)}")
    headers.install(server, app.csp_hashes())
    headers.tell_all = dev
    server.extensions["gate"], server.extensions["desk"], server.extensions["door"] = gate, desk, door
    atexit.register(files.close)
    return app


class _App(dash.Dash):
    """Dash, whose page says in which language it speaks."""

    def interpolate_index(self, *parts: Any, **named: Any) -> str:
        page: str = super().interpolate_index(*parts, **named)  # type: ignore[no-untyped-call]
        return page.replace('<html lang="en">', f'<html lang="{language.current()}">', 1)


def _laid_out(desk: Desk) -> Any:
    with veiled(exposure.masked()):
        return shell.layout(desk)


def check_host(host: str) -> None:
    """Raises InputError for any address but loopback: without accounts nobody else may reach a case."""
    if host not in LOOPBACK:
        raise InputError(
            f"{host} can be reached by others, and this app has no accounts yet; serve on 127.0.0.1 and reach it "
            f"through an SSH tunnel"
        )
