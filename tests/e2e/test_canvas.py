"""The canvas in a real browser: what it draws, and how it follows its props."""

from __future__ import annotations

from typing import Any

import pytest
from dash import Patch

from tests.support.canvas_page import DRAWING, EDGES, NODES, OVERLAY, Canvas, edge, node, shown

pytestmark = pytest.mark.browser


def test_paints_every_node_and_line_in_view(canvas: Canvas) -> None:
    assert canvas.engine("[cy.nodes().length, cy.edges().length]") == [6, 5]
    box = canvas.page.locator(".gc-surface").bounding_box()
    for key in NODES:
        x, y = canvas.where(key)
        assert box["x"] < x < box["x"] + box["width"]
        assert box["y"] < y < box["y"] + box["height"]
    assert canvas.inked(DRAWING) > 6 * 300
    assert canvas.inked(OVERLAY) == 0


def test_kinds_of_statement_are_drawn_solid_dashed_and_dotted(canvas: Canvas) -> None:
    look = "cy.edges().map((e) => [e.id(), e.style('line-style'), e.style('line-dash-pattern')])"
    drawn = {key: (style, float(pattern.split()[0])) for key, style, pattern in canvas.engine(look)}
    assert drawn["e1"][0] == "solid"
    assert drawn["e3"][0] == drawn["e4"][0] == "dashed"
    assert drawn["e4"][1] < 1 < drawn["e3"][1]


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


def test_a_pin_in_the_props_holds_a_node(canvas: Canvas) -> None:
    patch = Patch()
    patch["left"]["data"]["pinned"] = True
    canvas.patch(nodes=patch)
    assert canvas.engine("cy.getElementById('left').grabbable()") is False
    patch = Patch()
    patch["left"]["data"]["pinned"] = False
    canvas.patch(nodes=patch)
    assert canvas.engine("cy.getElementById('left').grabbable()") is True


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
    lit = canvas.inked(OVERLAY)
    assert float(faded) == pytest.approx(0.2)
    assert lit > 500
    canvas.set(highlight=["left"])
    assert 0 < canvas.inked(OVERLAY) != lit
    canvas.set(highlight=[])
    assert canvas.inked(OVERLAY) == 0
    assert canvas.page.evaluate("(layer) => getComputedStyle(document.querySelector(layer)).opacity", DRAWING) == "1"
    assert canvas.page.evaluate("touched") == 0


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
        assert canvas.inked(DRAWING) > 1000
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
