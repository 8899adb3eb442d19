"""Groups, hiding, selecting an area, the lock: what keeps a canvas readable when there is too much of everything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.served import ENGINE, Screen, Served, board, opened

pytestmark = pytest.mark.browser

OFFICE = "+44 20 7946 0999"
MANY = 3000


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A case of one number on 3,000 adverts."""
    folder = tmp_path_factory.mktemp("agency")
    adverts = [
        {
            "ad_id": f"a{i}",
            "title": f"Help wanted {i}",
            "description": f"Office {OFFICE} or mail p{i // 12}@example.com",
            "posted": "" if i % 50 == 0 else f"20{24 + i % 14 // 12}-{i % 14 % 12 + 1:02d}-{i % 27 + 1:02d}",
            "city": ("Hull", "Leeds", "York", "")[i % 4],
        }
        for i in range(MANY)
    ]
    with board(folder, adverts) as running:
        yield running


@pytest.fixture
def office(browser: Any, agency: Served) -> Iterator[Screen]:
    """A page that shows the number alone."""
    agency.desk.shelf.fresh()
    with opened(browser, agency) as screen:
        screen.search(OFFICE).first.get_by_role("button", name=f"Add {OFFICE}").click()
        screen.expect_drawn(1)
        yield screen


def groups(screen: Screen) -> dict[str, int]:
    found = screen.page.evaluate(
        f"{ENGINE}.nodes().filter((n) => n.data('group')).map((n) => [n.data('full'), n.data('members')])"
    )
    return dict(found)


def select(screen: Screen, *labels: str) -> None:
    screen.page.evaluate(
        f"(labels) => {ENGINE}.nodes().forEach((n) => labels.includes(n.data('full')) ? n.select() : n.unselect())",
        list(labels),
    )
    screen.page.wait_for_timeout(120)
    screen.idle()


def press(screen: Screen, key: str) -> None:
    screen.page.locator(".gc-surface").focus()
    screen.page.keyboard.press(key)
    screen.page.wait_for_timeout(60)
    screen.idle()


def test_three_thousand_neighbours_come_as_groups_and_go_by_one_undo(office: Screen) -> None:
    page = office.page
    page.locator("#inspector").get_by_role("button", name="Group 3,000 adverts").click()
    page.get_by_role("button", name="Group by place").wait_for()
    said = page.locator("#spread-choices").inner_text()
    assert "3,000 adverts are not on the canvas yet" in said
    assert "14 groups, the largest of" in said
    assert "3 groups, the largest of 750; 750 in none" in said
    page.get_by_role("button", name="Group by month").click()
    office.expect_drawn(16)
    held = groups(office)
    assert sum(held.values()) == MANY
    assert held["In no group by month · 60"] == 60
    assert "all shown" in page.locator("#inspector").inner_text()

    office.click_node("2024-03 · 206")
    page.locator("#inspector").get_by_text("206 adverts").wait_for()
    page.get_by_role("button", name="Take out the 25 most connected").click()
    office.expect_drawn(41)
    assert groups(office)["2024-03 · 181"] == 181
    office.shot("groups")
    for count in (16, 1):
        press(office, "Control+z")
        office.expect_drawn(count)
    press(office, "Control+y")
    office.expect_drawn(16)
    assert sum(groups(office).values()) == MANY


def test_what_an_expansion_leaves_out_stands_as_one_and_brings_more(office: Screen) -> None:
    page = office.page
    page.get_by_role("button", name="Add adverts: mention this").click()
    office.expect_drawn(27)
    assert groups(office) == {"+2,975 more adverts": 2975}
    select(office, "+2,975 more adverts")
    press(office, "e")
    office.expect_drawn(52)
    assert groups(office) == {"+2,950 more adverts": 2950}
    press(office, "Control+z")
    office.expect_drawn(27)
    press(office, "Control+z")
    office.expect_drawn(1)
    assert groups(office) == {}


def test_a_find_inside_a_group_opens_it(office: Screen) -> None:
    page = office.page
    page.locator("#inspector").get_by_role("button", name="Group 3,000 adverts").click()
    page.get_by_role("button", name="Group by month").click()
    office.expect_drawn(16)
    hits = office.search("Help wanted 1234")
    assert "in 2024-03" in hits.first.inner_text()
    hits.first.get_by_role("button", name="Take Help wanted 1234 out of its group").click()
    office.expect_drawn(17)
    assert "Help wanted 1234" in office.drawn()
    assert groups(office)["2024-03 · 205"] == 205


def test_hide_list_restore_and_undo(screen: Screen) -> None:
    page = screen.page
    screen.bring(OFFICE, adverts=8)
    before = screen.places()
    select(screen, "Kitchen help wanted 1", "Kitchen help wanted 2")
    press(screen, "h")
    screen.expect_drawn(7)
    assert "2 hidden" in page.locator("#hidden-button").inner_text()
    press(screen, "Shift+H")
    page.get_by_role("button", name="Restore Kitchen help wanted 2").click()
    screen.expect_drawn(8)
    page.get_by_role("button", name="Restore all").click()
    screen.expect_drawn(9)
    assert screen.places() == before
    page.keyboard.press("Escape")
    page.locator("#hidden-list").wait_for(state="hidden")
    for count in (8, 7, 9):
        press(screen, "Control+z")
        screen.expect_drawn(count)


def test_group_by_actor_collapse_open_and_dissolve_by_keys(browser: Any, site: Served) -> None:
    site.desk.shelf.fresh()
    with opened(browser, site) as screen:
        screen.go("clusters")
        screen.page.locator("#clusters .ag-row").first.click()
        screen.page.locator("#cluster").get_by_role("button", name="Open on canvas").click()
        screen.page.locator("#screen-explore").wait_for(state="visible")
        screen.until(f"{ENGINE}.nodes().length > 8")
        screen.idle()
        every = len(screen.drawn())
        press(screen, "a")
        screen.until(f"{ENGINE}.nodes().filter((n) => n.data('group')).length > 0")
        held = groups(screen)
        assert all(label.startswith("Actor A-0") for label in held)
        name = next(iter(held))
        screen.shot("actors")
        select(screen, name)
        press(screen, "e")
        screen.expect_drawn(every - sum(held.values()) + len(held) - 1 + held[name])
        inside = next(label for label in screen.drawn() if label.startswith("Cleaner wanted"))
        select(screen, inside)
        press(screen, "c")
        assert groups(screen) == held
        select(screen, name)
        press(screen, "u")
        assert len(groups(screen)) == len(held) - 1
        for _ in range(4):
            press(screen, "Control+z")
        screen.expect_drawn(every)
        assert groups(screen) == {}


def test_lasso_and_box_select_what_lies_inside(screen: Screen) -> None:
    page = screen.page
    screen.bring(OFFICE, adverts=8)
    press(screen, "f")
    page.wait_for_timeout(400)
    box = page.locator(".gc-surface").bounding_box()
    left, top, right, low = box["x"] + 5, box["y"] + 60, box["x"] + box["width"] - 60, box["y"] + box["height"] - 60
    page.locator("#lasso").click()
    page.locator(".gc-area").wait_for()
    page.mouse.move(left, top)
    page.mouse.down()
    for x, y in ((right, top), (right, low), (left, low), (left, top)):
        page.mouse.move(x, y, steps=8)
    page.mouse.up()
    screen.idle()
    chosen = f"{ENGINE}.nodes(':selected').length"
    assert page.evaluate(chosen) == 9
    assert page.locator(".gc-area").count() == 0
    press(screen, "i")
    assert page.evaluate(chosen) == 0
    press(screen, "b")
    x, y = page.evaluate(f"(({{x, y}}) => [x, y])({ENGINE}.nodes()[0].renderedPosition())")
    page.mouse.move(box["x"] + x - 8, box["y"] + y - 8)
    page.mouse.down()
    page.mouse.move(box["x"] + x + 8, box["y"] + y + 8, steps=4)
    page.mouse.up()
    screen.idle()
    assert page.evaluate(chosen) == 1
    press(screen, "n")
    assert page.evaluate(chosen) in (2, 9)


def test_a_locked_layout_does_not_move(screen: Screen) -> None:
    screen.bring(OFFICE, adverts=8)
    before = screen.places()
    press(screen, "k")
    screen.notice("The layout is locked")
    screen.drag(OFFICE, 60, 20)
    press(screen, "t")
    screen.notice("Unlock it first")
    assert screen.places() == before
    press(screen, "Control+z")
    screen.drag(OFFICE, 60, 20)
    assert screen.places()[OFFICE] != before[OFFICE]


def test_the_table_has_the_same_verbs(screen: Screen) -> None:
    page = screen.page
    screen.bring(OFFICE, adverts=8)
    rows = page.locator("#table .ag-row")
    rows.nth(2).click()
    screen.until("!document.getElementById('hide').disabled")
    page.keyboard.press("h")
    screen.expect_drawn(8)
    rows.nth(1).click(button="right")
    page.locator("#menu").get_by_role("menuitem", name="Hide").wait_for()
    screen.idle()
    page.locator("#menu").get_by_role("menuitem", name="Hide").click()
    screen.expect_drawn(7)


def test_a_click_lights_the_paths_through_a_node(screen: Screen) -> None:
    page = screen.page
    for text in (OFFICE, "Flat to let"):
        screen.search(text).first.get_by_role("button").click()
        screen.idle()
    page.locator("#inspector").wait_for()
    screen.click_node(OFFICE)
    page.get_by_role("button", name="Add adverts: mention this").click()
    screen.expect_drawn(10)
    press(screen, "f")
    page.wait_for_timeout(400)
    screen.click_node(OFFICE)
    assert page.evaluate("document.querySelector('.gc-surface').classList.contains('gc-fades')")
    press(screen, "Escape")
    assert not page.evaluate("document.querySelector('.gc-surface').classList.contains('gc-fades')")


def test_a_drawing_is_saved_with_marking_and_without_labels(screen: Screen) -> None:
    page = screen.page
    screen.search(OFFICE).first.get_by_role("button").click()
    screen.expect_drawn(1)
    with page.expect_download() as kept:
        press(screen, "v")
    drawing = Path(kept.value.path()).read_text("utf-8")
    assert kept.value.suggested_filename.endswith(".svg")
    assert "TLP:" in drawing
    assert OFFICE in drawing
    page.locator("#picture").click()
    with page.expect_download() as kept:
        page.get_by_role("menuitem", name="Drawing without labels").click()
    bare = Path(kept.value.path()).read_text("utf-8")
    assert "TLP:" in bare
    assert OFFICE not in bare
