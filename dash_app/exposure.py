"""Whether labels are masked on this browser's pages: somebody may look over a shoulder, or a picture is to be taken.

The choice is kept in a cookie and read by the server on every request; the service then answers without any label, so
that none is in the page, its tables, its pictures or the names of its steps. Protected nodes are masked in any case.
"""

from __future__ import annotations

from flask import has_request_context, request

COOKIE = "graphsvc_masked"  # no secret, and no gate: whoever may see labels may also ask for none


def masked() -> bool:
    return has_request_context() and request.cookies.get(COOKIE) == "1"
