"""What every answer carries, and how every failure reads.

The policy lets a page run this server's scripts and nothing else; styles may be inline, because Mantine, AG Grid and
Plotly set them so. Answers hold case data: no cache keeps them, no other site frames them or learns their address.
"""

from __future__ import annotations

import logging
import secrets
import traceback
from collections.abc import Sequence

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from dash_app.language import _
from dash_app.locked import page
from graphsvc.errors import GraphsvcError
from graphsvc.memory import spent

logger = logging.getLogger("graphsvc.app")
tell_all = False  # `serve --dev`: whole tracebacks, which may hold what records say


def policy(script_hashes: Sequence[str]) -> str:
    """The Content-Security-Policy with the hashes of Dash's own inline scripts."""
    scripts = " ".join(["'self'", *script_hashes])
    return "; ".join(
        [
            "default-src 'self'",
            f"script-src {scripts}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]
    )


def install(server: Flask, script_hashes: Sequence[str]) -> None:
    """Set the headers on every answer, and turn every error into a sentence."""
    csp = policy(script_hashes)

    def finish(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = csp
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        return response

    server.after_request(finish)
    server.register_error_handler(Exception, failed)


def failed(error: Exception) -> Response:
    """A sentence for the reader; an unexpected error also gets a number that finds it in the log."""
    if isinstance(error, HTTPException):
        return _answer(error.description or _("that did not work"), error.code or 500)
    if isinstance(error, GraphsvcError):
        return _answer(str(error), 400)
    return _answer(unexpected(error), 500)


def unexpected(error: Exception) -> str:
    """Log where it happened, and return the sentence to show; memory that ran out has one of its own.

    The log gets the type and the lines of code, never the message or values: those can hold what a record says.
    """
    if isinstance(error, MemoryError):
        return spent()
    number = secrets.token_hex(4)
    where = "\n".join(
        f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in traceback.extract_tb(error.__traceback__)
    )
    logger.error("error %s: %s\n%s", number, type(error).__name__, where, exc_info=error if tell_all else None)
    return _("Something went wrong here (error {number}). Nothing was lost; the server's log tells more.").format(
        number=number
    )


def _answer(sentence: str, status: int) -> Response:
    if "text/html" in request.headers.get("Accept", ""):
        return Response(page(sentence, button=False), status=status, mimetype="text/html")
    from flask import jsonify

    answer: Response = jsonify(error=sentence)
    answer.status_code = status
    return answer
