"""Tables as files: CSV that a spreadsheet opens and never runs, and the button that saves what a table shows."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

from dash import Input, State

from dash_app import ids, kit
from dash_app.door import Door
from dash_app.language import _

BEGINS = ("=", "+", "-", "@", "\t", "\r", "'")  # what a spreadsheet takes for a formula, or for its own quote


def csv_text(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV (RFC 4180); no cell begins like a formula."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(heads)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(BEGINS) else value


def save_button(id_: str) -> Any:
    """Saves a grid's rows as they are filtered, sorted and shown, each with the case's marking."""
    return kit.button(_("Save as CSV"), id_, "report", color="gray", size="compact-xs")


def register(door: Door, button: str, grid: str) -> None:
    """`button` saves what `grid` shows; assets/csv.js reads it from the grid itself."""
    door.clientside(
        "saveGrid", Input(button, "n_clicks"), State(grid, "id"), State(ids.BANNER, "children"),
        prevent_initial_call=True,
    )  # fmt: skip
