"""Which page asks, and what it showed when it asked: two pages on one view must not undo each other's work unseen.

A page names itself by a random word and sends along the mark of the picture it shows (assets/session.js). Neither is
believed to be more than that: they only decide whether to ask a person to look first.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import has_request_context, request

PAGE = "X-Graphsvc-Page"
SHOWN = "X-Graphsvc-Shown"


@dataclass(frozen=True, slots=True)
class Asker:
    """`page`: what the page calls itself; `shown`: the mark of its picture. Both are '' outside a page's request."""

    page: str = ""
    shown: str = ""


def asker() -> Asker:
    if not has_request_context():
        return Asker()
    return Asker(request.headers.get(PAGE, "")[:40], request.headers.get(SHOWN, "")[:120])
