"""Five hundred random actions of a user, by seed: nothing breaks, and memory does not grow with them."""

from __future__ import annotations

import json
import logging
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.support.scenes import toured
from tests.support.served import Screen, copied, opened, served

pytestmark = pytest.mark.browser

SEED = 20260115
ACTIONS = 500
GROWN = 1.15  # heap and page after the second half, beside after the first; 1.0 would be no growth at all
SLACK = 3 << 20  # bytes that a heap may differ by for no reason of ours
PATIENCE = 60  # seconds for an answer
REST = 30  # milliseconds without a request under way before the next action

WORDS = ("+44", "hotel", "jobs", "example.com", "t.me", "zzz nothing", "0x", "+44 161 496", "house", "\u202egnp")
KEYS = (
    "h", "x", "p", "k", "t", "l", "a", "w", "d", "g", "e", "c", "u", "f", "i", "n", "Escape", "Control+a", "Delete",
    "ArrowRight", "ArrowUp", "ArrowLeft", "ArrowDown", " ", "Enter", "+", "-", "Home", "Shift+F10", "Shift+H",
)  # fmt: skip
# A place inside a control that a hand could press now: shown, not disabled, nothing lying on it.
_PLACE = """([selector, share]) => {
  const free = [...document.querySelectorAll(selector)].map((element) => {
    if (element.disabled || element.dataset.disabled) return null;
    if (!element.checkVisibility({ visibilityProperty: true })) return null;
    const box = element.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    return box.width && element.contains(document.elementFromPoint(x, y)) ? [x, y] : null;
  }).filter(Boolean);
  return free.length ? free[Math.floor(share * free.length)] : null;
}"""
_NODE = """(share) => {
  const cy = document.querySelector(".gc-drawing")?._cyreg?.cy;
  const surface = document.querySelector(".gc-surface");
  if (!cy?.nodes().length || !surface.offsetParent) return null;
  const box = surface.getBoundingClientRect();
  const { x, y } = cy.nodes()[Math.floor(share * cy.nodes().length)].renderedPosition();
  return x > 0 && y > 0 && x < box.width && y < box.height ? [box.x + x, box.y + y] : null;
}"""


@dataclass
class Hand:
    """A user who does what comes to mind."""

    screen: Screen
    chance: random.Random
    done: str = ""

    @property
    def page(self) -> Any:
        return self.screen.page

    def rest(self) -> None:
        quiet, end = 0, time.monotonic() + PATIENCE
        while quiet < REST:
            assert time.monotonic() < end, f"{self.screen.under_way} requests never came back, {self.done}"
            self.page.wait_for_timeout(10)
            quiet = 0 if self.screen.under_way > 0 else quiet + 10

    def press(self, selector: str, **options: Any) -> bool:
        """Click one of the controls that can be clicked; False when there is none."""
        place = self.page.evaluate(_PLACE, [selector, self.chance.random()])
        if place:
            self.page.mouse.click(*place, **options)
        return bool(place)

    def node(self, **options: Any) -> None:
        place = self.page.evaluate(_NODE, self.chance.random())
        if place:
            self.page.mouse.click(*place, **options)

    # --- what a user does -------------------------------------------------------------------------------------
    def search(self) -> None:
        if self.press("#search"):
            self.page.keyboard.press("Control+a")
            self.page.keyboard.insert_text(self.chance.choice(WORDS))
            self.rest()
            self.press("#hits button") or self.page.keyboard.press("Enter")

    def tap(self) -> None:
        self.node()

    def expand(self) -> None:
        self.node(click_count=2)

    def menu(self) -> None:
        self.node(button="right")
        self.rest()
        self.press("#menu button") or self.page.keyboard.press("Escape")

    def key(self) -> None:
        if self.press(".gc-surface"):
            self.page.keyboard.press(self.chance.choice(KEYS))

    def undo(self) -> None:
        self.page.keyboard.press(self.chance.choice(("Control+z", "Control+z", "Control+y")))

    def row(self) -> None:
        self.press("#table .ag-row .ag-cell")

    def tab(self) -> None:
        self.press("[role=tab]")

    def time(self) -> None:
        self.press("#dock .time-controls button, #dock .time-controls input[type=checkbox]")

    def inspector(self) -> None:
        self.press("#inspector button, #cluster button, #link button, #bridge button")

    def visit(self) -> None:
        self.press(".nav-link")
        self.rest()
        self.press(".shell-main > div:not([hidden]) .ag-row .ag-cell")

    def judge(self) -> None:
        self.page.keyboard.press("Alt+3")
        self.rest()
        self.press("#links .ag-row .ag-cell")
        self.rest()
        self.press("#link [data-key]")
        self.rest()
        if self.press("#decide-reason"):
            self.page.keyboard.insert_text(f"Reason {self.chance.randrange(1000)}")
            self.press("#decide-save")

    def frame(self) -> None:
        self.press("#theme-button, #help-button, #paste-button, #views-button, #jobs-button, .toolbar button")
        self.rest()
        self.page.keyboard.press("Escape")

    def home(self) -> None:
        """Where memory is compared: an empty canvas, no dialog, nothing chosen."""
        for _ in range(3):
            self.page.keyboard.press("Escape")
            self.page.wait_for_timeout(80)
        self.page.evaluate("document.activeElement?.blur()")
        self.page.keyboard.press("Alt+1")
        self.rest()
        self.press("#dock [role=tab]")
        self.press("#clear")
        self.page.locator("#search").fill("")
        self.screen.idle()
        self.page.wait_for_timeout(6000)  # notices have gone


HABITS: tuple[tuple[Callable[[Hand], Any], int], ...] = (
    (Hand.search, 10), (Hand.tap, 12), (Hand.expand, 8), (Hand.menu, 7), (Hand.key, 20), (Hand.undo, 9), (Hand.row, 8),
    (Hand.tab, 5), (Hand.time, 4), (Hand.inspector, 8), (Hand.visit, 4), (Hand.judge, 3), (Hand.frame, 4),
)  # fmt: skip


def measured(page: Any) -> dict[str, int]:
    """Bytes of the heap, elements and listeners of the page, once what is not needed is gone."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    for _ in range(3):
        session.send("HeapProfiler.collectGarbage")
    told = {one["name"]: int(one["value"]) for one in session.send("Performance.getMetrics")["metrics"]}
    session.detach()
    return {"heap": told["JSHeapUsedSize"], "nodes": told["Nodes"], "listeners": told["JSEventListeners"]}


@pytest.mark.timeout(900)  # a minute and a half on two quiet cores
def test_five_hundred_actions_leave_no_error_and_no_memory(
    browser: Any, demo: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    chance = random.Random(SEED)
    failed: list[str] = []
    with served(copied(demo, tmp_path)) as site, opened(browser, site, storage_state=toured(site.origin)) as screen:
        screen.page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
        hand = Hand(screen, chance)
        found = []
        names, weights = zip(*HABITS, strict=True)
        for number in range(1, ACTIONS + 1):
            habit = chance.choices(names, weights)[0]
            hand.done = f"{number}: {habit.__name__}"
            habit(hand)
            hand.rest()
            if number % (ACTIONS // 2) == 0:
                hand.home()
                found.append(measured(screen.page))
        first, last = found
        print(json.dumps({"after 250": first, "after 500": last, "nodes shown": screen.drawn()}))
    assert failed == []
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []
    assert last["heap"] <= first["heap"] * GROWN + SLACK
    assert last["nodes"] <= first["nodes"] * GROWN
    assert last["listeners"] <= first["listeners"] * GROWN
