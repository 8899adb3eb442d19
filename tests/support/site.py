"""A small case, the app over it, and what a browser would send to it."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from dash_app.access import OWNER, Permission
from dash_app.desk import Desk

PORT = 8055
BASE = f"http://127.0.0.1:{PORT}"
SECRET = bytes(range(32))


class Hands:
    """A clock that tests move."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 15, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def on(self, **step: float) -> None:
        self.now += timedelta(**step)


def rows() -> list[dict[str, str]]:
    """Two posters with four adverts each, an agency number on all of them, and one advert of nobody."""
    out = [
        {
            "ad_id": f"a{number}",
            "title": f"Kitchen help wanted {number}",
            "description": (
                f"Ask for work. Call +44 7700 90010{number // 4} or mail poster{number // 4}@example.com. "
                f"Office +44 20 7946 0999"
            ),
            "posted": f"2025-0{1 + number}-11",
            "city": "Hull",
        }
        for number in range(8)
    ]
    out.append({"ad_id": "lone", "title": "Flat to let", "description": "No contact.", "posted": "", "city": "Leeds"})
    return out


def tied() -> list[dict[str, str]]:
    """Two posters at work at the same time, each with a text, a number and an address of their own, four adverts each;
    one advert of either carries the same two further contacts."""
    offers = (
        "Cleaner for flats near the harbour, early mornings",
        "Evening shifts in offices, two hours, keys are given",
    )
    return [
        {
            "ad_id": f"p{number}",
            "title": f"Cleaner wanted {number}",
            "description": (
                f"{offers[number % 2]}. Call +44 7700 90020{number % 2} or mail cleaner{number % 2}@example.com. "
                f"{'Office: office@example.org and t.me/harbour_office' if number < 2 else ''}"
            ),
            "posted": f"2025-0{1 + number}-02",
            "city": "Hull",
        }
        for number in range(8)
    ]


def write_adverts(path: Path, adverts: list[dict[str, str]] | None = None) -> Path:
    adverts = rows() if adverts is None else adverts
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(adverts[0]))
        writer.writeheader()
        writer.writerows(adverts)
    return path


@dataclass
class Site:
    """The app, and what a browser with a session would send to it."""

    app: Any
    client: Any
    links: list[str]

    @property
    def gate(self) -> Any:
        return self.app.server.extensions["gate"]

    @property
    def desk(self) -> Desk:
        return self.app.server.extensions["desk"]  # type: ignore[no-any-return]

    def sign_in(self, permissions: frozenset[Permission] = OWNER) -> None:
        self.client.set_cookie(self.gate.cookie, self.gate.sessions.open(permissions), domain="127.0.0.1")

    def get(self, path: str, **options: Any) -> Any:
        return self.client.get(path, base_url=BASE, buffered=True, **options)

    def post(self, path: str, headers: dict[str, str] | None = None, **options: Any) -> Any:
        sent = {"Origin": BASE, "Sec-Fetch-Site": "same-origin"} if headers is None else headers
        return self.client.post(path, base_url=BASE, headers=sent, **options)

    def call(self, output: str, **body: Any) -> Any:
        """Call a callback as the page would; `body` as in Dash's own requests."""
        return self.post("/_dash-update-component", json={"output": output, **body})


def text_of(component: Any) -> str:
    """All text of a component tree, as a reader would meet it."""
    if component is None or isinstance(component, bool):
        return ""
    if isinstance(component, str | int | float):
        return str(component)
    if isinstance(component, list | tuple):
        return " ".join(part for part in map(text_of, component) if part)
    return text_of([getattr(component, name, None) for name in ("title", "label", "children")])


def ids_in(component: Any) -> list[Any]:
    """Ids of a component tree, pattern ids as dicts."""
    found = [component.id] if getattr(component, "id", None) else []
    traverse: Callable[[], Any] | None = getattr(component, "_traverse", None)
    if traverse is not None:
        found += [part.id for part in traverse() if getattr(part, "id", None)]
    elif isinstance(component, list | tuple):
        for part in component:
            found += ids_in(part)
    return found


def plain(component: Any) -> Any:
    """A component as the JSON that travels."""
    from plotly.utils import PlotlyJSONEncoder

    return json.loads(json.dumps(component, cls=PlotlyJSONEncoder))
