"""The HTML report as a page: nothing in it acts, loads or calls out; headings, tables and figures can be read aloud."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from graphsvc.reports.html import Html, render
from graphsvc.results import Alert
from tests.support import documents
from tests.support.pages import Page

PAYLOAD = "<script>alert(1)</script>'\"><img src=https://evil.example/x onerror=alert(2)>\u202e{{7*7}}"


@pytest.fixture
def page() -> Page:
    return Page.of(render(documents.result(), documents.context()))


@pytest.fixture
def hostile() -> Page:
    return Page.of(render(*documents.report_saying(PAYLOAD)))


def test_strangers_text_makes_no_element(page: Page, hostile: Page) -> None:
    expected = {element.tag for element in page.elements}
    assert {element.tag for element in hostile.elements} <= expected
    assert not hostile.all("script", "img", "iframe", "object", "link", "form", "base")
    assert "<script>alert(1)</script>" in hostile.text
    assert "{{7*7}}" in hostile.text


def test_no_attribute_acts_or_calls_out(hostile: Page) -> None:
    for element in hostile.elements:
        for name, value in element.attributes.items():
            assert not name.startswith("on")
            assert name not in ("style", "src", "srcset", "action", "background")
            assert name != "href" or re.fullmatch("#[a-z0-9-]+", value)
            assert not re.search(r"javascript:|url\(|https?:", value)


def test_the_policy_names_the_one_style_sheet(page: Page) -> None:
    (policy,) = [e.attributes["content"] for e in page.all("meta") if "http-equiv" in e.attributes]
    (style,) = page.all("style")
    digest = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert not re.search(r"url\(|@import|expression", style.text)


def test_strangers_text_is_isolated(hostile: Page) -> None:
    """Text that is read right to left cannot reorder its neighbours."""
    pieces = [tags for tags, text in hostile.pieces if "evil.example" in text]
    assert len(pieces) > 50
    assert all({"bdi", "title", "text"} & set(tags) for tags in pieces)
    assert "\u202e" not in hostile.text
    assert "⟨U+202E⟩" in hostile.text


def test_headings_go_down_one_step_at_a_time(page: Page) -> None:
    levels = [int(element.tag[1]) for element in page.all("h1", "h2", "h3", "h4", "h5")]
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_tables_say_what_they_are(page: Page) -> None:
    data = [e for e in page.all("table") if e.attributes.get("role") != "presentation"]
    assert len(page.all("caption")) == len(data) > 8
    assert all(e.attributes.get("scope") in ("col", "row", "rowgroup") for e in page.all("th"))


def test_figures_have_words(page: Page) -> None:
    figures = page.all("svg")
    assert len(figures) > 10
    assert all(e.attributes["role"] == "img" and e.attributes["aria-label"] for e in figures)


def test_ids_are_unique_and_links_lead_somewhere(page: Page) -> None:
    ids = [e.attributes["id"] for e in page.elements if "id" in e.attributes]
    assert len(set(ids)) == len(ids)
    assert {e.attributes["href"].removeprefix("#") for e in page.all("a")} <= set(ids)
    labelled = {e.attributes["aria-labelledby"] for e in page.elements if "aria-labelledby" in e.attributes}
    assert labelled <= set(ids)


def test_no_private_value_hides_in_the_source() -> None:
    """An identifier without a caption may be protected: it is in no attribute and no comment either."""
    source = render(documents.result(), replace(documents.context(), captions={}, records={}))
    for identifier in documents.CAPTIONS:
        assert identifier not in source


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from tests.support.browser import launch

    with launch() as opened:
        yield opened


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_browser_runs_and_fetches_nothing(browser: Any, scheme: str, tmp_path: Path) -> None:
    from tests.support.browser import watched

    path = Html().write(*documents.report_saying(PAYLOAD), tmp_path / "r.html")
    with watched(browser, color_scheme=scheme) as seen:
        seen.page.goto(path.as_uri())
        assert seen.requests == [path.as_uri()]
        assert (seen.errors, seen.dialogs, seen.violations()) == ([], [], [])
        assert seen.page.evaluate("document.scripts.length") == 0
        ink, ground = seen.page.evaluate(
            "[getComputedStyle(document.body).color, getComputedStyle(document.documentElement).backgroundColor]"
        )
        bright = [sum(map(int, re.findall(r"\d+", colour)[:3])) for colour in (ink, ground)]
        assert (bright[0] > bright[1]) == (scheme == "dark")


@pytest.mark.browser
@pytest.mark.parametrize("width", [380, 1280])
def test_the_page_never_scrolls_sideways(browser: Any, width: int, tmp_path: Path) -> None:
    """Tables scroll in their own frame; a 10,000-letter word breaks."""
    from tests.support.browser import watched

    path = Html().write(*documents.report_saying("x" * 10_000), tmp_path / "r.html")
    with watched(browser, viewport={"width": width, "height": 800}) as seen:
        seen.page.goto(path.as_uri())
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
def test_the_marking_is_repeated_on_every_printed_page(browser: Any, tmp_path: Path) -> None:
    """By a table head, which browsers repeat, and a fixed foot, for which the table keeps the place free."""
    from tests.support.browser import watched

    path = Html().write(documents.result(), documents.context(), tmp_path / "r.html")
    with watched(browser) as seen:
        seen.page.goto(path.as_uri())
        seen.page.emulate_media(media="print")
        style = "(query, name) => getComputedStyle(document.querySelector(query))[name]"
        found = [
            seen.page.evaluate(f"({style})({query!r}, {name!r})")
            for query, name in (
                (".sheet > thead", "display"),
                (".sheet > tfoot", "display"),
                ("tfoot .banner", "position"),
            )
        ]
        assert found == ["table-header-group", "table-footer-group", "fixed"]
        assert seen.page.pdf().count(b"/Type /Page\n") > 3


def test_a_contradiction_is_an_alert() -> None:
    result = documents.result()
    said = Alert("decision:1", (), f"contradiction: {PAYLOAD}")
    page = Page.of(render(replace(result, alerts=(said,)), documents.context()))
    (alert,) = [element for element in page.elements if element.attributes.get("role") == "alert"]
    assert alert.tag == "p"
    assert "contradiction: <script>alert(1)</script>" in page.text
    assert not page.all("script")
