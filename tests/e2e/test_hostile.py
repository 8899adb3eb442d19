"""What others wrote stays text where it leaves the canvas: in pictures, in the page's title and in its address."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graphsvc.service import open_case
from tests.support.served import Screen, Served, opened, served

pytestmark = pytest.mark.browser

OFFICE = "+44 20 7946 0999"
LABELS = (
    "<script>window.hit=1</script>",
    "<img src=x onerror=window.hit=1>",
    "</text></svg><script>window.hit=1</script>",
    "]]><!-- & &lt; &#x0; %s",
    "\u202egnp.exe\u202c evil",
    "\u2066left\u2069 \u200bzero",
    "\u05e9\u05dc\u05d5\u05dd \u0627\u0644\u0633\u0644\u0627\u0645",
    "y" * 10_000,
    "\U0001f6a2\U0001f469\u200d\U0001f469\u200d\U0001f467",
    "a\x07b",
    "=HYPERLINK(1)",
)
UNSEEN = ("\u202e", "\u202c", "\u2066", "\u200b", "\x07")


@pytest.fixture(scope="module")
def ship(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("hostile")
    adverts = [
        {
            "ad_id": f"h{n}",
            "title": label,
            "description": f"{label} call {OFFICE}",
            "posted": "2025-01-01",
            "city": label,
        }
        for n, label in enumerate(LABELS)
    ]
    with open_case(str(folder / "hostile.db")) as case:
        lines = folder / "hostile.jsonl"
        lines.write_text("".join(f"{json.dumps(advert)}\n" for advert in adverts), "utf-8")
        case.load(lines)
    with served(folder / "hostile.db") as running:
        yield running


@pytest.fixture
def deck(browser: Any, ship: Served) -> Iterator[Screen]:
    """All of them on the canvas; nothing of them ran, and none is in the address or the title."""
    ship.desk.shelf.fresh()
    with opened(browser, ship) as screen:
        page = screen.page
        screen.bring(OFFICE, adverts=len(LABELS))
        yield screen
        assert page.evaluate("window.hit") is None
        assert page.evaluate("document.querySelectorAll('img[src=x], #react-entry-point script').length") == 0
        assert page.title() == "graphsvc"
        assert not any(sign in page.url for sign in ("hit", "yyy", "%E2%80%AE"))


def test_pictures_hold_text_and_nothing_that_runs(deck: Screen) -> None:
    page = deck.page
    files: list[Path] = []
    for key in ("v", "s"):
        page.locator(".gc-surface").focus()
        with page.expect_download() as download:
            page.keyboard.press(key)
        assert "hit" not in download.value.suggested_filename
        files.append(Path(download.value.path()))
    drawing = files[0].read_text("utf-8")
    names = {element.tag.rpartition("}")[2] for element in ET.fromstring(drawing).iter()}
    assert not names & {"script", "foreignObject", "iframe", "a", "use"}
    texts = "".join(ET.fromstring(drawing).itertext())
    assert "<script>" in texts
    assert "TLP:AMBER" in texts
    assert not any(sign in drawing for sign in UNSEEN)
    assert len(drawing) < 2_000_000
    assert files[1].read_bytes()[:4] == b"\x89PNG"


# Where a sign stands raw: in a text, or in any attribute. AG Grid puts a zero-width space of its own behind every
# second thing that it says to screen readers, so that the same sentence is read again.
_RAW = """(signs) => {
  const found = [];
  const own = (element) => element.closest(".ag-aria-description-container");
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { data, parentElement: at } = texts.currentNode;
    if (!own(at) && signs.some((sign) => data.includes(sign))) found.push(at.outerHTML.slice(0, 200));
  }
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      if (signs.some((sign) => value.includes(sign))) found.push(`${name} of ${element.tagName}`);
    }
  }
  return found;
}"""


def test_what_cannot_be_seen_is_nowhere_raw_however_it_is_chosen_and_hidden(deck: Screen) -> None:
    page = deck.page
    rows = page.locator("#table .ag-row")
    for _ in LABELS:
        rows.first.click()
        deck.until("!document.getElementById('hide').disabled")
        page.locator(".gc-surface").focus()
        page.keyboard.press("Home")
        assert page.evaluate(_RAW, list(UNSEEN)) == []
        before = len(deck.drawn())
        page.keyboard.press("h")
        deck.expect_drawn(before - 1)
        assert page.evaluate(_RAW, list(UNSEEN)) == []
    page.locator("#hidden-button").click()
    page.get_by_role("button", name="Restore all").wait_for()
    deck.idle()
    assert page.evaluate(_RAW, list(UNSEEN)) == []
