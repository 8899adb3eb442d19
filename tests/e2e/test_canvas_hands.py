"""What pointer and keyboard do to the canvas, and what it tells of it."""

from __future__ import annotations

import pytest

from tests.support.canvas_page import NODES, OVERLAY, Canvas

pytestmark = pytest.mark.browser


def test_same_node_clicked_twice_is_told_twice(canvas: Canvas) -> None:
    canvas.click("left")
    canvas.rest(500)
    canvas.click("left")
    first, second = canvas.heard("tapNode", 2)
    assert first["id"] == second["id"] == "left"
    assert second["n"] > first["n"]


def test_double_click_and_enter_expand(canvas: Canvas) -> None:
    canvas.page.mouse.dblclick(*canvas.where("right"))
    assert canvas.heard("expandNode")[0]["id"] == "right"
    canvas.page.keyboard.press("Enter")
    assert canvas.heard("expandNode", 2)[1]["id"] == "right"


def test_a_clicked_edge_is_told_and_selected(canvas: Canvas) -> None:
    (x1, y1), (x2, y2) = canvas.where("hub"), canvas.where("right")
    canvas.page.mouse.click((x1 + x2) / 2, (y1 + y2) / 2)
    assert canvas.heard("tapEdge")[0]["id"] == "e2"
    assert canvas.heard("selection")[0]["edges"] == ["e2"]


def test_empty_ground_is_told_and_clears_the_selection(canvas: Canvas) -> None:
    canvas.click("left")
    canvas.rest(500)
    x, y = canvas.where("left")
    canvas.page.mouse.click(x, y - 120)
    assert canvas.heard("tapCanvas")
    assert canvas.heard("selection", 2)[1]["nodes"] == []


def test_right_click_and_menu_key_ask_for_a_menu(canvas: Canvas) -> None:
    x, y = canvas.where("up")
    canvas.page.mouse.click(x, y, button="right")
    told = canvas.heard("contextNode")[0]
    assert told["id"] == "up"
    assert (told["x"], told["y"]) == pytest.approx((x, y), abs=1)
    canvas.command("focus", ids=["left"])
    canvas.page.locator(".gc-surface").focus()
    canvas.page.keyboard.press("Shift+F10")
    told = canvas.heard("contextNode", 2)[1]
    assert (told["x"], told["y"]) == pytest.approx(canvas.where("left"), abs=1)


def test_selection_by_box_keyboard_and_command(canvas: Canvas) -> None:
    x1, y1 = canvas.where("left")
    x2, y2 = canvas.where("hub")
    canvas.page.keyboard.down("Shift")
    canvas.page.mouse.move(x1 - 40, y1 - 60)
    canvas.page.mouse.down()
    canvas.page.mouse.move(x2 + 60, y2 + 60, steps=5)
    canvas.page.mouse.up()
    canvas.page.keyboard.up("Shift")
    told = canvas.heard("selection")[0]
    assert (told["nodes"], told["by"]) == (["hub", "left"], "user")
    canvas.page.keyboard.press("Control+a")
    assert canvas.heard("selection", 2)[1]["nodes"] == sorted(NODES)
    canvas.command("select", ids=["far", "nobody"])
    told = canvas.heard("selection", 3)[2]
    assert (told["nodes"], told["by"]) == (["far"], "command")
    canvas.command("select", ids=["far"])
    canvas.rest(200)
    assert len(canvas.heard("selection")) == 3
    canvas.click("left")
    assert canvas.heard("selection", 4)[3]["by"] == "user"
    assert canvas.inked(OVERLAY) > 100


def test_moved_nodes_are_told_once_they_rest_and_nothing_else(canvas: Canvas) -> None:
    x, y = canvas.where("right")
    canvas.page.mouse.move(x, y)
    canvas.page.mouse.down()
    canvas.page.mouse.move(x + 40, y + 80, steps=6)
    canvas.page.mouse.up()
    canvas.rest(400)
    (told,) = canvas.heard("positions")
    assert list(told["nodes"]) == ["right"]
    assert (told["nodes"]["right"]["x"], told["nodes"]["right"]["y"]) == canvas.position("right")
    assert canvas.position("right")[1] > 50


def test_pinned_and_locked_nodes_stay_where_they_are(canvas: Canvas) -> None:
    def drag(key: str) -> bool:
        before = canvas.position(key)
        x, y = canvas.where(key)
        canvas.page.mouse.move(x, y)
        canvas.page.mouse.down()
        canvas.page.mouse.move(x + 20, y + 50, steps=3)
        canvas.page.mouse.up()
        canvas.rest()
        return canvas.position(key) != before

    canvas.command("pin", ids=["left"])
    assert not drag("left")
    canvas.command("layout", positions={"left": {"x": 0, "y": 0}, "up": {"x": 5, "y": -180}})
    canvas.rest(600)
    assert canvas.position("left") == (-160, 0)
    assert canvas.position("up") == (5, -180)
    canvas.command("lock")
    assert not drag("up")
    canvas.set(command=[{"op": "unlock"}, {"op": "unpin", "ids": ["left"]}])
    assert drag("up")
    assert drag("left")


def test_nodes_dragged_together_are_told_together(canvas: Canvas) -> None:
    canvas.command("select", ids=["left", "up", "down"])
    x, y = canvas.where("left")
    canvas.page.mouse.move(x, y)
    canvas.page.mouse.down()
    canvas.page.mouse.move(x + 30, y + 20, steps=4)
    canvas.page.mouse.up()
    (told,) = canvas.heard("positions")
    assert sorted(told["nodes"]) == ["down", "left", "up"]


def test_pointer_lights_a_node_and_tells_its_whole_label(canvas: Canvas) -> None:
    canvas.page.mouse.move(*canvas.where("down"))
    tip = canvas.page.locator(".gc-tip")
    tip.wait_for(state="visible")
    assert "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4" in tip.inner_text()
    assert "Protected" in tip.inner_text()
    assert canvas.inked(OVERLAY) > 100
    assert canvas.heard("hover")[0]["id"] == "down"
    canvas.page.mouse.move(*[value + 5 for value in canvas.where("left")])
    assert canvas.heard("hover", 2)[1]["id"] in (None, "left")


def test_keyboard_walks_along_links_and_says_where_it_is(canvas: Canvas) -> None:
    surface = canvas.page.locator(".gc-surface")
    surface.focus()
    said = canvas.page.locator("[aria-live]")
    canvas.page.keyboard.press("Home")
    assert said.inner_text() == "Actor Harbour group. 0 records, 0 links."
    canvas.command("focus", ids=["hub"])
    assert said.inner_text() == "Phone +44 20 7946 0000. 412 records, 4 links. Shared by many."
    way = {"Right": "contact@", "Right ": "Harbour", "Left": "contact@", "Left ": "7946", "Down": "bc1q", "Up": "7946"}
    for key, name in way.items():
        canvas.page.keyboard.press(f"Arrow{key.strip()}")
        assert name in said.inner_text()
    canvas.page.keyboard.press("ArrowUp")
    assert "telegram" in said.inner_text()
    canvas.page.keyboard.press("Delete")
    told = canvas.heard("keyPress")[0]
    assert (told["key"], told["ids"]) == ("Delete", ["up"])
    assert canvas.engine("cy.getElementById('up').length") == 1


def test_keyboard_zooms_fits_selects_and_passes_on_what_is_the_app_s(canvas: Canvas) -> None:
    canvas.page.locator(".gc-surface").focus()
    zoom = canvas.engine("cy.zoom()")
    canvas.page.keyboard.press("+")
    assert canvas.engine("cy.zoom()") == pytest.approx(zoom * 1.25)
    canvas.page.keyboard.press("-")
    canvas.page.keyboard.press("-")
    assert canvas.engine("cy.zoom()") == pytest.approx(zoom / 1.25)
    canvas.page.keyboard.press("f")
    canvas.rest(500)
    assert canvas.engine("cy.zoom()") == pytest.approx(zoom)
    canvas.command("focus", ids=["left"])
    canvas.page.keyboard.press("Space")
    assert canvas.heard("selection")[0]["nodes"] == ["left"]
    for count, key in enumerate(("p", "Control+z", "Control+Shift+Z", "Escape"), start=1):
        canvas.page.keyboard.press(key)
        canvas.heard("keyPress", count)  # Dash forgets a request that a newer one overtakes
    assert [(told["key"], told["ids"]) for told in canvas.heard("keyPress", 4)] == [
        ("p", ["left"]), ("Mod+z", ["left"]), ("Mod+Shift+z", ["left"]), ("Escape", ["left"]),
    ]  # fmt: skip
    assert canvas.heard("selection", 2)[1]["nodes"] == []


def test_a_notch_of_the_wheel_zooms_by_a_fifth_around_the_pointer(canvas: Canvas) -> None:
    zoom, (x, y) = canvas.engine("cy.zoom()"), canvas.where("right")
    canvas.page.mouse.move(x, y)
    for _ in range(3):
        canvas.page.mouse.wheel(0, -120)
    canvas.rest()
    assert canvas.engine("cy.zoom()") == pytest.approx(zoom * 1.2**3, rel=0.02)
    assert canvas.where("right") == pytest.approx((x, y), abs=1)
    canvas.page.mouse.wheel(0, 360)
    canvas.rest(400)
    assert canvas.engine("cy.zoom()") == pytest.approx(zoom * 1.2, rel=0.02)


def test_tab_leaves_the_canvas(canvas: Canvas) -> None:
    canvas.page.locator(".gc-surface").focus()
    canvas.page.keyboard.press("Tab")
    assert canvas.page.evaluate("document.activeElement.className") != "gc-surface"
