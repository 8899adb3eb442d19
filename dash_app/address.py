"""The page address: which view it names. Nothing else of a case is ever in it."""

from __future__ import annotations

from urllib.parse import parse_qs

KEY = "view"


def view_of(search: str | None) -> str:
    """The view id in a query string such as `?view=...`, or ''."""
    return parse_qs((search or "").lstrip("?")).get(KEY, [""])[0]


def with_view(id_: str) -> str:
    return f"?{KEY}={id_}"
