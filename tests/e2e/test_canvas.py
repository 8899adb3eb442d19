"""The canvas in a real browser: what it draws, what it tells, and what hostile text cannot do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from dash import Patch

from tests.support.canvas_page import EDGES, NODES, Canvas, edge, node, shown

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def drawn(browser: Any) -> Iterator[Canvas]:
    with shown(browser, NODES, EDGES, banner="TLP:AMBER+STRICT NOT-IMM") as canvas:
        yield canvas


@pytest.fixture
def canvas(drawn: Canvas) -> Iterator[Canvas]:
    drawn.fresh()
    yield drawn
    drawn.assert_quiet()


def inked(canvas: Canvas, layer: str) -> int:
    """Pixels of a layer that are not empty."""
    return int(canvas.page.evaluate(
        """(layer) => {
          const sheet = document.querySelector(layer);
          if (sheet.hidden) return 0;
          const data = sheet.getContext("2d").getImageData(0, 0, sheet.width, sheet.height).data;
          let count = 0;
          for (let i = 3; i < data.length; i += 4) if (data[i]) count += 1;
          return count;
        }""", layer))  # fmt: skip


DRAWING, OVERLAY = 'canvas[data-id="layer2-node"]', ".gc-overlay"


def test_paints_every_node_and_line_in_view(canvas: Canvas) -> None:
    assert canvas.engine("[cy.nodes().length, cy.edges().length]") == [6, 5]
    box = canvas.page.locator(".gc-surface").bounding_box()
    for key in NODES:
        x, y = canvas.where(key)
        assert box["x"] < x < box["x"] + box["width"]
        assert box["y"] < y < box["y"] + box["height"]
    assert inked(canvas, DRAWING) > 6 * 300
    assert inked(canvas, OVERLAY) == 0


def test_kinds_of_statement_are_drawn_solid_dashed_and_dotted(canvas: Canvas) -> None:
    look = "cy.edges().map((e) => [e.id(), e.style('line-style'), e.style('line-dash-pattern')])"
    drawn = {key: (style, float(pattern.split()[0])) for key, style, pattern in canvas.engine(look)}
    assert drawn["e1"][0] == "solid"
    assert drawn["e3"][0] == drawn["e4"][0] == "dashed"
    assert drawn["e4"][1] < 1 < drawn["e3"][1]


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
    assert inked(canvas, OVERLAY) > 100


def test_patch_adds_without_moving_or_touching_the_rest(canvas: Canvas) -> None:
    start = canvas.where("left")
    canvas.page.mouse.move(*start)
    canvas.page.mouse.down()
    canvas.page.mouse.move(start[0] + 30, start[1] + 70, steps=4)
    canvas.page.mouse.up()
    before = {key: canvas.position(key) for key in NODES}
    assert before["left"] != (-160, 0)
    canvas.engine("(window.moves = [], cy.on('position', (event) => moves.push(event.target.id())), 0)")
    canvas.page.evaluate("""() => {
      const { nodeData, edgeData } = dash_app.canvas;
      window.read = [];
      dash_app.canvas.nodeData = (data, view) => (read.push(data.label), nodeData(data, view));
      dash_app.canvas.edgeData = (data) => (read.push("a line"), edgeData(data));
    }""")
    patch = Patch()
    patch["new"] = node(-160, 160, "phone", "+44 20 7946 0111")
    lines = Patch()
    lines["e9"] = edge("new", "left")
    canvas.patch(nodes=patch, edges=lines)
    assert canvas.engine("[cy.nodes().length, cy.edges().length]") == [7, 6]
    assert {key: canvas.position(key) for key in NODES} == before
    assert canvas.page.evaluate("moves") == []
    assert canvas.page.evaluate("read") == ["+44 20 7946 0111", "a line"]


def test_patch_changes_data_and_removes(canvas: Canvas) -> None:
    patch = Patch()
    patch["left"]["data"]["label"] = "Night shift"
    del patch["up"]
    canvas.patch(nodes=patch)
    assert canvas.engine("cy.getElementById('left').data('full')") == "Night shift"
    assert canvas.engine("cy.getElementById('up').length") == 0
    assert canvas.engine("cy.edges().length") == 4


def test_a_changed_position_prop_moves_and_an_unchanged_one_does_not(canvas: Canvas) -> None:
    patch = Patch()
    patch["left"]["position"] = {"x": -222, "y": 33}
    patch["far"]["data"]["records"] = 9
    canvas.patch(nodes=patch)
    assert canvas.position("left") == (-222, 33)
    assert canvas.position("far") == (420, 60)


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


def test_a_pin_in_the_props_holds_a_node(canvas: Canvas) -> None:
    patch = Patch()
    patch["left"]["data"]["pinned"] = True
    canvas.patch(nodes=patch)
    assert canvas.engine("cy.getElementById('left').grabbable()") is False
    patch = Patch()
    patch["left"]["data"]["pinned"] = False
    canvas.patch(nodes=patch)
    assert canvas.engine("cy.getElementById('left').grabbable()") is True


def test_nodes_dragged_together_are_told_together(canvas: Canvas) -> None:
    canvas.command("select", ids=["left", "up", "down"])
    x, y = canvas.where("left")
    canvas.page.mouse.move(x, y)
    canvas.page.mouse.down()
    canvas.page.mouse.move(x + 30, y + 20, steps=4)
    canvas.page.mouse.up()
    (told,) = canvas.heard("positions")
    assert sorted(told["nodes"]) == ["down", "left", "up"]


def test_a_node_that_comes_back_stands_where_the_props_say(canvas: Canvas) -> None:
    canvas.command("layout", positions={"left": {"x": -300, "y": 90}})
    canvas.heard("positions")
    gone, back = Patch(), Patch()
    del gone["left"]
    back["left"] = NODES["left"]
    canvas.patch(nodes=gone)
    canvas.patch(nodes=back)
    assert canvas.position("left") == (-160, 0)


def test_highlight_fades_the_drawing_and_restyles_nothing(canvas: Canvas) -> None:
    canvas.engine("(window.touched = 0, cy.on('style', () => { touched += 1; }), 0)")
    canvas.set(highlight=["hub", "e2"])
    faded = canvas.page.evaluate("(layer) => getComputedStyle(document.querySelector(layer)).opacity", DRAWING)
    lit = inked(canvas, OVERLAY)
    assert float(faded) == pytest.approx(0.2)
    assert lit > 500
    canvas.set(highlight=["left"])
    assert 0 < inked(canvas, OVERLAY) != lit
    canvas.set(highlight=[])
    assert inked(canvas, OVERLAY) == 0
    assert canvas.page.evaluate("(layer) => getComputedStyle(document.querySelector(layer)).opacity", DRAWING) == "1"
    assert canvas.page.evaluate("touched") == 0


def test_pointer_lights_a_node_and_tells_its_whole_label(canvas: Canvas) -> None:
    canvas.page.mouse.move(*canvas.where("down"))
    tip = canvas.page.locator(".gc-tip")
    tip.wait_for(state="visible")
    assert "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq" in tip.inner_text()
    assert "Protected" in tip.inner_text()
    assert inked(canvas, OVERLAY) > 100
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


def test_an_edge_waits_for_both_its_ends(canvas: Canvas) -> None:
    lines = Patch()
    lines["late"] = edge("left", "later")
    canvas.patch(edges=lines)
    assert canvas.engine("cy.edges().length") == 5
    nodes = Patch()
    nodes["later"] = node(-300, 0)
    canvas.patch(nodes=nodes)
    assert canvas.engine("cy.edges().length") == 6
    gone = Patch()
    del gone["later"]
    canvas.patch(nodes=gone)
    assert canvas.engine("cy.edges().length") == 5
    canvas.patch(nodes=nodes)
    assert canvas.engine("cy.edges().length") == 6


def test_nodes_without_a_place_land_near_their_neighbour_and_apart(canvas: Canvas) -> None:
    nodes, lines = Patch(), Patch()
    for i in range(12):
        nodes[f"new{i}"] = {"data": {"label": str(i), "kind": "ad"}}
        lines[f"line{i}"] = edge(f"new{i}", "far")
    canvas.patch(nodes=nodes, edges=lines)
    spots = [canvas.position(key) for key in (*NODES, *(f"new{i}" for i in range(12)))]
    for i, (x, y) in enumerate(spots):
        assert all(abs(x - a) > 30 or abs(y - b) > 30 for a, b in spots[:i])
    assert all(abs(x - 420) < 400 and abs(y - 60) < 400 for x, y in spots[6:])
    told = canvas.heard("positions")[-1]
    assert sorted(told["nodes"]) == sorted(f"new{i}" for i in range(12))


def test_commands_are_carried_out_once(canvas: Canvas) -> None:
    canvas.command("hide", ids=["up", "e1"])
    assert canvas.engine("cy.elements(':hidden').length") == 3
    canvas.command("show")
    assert canvas.engine("cy.elements(':hidden').length") == 0
    canvas.command("zoomTo", ids=["far"])
    canvas.rest(500)
    assert canvas.engine("cy.zoom()") > 1
    canvas.command("viewport", zoom=0.5, pan={"x": 10, "y": 20})
    assert canvas.engine("[cy.zoom(), cy.pan().x, cy.pan().y]") == [0.5, 10, 20]
    canvas.page.locator(".gc-surface").focus()
    canvas.page.keyboard.press("+")
    canvas.command("viewport", zoom=0.5, pan={"x": 10, "y": 20})
    assert canvas.engine("cy.zoom()") == 0.5  # the same command again: the first was taken back once carried out
    canvas.command("no-such-op", ids=["far"])
    assert canvas.engine("cy.zoom()") == 0.5


def test_shown_again_it_is_as_it_was_left(canvas: Canvas) -> None:
    canvas.command("layout", positions={"left": {"x": -250, "y": 40}})
    canvas.rest(600)
    canvas.command("viewport", zoom=0.75, pan={"x": 300, "y": 200})
    canvas.rest(500)
    canvas.toggle()
    assert canvas.page.locator("canvas").count() == 0
    canvas.toggle()
    assert canvas.position("left") == (-250, 40)
    assert canvas.position("right") == (160, 0)
    assert canvas.engine("[cy.zoom(), cy.pan().x, cy.pan().y]") == [0.75, 300, 200]
    canvas.click("left")
    assert canvas.heard("tapNode")[0]["id"] == "left"


def test_coming_and_going_leaves_nothing_behind(browser: Any) -> None:
    nodes = {f"n{i}": node(60.0 * (i % 20), 60.0 * (i // 20), "phone") for i in range(200)}
    with shown(browser, nodes) as canvas:
        session = canvas.page.context.new_cdp_session(canvas.page)

        def heap() -> float:
            session.send("HeapProfiler.collectGarbage")
            return float(session.send("Runtime.getHeapUsage")["usedSize"])

        def cycles(count: int) -> float:
            for _ in range(2 * count):
                canvas.toggle()
            return heap()

        settled = cycles(2)
        # A drawing of 200 nodes that is kept alive costs more than 1 MB; five would cost five.
        assert cycles(5) - settled < 2e6
        canvas.assert_quiet()


def test_theme_changes_in_place(canvas: Canvas) -> None:
    before = canvas.engine("cy.nodes().map((n) => n.style('background-image'))")
    ground = canvas.page.evaluate("getComputedStyle(document.querySelector('.graph-canvas')).backgroundColor")
    canvas.set(theme="dark")
    assert canvas.page.evaluate("getComputedStyle(document.querySelector('.graph-canvas')).backgroundColor") != ground
    after = canvas.engine("cy.nodes().map((n) => n.style('background-image'))")
    assert all(a != b for a, b in zip(before, after))
    assert [canvas.position(key) for key in NODES] == [(n["position"]["x"], n["position"]["y"]) for n in NODES.values()]


def test_legend_names_what_is_drawn_in_the_words_given(browser: Any) -> None:
    with shown(browser, NODES, EDGES, words={"kind.phone": "Telefon", "label.legend": "Legende"}) as canvas:
        rows = canvas.page.locator(".gc-legend li").all_inner_texts()
        assert [row.split("\n")[0] for row in rows] == [
            "Advert", "Telefon", "Account", "E-mail", "Actor", "Protected", "Shared by many",
            "Fact: seen in a record", "Assessment: a named person's", "Inference: an algorithm's",
        ]  # fmt: skip
        assert canvas.page.locator(".gc-legend summary").inner_text() == "Legende"
        canvas.set(legend=[{"symbol": "phone", "label": "<b>Numbers</b>"}])
        assert canvas.page.locator(".gc-legend li").all_inner_texts() == ["<b>Numbers</b>\n1"]
        canvas.assert_quiet()


def test_a_canvas_that_starts_hidden_fits_when_it_is_shown(browser: Any) -> None:
    with shown(browser, NODES, EDGES, style={"height": "500px", "display": "none"}) as canvas:
        canvas.set(style={"height": "500px"})
        canvas.rest(400)
        x, y = canvas.where("far")
        box = canvas.page.locator(".gc-surface").bounding_box()
        assert box["x"] < x < box["x"] + box["width"]
        assert box["y"] < y < box["y"] + box["height"]
        assert inked(canvas, DRAWING) > 1000
        canvas.assert_quiet()


def _label_boxes(canvas: Canvas) -> list[list[float]]:
    boxes: list[list[float]] = canvas.engine("""cy.nodes('.gc-named').map((node) => {
      const box = node.boundingBox({ includeNodes: false, includeLabels: true, includeOverlays: false });
      return [box.x1, box.y1, box.x2, box.y2].map((value) => value * cy.zoom());
    })""")
    return boxes


def test_labels_do_not_lie_on_each_other_and_zooming_in_names_more(browser: Any) -> None:
    kinds = ("ad", "ad", "phone", "email")
    nodes = {f"n{i:03}": node(48.0 * (i % 24), 48.0 * (i // 24), kinds[i % 4], f"+44 20 7946 {i:04}", degree=i % 13)
             for i in range(480)}  # fmt: skip
    with shown(browser, nodes) as canvas:
        boxes = _label_boxes(canvas)
        assert 20 <= len(boxes) <= 60
        inset = 4  # the engine's boxes include the halo around the letters
        for i, (x1, y1, x2, y2) in enumerate(boxes):
            for a1, b1, a2, b2 in boxes[:i]:
                apart = x2 - inset <= a1 or a2 - inset <= x1 or y2 - inset <= b1 or b2 - inset <= y1
                assert apart
        sizes = canvas.engine("cy.nodes('.gc-named').map((n) => n.data('fontSize') * cy.zoom())")
        assert min(sizes) > 10
        canvas.command("zoomTo", ids=["n100", "n150"])
        canvas.rest(600)
        seen = canvas.engine("""cy.nodes().map((node) => node.renderedPosition())
          .filter((p) => p.x > 0 && p.y > 0 && p.x < cy.width() && p.y < cy.height()).length""")
        assert len(_label_boxes(canvas)) / seen > len(boxes) / 480
        canvas.set(options={"labels": False})
        assert _label_boxes(canvas) == []
        canvas.assert_quiet()
