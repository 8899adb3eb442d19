"""The app in Spanish, its switch, and the tour of the demo case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.served import Screen, copied, opened, served

pytestmark = pytest.mark.browser

OFFICE = "+44 20 7946 0999"
# English words that would stand on a screen if its texts had not gone through the catalogue.
ENGLISH = re.compile(r"\b(the|Nothing|Add|Open|records?|Choose|Select|nodes?|yet|which|Run)\b")


@pytest.fixture
def spanish(browser: Any, harbour: Path) -> Iterator[Screen]:
    with served(harbour) as site, opened(browser, site, locale="es-ES") as screen:
        yield screen


def test_a_browser_is_spoken_to_in_its_language_and_can_choose_another(spanish: Screen) -> None:
    page = spanish.page
    assert page.evaluate("document.documentElement.lang") == "es"
    assert page.locator("#nav-clusters").inner_text() == "Clústeres"
    page.locator("#language").click()
    with page.expect_navigation():
        page.locator("[data-language=en]").click()
    page.locator("#nav-clusters").wait_for()
    spanish.idle()
    assert page.locator("#nav-clusters").inner_text() == "Clusters"
    page.reload()
    page.locator("#search").wait_for(state="attached")
    spanish.idle()
    assert page.evaluate("document.documentElement.lang") == "en"


def test_every_screen_speaks_it(spanish: Screen) -> None:
    page = spanish.page
    spanish.search(OFFICE).first.locator("button").click()
    spanish.expect_drawn(1)
    spanish.click_node(OFFICE)
    page.locator("#inspector .connections button").first.click()
    spanish.expect_drawn(9)
    assert "9 nodos" in page.locator("#counts").inner_text()
    page.locator("#undo").click()
    spanish.expect_drawn(1)
    spanish.notice("Deshecho: Expandir")
    for name in ("explore", "clusters", "review", "bridges", "load", "reports"):
        spanish.go(name)
        spanish.idle()
        said = page.locator(f"#screen-{name}").inner_text()
        for warning in page.locator(".warn").all_inner_texts():  # the service's own sentences are English
            said = said.replace(warning, "")
        left = sorted(set(ENGLISH.findall(said)))
        assert left == [], name
        spanish.shot(f"spanish-{name}")


def test_the_tour_is_short_works_by_keyboard_and_is_remembered(browser: Any, clustered: Path, tmp_path: Path) -> None:
    copied(clustered, tmp_path)
    for file in sorted(tmp_path.glob("harbour.db*")):
        file.rename(tmp_path / file.name.replace("harbour", "demo"))
    with served(tmp_path / "demo.db") as site, opened(browser, site) as screen:
        page = screen.page
        tour = page.locator("#tour")
        tour.wait_for()
        assert "Begin with something you know" in tour.inner_text()
        screen.shot("tour")
        page.locator("#tour-next").focus()
        for _ in range(5):
            page.keyboard.press("Enter")
        assert page.locator("#tour-next").inner_text() == "Done"
        assert page.locator(".tour-at").count() == 1
        page.keyboard.press("Enter")
        assert tour.is_hidden()
        page.reload()
        page.locator("#search").wait_for(state="attached")
        screen.idle()
        page.wait_for_timeout(500)
        assert tour.is_hidden()
        page.locator("#help-button").click()
        page.locator("#tour-start").click()
        tour.wait_for()
        page.wait_for_timeout(400)
        page.keyboard.press("Escape")
        assert tour.is_hidden()


def test_other_cases_have_no_tour_of_their_own(screen: Screen) -> None:
    screen.page.wait_for_timeout(500)
    assert screen.page.locator("#tour").is_hidden()
