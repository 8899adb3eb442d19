"""The pulse of a page: whether the view or the case changed elsewhere. It is no sign of a person, so a session that
only pulses still ends when nobody has used it for long enough."""

from __future__ import annotations

from typing import Any

from flask import jsonify, request

from dash_app.access import Permission
from dash_app.address import KEY
from dash_app.desk import Desk
from dash_app.gate import Gate
from graphsvc.errors import CaseNotFound

ENDPOINT = "pulse"


def install(gate: Gate, desk: Desk) -> None:
    def pulse() -> Any:
        """{"shown": mark of the view as it is now, or '' where it is gone, "news": counter of the desk}"""
        try:
            mark = desk.mark(desk.shelf.get(request.args.get(KEY, "")))
        except CaseNotFound:
            mark = ""
        return jsonify(shown=mark, news=desk.news)

    gate.route("/pulse", ENDPOINT, Permission.SEE, pulse, "GET")
