"""The canvas against dash-cytoscape, in the same run, in a real browser: `python tests/bench/canvas.py [RUNS]`.

Headless Chromium without a GPU, so figures are worst cases. Each figure is the median over RUNS page loads (5).
- first paint: from the start of navigation to the frame after all nodes were drawn
- pan: time per mouse move of a 40-move drag, until the last frame is out; p95: 95th percentile of frame times meanwhile
- zoom: time per wheel step, frame out
- restyle: one node made to stand out. Here by the ids-only `highlight` prop (which also dims all others), in
  dash-cytoscape by its `stylesheet`, its documented way
- patch: one node's data changed by a server callback that returns a `Patch`
- heap: JavaScript heap in use after a collection
"""

from __future__ import annotations

import logging
import math
import platform
import random
import statistics
import sys
import threading
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import dash_cytoscape
from dash import Dash, Input, Output, Patch, html
from werkzeug.serving import make_server

from dash_app.canvas import GraphCanvas
from tests.support.browser import launch, watched

SIZES = (300, 2000)
STEPS = {"own": 120, "dash-cytoscape": 20}  # pixels of wheel that zoom by 1.2 in each
KINDS = ("ad", "ad", "ad", "ad", "phone", "email", "account", "wallet", "url", "template")
COLOURS = dict(zip(dict.fromkeys(KINDS), ("#3060aa", "#62914a", "#0097a7", "#522567", "#d9620f", "#515a66", "#ad7d76")))
ICON = (
    "data:image/svg+xml;utf8,%3Csvg xmlns='http://www.w3.org/2000/svg' width='24' height='24'%3E"
    "%3Ccircle cx='12' cy='12' r='9' fill='none' stroke='white' stroke-width='2'/%3E%3C/svg%3E"
)

_PROBE = """
window.frames_ = [];
window.engineOf = () => { for (const d of document.querySelectorAll("div")) if (d._cyreg) return d._cyreg.cy; };
window.settled = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
(function watch(last) {
  requestAnimationFrame((now) => { window.frames_.push(now - last); watch(now); });
})(performance.now());
window.painted = (count) => new Promise((done) => {
  const look = () => {
    const cy = window.engineOf();
    if (!cy || cy.nodes().length < count) return requestAnimationFrame(look);
    cy.one("render", () => window.settled().then(() => done(performance.now())));
    cy.forceRender();
  };
  look();
});
"""


def network(count: int, seed: int = 7) -> tuple[list[dict[str, Any]], list[tuple[str, str]]]:
    """Nodes on a jittered spiral and about 1.5 edges per node, most of them short."""
    rng = random.Random(seed)
    nodes = []
    for i in range(count):
        r, turn = 60 * math.sqrt(i), i * 2.399963
        nodes.append({
            "id": f"n{i}", "kind": rng.choice(KINDS), "label": f"+44 20 7946 {i:04d}",
            "degree": rng.choice((1, 2, 3, 12)),
            "x": r * math.cos(turn) + rng.uniform(-9, 9), "y": r * math.sin(turn) + rng.uniform(-9, 9),
        })  # fmt: skip
    pairs = {(f"n{max(0, i - rng.randint(1, 30))}", f"n{i}") for i in range(1, count)}
    pairs |= {(f"n{rng.randrange(count // 2)}", f"n{rng.randrange(count // 2, count)}") for _ in range(count // 2)}
    return nodes, sorted(pairs)


def own(count: int) -> Dash:
    nodes, pairs = network(count)
    app = Dash("own")
    fields = ("label", "kind", "degree")
    canvas = GraphCanvas(
        "g",
        nodes={n["id"]: {"data": {k: n[k] for k in fields}, "position": {"x": n["x"], "y": n["y"]}} for n in nodes},
        edges={f"e{i}": {"data": {"source": a, "target": b, "kind": "fact"}} for i, (a, b) in enumerate(pairs)},
        style={"height": "700px"},
    )
    app.layout = html.Div([canvas, html.Button("patch", id="patch")])

    @app.callback(Output("g", "nodes"), Input("patch", "n_clicks"), prevent_initial_call=True)
    def change(_: int) -> Patch:
        patch = Patch()
        patch["n5"]["data"]["hub"] = True
        return patch

    return app


def peer(count: int) -> Dash:
    nodes, pairs = network(count)
    app = Dash("peer")
    elements: list[dict[str, Any]] = [
        {"data": {"id": n["id"], "label": n["label"], "kind": n["kind"]}, "position": {"x": n["x"], "y": n["y"]}}
        for n in nodes
    ]
    elements += [{"data": {"id": f"e{i}", "source": a, "target": b}} for i, (a, b) in enumerate(pairs)]
    look: list[dict[str, Any]] = [
        {"selector": "node", "style": {
            "label": "data(label)", "font-size": 11, "text-valign": "bottom", "background-image": ICON,
            "background-width": "40%", "background-height": "40%",
        }},
        {"selector": "edge", "style": {"width": 1.6}},
        {"selector": ".hub", "style": {"border-width": 4}},
        *({"selector": f'[kind = "{k}"]', "style": {"background-color": c}} for k, c in COLOURS.items()),
    ]  # fmt: skip
    canvas = dash_cytoscape.Cytoscape(
        id="g",
        elements=elements,
        stylesheet=look,
        layout={"name": "preset"},
        style={"height": "700px", "width": "100%"},
    )
    app.layout = html.Div([canvas, html.Button("patch", id="patch")])

    @app.callback(Output("g", "elements"), Input("patch", "n_clicks"), prevent_initial_call=True)
    def change(_: int) -> Patch:
        patch = Patch()
        patch[5]["classes"] = "hub"
        return patch

    return app


_TIMED = "async (work) => { const t = performance.now(); await eval(work)(); return performance.now() - t; }"
_DRAWN = "const cy = engineOf(); await new Promise((done) => {{ cy.one('render', done); {act} }}); await settled();"
_PATCH = _DRAWN.format(act="document.getElementById('patch').click();")
_RESTYLE = {
    "own": "dash_clientside.set_props('g', {highlight: ['n5']}); await new Promise((done) => { const look = () => "
    "document.querySelector('.gc-fades') ? done() : requestAnimationFrame(look); look(); }); await settled();",
    "dash-cytoscape": _DRAWN.format(
        act="dash_clientside.set_props('g', {stylesheet: [...window.look_, "
        "{selector: '#n5', style: {'border-width': 4}}]});"
    ),
}


def measure(browser: Any, name: str, make: Callable[[int], Dash], count: int) -> dict[str, float]:
    app = make(count)
    server = make_server("127.0.0.1", 0, app.server, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with watched(browser, viewport={"width": 1280, "height": 800}) as seen:
            page = seen.page
            page.add_init_script(_PROBE)
            page.goto(f"http://127.0.0.1:{server.server_port}/")
            out = {"first paint": page.evaluate("count => painted(count)", count)}
            page.wait_for_timeout(1500)
            if name != "own":
                page.evaluate("window.look_ = engineOf().style().json()")
            out |= _moves(page, STEPS[name])
            out["restyle"] = page.evaluate(_TIMED, f"(async () => {{ {_RESTYLE[name]} }})")
            if name == "own":
                page.evaluate("dash_clientside.set_props('g', {highlight: []})")
            page.wait_for_timeout(500)
            out["patch"] = page.evaluate(_TIMED, f"(async () => {{ {_PATCH} }})")
            session = page.context.new_cdp_session(page)
            session.send("HeapProfiler.collectGarbage")
            out["heap MB"] = page.evaluate("performance.memory.usedJSHeapSize / 1048576")
            if seen.errors:
                raise RuntimeError(f"{name}: {seen.errors[0]}")
            return out
    finally:
        server.shutdown()


def _moves(page: Any, step: int) -> dict[str, float]:
    page.mouse.move(640, 40)
    page.mouse.down()
    page.evaluate("frames_.length = 0")
    start = page.evaluate("performance.now()")
    for i in range(40):
        page.mouse.move(640 + 4 * i, 40 + 3 * i)
    page.evaluate("settled()")
    spent = page.evaluate("performance.now()") - start
    frames = sorted(page.evaluate("frames_"))
    page.mouse.up()
    page.wait_for_timeout(600)
    start = page.evaluate("performance.now()")
    for i in range(10):
        page.mouse.wheel(0, -step if i < 5 else step)
        page.evaluate("settled()")
    zoom = (page.evaluate("performance.now()") - start) / 10
    page.wait_for_timeout(800)
    return {"pan": spent / 40, "p95 frame": frames[int(0.95 * (len(frames) - 1))], "zoom": zoom}


def main(runs: int) -> None:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with launch() as browser:
        print(f"{platform.machine()}, {platform.system()} {platform.release()}, Python {platform.python_version()}")
        print(f"Chromium {browser.version}, dash {version('dash')}, dash-cytoscape {version('dash-cytoscape')}")
        print(f"median of {runs} runs, milliseconds\n")
        columns = ("first paint", "pan", "p95 frame", "zoom", "restyle", "patch", "heap MB")
        print("| canvas | nodes | " + " | ".join(columns) + " |\n|---|---|" + "---|" * len(columns))
        for count in SIZES:
            rows: dict[str, list[dict[str, float]]] = {"own": [], "dash-cytoscape": []}
            for _ in range(runs):  # alternating, so that a busy machine is busy for both
                rows["own"].append(measure(browser, "own", own, count))
                rows["dash-cytoscape"].append(measure(browser, "dash-cytoscape", peer, count))
            for name, found in rows.items():
                medians = [statistics.median(one[column] for one in found) for column in columns]
                print(f"| {name} | {count} | " + " | ".join(f"{value:.0f}" for value in medians) + " |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
