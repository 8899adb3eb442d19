"""Every state of the app worth looking at, by name: how a page that shows an empty view of the demo case gets there.

`tests/e2e/test_access.py` audits each, `python -m tests.support.shots` takes their pictures.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from dash_app.address import view_of
from tests.support.served import Screen
from tests.support.site import rows, write_adverts

Scene = Callable[[Screen], None]

SIZES = ((1280, 800), (1440, 900), (1920, 1080))  # pixels, what investigators sit in front of
SCHEMES = ("light", "dark")
PATIENCE = 60_000  # milliseconds for a comparison that runs in the background


def _empty(screen: Screen) -> None:
    screen.go("explore")


def _network(screen: Screen) -> None:
    """The first network of the newest run on the canvas."""
    screen.go("clusters")
    screen.page.locator("#clusters .ag-row").first.click()
    screen.page.locator("#cluster").get_by_role("button", name="Open on canvas").click()
    screen.page.locator("#screen-explore").wait_for(state="visible")
    screen.page.locator("#table .ag-row").first.wait_for()
    screen.settle()


def _row(screen: Screen, number: int, **options: Any) -> None:
    screen.page.locator("#table .ag-row").nth(number).click(**options)
    screen.idle()


def _explore(screen: Screen) -> None:
    _network(screen)
    _row(screen, 0)
    screen.page.locator("#inspector .card-title h2").first.wait_for()
    screen.settle()


def _line(screen: Screen) -> None:
    _network(screen)
    edge = "const e = document.querySelector('.gc-drawing')._cyreg.cy.edges()[0]"
    ends = f"(() => {{ {edge}; return [e.source().id(), e.target().id()]; }})()"
    a, b = screen.page.evaluate(ends)
    screen.page.evaluate(
        "(ends) => dash_clientside.set_props('subject', {data: {kind: 'edge', a: ends[0], b: ends[1]}})", [a, b]
    )
    screen.page.locator("#inspector article.evidence").first.wait_for()


def _tab(name: str) -> Scene:
    def scene(screen: Screen) -> None:
        _network(screen)
        screen.page.locator("#dock").get_by_role("tab").nth(name_at(name)).click()
        screen.settle()

    return scene


def name_at(name: str) -> int:
    return ("table", "timeline", "payments", "places").index(name)


def _pair(button: str, title: str) -> Scene:
    def scene(screen: Screen) -> None:
        _network(screen)
        _row(screen, 0)
        _row(screen, 1, modifiers=["Control"])
        screen.page.locator(button).click()
        screen.page.locator("#inspector .card-head h2", has_text=title).wait_for()  # not that of the node before
        screen.settle()

    return scene


def _payments(screen: Screen) -> None:
    desk, view = screen.site.desk, view_of(f"?{urlsplit(screen.page.url).query}")
    wallets = [node["id"] for start in ("0x", "bc1") for node in desk.case.search(start, limit=40)]
    with desk.changing(view) as changing:
        changing.add("Wallets", wallets)
    screen.page.reload()
    screen.page.locator("#table .ag-row").first.wait_for()
    screen.page.locator("#dock").get_by_role("tab").nth(name_at("payments")).click()
    screen.page.locator("#flows .main-svg").first.wait_for()
    screen.settle()


def _suggest(screen: Screen) -> None:
    _network(screen)
    _row(screen, 0)
    screen.page.locator("#suggest").click()
    screen.page.locator("#inspector .suggestions").wait_for()
    screen.settle()


def _clusters(screen: Screen) -> None:
    screen.go("clusters")
    screen.page.locator("#clusters .ag-row").first.click()
    screen.page.locator("#cluster h2").first.wait_for()


def _cluster_tab(name: str) -> Scene:
    def scene(screen: Screen) -> None:
        screen.go("clusters")
        screen.page.locator("#screen-clusters").get_by_role("tab", name=name).click()
        screen.settle()

    return scene


def _review(screen: Screen) -> None:
    screen.go("review")
    screen.page.locator("#links .ag-row").first.click()
    screen.page.locator("#link").get_by_text("Do these two belong together?").wait_for()


def _hubs(screen: Screen) -> None:
    screen.go("review")
    screen.page.get_by_role("tab", name="Hubs for a verdict").click()
    screen.settle()


def _bridges(screen: Screen) -> None:
    screen.go("bridges")
    rows_ = screen.page.locator("#bridges .ag-row")
    if screen.site.desk.bridges is None:
        screen.page.get_by_role("button", name="Compare recruitment with sale").click()
    rows_.first.wait_for(timeout=PATIENCE)
    rows_.first.click()
    screen.page.locator("#bridge h2").first.wait_for()


def _load(screen: Screen) -> None:
    screen.go("load")


def _mapping(screen: Screen) -> None:
    screen.go("load")
    path = screen.site.desk.files.folder / "march.csv"
    adverts = [{**row, "ad_id": f"m{n}", "nationality": "x"} for n, row in enumerate(rows())]
    screen.page.locator("#drop-input").set_input_files(write_adverts(path, adverts))
    screen.page.locator("#preview h2", has_text="march.csv").wait_for()
    screen.page.locator("#sample", has_text="Kitchen help wanted 0").wait_for()
    screen.settle()


def _reports(screen: Screen) -> None:
    screen.go("reports")


def _help(screen: Screen) -> None:
    screen.page.locator("#help-button").click()
    screen.page.get_by_role("dialog").wait_for()
    screen.settle()


def _paste(screen: Screen) -> None:
    labels = [node["label"] for node in screen.site.desk.case.search("+44", limit=3)]
    screen.page.locator("#paste-button").click()
    screen.page.locator("#paste-text").fill("\n".join([*labels, "nobody@example.org", "zzz"]))
    screen.page.locator("#paste-read").click()
    screen.page.locator("#paste-result section").first.wait_for()
    screen.settle()


def _decide(screen: Screen) -> None:
    _review(screen)
    screen.page.locator("#link [data-key=n]").click()
    screen.page.get_by_role("dialog").wait_for()
    screen.settle()


def _views(screen: Screen) -> None:
    _network(screen)
    screen.page.locator("#views-button").click()
    screen.page.locator("#views-list .kept-view").first.wait_for()
    screen.settle()


def _menu(screen: Screen) -> None:
    _network(screen)
    screen.page.locator("#table .ag-row").first.click(button="right")
    screen.page.locator("#menu").wait_for(state="visible")
    screen.settle()


SCENES: dict[str, Scene] = {
    "empty": _empty,
    "explore": _explore,
    "evidence": _line,
    "timeline": _tab("timeline"),
    "payments": _payments,
    "places": _tab("places"),
    "path": _pair("#path", "How are they connected?"),
    "why": _pair("#why", "inked"),
    "suggest": _suggest,
    "menu": _menu,
    "clusters": _clusters,
    "changed": _cluster_tab("What changed"),
    "wordings": _cluster_tab("Repeated wordings"),
    "review": _review,
    "hubs": _hubs,
    "bridges": _bridges,
    "load": _load,
    "mapping": _mapping,
    "reports": _reports,
    "help": _help,
    "paste": _paste,
    "decide": _decide,
    "views": _views,
}


def toured(origin: str) -> dict[str, Any]:
    """The state of a browser whose user has taken the tour."""
    return {
        "cookies": [],
        "origins": [{"origin": origin, "localStorage": [{"name": "graphsvc-tour", "value": "done"}]}],
    }


def look(screen: Screen, width: int, height: int, scheme: str) -> None:
    """Have the page in that size and scheme; what moves is at rest afterwards."""
    page = screen.page
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate("document.getElementById('canvas')?.offsetParent && document.getElementById('fit').click()")
    if page.locator("html").get_attribute("data-mantine-color-scheme") != scheme:
        page.evaluate("(scheme) => dash_clientside.set_props('theme', {data: scheme})", scheme)
        screen.until(f"document.documentElement.dataset.mantineColorScheme === {scheme!r}")
    screen.settle()
