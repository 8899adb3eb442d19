"""What a page keeps: views that outlive a killed server, are handed over for reading, and are shared by two pages."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.support.browser import watched
from tests.support.served import ENGINE, Screen, Served, copied, opened, served

pytestmark = pytest.mark.browser

OFFICE = "+44 20 7946 0999"
POSTER = "+44 7700 900100"


KEEP_ANSWERS = """
window.answers = [];
const ask = window.fetch;
window.fetch = async (...wish) => {
  const answer = await ask(...wish);
  answer.clone().text().then((text) => window.answers.push(text));
  return answer;
};
"""


def add(screen: Screen, label: str) -> None:
    hits = screen.search(label)
    hits.filter(has_text=label).first.locator("button").click()
    drawn(screen, label)


def drawn(screen: Screen, label: str) -> None:
    screen.until(f"{ENGINE}.nodes().some((node) => node.data('full') === {label!r})")
    screen.idle()


@pytest.fixture
def one(browser: Any, own_site: Served) -> Iterator[Screen]:
    with opened(browser, own_site) as screen:
        yield screen


@pytest.fixture
def own_site(clustered: Path, tmp_path: Path) -> Iterator[Served]:
    with served(copied(clustered, tmp_path)) as running:
        yield running


@contextmanager
def beside(browser: Any, site: Served, address: str) -> Iterator[Screen]:
    """Another person's page: an own session, at an address somebody gave them."""
    with opened(browser, site) as screen:
        screen.page.goto(address)
        screen.page.locator("#search").wait_for(state="attached")
        screen.idle()
        yield screen


def test_two_pages_on_one_view_see_each_other(one: Screen, own_site: Served, browser: Any) -> None:
    add(one, OFFICE)
    with beside(browser, own_site, one.page.url) as two:
        assert two.drawn() == [OFFICE]
        add(two, POSTER)
        one.expect_drawn(2)
        assert one.drawn() == sorted([OFFICE, POSTER])
        places = two.places()
        one.drag(OFFICE, 60, 40)
        assert two.drawn() == one.drawn()
        assert one.places()[POSTER] == places[POSTER]


def test_unseen_work_is_not_undone(one: Screen, own_site: Served, browser: Any) -> None:
    add(one, OFFICE)
    one.page.route("**/pulse*", lambda route: route.abort())  # this page hears of nothing by itself
    with beside(browser, own_site, one.page.url) as two:
        add(two, POSTER)
        one.page.locator("#undo").click()
        one.notice("another window")
        assert two.drawn() == sorted([OFFICE, POSTER])
    one.seen.errors.clear()  # refused pulses


def test_a_shared_view_is_read_and_copied(one: Screen, own_site: Served, browser: Any) -> None:
    add(one, OFFICE)
    one.page.locator("#views-button").click()
    one.page.get_by_label("Share Add").click()
    link = one.page.locator(".kept-link code").inner_text()
    with beside(browser, own_site, link) as reader:
        reader.page.locator("#reading").wait_for(state="visible")
        assert reader.drawn() == [OFFICE]
        reader.search(POSTER).filter(has_text=POSTER).first.locator("button").click()
        reader.notice("shared for reading")
        assert one.drawn() == reader.drawn() == [OFFICE]
        reader.page.locator("#reading-copy").click()
        reader.page.locator("#reading").wait_for(state="hidden")
        reader.idle()
        reader.page.locator("#hits .hit", has_text=POSTER).first.locator("button").click()
        drawn(reader, POSTER)
        assert reader.drawn() == sorted([OFFICE, POSTER])
        assert one.drawn() == [OFFICE]


def test_a_view_is_named_copied_opened_and_deleted(one: Screen, own_site: Served) -> None:
    add(one, OFFICE)
    page, address = one.page, one.page.url
    page.locator("#views-button").click()
    page.locator(".kept-view input").fill("Harbour ring")
    page.locator(".kept-view input").press("Enter")
    one.until("document.querySelector('#views-button').innerText === 'Harbour ring'")
    page.get_by_label("Copy Harbour ring").click()
    one.until(f"location.href !== {address!r}")
    one.until("document.querySelector('#views-button').innerText === 'Copy of Harbour ring'")
    page.locator("#views-button").click()
    page.get_by_label("Delete Copy of Harbour ring").click()
    page.get_by_role("button", name="Delete Copy of Harbour ring").click()
    one.idle()
    assert [row.name for row in own_site.desk.shelf.views()] == ["Harbour ring"]
    page.get_by_text("Open", exact=True).click()
    one.expect_drawn(1)
    assert one.page.url.partition("?")[2] == address.partition("?")[2]


def test_masked_labels_are_not_in_the_page_at_all(one: Screen) -> None:
    add(one, OFFICE)
    one.page.locator("#mask").click()
    one.page.locator(".masked").wait_for()
    one.idle()

    one.page.add_init_script(KEEP_ANSWERS)
    one.page.reload()
    one.page.locator("#search").wait_for(state="attached")
    one.idle()
    (label,) = one.drawn()
    assert label.startswith("#")
    one.click_node(label)
    one.page.locator("#inspector .connections button").first.click()
    one.expect_drawn(9)
    one.click_line(label)
    for name in ("clusters", "review", "bridges", "load", "reports", "explore"):
        one.go(name)
        one.idle()
    answers = one.page.evaluate("window.answers")
    shown = one.page.evaluate("document.documentElement.outerHTML")
    everything = "\n".join([*answers, shown, one.page.url, one.page.title()])
    for secret in (OFFICE, "79460999", "900100", "Kitchen help", "poster0@", "harbour_office", "Call +44"):
        at = everything.find(secret)
        assert at < 0, everything[max(0, at - 200) : at + 40]
    assert len(answers) > 10
    with one.page.expect_navigation():
        one.page.locator("#mask").click()
    one.page.locator("#search").wait_for(state="attached")
    drawn(one, OFFICE)


# --- a killed server ------------------------------------------------------------------------------------------------
def start(case: Path, port: int) -> tuple[subprocess.Popen[str], str]:
    """The server as a person starts it, and its one-time link."""
    run = "from graphsvc.cli import main; main()"
    command = [sys.executable, "-c", run, "serve", str(case), "--no-browser", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


def end(process: subprocess.Popen[str]) -> None:
    process.wait(10)
    if process.stdout is not None:
        process.stdout.close()


def test_a_killed_server_loses_nothing(browser: Any, harbour: Path) -> None:
    """Acceptance script 10: same view, positions, undo stack."""
    process, link = start(harbour, 8161)
    try:
        with watched(browser) as seen:
            site = Served(None, link.partition("/open")[0])
            screen = Screen(seen, site)
            seen.page.goto(link)
            seen.page.locator("#search").wait_for(state="attached")
            screen.idle()
            add(screen, OFFICE)
            add(screen, POSTER)
            screen.drag(OFFICE, 90, -60)
            places, address = screen.places(), seen.page.url
            process.send_signal(signal.SIGKILL)
            end(process)
            seen.page.locator("#lost").wait_for()  # the page says so by itself
            process, link = start(harbour, int(site.origin.rpartition(":")[2]))
            assert link.startswith(site.origin)
            seen.page.goto(address)  # without a session: the page that asks for the link
            assert "one-time link" in seen.page.inner_text("main")
            seen.page.goto(link)
            seen.page.locator("#search").wait_for(state="attached")
            screen.under_way = 0
            screen.expect_drawn(2)
            assert seen.page.url.partition("?")[2] == address.partition("?")[2]
            assert screen.places() == places
            assert seen.page.locator("#undo").get_attribute("aria-label") == f"Undo: Add {POSTER}"
            seen.page.locator("#undo").click()
            screen.expect_drawn(1)
            assert screen.drawn() == [OFFICE]
            assert screen.places()[OFFICE] == places[OFFICE]
    finally:
        process.kill()
        end(process)
