"""The twelve acceptance scripts: where each is proven, and those that belong to no one part: keyboard only (11) and a
whole session that asks nobody (12). Keys and seconds are printed."""

from __future__ import annotations

import ast
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from dash_app.panels import PANELS
from tests.support.scenes import toured
from tests.support.served import ENGINE, Screen, copied, opened, served
from tests.support.site import rows, write_adverts

pytestmark = pytest.mark.browser

FOLDER = Path(__file__).parent
# Number -> (file, tests). 8 and 9 export to partners and take in their bundles: the screens of sharing, a later step.
PROVEN = {
    1: ("test_questions.py", ("test_script_1_a_pasted_list",)),
    2: ("test_groups.py", ("test_three_thousand_neighbours_come_as_groups_and_go_by_one_undo",)),
    3: ("test_questions.py", ("test_script_3_how_are_two_connected",)),
    4: ("test_questions.py", ("test_script_4_each_hop_opens_its_evidence",)),
    5: ("test_questions.py", ("test_script_5_links_by_keyboard",)),
    6: ("test_time.py", ("test_brush_march_to_may",)),
    7: ("test_questions.py", ("test_script_7_two_thresholds_compared_and_printed",)),
    10: ("test_state.py", ("test_a_killed_server_loses_nothing",)),
    11: ("test_acceptance.py", ("test_explore_without_a_mouse", "test_every_other_screen_without_a_mouse")),
    12: ("test_acceptance.py", ("test_a_whole_session_asks_nobody",)),
}
LATER = (8, 9)
TABS = 160  # presses of Tab in which everything on a screen is passed


def test_every_script_is_proven_or_belongs_to_a_later_step() -> None:
    assert sorted([*PROVEN, *LATER]) == list(range(1, 13))
    for file, tests in PROVEN.values():
        tree = ast.parse((FOLDER / file).read_text("utf-8"))
        assert set(tests) <= {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, file


# --- 11: keyboard only ----------------------------------------------------------------------------------------------
@dataclass
class Keys:
    """Somebody without a mouse. `pressed` counts; what has the focus must be seen to have it."""

    screen: Screen
    pressed: int = 0
    unseen: list[str] = field(default_factory=list)

    @property
    def page(self) -> Any:
        return self.screen.page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1
        self.screen.idle()

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.pressed += len(text)
        self.screen.idle()

    def reach(self, selector: str) -> None:
        """Press Tab until it has the focus."""
        for _ in range(TABS):
            if self.page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
                if not self.page.evaluate(_SEEN):
                    self.unseen.append(selector)
                return
            self.page.keyboard.press("Tab")
            self.pressed += 1
        where = self.page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        raise AssertionError(f"Tab never reached {selector}; the last was {where}")


# Something is drawn around, or inside, what has the focus, or around what holds it (AG Grid draws its cell's border).
_SEEN = """() => {
  const at = document.activeElement;
  return [at, at.parentElement, at.closest(".drop, label, .ag-cell")].filter(Boolean)
    .map((one) => getComputedStyle(one))
    .some((style) => (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0)
      || style.boxShadow !== "none" || (at.matches("input, textarea") && style.borderStyle !== "none"));
}"""


@pytest.fixture
def keys(browser: Any, demo: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Keys]:
    """A page of the demo case and nothing but a keyboard."""
    with served(copied(demo, tmp_path)) as site, opened(browser, site, storage_state=toured(site.origin)) as screen:
        hands, start = Keys(screen), time.monotonic()
        yield hands
        print(f"{request.node.name}: {hands.pressed} keys, {time.monotonic() - start:.0f} s")
        assert hands.unseen == []


def selected(page: Any) -> int:
    return int(page.evaluate(f"{ENGINE}.$('node:selected').length"))


def test_explore_without_a_mouse(keys: Keys) -> None:
    page, screen = keys.page, keys.screen
    number = screen.site.desk.case.search("+44", limit=1)[0]["label"]
    keys.press("/")
    keys.type(number)
    page.locator("#hits .hit").first.wait_for()
    keys.press("Enter")
    screen.expect_drawn(1)
    keys.reach(".gc-surface")
    keys.press("Home")
    assert number in " ".join(page.locator(".gc-unseen").all_text_contents())  # where the keyboard is, is said
    keys.press("Enter")
    screen.until(f"{ENGINE}.nodes().length > 1")
    brought = len(screen.drawn())
    keys.press("ArrowRight", " ")
    assert selected(page) == 1
    screen.until("!document.getElementById('hide').disabled")  # the button hears of the selection a moment later
    keys.press("h")
    screen.expect_drawn(brought - 1)
    keys.press("Control+z")
    screen.expect_drawn(brought)

    keys.press("Home", "Shift+F10")
    page.locator("#menu").wait_for(state="visible")
    assert page.evaluate("document.activeElement.closest('#menu') !== null")
    keys.press("Escape")
    page.locator("#menu").wait_for(state="hidden")

    keys.reach("#dock [role=tab]")
    keys.press("ArrowRight")
    page.locator("#dock [role=tab][aria-selected=true]", has_text="Timeline").wait_for()
    keys.press("ArrowLeft")
    keys.reach("#table .ag-header-cell")
    keys.press("ArrowDown", "ArrowDown", " ")
    screen.until(f"{ENGINE}.$('node:selected').length >= 1")
    page.locator("#inspector .card-title h2").wait_for()
    keys.reach("#inspector button")


def test_every_other_screen_without_a_mouse(keys: Keys, tmp_path: Path) -> None:
    page, screen = keys.page, keys.screen
    names = list(PANELS)

    def to(name: str) -> None:
        keys.press(f"Alt+{names.index(name) + 1}")
        page.locator(f"#screen-{name}").wait_for(state="visible")

    to("clusters")
    page.locator("#clusters .ag-row").first.wait_for()
    keys.reach("#clusters .ag-header-cell")
    keys.press("ArrowDown", " ")
    page.locator("#cluster h2").first.wait_for()
    keys.reach("#cluster button")
    keys.press("Enter")  # opens it on the canvas
    page.locator("#screen-explore").wait_for(state="visible")
    screen.until(f"{ENGINE}.nodes().length > 1")

    to("review")
    page.locator("#links .ag-row").first.wait_for()
    waiting = len(screen.site.desk.review())
    keys.press("ArrowDown")
    page.locator("#link").get_by_text("Do these two belong together?").wait_for()
    keys.press("n")
    page.locator("#decide-reason:focus").wait_for()
    keys.type("Other towns")
    keys.reach("#decide-save")
    keys.press("Enter")
    page.get_by_role("dialog").wait_for(state="hidden")
    screen.idle()
    assert len(screen.site.desk.review()) == waiting - 1

    to("bridges")
    keys.reach("#compare")
    keys.press("Enter")
    page.locator("#bridges .ag-row").first.wait_for(timeout=60_000)
    keys.reach("#bridges .ag-header-cell")
    keys.press("ArrowDown", " ")
    page.locator("#bridge h2").first.wait_for()

    to("load")
    adverts = [{**row, "ad_id": f"m{n}"} for n, row in enumerate(rows())]
    file = write_adverts(tmp_path / "march.csv", adverts)
    keys.reach("#drop-input")
    with page.expect_file_chooser() as chooser:
        keys.page.keyboard.press(" ")
    chooser.value.set_files(file)
    page.locator("#preview h2", has_text="march.csv").wait_for()
    keys.reach("#load-go")
    keys.press("Enter")
    page.get_by_role("heading", name="Loaded").wait_for(timeout=60_000)

    to("reports")
    keys.reach("#report-go")
    keys.press("Enter")
    page.locator("#made a").wait_for(timeout=60_000)
    keys.reach("#made a")
    with page.expect_download() as download:
        keys.page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".html")


# --- 12: nobody is asked --------------------------------------------------------------------------------------------
ASKED: list[str] = []
_LISTENING = False


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    if not _LISTENING:
        return
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        ASKED.append(str(arguments[1][0]))
    elif event == "socket.getaddrinfo":
        ASKED.append(str(arguments[0]))


@contextmanager
def overheard() -> Iterator[list[str]]:
    """Hosts that this process, the server's, looks up or connects to until the block ends."""
    global _LISTENING
    if _hear not in _HOOKED:
        sys.addaudithook(_hear)
        _HOOKED.append(_hear)
    ASKED.clear()
    _LISTENING = True
    try:
        yield ASKED
    finally:
        _LISTENING = False


_HOOKED: list[Any] = []


def test_a_whole_session_asks_nobody(browser: Any, demo: Path, tmp_path: Path) -> None:
    """`opened` asserts of every page that no request left its own origin; here for every screen and the server too."""
    with served(copied(demo, tmp_path)) as site, overheard() as asked, opened(browser, site) as screen:
        page = screen.page
        page.locator("#tour").wait_for(state="visible")  # the demo case is on screen and explains itself
        page.locator("#tour-end").click()
        for name in PANELS:
            screen.go(name)
            screen.idle()
        screen.go("clusters")
        page.locator("#clusters .ag-row").first.click()
        page.locator("#cluster").get_by_role("button", name="Open on canvas").click()
        page.locator("#table .ag-row").first.wait_for()
        for number in range(4):
            page.locator("#dock [role=tab]").nth(number).click()
            screen.idle()
        with page.expect_download():
            page.keyboard.press("s")
        assert len(screen.seen.requests) > 50
    assert [host for host in asked if host not in ("127.0.0.1", "localhost", "::1")] == []
