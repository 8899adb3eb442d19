"""Screens: one module or package each, one line here. Each has TITLE, ICON, `layout(desk)` and `register(door, desk)`.

The first is the one an address without a name opens.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

PANELS: dict[str, str] = {
    "explore": "dash_app.panels.explore",
    "clusters": "dash_app.panels.clusters",
    "review": "dash_app.panels.review",
    "bridges": "dash_app.panels.bridges",
    "load": "dash_app.panels.load",
    "reports": "dash_app.panels.reports",
}


def panel(name: str) -> Any:
    """The module of a screen."""
    return import_module(PANELS[name])
