from __future__ import annotations

from tests.support.site import Hands, Site

FIRST = "phone:+447700900100"


def test_a_pulse_tells_of_changes(inside: Site) -> None:
    view = inside.desk.shelf.fresh()
    before = inside.get(f"/pulse?view={view.id}").get_json()
    assert before["news"] == inside.desk.news
    with inside.desk.changing(view.id) as changed:
        changed.add("Add", [FIRST])
    after = inside.get(f"/pulse?view={view.id}").get_json()
    assert after["shown"] == inside.desk.mark(view) != before["shown"]
    assert view.id not in after["shown"]


def test_a_view_that_is_gone_is_no_error(inside: Site) -> None:
    assert inside.get(f"/pulse?view={'0' * 32}").get_json()["shown"] == ""
    assert inside.get("/pulse").get_json()["shown"] == ""


def test_pulsing_keeps_no_session_alive(inside: Site, hands: Hands) -> None:
    for _ in range(5):
        hands.on(hours=1)
        last = inside.get("/pulse").status_code
    assert last == 401


def test_the_address_asked_for_is_opened_by_the_link(site: Site) -> None:
    view = site.desk.shelf.fresh()
    asked = site.get(f"/explore?view={view.id}", headers={"Accept": "text/html"})
    assert asked.status_code == 401
    assert "HttpOnly" in asked.headers["Set-Cookie"]
    opened = site.get(site.gate.link().partition(":8055")[2])
    assert opened.headers["Location"] == f"/?view={view.id}"


def test_no_other_address_is_remembered(site: Site) -> None:
    for view in ("//evil.example", "x", "0" * 31, "%0d%0aSet-Cookie:x"):
        asked = site.get(f"/explore?view={view}", headers={"Accept": "text/html"})
        assert "Set-Cookie" not in asked.headers
