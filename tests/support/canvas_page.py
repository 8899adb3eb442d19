"""A small Dash app with one canvas, served under the app's own content-security policy, and handles to watch it."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from dash import Dash, Input, Output, Patch, html
from flask import Response
from werkzeug.serving import make_server

from dash_app.canvas import GraphCanvas
from dash_app.canvas.component import OUTPUTS
from dash_app.headers import policy
from tests.support.browser import Watched, watched

ENGINE = "document.querySelector('.gc-drawing')?._cyreg?.cy"
DRAWING, OVERLAY = 'canvas[data-id="layer2-node"]', ".gc-overlay"
_INKED = """(layer) => {
  const sheet = document.querySelector(layer);
  if (sheet.hidden) return 0;
  const data = sheet.getContext("2d").getImageData(0, 0, sheet.width, sheet.height).data;
  let count = 0;
  for (let i = 3; i < data.length; i += 4) if (data[i]) count += 1;
  return count;
}"""


def node(x: float, y: float, kind: str = "ad", label: str = "", **data: Any) -> dict[str, Any]:
    return {"data": {"label": label or f"{kind} at {x}", "kind": kind, **data}, "position": {"x": x, "y": y}}


def edge(source: str, target: str, kind: str = "fact", **data: Any) -> dict[str, Any]:
    return {"data": {"source": source, "target": target, "kind": kind, **data}}


NODES = {
    "hub": node(0, 0, "phone", "+44 20 7946 0000", records=412, degree=4, hub=True),
    "left": node(-160, 0, label="Waitress wanted", records=1, degree=1),
    "right": node(160, 0, "email", "contact@example.com", records=3, degree=2),
    "up": node(0, -160, "account", "telegram: harbour", degree=1),
    "down": node(0, 160, "wallet", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", degree=1, protected=True),
    "far": node(420, 60, "actor", "Harbour group"),
}
EDGES = {
    "e1": edge("hub", "left"),
    "e2": edge("hub", "right", type="MENTIONS", count=3),
    "e3": edge("hub", "up", "assessment"),
    "e4": edge("hub", "down", "inference"),
    "e5": edge("right", "far", "inference"),
}


@dataclass
class Canvas:
    """The page, the events the server heard, and what the next press of a hidden button changes."""

    seen: Watched
    origin: str
    events: list[tuple[str, Any]] = field(default_factory=list)
    changes: dict[str, Any] = field(default_factory=dict)

    @property
    def page(self) -> Any:
        return self.seen.page

    def engine(self, expression: str, argument: Any = None) -> Any:
        """Evaluate an expression of `cy` and `arg` in the page."""
        return self.page.evaluate(f"(arg) => {{ const cy = {ENGINE}; return {expression}; }}", argument)

    def set(self, **props: Any) -> None:
        self.page.evaluate("(props) => dash_clientside.set_props('g', props)", props)
        self.rest()

    def patch(self, **changes: Any) -> None:
        """Have a server callback return these for `nodes` and `edges`."""
        self.changes = changes
        with self.page.expect_response(
            lambda response: '"output":"..g.nodes...g.edges.."' in response.request.post_data
        ):
            self.page.evaluate("document.getElementById('change').click()")
        self.rest()

    def rest(self, milliseconds: int = 120) -> None:
        """Long enough for React, the engine and, at 400 ms, for gathered events."""
        self.page.wait_for_timeout(milliseconds)

    def heard(self, name: str, count: int = 1) -> list[Any]:
        """The first `count` events of a kind, once so many have come."""
        end = time.monotonic() + 10
        while len(found := [value for kind, value in self.events if kind == name]) < count:
            assert time.monotonic() < end, f"{len(found)} of {count} {name}; heard {[kind for kind, _ in self.events]}"
            self.page.wait_for_timeout(20)
        return found

    def where(self, key: str) -> tuple[float, float]:
        """Pixel of a node in the window."""
        spot = self.engine("(({x, y}) => ({x, y}))(cy.getElementById(arg).renderedPosition())", key)
        box = self.page.locator(".gc-surface").bounding_box()
        return box["x"] + spot["x"], box["y"] + spot["y"]

    def position(self, key: str) -> tuple[float, float]:
        spot = self.engine("({...cy.getElementById(arg).position()})", key)
        return spot["x"], spot["y"]

    def click(self, key: str, **options: Any) -> None:
        self.page.mouse.click(*self.where(key), **options)

    def last(self, name: str) -> Any:
        return next((value for kind, value in reversed(self.events) if kind == name), None)

    def toggle(self) -> None:
        """Have a server callback take the canvas away, or bring it back as it was left."""
        count = self.page.locator(".graph-canvas").count()
        self.page.evaluate("document.getElementById('show').click()")
        self.page.wait_for_function("(n) => document.querySelectorAll('.graph-canvas').length !== n", arg=count)
        self.rest()

    def inked(self, layer: str) -> int:
        """Pixels of a layer that are not empty."""
        return int(self.page.evaluate(_INKED, layer))

    def fresh(self) -> None:
        """The canvas as it was at first, and nothing heard yet."""
        self.page.mouse.move(0, 0)
        self.toggle()
        self.events.clear()
        self.toggle()
        self.rest(300)
        self.events.clear()

    def command(self, op: str, **more: Any) -> None:
        self.set(command={"op": op, **more})

    def picture(self, op: str, **more: Any) -> dict[str, Any]:
        before = len([1 for kind, _ in self.events if kind == "image"])
        self.command(op, n=before + 1, time="2026-01-15 12:00 UTC", **more)
        image: dict[str, Any] = self.heard("image", before + 1)[-1]
        return image

    def assert_quiet(self) -> None:
        """Nothing went wrong and nothing left the page's own origin."""
        assert self.seen.errors == []
        assert self.seen.dialogs == []
        assert self.seen.violations() == []
        assert self.seen.outside(self.origin) == []


def make_app(canvas: Canvas, nodes: Mapping[str, Any], edges: Mapping[str, Any], **props: Any) -> Dash:
    app = Dash("canvas-page", serve_locally=True)

    def drawn() -> GraphCanvas:
        left = {name: value for name in ("viewport", "positions") if (value := canvas.last(name))}
        return GraphCanvas("g", nodes=nodes, edges=edges, **{"style": {"height": "600px"}, **props, **left})

    buttons = [html.Button(name, id=name) for name in ("change", "show")]
    app.layout = html.Div([*buttons, html.Div(drawn(), id="box"), html.Div(id="heard")])

    @app.callback(
        Output("g", "nodes"), Output("g", "edges"), Input("change", "n_clicks"), prevent_initial_call=True,
    )  # fmt: skip
    def change(_: int) -> tuple[Any, Any]:
        return canvas.changes.get("nodes", Patch()), canvas.changes.get("edges", Patch())

    @app.callback(Output("box", "children"), Input("show", "n_clicks"), prevent_initial_call=True)
    def show(clicks: int) -> Any:
        return None if clicks % 2 else drawn()

    def hear(name: str) -> Callable[[Any], None]:
        def heard(value: Any) -> None:
            if value is not None:  # a canvas that is shown again asks with what it does not have yet
                canvas.events.append((name, value))

        return heard

    for name in OUTPUTS:
        app.callback(Output("heard", f"data-{name.lower()}"), Input("g", name), prevent_initial_call=True)(hear(name))
    return app


@contextmanager
def shown(
    browser: Any, nodes: Mapping[str, Any], edges: Mapping[str, Any] | None = None, **props: Any
) -> Iterator[Canvas]:
    """A canvas on a page, drawn and at rest."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with watched(browser) as seen:
        canvas = Canvas(seen, "")
        app = make_app(canvas, nodes, edges or {}, **props)
        csp = policy(app.csp_hashes())

        def guard(response: Response) -> Response:
            response.headers["Content-Security-Policy"] = csp
            return response

        app.server.after_request(guard)
        server = make_server("127.0.0.1", 0, app.server, threaded=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            canvas.origin = f"http://127.0.0.1:{server.server_port}"
            seen.page.goto(canvas.origin)
            seen.page.wait_for_function(f"(n) => {ENGINE}?.nodes().length === n", arg=len(nodes))
            canvas.rest(300)
            yield canvas
            seen.page.close()
        finally:
            server.shutdown()
            thread.join()
            server.server_close()
