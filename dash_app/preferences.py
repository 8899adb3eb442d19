"""What a browser is told to remember: its language, and whether labels are masked. Both outlive a session."""

from __future__ import annotations

from flask import Response, request

from dash_app import exposure, language
from dash_app.access import Permission
from dash_app.gate import Gate
from dash_app.language import _
from graphsvc.errors import InputError

KEPT = 365 * 24 * 3600  # seconds


def install(gate: Gate) -> None:
    gate.route("/prefer", "prefer", Permission.SEE, prefer, "POST")


def prefer() -> Response:
    """Take {"language": "es"} or {"masked": true}; the page then loads itself anew, so that nothing old stays in it."""
    wish = request.get_json(silent=True)
    answer = Response(status=204)
    match wish:
        case {"language": str(chosen)} if chosen in language.LANGUAGES:
            _keep(answer, language.COOKIE, chosen)
        case {"masked": bool(on)}:
            _keep(answer, exposure.COOKIE, "1" if on else "0")
        case _:
            raise InputError(_("a preference is a language of this app, or whether labels are masked"))
    return answer


def _keep(answer: Response, name: str, value: str) -> None:
    answer.set_cookie(name, value, max_age=KEPT, httponly=True, samesite="Strict", path="/")
