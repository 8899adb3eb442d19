"""The app in a real browser, along the ways an investigator takes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dash_app.panels import PANELS
from tests.support.browser import watched
from tests.support.served import Screen, Served, copied, opened, served
from tests.support.site import rows, write_adverts

pytestmark = pytest.mark.browser

OFFICE = "+44 20 7946 0999"
FIRST = "+44 7700 900100"
SECOND = "+44 7700 900101"


def test_the_link_opens_the_app_once(browser: Any, site: Served) -> None:
    link = site.link()
    with watched(browser) as seen:
        seen.page.goto(link)
        seen.page.locator("#search").wait_for()
        assert seen.page.title() == "graphsvc"
        assert "token" not in seen.page.url
    with watched(browser) as seen:
        seen.page.goto(link)
        assert "used already" in seen.page.locator("main").inner_text()
        seen.page.goto(site.origin)
        assert "one-time link" in seen.page.locator("main").inner_text()
        assert len(seen.requests) == 2


def test_search_add_counts_expand_undo(screen: Screen) -> None:
    page = screen.page
    hits = screen.search("0044 20 7946 0999")
    assert OFFICE in hits.first.inner_text()
    hits.first.get_by_role("button", name=f"Add {OFFICE}").click()
    screen.expect_drawn(1)
    assert "8 adverts" in page.locator("#inspector").inner_text()  # known before anything is fetched
    assert screen.drawn() == [OFFICE]

    page.get_by_role("button", name="Add adverts: mention this").click()
    screen.expect_drawn(9)
    assert "all shown" in page.locator("#inspector").inner_text()
    assert "9 nodes · 8 links" in page.locator("#counts").inner_text()

    page.keyboard.press("Control+z")
    screen.expect_drawn(1)
    screen.notice(f"Undone: Expand {OFFICE}: 8 adverts")
    page.keyboard.press("Control+y")
    screen.expect_drawn(9)
    assert page.locator("#undo").get_attribute("aria-label") == f"Undo: Expand {OFFICE}: 8 adverts"
    screen.shot("explore")


def test_a_line_opens_its_evidence(screen: Screen) -> None:
    page = screen.page
    screen.search(OFFICE).first.get_by_role("button").click()
    screen.expect_drawn(1)
    screen.search("kitchen help wanted 3").first.get_by_role("button").click()
    screen.expect_drawn(2)
    page.locator("#fit").click()
    screen.idle()
    page.wait_for_timeout(400)
    screen.click_line(OFFICE)
    evidence = page.locator("#inspector")
    evidence.locator("article.evidence").first.wait_for()
    assert page.locator("#inspector mark").inner_text() == OFFICE
    text = evidence.inner_text()
    assert "fact: seen in a record" in text
    assert "board.csv, line 5" in text
    assert "How this can be wrong" in text
    assert "SHA-256" in text
    screen.shot("evidence")


def test_clusters_open_on_the_canvas(screen: Screen) -> None:
    page = screen.page
    screen.go("clusters")
    table = page.locator("#clusters .ag-row")
    table.first.wait_for()
    assert "up to date" in page.locator("#run-state").inner_text().lower()
    table.first.click()
    card = page.locator("#cluster")
    card.get_by_text("How this could be wrong").wait_for()
    assert "for review" in card.inner_text().lower()
    screen.shot("clusters")
    before = page.url
    card.get_by_role("button", name="Open on canvas").click()
    page.locator("#screen-explore").wait_for(state="visible")
    screen.until("document.querySelector('#counts').innerText.includes('nodes')")
    assert {"cleaner0@example.com", "cleaner1@example.com"} <= set(screen.drawn())
    assert page.url != before  # a view of its own; the one before is a step back away


def test_bridges_are_compared_and_open_on_the_canvas(browser: Any, demo: Path, tmp_path: Path) -> None:
    with served(copied(demo, tmp_path)) as running, opened(browser, running) as screen:
        page = screen.page
        screen.go("bridges")
        page.get_by_role("button", name="Compare recruitment with sale").click()
        screen.notice("The comparison runs")
        rows = page.locator("#bridges .ag-row")
        rows.first.wait_for(timeout=60_000)
        rows.first.click()
        card = page.locator("#bridge")
        card.get_by_text("How this could be wrong").wait_for()
        assert "for review" in card.inner_text().lower()
        screen.shot("bridges")
        page.get_by_role("tab", name="Offers that contradict each other").click()
        screen.shot("bridges-offers")
        page.get_by_role("tab", name="From recruitment to sale").click()
        card.get_by_role("button", name="Open on canvas").click()
        page.locator("#screen-explore").wait_for(state="visible")
        screen.until("document.querySelector('#counts').innerText.includes('nodes')")


def test_links_are_judged_by_keyboard_one_after_the_other(browser: Any, demo: Path, tmp_path: Path) -> None:
    with served(copied(demo, tmp_path)) as running, opened(browser, running) as screen:
        page = screen.page
        screen.go("review")
        rows = page.locator("#links .ag-row")
        rows.first.wait_for()
        waiting = len(running.desk.review())
        rows.first.click()
        page.locator("#link").get_by_text("Do these two belong together?").wait_for()
        screen.shot("review")
        for number in range(5):
            chosen = page.locator("#link [data-key]").first.get_attribute("id")
            page.keyboard.press("n")
            page.locator("#decide-reason:focus").wait_for()
            if number:
                page.locator("#decide-before button").first.wait_for()
                page.keyboard.press("Alt+1")
                screen.until("document.querySelector('#decide-reason').value.length > 0")
            else:
                page.keyboard.type("Other towns, other texts")
            page.locator("#decide-save").focus()
            page.wait_for_timeout(200)
            page.keyboard.press("Enter")
            page.get_by_role("dialog").wait_for(state="hidden", timeout=6000)
            screen.idle()
            assert len(running.desk.review()) == waiting - number - 1
            screen.until(f"document.querySelector('#link [data-key]')?.id !== {chosen!r}")
            page.locator("#link [data-key]").first.wait_for()
        page.keyboard.press("ArrowDown")
        screen.idle()
        page.get_by_role("tab", name="What was decided").click()
        said = page.locator("#log").inner_text()
        assert said.count("Other towns, other texts") == 5
        screen.shot("review-log")


def test_a_run_goes_on_while_the_page_is_reloaded(own: Screen) -> None:
    page = own.page
    own.go("clusters")
    page.get_by_role("textbox", name="Method").click()
    page.get_by_role("option", name="Louvain").click()
    page.get_by_role("button", name="Run the clustering").click()
    own.notice("The clustering runs")
    page.reload()
    page.locator("#jobs-button").click()
    job = page.locator("#jobs-list .job", has_text="Clustering: louvain, resolution 1, seed 0")
    job.get_by_text("done").wait_for(timeout=60_000)
    page.keyboard.press("Escape")
    page.locator("#run-state", has_text="louvain, resolution 1, seed 0").wait_for()
    assert [run["method"] for run in own.site.desk.case.runs()] == ["evidence", "louvain"]


def test_a_hub_gets_a_verdict_with_a_reason(own: Screen) -> None:
    page = own.page
    own.search(OFFICE).first.get_by_role("button").click()
    own.expect_drawn(1)
    page.get_by_role("button", name="Verdict").click()
    dialog = page.get_by_role("dialog")
    dialog.wait_for()
    dialog.get_by_label("Verdict").click()
    page.get_by_role("option", name="Agency").click()
    dialog.get_by_role("button", name="Save").click()
    own.notice("a decision needs a reason")
    dialog.get_by_label("Reason").fill("Listed by the chamber of commerce")
    dialog.get_by_role("button", name="Save").click()
    own.notice("Saved: verdict")
    page.locator("#inspector", has_text="Listed by the chamber of commerce").wait_for()
    assert "VERDICT: AGENCY" in page.locator("#inspector").inner_text().upper()


def test_a_file_is_checked_loaded_and_tallied(own: Screen, tmp_path: Path) -> None:
    page = own.page
    adverts = [{**row, "ad_id": f"m{n}", "nationality": "x"} for n, row in enumerate(rows())]
    path = write_adverts(tmp_path / "march.csv", adverts)
    own.go("load")
    assert "Nothing chosen yet" in page.locator("#load-teach").inner_text()
    page.locator("#drop-input").set_input_files(path)
    page.locator("#preview h2", has_text="march.csv").wait_for()
    assert "nationality" in page.locator("#preview").inner_text()
    page.locator("#sample", has_text="Kitchen help wanted 0").wait_for()
    own.shot("mapping")

    page.get_by_role("textbox", name="Field for city").click()
    page.get_by_role("option", name="(leave out)").click()
    own.idle()
    page.get_by_label("Legal basis").fill("Order 12/2026")
    page.get_by_role("button", name="Load it").click()
    page.get_by_role("heading", name="Loaded").wait_for(timeout=60_000)
    told = page.locator("#load-state").inner_text()
    assert "9\nrecords" in told
    assert "nationality (9)" in told
    own.shot("tally")
    page.locator("#sources", has_text="march").wait_for()
    own.idle()
    info = own.site.desk.case.info()
    assert [source["source"] for source in info["sources"]] == ["board", "march", "tied"]
    assert own.site.desk.files.uploads() == []


def test_a_file_that_is_no_table_is_refused_in_a_sentence(screen: Screen, tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_bytes(b"")
    screen.go("load")
    screen.page.locator("#drop-input").set_input_files(tmp_path / "empty.csv")
    screen.notice("That did not work")
    assert "empty.csv" in screen.page.locator(".mantine-Notification-root").first.inner_text()


def test_a_pasted_list_is_split_and_added(screen: Screen) -> None:
    page = screen.page
    page.locator("#region").fill("GB")
    page.locator("#paste-button").click()
    text = f"{OFFICE}\n07700 900100\nposter1@example.com\nnobody@example.org\nkitchen\nzzz\n"
    page.locator("#paste-text").fill(text)
    page.get_by_role("button", name="Look them up").click()
    outcome = page.locator("#paste-result")
    outcome.get_by_text("3 lines known").wait_for()
    assert "1 line ambiguous" in outcome.inner_text().lower()
    assert "2 lines unknown" in outcome.inner_text().lower()
    screen.shot("paste")
    page.get_by_role("button", name="Add 3 known nodes").click()
    screen.expect_drawn(3)
    assert screen.drawn() == sorted([OFFICE, FIRST, "poster1@example.com"])


def test_how_two_are_connected(screen: Screen) -> None:
    page = screen.page
    for number in (FIRST, SECOND):
        screen.search(number).first.get_by_role("button").click()
        screen.idle()
    screen.expect_drawn(2)
    table = page.locator("#table .ag-row")
    table.nth(0).click()
    table.nth(1).click(modifiers=["Control"])
    screen.idle()
    assert page.evaluate("document.querySelector('.gc-drawing')._cyreg.cy.$(':selected').length") == 2
    page.locator("#path").click()
    inspector = page.locator("#inspector")
    inspector.get_by_text("Path 1").wait_for()
    assert OFFICE in inspector.inner_text()
    inspector.get_by_role("button", name="Show on canvas").first.click()
    screen.expect_drawn(5)
    page.locator("#why").click()
    inspector.locator("h2", has_text="inked").wait_for()
    inspector.get_by_text("How this can be wrong").wait_for()
    screen.shot("why")


def test_the_selection_is_one_on_canvas_and_table(screen: Screen) -> None:
    page = screen.page
    screen.bring(OFFICE, adverts=8)
    page.wait_for_timeout(400)
    screen.click_node("Kitchen help wanted 5")
    chosen = page.locator("#table .ag-row-selected")
    chosen.first.wait_for()
    assert "Kitchen help wanted 5" in chosen.first.inner_text()
    assert "Kitchen help wanted 5" in page.locator("#inspector h2").inner_text()
    page.locator("#hide").click()
    screen.expect_drawn(8)
    assert "Kitchen help wanted 5" not in screen.drawn()


def test_a_picture_is_saved_with_its_marking(screen: Screen) -> None:
    page = screen.page
    screen.search(OFFICE).first.get_by_role("button").click()
    screen.expect_drawn(1)
    assert page.locator("#banner").inner_text() == "TLP:AMBER+STRICT NOT-IMM"
    with page.expect_download() as download:
        page.locator("#picture").click()
        page.get_by_role("menuitem", name="Picture (PNG)").click()
    assert download.value.suggested_filename.endswith(".png")
    assert OFFICE.replace(" ", "") not in download.value.suggested_filename
    assert Path(download.value.path()).read_bytes()[:4] == b"\x89PNG"


def test_the_right_click_menu_hides_and_keeps(screen: Screen) -> None:
    page = screen.page
    screen.bring(OFFICE, adverts=8)
    page.wait_for_timeout(400)
    screen.click_node("Kitchen help wanted 2", button="right")
    page.get_by_role("menuitem", name="Hide").click()
    screen.expect_drawn(8)
    page.keyboard.press("Control+z")
    screen.expect_drawn(9)


def test_a_reload_and_a_restart_bring_it_all_back(browser: Any, harbour: Path) -> None:
    with served(harbour) as site:
        port = int(site.origin.rpartition(":")[2])
        with opened(browser, site) as screen:
            screen.bring(OFFICE, adverts=8)
            screen.page.wait_for_timeout(400)
            before = screen.places()
            screen.drag(OFFICE, 90, 60)
            places, address = screen.places(), screen.page.url
            assert [label for label in places if places[label] != before[label]] == [OFFICE]
            screen.page.reload()
            screen.expect_drawn(9)
            assert screen.places() == places
            assert screen.page.url == address
    with served(harbour, port) as site, opened(browser, site) as screen:
        screen.expect_drawn(9)
        assert screen.places() == places
        assert screen.page.url == address.replace(":0/", ":/")
        screen.page.locator("#undo").click()
        screen.expect_drawn(1)


def test_a_page_whose_session_is_over_says_so(browser: Any, site: Served) -> None:
    with watched(browser) as seen:
        screen = Screen(seen, site)
        seen.page.goto(site.link())
        screen.search(OFFICE)
        seen.page.context.clear_cookies()
        seen.page.locator("#search").fill("kitchen")
        seen.page.get_by_role("alertdialog").wait_for()
        assert "What you did is saved" in seen.page.get_by_role("alertdialog").inner_text()


def test_a_session_can_be_closed(browser: Any, site: Served) -> None:
    with opened(browser, site) as screen:
        screen.page.get_by_role("button", name="Close the session").click()
        screen.page.get_by_text("one-time link").wait_for()
        screen.page.goto(site.origin)
        assert "one-time link" in screen.page.locator("main").inner_text()
        screen.page.wait_for_load_state("networkidle")
        screen.page.wait_for_timeout(300)  # the browser counts the refusals themselves as errors, a moment later
        screen.seen.errors.clear()


HOSTILE = [
    "<script>window.hit=1</script>",
    "<img src=x onerror=window.hit=1>",
    "javascript:window.hit=1",
    "\u202egnp.exe\u202c evil",
    "{{7*7}} ${7*7} %s",
    "x" * 10_000,
    "\U0001f6a2\U0001f469\u200d\U0001f469\u200d\U0001f467 family",
    "';alert(1)//",
]


def test_hostile_text_stays_text(browser: Any, tmp_path: Path) -> None:
    from graphsvc.service import open_case

    adverts = [
        {
            "ad_id": f"h{n}",
            "title": title,
            "description": f"{title} call {OFFICE}",
            "posted": "2025-01-01",
            "city": title,
        }
        for n, title in enumerate(HOSTILE)
    ]
    with open_case(str(tmp_path / "hostile.db")) as case:
        case.load(write_adverts(tmp_path / "hostile.csv", adverts))
        case.cluster()
    with served(tmp_path / "hostile.db") as site, opened(browser, site) as screen:
        page = screen.page
        screen.bring(OFFICE, adverts=len(HOSTILE))
        page.wait_for_timeout(400)
        for row in range(1 + len(HOSTILE)):
            page.locator("#table .ag-row").nth(row).click()
            screen.idle()
        for name in list(PANELS)[1:]:
            screen.go(name)
            screen.idle()
        assert page.evaluate("window.hit") is None
        assert page.evaluate("document.querySelectorAll('img[src=x], #react-entry-point script').length") == 0
        screen.go("explore")
        screen.shot("hostile")


def test_reports_and_exports_are_made_and_downloaded(own: Screen) -> None:
    page = own.page
    own.go("reports")
    assert "Nothing yet" in page.locator("#made").inner_text()
    page.get_by_role("button", name="Export", exact=True).click()
    link = page.locator("#made a")
    link.wait_for(timeout=60_000)
    with page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename.startswith("harbour-graph-")
    page.get_by_role("button", name="Make the report").click()
    page.locator("#made a").nth(1).wait_for(timeout=60_000)
    with page.expect_download() as download:
        page.locator("#made a").first.click()
    assert download.value.suggested_filename.endswith(".html")
    own.shot("reports")


def test_the_keyboard_reaches_everything_on_the_way(screen: Screen) -> None:
    page = screen.page
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type(OFFICE)
    page.locator("#hits .hit").first.wait_for()
    page.keyboard.press("Enter")
    screen.expect_drawn(1)
    page.keyboard.press("Tab")
    page.locator("body").press("Alt+2")
    page.locator("#screen-clusters").wait_for(state="visible")
    page.locator("body").press("Alt+1")
    page.locator("#screen-explore").wait_for(state="visible")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    page.get_by_role("dialog").get_by_text("Keys and hints").wait_for()
    page.keyboard.press("Escape")


def test_every_button_has_a_name(screen: Screen) -> None:
    screen.search(OFFICE).first.get_by_role("button").click()
    screen.expect_drawn(1)
    nameless = """() => [...document.querySelectorAll('button, a, input, textarea')].filter((element) =>
      !element.closest('.ag-root-wrapper') && element.type !== 'hidden' && !(element.getAttribute('aria-label')
      || element.innerText.trim() || element.title || (element.labels || []).length || element.tabIndex < 0))
      .map((element) => element.outerHTML.slice(0, 120))"""
    for name in PANELS:
        screen.go(name)
        assert screen.page.evaluate(nameless) == [], name


@pytest.mark.parametrize(("width", "height", "scheme"), [(1280, 800, "light"), (1920, 1080, "dark")])
def test_a_tour_of_the_demo(browser: Any, demo: Path, tmp_path: Path, width: int, height: int, scheme: str) -> None:
    """Every screen over a case worth exploring; the pictures are for people to look at."""
    copy = copied(demo, tmp_path)
    options = {"viewport": {"width": width, "height": height}, "color_scheme": scheme}
    with served(copy) as site, opened(browser, site, **options) as screen:
        page, name = screen.page, f"demo-{width}-{scheme}"
        assert page.locator("html").get_attribute("data-mantine-color-scheme") == scheme
        screen.shot(f"{name}-1-empty")
        screen.go("clusters")
        page.locator("#clusters .ag-row").first.click()
        page.locator("#cluster h2").first.wait_for()
        screen.shot(f"{name}-2-clusters")
        page.get_by_role("button", name="Open on canvas").click()
        page.locator("#table .ag-row").first.wait_for()
        screen.idle()
        page.locator("#table .ag-row").first.click()
        page.locator("#inspector h2").wait_for()
        page.wait_for_timeout(400)
        screen.shot(f"{name}-3-explore")
        page.get_by_role("tab", name="Timeline").click()
        screen.shot(f"{name}-4-timeline")
        page.get_by_role("tab", name="Table").click()
        page.locator("#table .ag-row").nth(1).click(modifiers=["Control"])
        screen.idle()
        page.locator("#why").click()
        page.locator("#inspector h2").first.wait_for()
        screen.shot(f"{name}-5-why")
        page.locator("#path").click()
        page.locator("#inspector h2", has_text="How are they connected?").wait_for()
        screen.shot(f"{name}-6-path")
        page.get_by_role("button", name="Keys and hints").click()
        screen.shot(f"{name}-7-help")
        page.keyboard.press("Escape")
        page.get_by_role("dialog").wait_for(state="detached")
        screen.go("load")
        screen.shot(f"{name}-8-load")
        screen.go("reports")
        screen.shot(f"{name}-9-reports")
        overflow = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not page.evaluate(overflow)
