"""Acceptance script 6: a range of days brushed on the timeline, and the canvas, the table and the clusters follow.

Also the other charts around the canvas: payments, places, and those of the whole case.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graphsvc.service import open_case
from tests.support.served import ENGINE, Screen, Served, copied, opened, served
from tests.support.site import write_adverts

pytestmark = pytest.mark.browser

MONTHS = range(1, 9)
UNDATED = 12
NUMBERS = ("+44 7700 900300", "+44 7700 900301")
EDGES = f"{ENGINE}.edges().length"


def adverts() -> list[dict[str, str]]:
    """Two posters: one at work from January to August, one in March and April; twelve adverts of the first undated."""
    out = []
    for month in MONTHS:
        out += [(f"early {month}", NUMBERS[0], f"2025-{month:02d}-05")]
    for month in (3, 4):
        out += [(f"spring {month}-{turn}", NUMBERS[1], f"2025-{month:02d}-1{turn}") for turn in range(3)]
    out += [(f"undated {turn}", NUMBERS[0], "") for turn in range(UNDATED)]
    return [
        {"ad_id": f"t{place}", "title": title, "description": f"Work. Call {number}, ask for rooms.", "posted": day,
         "city": "Hull", "country": "GB"}
        for place, (title, number, day) in enumerate(out)
    ]  # fmt: skip


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    case_file = tmp_path_factory.mktemp("dated") / "spring.db"
    with open_case(str(case_file)) as case:
        case.load(write_adverts(case_file.with_name("board.csv"), adverts()), region="GB")
        case.cluster()
    with served(case_file) as running:
        yield running


@pytest.fixture
def spring(browser: Any, dated: Served) -> Iterator[Screen]:
    """All of that case on the canvas, the timeline open."""
    desk = dated.desk
    nodes = [node["id"] for text in NUMBERS for node in desk.case.search(text)]
    nodes += [near["id"] for node in nodes for near in desk.case.expand(node, limit=100)["nodes"]]
    with desk.changing(desk.shelf.fresh().id) as view:
        view.add("Open all", dict.fromkeys(nodes))
    with opened(browser, dated) as screen:
        screen.until(f"{ENGINE}.nodes().length > 0")
        screen.page.get_by_role("tab", name="Timeline").click()
        screen.until("document.querySelector('#time-state').innerText.includes('dated')")
        yield screen


def choose(screen: Screen, first: str, last: str) -> None:
    for name, text in (("first", first), ("last", last)):
        screen.page.locator(f"#time-{name}").fill(text)
        screen.page.locator(f"#time-{name}").press("Enter")
        screen.until(f"document.querySelector('#time-{name}').value.length === 10")
        screen.idle()


def days(screen: Screen) -> tuple[str, str]:
    return screen.page.locator("#time-first").input_value(), screen.page.locator("#time-last").input_value()


def until_days(screen: Screen, first: str, last: str) -> None:
    screen.until(
        f"document.querySelector('#time-first').value === {first!r} && "
        f"document.querySelector('#time-last').value === {last!r}"
    )
    screen.idle()


def test_brush_march_to_may(spring: Screen) -> None:
    page = spring.page
    every, places = spring.drawn(), spring.places()
    assert len(every) == len(adverts()) + 2
    choose(spring, "2025-03", "2025-05")
    assert days(spring) == ("2025-03-01", "2025-05-31")
    spring.until(f"{EDGES} === 9")  # three of the first poster, six of the second
    left = spring.drawn()
    assert len(left) == 11
    assert not any(label.startswith("undated") or label in ("early 2", "early 6") for label in left)
    assert {label: place for label, place in places.items() if label in left} == spring.places()  # nothing moved
    assert "17 nodes outside the range" in page.locator("#counts").inner_text()
    assert f"{UNDATED} undated" in page.locator("#timeline-note").inner_text()
    side = page.locator(".time-side").first.inner_text()
    assert "9 of them" in side
    assert "Actor" in side or "Network" in side
    spring.shot("time")

    page.get_by_role("tab", name="Table").click()  # its twin follows, and so does what it selects
    spring.until("document.querySelectorAll('#table .ag-center-cols-container .ag-row').length > 0")
    page.locator("#table .ag-header-select-all input").first.click()
    spring.until(f"{ENGINE}.nodes(':selected').length === 11")
    page.get_by_role("tab", name="Timeline").click()

    page.locator("#time-list").click()  # what is undated is counted and listed
    listed = page.locator("#time-items .undated li")
    listed.first.wait_for()
    assert listed.count() == UNDATED
    assert "undated 3" in page.locator("#time-items").inner_text()
    listed.first.get_by_role("button", name="Open").click()
    page.locator("#inspector h2", has_text="undated").wait_for()


def test_a_range_is_a_step_and_survives_a_reload(spring: Screen) -> None:
    page = spring.page
    choose(spring, "2025-03", "2025-05")
    spring.until(f"{EDGES} === 9")
    assert page.locator("#undo").get_attribute("aria-label") == "Undo: Show 1 Mar 2025 to 31 May 2025"
    assert "2025" not in page.url  # an address names a view and says nothing else
    page.reload()
    page.locator("#search").wait_for(state="attached")
    spring.until(f"{EDGES} === 9")
    until_days(spring, "2025-03-01", "2025-05-31")
    page.get_by_role("tab", name="Timeline").click()
    spring.idle()
    page.locator("#time-keep").click()
    spring.until(f"{EDGES} === {9 + UNDATED}")
    page.locator("#undo").click()
    spring.until(f"{EDGES} === 9")
    page.locator("#undo").click()
    until_days(spring, "2025-03-01", "")
    page.locator("#undo").click()
    spring.until(f"{EDGES} === {len(adverts())}")
    page.locator("#redo").click()
    until_days(spring, "2025-03-01", "")


def test_dragged_moved_by_keys_and_played(spring: Screen) -> None:
    page = spring.page
    box = page.locator("#timeline .nsewdrag").first.bounding_box()
    page.mouse.move(box["x"] + 0.3 * box["width"], box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.6 * box["width"], box["y"] + 26, steps=6)
    page.mouse.up()
    spring.until("document.querySelector('#time-last').value.length === 10")
    spring.idle()
    first, last = days(spring)
    assert "2025-02-01" < first < last < "2025-07-01"

    page.locator("#time-brush").focus()
    for key, moved in (("ArrowRight", "time-first"), ("ArrowLeft", "time-first"), ("Shift+ArrowRight", "time-last")):
        before = page.locator(f"#{moved}").input_value()
        page.keyboard.press(key)
        spring.until(f"document.querySelector('#{moved}').value !== {before!r}")
        spring.idle()
    assert days(spring)[0] == first
    assert days(spring)[1] > last

    page.keyboard.press("Space")
    spring.until(f"document.querySelector('#time-first').value > {first!r}")
    page.keyboard.press("Space")
    spring.until("document.querySelector('#time-play').style.display !== 'none'")
    assert page.locator("#undo").get_attribute("aria-label") == "Undo: Move the range of days"
    page.locator("#undo").click()  # all moves that follow each other are one step
    until_days(spring, first, last)
    page.locator("#time-brush").focus()
    page.keyboard.press("Escape")
    until_days(spring, "", "")


def test_payments_beside_their_null_and_places(browser: Any, demo: Path, tmp_path: Path) -> None:
    with served(copied(demo, tmp_path)) as running:
        desk = running.desk
        named = next(one["wallet"] for one in desk.case.payments()["payments"])
        near = [one["id"] for one in desk.case.expand(named, limit=60)["nodes"]]
        with desk.changing(desk.shelf.fresh().id) as view:
            view.add("Open", [named, *near])
        with opened(browser, running) as screen:
            page = screen.page
            page.get_by_role("tab", name="Payments").click()
            page.locator("#flows .sankey-link").first.wait_for(state="attached")
            rows = page.locator("#flows-twin tbody tr")
            assert rows.count() > 0
            assert "not added up" in page.locator("#flows-state").inner_text()
            page.locator("#flows-beside").click()
            page.locator("#flows-null .beside li").first.wait_for()
            told = page.locator("#flows-null").inner_text()
            assert "shifted in time" in told
            assert "no proof" in told
            screen.shot("payments")

            page.get_by_role("tab", name="Places").click()
            page.locator("#places-twin button").first.wait_for()
            many = int(page.locator("#places-twin tbody tr").first.locator("td").nth(2).inner_text())
            page.locator("#places-twin button").first.click()
            screen.until(f"{ENGINE}.nodes(':selected').length === {many}")
            screen.shot("places")

            screen.go("clusters")
            page.locator("#charts-button").click()
            page.locator("#charts-drawn .js-plotly-plot").nth(2).wait_for()
            assert page.locator("#charts-drawn [role=img]").count() == 3
            screen.shot("charts")
