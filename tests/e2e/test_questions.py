"""Questions an investigator asks: how two are connected, what to look at next, who is known, what holds, what changed.

Scripts 1, 3, 4, 5 and 7 of the app's acceptance; clicks, keys and seconds are counted and printed, not asserted.
"""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from graphsvc.service import open_case
from tests.support.served import Screen, copied, opened, served
from tests.support.site import write_adverts

pytestmark = pytest.mark.browser

OFFICE = "+44 20 7946 0999"
OFFICE_ID = "phone:+442079460999"
FIRST = "+44 7700 900100"
SECOND = "+44 7700 900101"
JUDGED = 10  # of the thirty that the script asks for: a judgement takes seconds while every screen is drawn again


@contextmanager
def counted(screen: Screen, script: str) -> Iterator[None]:
    """Print how many clicks, keys and seconds a script took."""
    page = screen.page
    count = """window.__hands ??= {clicks: 0, keys: 0}; for (const [name, what] of
      [['click', 'clicks'], ['keydown', 'keys']]) document.addEventListener(name, (event) =>
      { if (event.isTrusted) window.__hands[what]++; }, true);"""
    page.evaluate(f"() => {{ {count} }}")
    start = time.monotonic()
    yield
    hands = page.evaluate("window.__hands")
    print(f"{script}: {hands['clicks']} clicks, {hands['keys']} keys, {time.monotonic() - start:.1f} s")


def chosen(screen: Screen, *labels: str) -> None:
    """Find nodes and put them on the canvas, selected in the table."""
    for label in labels:
        screen.search(label).first.get_by_role("button").click()
        screen.idle()
    screen.expect_drawn(len(labels))
    table = screen.page.locator("#table .ag-row")
    for number in range(len(labels)):
        table.nth(number).click(modifiers=["Control"] if number else [])
    screen.idle()


@pytest.fixture
def judged(harbour: Path) -> Path:
    """The clustered case, its shared number judged to be an agency's, with a way around it."""
    around = [
        {"ad_id": "w0", "title": "Room to let 0", "description": f"Call {FIRST} or room@example.org",
         "posted": "2025-04-01", "city": "Hull"},
        {"ad_id": "w1", "title": "Room to let 1", "description": f"Call {SECOND} or room@example.org",
         "posted": "2025-05-01", "city": "Hull"},
    ]  # fmt: skip
    with open_case(str(harbour)) as case:
        case.load(write_adverts(harbour.parent / "around.csv", around), region="GB")
        case.decide("verdict", [OFFICE_ID], value="agency", reason="Listed by the chamber of commerce")
    return harbour


def test_script_3_how_are_two_connected(browser: Any, judged: Path) -> None:
    with served(judged) as site, opened(browser, site) as screen:
        page = screen.page
        inspector = page.locator("#inspector")
        with counted(screen, "script 3, how are two connected"):
            chosen(screen, FIRST, SECOND)
            page.locator("#path").click()
            inspector.get_by_text("Path 1").wait_for()
            said = inspector.inner_text()
            assert "paths hidden: they run through a shared agency number (+44 20 7946 0999)." in said
            assert "room@example.org" in said
            assert OFFICE not in inspector.locator("ol.path").first.inner_text()
            screen.shot("questions-path")
            inspector.get_by_role("button", name="Show on canvas").first.click()
            screen.expect_drawn(5)
            screen.shot("questions-path-lit")

        start = inspector.locator(".route-end").first
        there = FIRST if SECOND in start.inner_text() else SECOND
        inspector.get_by_role("button", name="Reverse").click()
        inspector.locator(".route-end").first.get_by_text(there).wait_for()
        inspector.get_by_role("switch", name="Through hubs too").click()
        inspector.get_by_text("Paths through hubs are included").wait_for()
        screen.idle()
        page.reload()  # the question and its rules come back with the view
        inspector.get_by_text("Paths through hubs are included").wait_for()
        assert there in start.inner_text()
        inspector.get_by_role("switch", name="Through hubs too").click()
        inspector.get_by_text("they run through").wait_for()

        steps = inspector.get_by_label("Steps at most")
        steps.fill("3")
        steps.press("Enter")
        inspector.get_by_text("The shortest path has 4 steps, more than 3").wait_for()
        assert "NEAREST APPROACH: WITH MORE STEPS" in inspector.inner_text().upper()

        inspector.get_by_role("button", name="Change: To").click()
        inspector.get_by_label("Look up: To").fill("Flat to let")
        inspector.get_by_role("button", name="Flat to let").click()
        inspector.get_by_text("Nothing that this case shows connects them").wait_for()
        assert "the two never meet" in inspector.inner_text()
        screen.shot("questions-no-path")


def test_script_4_each_hop_opens_its_evidence(browser: Any, judged: Path) -> None:
    with served(judged) as site, opened(browser, site) as screen:
        page = screen.page
        inspector = page.locator("#inspector")
        with counted(screen, "script 4, the evidence of each hop"):
            chosen(screen, FIRST, SECOND)
            page.locator("#path").click()
            hops = inspector.locator("ol.path").first.locator("li.hop button")
            hops.first.wait_for()
            for number in range(hops.count()):
                hops.nth(number).click()
                inspector.locator("article.evidence").first.wait_for()
                text = inspector.inner_text()
                assert "around.csv, line" in text or "board.csv, line" in text
                assert "SHA-256" in text
                assert "2025-" in text
                assert "How this can be wrong" in text
                inspector.get_by_role("button", name="Back to the paths").click()
                hops.first.wait_for()
            inspector.get_by_role("button", name="Why linked, or why not?").click()
            inspector.get_by_text("How this can be wrong").wait_for()
        chosen_ads = ("Cleaner wanted 0", "Cleaner wanted 1")
        page.locator("#new-view").click()
        screen.idle()
        chosen(screen, *chosen_ads)
        page.locator("#why").click()
        inspector.get_by_text("Linked, for review").wait_for()
        assert "inference: an algorithm's" in inspector.inner_text()
        assert inspector.locator(".line-inference").count() == 1  # drawn dotted
        assert inspector.locator(".waterfall svg.main-svg").count() >= 1
        assert "Other explanations" in inspector.inner_text() or "OTHER EXPLANATIONS" in inspector.inner_text()
        dotted = "getComputedStyle(document.querySelector('#inspector .line-inference')).borderTopStyle"
        assert page.evaluate(dotted) == "dotted"
        screen.shot("questions-why")


def judge(screen: Screen, key: str, reason: str = "") -> None:
    """Judge what is chosen, by keyboard: the reason typed, or the last one given before."""
    page = screen.page
    page.keyboard.press(key)
    page.locator("#decide-reason:focus").wait_for()
    if reason:
        page.keyboard.type(reason)
    else:
        page.locator("#decide-before button").first.wait_for()
        page.keyboard.press("Alt+1")
        screen.until("document.querySelector('#decide-reason').value.length > 0")
    page.keyboard.press("Control+Enter")
    page.locator(".mantine-Modal-content").wait_for(state="hidden", timeout=15_000)


def test_script_5_links_by_keyboard(browser: Any, demo: Path, tmp_path: Path) -> None:
    case_file = copied(demo, tmp_path)
    last_week = datetime.now(UTC) - timedelta(days=7)
    with open_case(str(case_file), clock=lambda: last_week) as case:
        link = case.review(limit=1)["links"][0]
        ends = [link[side]["id"] for side in ("a", "b")]
        third = next(actor.id for actor in case.result().actors if actor.id not in ends)  # type: ignore[union-attr]
        for end in ends:
            case.decide("same", [end, third], reason="One voice on the phone, last week")
    with served(case_file) as running, opened(browser, running) as screen:
        page = screen.page
        screen.go("review")
        page.locator("#links .ag-row").first.wait_for()
        waiting = len(running.desk.review())
        with counted(screen, f"script 5, {JUDGED} links judged"):
            page.locator("#links .ag-row").first.click()
            page.locator("#link [data-key]").first.wait_for()
            for number in range(JUDGED):
                now = page.locator("#link [data-key]").first.get_attribute("id")
                judge(screen, "n", "" if number else "Other towns, other texts")
                screen.until(f"document.querySelector('#link [data-key]')?.id !== {now!r}")
                if not number:
                    page.locator("#contradictions").get_by_text("1 contradiction between decisions").wait_for()
                    assert "stay apart until one of these is taken back" in page.locator("#contradictions").inner_text()
                    screen.shot("questions-contradiction")
        assert len(running.desk.review()) == waiting - JUDGED
        with counted(screen, "script 5, a merge of last week undone"):
            page.get_by_role("tab", name="What was decided").click()
            page.locator("#log-find").fill(f"last week {last_week:%Y-%m-%d}")
            page.locator("#log", has_text=f"2 decisions of {JUDGED + 2} on this case").wait_for()
            page.locator("#log").get_by_role("button", name="Take back").first.click()
            page.locator("#decide-reason:focus").wait_for()
            page.keyboard.type("It was two people")
            page.keyboard.press("Control+Enter")
            page.locator("#contradictions .caution").wait_for(state="hidden")
        said = page.locator("#log").inner_text()
        assert f"{last_week:%Y-%m-%d}" in said
        assert "local" in said
        assert "It was two people" in said
        screen.shot("questions-log")


SLIPS = ("+44 7700 900110", "poster1@exmaple.com", "t.me/harbour_ofice")


def forty() -> list[str]:
    """Numbers in five notations, handles, addresses, two wallets, slips, words: forty lines."""
    known = [
        "+44 7700 900100", "0044 7700 900100", "07700 900100", "(07700) 900-101", "phone:+447700900101",
        "+44 20 7946 0999", "020 7946 0999", "0044 (0)20 7946 0999", "+447700900200", "07700.900.201",
        "poster0@example.com", "poster1@example.com", "cleaner0@example.com", "cleaner1@example.com",
        "office@example.org", "t.me/harbour_office", "telegram:harbour_office", "https://t.me/harbour_office",
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "0xde0B295669a9FD93d5F28D9Ec85E40f4cb697BAe",
    ]  # fmt: skip
    unknown = [f"+44 7700 9007{n:02d}" for n in range(8)] + [f"nobody{n}@example.net" for n in range(6)]
    return [*known, *unknown, *SLIPS, "kitchen", "cleaner", "harbour_of"]


def test_script_1_a_pasted_list(browser: Any, harbour: Path) -> None:
    wallets = [{"ad_id": "w", "title": "Deposit", "posted": "2025-01-05", "city": "Hull", "description": "Pay to "
                "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa or 0xde0B295669a9FD93d5F28D9Ec85E40f4cb697BAe"}]  # fmt: skip
    with open_case(str(harbour)) as case:
        case.load(write_adverts(harbour.parent / "wallets.csv", wallets))
    lines = forty()
    assert len(lines) == 40
    with served(harbour) as site, opened(browser, site) as screen:
        page = screen.page
        screen.search("Flat to let").first.get_by_role("button").click()
        screen.expect_drawn(1)
        before = screen.places()
        outcome = page.locator("#paste-result")
        with counted(screen, "script 1, forty strings pasted"):
            page.locator("#region").fill("GB")
            page.locator("#paste-button").click()
            page.locator("#paste-text").fill("\n".join(lines))
            page.get_by_role("button", name="Look them up").click()
            outcome.get_by_text("20 lines known").wait_for()
            said = outcome.inner_text().lower()
            assert "3 lines ambiguous" in said
            assert "17 lines unknown" in said
            screen.shot("questions-paste")
            page.get_by_role("button", name="Add 13 known nodes").click()
            screen.expect_drawn(14)
        assert {label: place for label, place in screen.places().items() if label in before} == before
        page.locator("#paste-button").click()
        for slip, meant in zip(SLIPS, ("+44 7700 900101", "poster1@example.com", "@harbour_office"), strict=True):
            item = outcome.locator("li", has_text=slip)
            assert "perhaps a slip of" in item.inner_text()
            assert meant in item.inner_text()
        with page.expect_download() as download:
            page.get_by_role("button", name="Save the unknown as CSV").click()
        saved = list(csv.reader(io.StringIO(Path(download.value.path()).read_text("utf-8-sig"))))
        assert len(saved) == 18
        assert "'+44 7700 900110" in [row[0] for row in saved]  # no cell is a formula


def test_script_7_two_thresholds_compared_and_printed(browser: Any, harbour: Path, tmp_path: Path) -> None:
    with served(harbour) as site, opened(browser, site) as screen:
        page = screen.page
        with counted(screen, "script 7, two thresholds, the weakest first, the difference, the report"):
            screen.go("clusters")
            page.get_by_label("Threshold, nats").fill("40")
            page.get_by_role("button", name="Run the clustering").click()
            page.locator("#run-state", has_text="threshold 40").wait_for(timeout=90_000)
            page.get_by_role("tab", name="What changed").click()
            changes = page.locator("#changes .ag-center-cols-container .ag-row")
            changes.first.wait_for()
            assert "threshold 5" in page.locator("#runs-old").input_value()
            assert "threshold 40" in page.locator("#runs-new").input_value()
            assert "unchanged" in page.locator("#changes-told").inner_text()
            screen.shot("questions-changed")
            with page.expect_download() as download:
                page.locator("#changes-csv").click()
            saved = list(csv.reader(io.StringIO(Path(download.value.path()).read_text("utf-8-sig"))))
            assert saved[0] == ["Change", "Network", "Records before", "Records after", "What happened", "Marking"]
            assert saved[1][-1] == "TLP:AMBER+STRICT NOT-IMM"
            assert len(saved) == changes.count() + 1
            screen.go("reports")
            page.get_by_role("button", name="Make the report").click()
            page.locator("#made a").wait_for(timeout=90_000)
            with page.expect_download() as download:
                page.locator("#made a").first.click()
        report = tmp_path / "report.html"
        download.value.save_as(report)
        text = report.read_text("utf-8")
        assert "Merge risk" in text
        assert "What changed since the run before" in text
        assert "<caption>" in text  # of its evidence
        context = browser.new_context()
        printed = context.new_page()
        printed.goto(report.as_uri())
        assert printed.pdf(prefer_css_page_size=True)[:5] == b"%PDF-"
        context.close()

        screen.go("clusters")
        page.get_by_role("tab", name="Networks").click()
        page.locator("#clusters .ag-row").first.click()
        card = page.locator("#cluster")
        card.get_by_text("How this could be wrong").wait_for()
        assert "MERGE RISK" in card.inner_text().upper()
        screen.idle()
        judge(screen, "a", "Read all its adverts")
        page.locator("#clusters .ag-row").first.get_by_text("accepted").wait_for()
        screen.shot("questions-network")


def test_what_to_look_at_next_learns_from_answers(screen: Screen) -> None:
    page = screen.page
    inspector = page.locator("#inspector")
    chosen(screen, "+44 7700 900200")
    page.locator("#suggest").click()
    first = inspector.locator(".suggestions > li").first
    first.wait_for()
    assert "adds" in first.inner_text()
    screen.shot("questions-suggest")
    title = first.locator("strong").inner_text()
    page.locator("body").press("Shift+Y")
    inspector.get_by_text("YOUR ANSWERS").or_(inspector.get_by_text("Your answers")).wait_for()
    page.reload()
    inspector.get_by_text("Your answers").wait_for()
    assert title in inspector.inner_text()
    inspector.get_by_role("button", name="Take back").first.click()
    inspector.get_by_text("Your answers").wait_for(state="hidden")
    before = len(screen.drawn())
    inspector.get_by_role("button", name="Add to canvas").first.click()
    screen.until(f"document.querySelectorAll('#table .ag-center-cols-container .ag-row').length > {before}")


def test_a_decision_is_tried_before_it_is_made_and_a_wording_is_read(browser: Any, demo: Path, tmp_path: Path) -> None:
    with served(copied(demo, tmp_path)) as running, opened(browser, running) as screen:
        page = screen.page
        screen.go("clusters")
        page.locator("#clusters .ag-row").first.click()
        page.locator("#cluster").get_by_text("Your review").wait_for()
        page.keyboard.press("x")
        page.locator("#decide-reason:focus").wait_for()
        page.get_by_role("button", name="What would it change?").click()
        page.locator("#decide-tried").get_by_text("What it would change").wait_for(timeout=90_000)
        screen.shot("questions-tried")
        assert running.desk.case.decisions() == []
        page.keyboard.press("Escape")
        page.locator(".mantine-Modal-content").wait_for(state="hidden")
        page.get_by_role("tab", name="Repeated wordings").click()
        page.get_by_role("button", name="Look for repeated wordings").click()
        wordings = page.locator("#wordings .ag-center-cols-container .ag-row")
        wordings.first.wait_for(timeout=90_000)
        wordings.first.click()
        page.locator("#wording").get_by_text("Which numbers it went through").wait_for()
        screen.shot("questions-wording")
