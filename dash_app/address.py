"""The page address: which view it names. Nothing else of a case is ever in it."""

from __future__ import annotations

import re
from urllib.parse import parse_qs

KEY = "view"
_KNOWN = re.compile(r"s?[0-9a-f]{32}")  # a view, or a reading link to one


def view_of(search: str | None) -> str:
    """The view id in a query string such as `?view=...`, or ''."""
    return parse_qs((search or "").lstrip("?")).get(KEY, [""])[0]


def is_view(text: str) -> bool:
    """Whether a text could name a view; whether there is one of that name is another question."""
    return _KNOWN.fullmatch(text) is not None


def with_view(id_: str) -> str:
    return f"?{KEY}={id_}"
