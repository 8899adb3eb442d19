"""The whole app served on loopback, and a browser page that has opened its one-time link."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import waitress

from dash_app.app import create_app
from dash_app.cli import listen
from dash_app.desk import Desk
from graphsvc.service import open_case
from tests.support.browser import Watched, watched
from tests.support.site import write_adverts

SHOTS = Path(__file__).parents[1] / "e2e" / "shots"
ENGINE = "document.querySelector('.gc-drawing')?._cyreg?.cy?"
SETTLED = 250  # milliseconds in which the canvas has painted what it was given
RESTED = """Promise.all(document.getAnimations().filter((one) => one.effect.getComputedTiming().endTime < 5000)
  .map((one) => one.finished.catch(() => null)))"""  # a bar that shows a job under way never comes to rest
QUIET = 0.2  # seconds without a request under way: the page has nothing more to ask


@dataclass
class Served:
    """A running server. `link()` is a fresh one-time link."""

    app: Any
    origin: str

    @property
    def desk(self) -> Desk:
        return self.app.server.extensions["desk"]  # type: ignore[no-any-return]

    def link(self) -> str:
        return str(self.app.server.extensions["gate"].link())


def copied(case: Path, folder: Path) -> Path:
    """An own copy of a case in a folder."""
    for file in case.parent.glob(f"{case.name}*"):
        if file.is_file():
            (folder / file.name).write_bytes(file.read_bytes())
    return folder / case.name


@contextmanager
def served(case: Path, port: int = 0) -> Iterator[Served]:
    """The case, served until the block ends; the same `port` again stands for a restart of the server."""
    sock = listen("127.0.0.1", port)
    taken = sock.getsockname()[1]
    with open_case(str(case)) as opened:
        app = create_app(opened, secret=bytes(range(32)), port=taken)
        server = waitress.create_server(app.server, sockets=[sock], threads=4)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        try:
            yield Served(app, f"http://127.0.0.1:{taken}")
        finally:
            server.task_dispatcher.shutdown()
            server.close()
            thread.join(10)
            app.server.extensions["desk"].close()


@contextmanager
def board(folder: Path, adverts: list[dict[str, str]]) -> Iterator[Served]:
    """A new case of British adverts, served until the block ends."""
    with open_case(str(folder / "board.db")) as case:
        case.load(write_adverts(folder / "board.csv", adverts), region="GB")
    with served(folder / "board.db") as running:
        yield running


@dataclass
class Screen:
    """One page of the app in a real browser."""

    seen: Watched
    site: Served
    under_way: int = 0

    def __post_init__(self) -> None:
        def count(step: int) -> Callable[[Any], None]:
            def change(request: Any) -> None:
                self.under_way += step

            return change

        self.page.on("request", count(1))
        self.page.on("requestfinished", count(-1))
        self.page.on("requestfailed", count(-1))

    @property
    def page(self) -> Any:
        return self.seen.page

    def go(self, name: str) -> None:
        self.page.locator(f"#nav-{name}").click()
        self.page.locator(f"#screen-{name}").wait_for(state="visible")

    def idle(self) -> None:
        """Until no request has been under way for a moment."""
        since = time.monotonic()
        while time.monotonic() - since < QUIET:
            self.page.wait_for_timeout(40)
            if self.under_way > 0:
                since = time.monotonic()

    def settle(self) -> None:
        """Until nothing is asked any more and what moves has come to rest."""
        self.idle()
        self.page.evaluate(RESTED)
        self.page.wait_for_timeout(SETTLED)

    def search(self, text: str) -> Any:
        """The results for a text."""
        with self.page.expect_response(lambda answer: '"output":"hits.children"' in (answer.request.post_data or "")):
            self.page.locator("#search").fill(text)
        self.idle()
        return self.page.locator("#hits .hit")

    def bring(self, text: str, adverts: int) -> None:
        """The first result for a text on an empty canvas, and then the adverts that mention it."""
        self.search(text).first.get_by_role("button").click()
        self.expect_drawn(1)
        self.page.get_by_role("button", name="Add adverts: mention this").click()
        self.expect_drawn(1 + adverts)

    def drawn(self) -> list[str]:
        """Labels on the canvas, as the canvas holds them, sorted."""
        labels: list[str] = self.page.evaluate(f"{ENGINE}.nodes().map((node) => node.data('full'))")
        return sorted(labels)

    def places(self) -> dict[str, tuple[float, float]]:
        found = self.page.evaluate(f"{ENGINE}.nodes().map((n) => [n.data('full'), n.position().x, n.position().y])")
        return {label: (round(x), round(y)) for label, x, y in found}

    def until(self, expression: str, seconds: float = 20) -> None:
        """Until an expression holds in the page. Playwright's own waiting would need `unsafe-eval`."""
        end = time.monotonic() + seconds
        while not self.page.evaluate(expression):
            assert time.monotonic() < end, f"never came true: {expression}"
            self.page.wait_for_timeout(50)

    def expect_drawn(self, count: int) -> None:
        self.until(f"{ENGINE}.nodes().length === {count}")
        self.idle()

    def click_node(self, label: str, **options: Any) -> None:
        """Click a node on the canvas where it is painted."""
        self._click(
            f"{ENGINE}.nodes().filter((node) => node.data('full') === {label!r})[0].renderedPosition()", options
        )

    def click_line(self, label: str) -> None:
        """Click the middle of the first line of a node."""
        self._click(
            f"{ENGINE}.nodes().filter((n) => n.data('full') === {label!r})[0].connectedEdges()[0].renderedMidpoint()",
            {},
        )

    def drag(self, label: str, right: int, down: int) -> None:
        """Take a node by the mouse and put it elsewhere."""
        where = self.page.evaluate(
            f"{ENGINE}.nodes().filter((n) => n.data('full') === {label!r})[0].renderedPosition()"
        )
        box = self.page.locator(".gc-surface").bounding_box()
        x, y = box["x"] + where["x"], box["y"] + where["y"]
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + right, y + down, steps=6)
        self.page.mouse.up()
        self.page.wait_for_timeout(250)  # places are told of once the hand rests
        self.idle()

    def _click(self, spot: str, options: dict[str, Any]) -> None:
        where = self.page.evaluate(spot)
        self.page.locator(".gc-surface").click(position=where, **options)
        self.idle()

    def notice(self, text: str) -> None:
        self.page.locator(".mantine-Notification-root", has_text=text).first.wait_for()

    def shot(self, name: str) -> None:
        SHOTS.mkdir(exist_ok=True)
        self.idle()
        self.page.screenshot(path=SHOTS / f"{name}.png")

    def assert_quiet(self) -> None:
        """No script failed, no unexpected error was told, nothing left this origin, no policy was broken."""
        told = self.page.locator(".mantine-Notification-root", has_text="Something went wrong")
        assert [told.nth(n).inner_text() for n in range(told.count())] == []
        assert self.seen.errors == []
        assert self.seen.outside(self.site.origin) == []
        assert self.seen.violations() == []
        assert self.seen.dialogs == []


@contextmanager
def opened(browser: Any, site: Served, **options: Any) -> Iterator[Screen]:
    """A page that came in through a one-time link; quiet to the end."""
    with watched(browser, **options) as seen:
        screen = Screen(seen, site)
        seen.page.goto(site.link())
        seen.page.locator("#search").wait_for(state="attached")
        screen.idle()
        yield screen
        screen.assert_quiet()
