"""Pictures that are well-formed, say what they show, and stay inside their frame."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from graphsvc.brief import EvidenceLine, brief, figures
from tests.support import documents

NETWORKS = brief(documents.result(), documents.context()).networks.items


def _line(weight: float, prior: float, start: float = 0.0) -> EvidenceLine:
    return EvidenceLine("phone:x", "x", "phone", "", weight, prior, start, 1, 0, "shared")


def _shapes(svg: str, css: str) -> list[ElementTree.Element]:
    return [shape for shape in ElementTree.fromstring(svg) if shape.get("class") == css]


@pytest.mark.parametrize(("level", "cells"), [("firm", 1), ("fragile", 2), ("single-identifier", 3), ("other", 0)])
def test_the_meter_fills_with_the_risk(level: str, cells: int) -> None:
    assert len(_shapes(figures.meter(level), "on")) == cells
    assert len(_shapes(figures.meter(level), "off")) == 3 - cells


@pytest.mark.parametrize("lines", [[_line(0, 0)], [_line(2, 6), _line(1, 4, 2.0)], [_line(3, 1), _line(-5, 2, 3.0)]])
def test_steps_stay_inside_their_frame(lines: list[EvidenceLine]) -> None:
    low, high = figures.span(lines)
    for line in lines:
        svg = figures.step(line, low, high)
        for shape in [*_shapes(svg, "weight"), *_shapes(svg, "prior")]:
            x, width = float(shape.get("x", 0)), float(shape.get("width", 0))
            assert x >= -0.1
            assert x + width <= 201.1


def test_a_step_is_as_wide_as_its_weight() -> None:
    (bar,) = _shapes(figures.step(_line(2.0, 8.0), 0.0, 8.0), "weight")
    assert float(bar.get("width", 0)) == 50.0


def test_the_histogram_has_one_bar_for_each_class() -> None:
    svg = figures.sizes([("2", 4), ("3–5", 0), ("6 and more", 2)])
    heights = [float(bar.get("height", 0)) for bar in _shapes(svg, "weight")]
    assert heights == [84.0, 0.0, 42.0]
    assert figures.sizes([("2", 0)])


def test_the_sketch_draws_inferences_dotted_and_says_so() -> None:
    svg = figures.sketch(NETWORKS[1])
    lines = [shape for shape in ElementTree.fromstring(svg) if "inference" in shape.get("class", "")]
    assert len(lines) == 2 * 2 + 1
    assert "inference; the thicker, the more it weighs" in svg
    assert 'aria-label="2 actors and 2 identifiers they share"' in svg


def test_two_protected_identifiers_with_one_caption_stay_two() -> None:
    masked = replace(documents.context(), captions=dict.fromkeys(documents.CAPTIONS, "protected"))
    network = brief(documents.result(), masked).networks.items[1]
    assert "2 actors and 2 identifiers they share" in figures.sketch(network)


def test_without_links_there_is_no_sketch() -> None:
    assert figures.sketch(replace(NETWORKS[0], links=replace(NETWORKS[0].links, items=()))) == ""


def test_a_crowd_is_not_drawn_as_a_hairball() -> None:
    (link, *_) = NETWORKS[0].links.items
    many = tuple(
        replace(
            link, a=f"1.{n}", evidence=tuple(replace(link.evidence[0], identifier=f"phone:{n}-{m}") for m in range(5))
        )
        for n in range(40)
    )
    svg = figures.sketch(replace(NETWORKS[0], links=replace(NETWORKS[0].links, items=many)))
    assert len(_shapes(svg, "node")) <= 18


def test_hostile_captions_are_text() -> None:
    context = documents.report_saying("</text><script>alert(1)</script>\x00\u202e")[1]
    svg = figures.sketch(brief(documents.result(), context).networks.items[0])
    assert {shape.tag for shape in ElementTree.fromstring(svg).iter()} <= {
        "svg",
        "title",
        "line",
        "rect",
        "circle",
        "text",
    }


def test_the_legend_names_all_three_kinds() -> None:
    svg = figures.legend()
    assert [len(_shapes(svg, f"{kind} w2")) for kind in ("fact", "assessment", "inference")] == [1, 1, 1]
