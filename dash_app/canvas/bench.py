"""How fast the canvas is, beside dash-cytoscape in the same run: `python -m dash_app.canvas.bench [300 2000]`.

Measured in headless Chromium, in milliseconds, the median of five: first paint (from opening the page until every node
is drawn and a frame has passed), pan (one step of a drag, until its frame), zoom (one notch of the wheel), restyle (one
node stands out: by `highlight`, ids alone, here; by the stylesheet there), and story (a click lights what runs through
a node). Needs playwright and a Chromium; dash-cytoscape is left out where it is not installed.
"""

from __future__ import annotations

import logging
import platform
import random
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module, metadata, util
from statistics import median
from typing import Any

from dash import Dash, html
from werkzeug.serving import make_server

from dash_app.canvas import GraphCanvas

RUNS = 5
FRAME = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"
OWN = "document.querySelector('.gc-drawing')?._cyreg?.cy"
PEER = "document.querySelector('#g')?._cyreg?.cy ?? document.querySelector('#g div')?._cyreg?.cy"


Graph = tuple[list[str], list[str], dict[str, tuple[float, float]], list[tuple[str, str]]]


def graph(size: int, seed: int = 7) -> Graph:
    """(keys, kinds, places, lines) of adverts around shared identifiers, 1.3 lines to a node."""
    rng = random.Random(seed)
    keys = [f"n{number}" for number in range(size)]
    shared = max(1, size // 8)
    kinds = ["phone" if number < shared else "ad" for number in range(size)]
    wide = int(size**0.5) + 1
    places = {key: (60.0 * (i % wide), 60.0 * (i // wide)) for i, key in enumerate(keys)}
    lines = {(keys[i], keys[rng.randrange(shared)]) for i in range(shared, size)}
    while len(lines) < 1.3 * size:
        lines.add((keys[rng.randrange(shared, size)], keys[rng.randrange(shared)]))
    return keys, kinds, places, sorted(lines)


def own(size: int) -> Any:
    keys, kinds, places, lines = graph(size)
    nodes = {
        key: {
            "data": {"label": f"{kind} {key}", "kind": kind, "records": 1, "degree": 2},
            "position": {"x": places[key][0], "y": places[key][1]},
        }
        for key, kind in zip(keys, kinds)
    }  # fmt: skip
    edges = {f"{a}~{b}": {"data": {"source": a, "target": b, "kind": "fact"}} for a, b in lines}
    return GraphCanvas("g", nodes=nodes, edges=edges, style={"height": "760px"})


def peer(size: int) -> Any:
    make = import_module("dash_cytoscape").Cytoscape
    keys, kinds, places, lines = graph(size)
    elements: list[dict[str, Any]] = [
        {"data": {"id": key, "label": f"{kind} {key}"}, "classes": kind,
         "position": {"x": places[key][0], "y": places[key][1]}}
        for key, kind in zip(keys, kinds)
    ]  # fmt: skip
    elements += [{"data": {"id": f"{a}~{b}", "source": a, "target": b}} for a, b in lines]
    return make(
        id="g", elements=elements, layout={"name": "preset"}, style={"height": "760px", "width": "100%"},
        stylesheet=STYLE,
    )  # fmt: skip


STYLE = [
    {"selector": "node", "style": {"label": "data(label)", "font-size": 9, "width": 30, "height": 30}},
    {"selector": ".phone", "style": {"background-color": "#62914a"}},
]


@contextmanager
def served(content: Any) -> Iterator[str]:
    app = Dash("bench", serve_locally=True)
    app.layout = html.Div(content)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, app.server, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def timed(page: Any, act: Callable[[], Any]) -> float:
    """Milliseconds until what an act caused was drawn."""
    start = page.evaluate("performance.now()")
    act()
    return float(page.evaluate(FRAME)) - float(start)


def measure(page: Any, address: str, engine: str, size: int, mine: bool) -> dict[str, float]:
    def loaded() -> float:
        page.goto(address)
        page.wait_for_function(f"(n) => {engine}?.nodes().length === n", arg=size, timeout=120_000)
        return float(page.evaluate(FRAME))

    paint = median(loaded() for _ in range(RUNS))
    page.wait_for_timeout(800)
    box = page.locator("#g").bounding_box()
    x, y = box["x"] + 4, box["y"] + box["height"] / 2  # beside the nodes
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 12, y)
    pan = median(timed(page, partial(page.mouse.move, x + 12 + 8 * step, y)) for step in range(1, RUNS + 1))
    page.mouse.up()
    page.wait_for_timeout(400)
    page.mouse.move(box["x"] + box["width"] / 2, y)
    zoom = median(timed(page, lambda: page.mouse.wheel(0, -120)) for _ in range(RUNS))
    page.wait_for_timeout(400)

    def restyle(number: int) -> float:
        if mine:
            change: dict[str, Any] = {"highlight": [f"n{number}"]}
        else:
            chosen = {"selector": f"#n{number}", "style": {"background-color": "#d9620f", "width": 44, "height": 44}}
            change = {"stylesheet": [*STYLE, chosen]}
        return timed(page, lambda: page.evaluate("(props) => dash_clientside.set_props('g', props)", change))

    found = {"first paint": paint, "pan": pan, "zoom": zoom, "restyle": median(map(restyle, range(RUNS)))}
    if mine:
        page.evaluate("dash_clientside.set_props('g', {highlight: []})")
        tap = f"(n) => void {engine}.getElementById('n' + n).emit('tap')"
        found["story"] = median(timed(page, partial(page.evaluate, tap, n)) for n in range(RUNS))
    return found


def main(sizes: list[int]) -> None:
    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    kinds: list[tuple[str, Callable[[int], Any], str, bool]] = [("own", own, OWN, True)]
    if util.find_spec("dash_cytoscape"):
        kinds.append((f"dash-cytoscape {metadata.version('dash-cytoscape')}", peer, PEER, False))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        print(
            f"{platform.platform()}, {platform.processor() or platform.machine()}, Python {platform.python_version()}, "
            f"Dash {metadata.version('dash')}, Chromium {browser.version}; milliseconds, median of {RUNS}"
        )
        for size in sizes:
            for name, make, engine, mine in kinds:
                with served(make(size)) as address:
                    found = measure(page, address, engine, size, mine)
                print(f"{size:6,} nodes  {name:22}" + "  ".join(f"{what} {ms:7.0f}" for what, ms in found.items()))
        browser.close()


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [300, 2000])
