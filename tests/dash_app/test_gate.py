"""The gate, from outside: every route and every callback, with and without a session (RIGHTS C3 to C7, C18)."""

from __future__ import annotations

from typing import Any

import pytest

from dash_app.access import OWNER, Permission
from dash_app.gate import DASH, PUBLIC
from tests.support.site import BASE, Hands, Site


def routes(site: Site) -> list[tuple[str, str, str]]:
    """(path, method, endpoint) of everything the server answers to."""
    found = []
    for rule in site.app.server.url_map.iter_rules():
        values = dict.fromkeys(rule.arguments, "explore")
        path = rule.rule
        for name, value in values.items():
            path = path.replace(f"<path:{name}>", value).replace(f"<string:{name}>", value).replace(f"<{name}>", value)
        found += [(path, method, rule.endpoint) for method in sorted(rule.methods - {"OPTIONS", "HEAD"})]
    return found


def test_only_two_routes_answer_without_a_session(site: Site) -> None:
    answered = set()
    for path, method, endpoint in routes(site):
        sent = site.client.open(path, method=method, base_url=BASE, headers={"Origin": BASE})
        if endpoint in PUBLIC:
            answered.add(endpoint)
        else:
            assert sent.status_code in (401, 404), (path, method, sent.status_code)
        assert "dash" not in sent.get_data(as_text=True).lower()
    assert answered == PUBLIC == {"open", "healthz"}


def test_every_endpoint_declared_its_permission(site: Site) -> None:
    endpoints = {endpoint for _, _, endpoint in routes(site)}
    undeclared = endpoints - set(site.gate.permissions) - PUBLIC
    assert undeclared == {"/_reload-hash"}  # hot reload is off; the gate answers 404


def test_what_nobody_declared_does_not_exist(inside: Site) -> None:
    assert inside.get("/_reload-hash").status_code == 404


def test_an_endpoint_added_by_another_way_is_shut(inside: Site) -> None:
    inside.app.server.view_functions["other"] = lambda: "data"
    inside.app.server.url_map.add(type(next(inside.app.server.url_map.iter_rules()))("/other", endpoint="other"))
    assert inside.get("/other").status_code == 404


def callbacks(site: Site) -> list[str]:
    return sorted(name for name, entry in site.app.callback_map.items() if "callback" in entry)


def request_for(site: Site, name: str) -> dict[str, Any]:
    """A well-formed request for a callback, with nothing in it."""
    entry = site.app.callback_map[name]

    def slot(item: dict[str, Any]) -> Any:
        many = item["id"].startswith("{")
        value = {"id": item["id"], "property": item["property"], "value": None}
        return [] if many else value

    if entry["no_output"]:
        return {
            "output": name, "inputs": [slot(item) for item in entry["inputs"]],
            "state": [slot(item) for item in entry["state"]], "changedPropIds": [],
        }  # fmt: skip
    outputs = [
        {"id": one.rpartition(".")[0], "property": one.rpartition(".")[2].split("@")[0]}
        for one in name.strip(".").split("...")
    ]
    return {
        "output": name, "outputs": outputs if name.startswith("..") else outputs[0],
        "inputs": [slot(item) for item in entry["inputs"]], "state": [slot(item) for item in entry["state"]],
        "changedPropIds": [],
    }  # fmt: skip


def test_every_callback_is_refused_without_a_session(site: Site) -> None:
    names = callbacks(site)
    assert len(names) > 30
    for name in names:
        answer = site.post("/_dash-update-component", json=request_for(site, name))
        assert answer.status_code == 401, name
        assert answer.get_json() == {"error": "the session is over; open a new link from the terminal"}


def test_every_callback_is_refused_without_its_permission(site: Site) -> None:
    door = site.app.server.extensions["door"]
    for name in callbacks(site):
        needed = door.permissions[name]
        site.sign_in(OWNER - {needed})
        answer = site.post("/_dash-update-component", json=request_for(site, name))
        assert answer.status_code == 403, name
        assert f"may not {needed.value if needed is not Permission.SEE else 'see'}" in answer.get_json()["error"]


def test_a_session_without_permissions_sees_nothing(site: Site) -> None:
    site.sign_in(frozenset())
    for path in ("/", "/explore", "/_dash-layout", "/_dash-dependencies", "/assets/app.css"):
        assert site.get(path).status_code == 403, path


def test_the_link_gives_a_cookie_that_scripts_cannot_read(site: Site) -> None:
    path = site.gate.link().removeprefix(BASE)
    answer = site.get(path)
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/"
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert site.get("/").status_code == 200


def test_a_used_link_says_so(site: Site) -> None:
    path = site.gate.link().removeprefix(BASE)
    site.get(path)
    site.client.delete_cookie(site.gate.cookie, domain="127.0.0.1")
    again = site.get(path)
    assert again.status_code == 403
    assert "used already" in again.get_data(as_text=True)
    assert "Set-Cookie" not in again.headers


def test_a_used_link_leads_on_where_the_session_is_open(site: Site) -> None:
    path = site.gate.link().removeprefix(BASE)
    site.get(path)
    assert site.get(path).status_code == 303


def test_a_new_link_is_shown_in_the_terminal_only(site: Site, hands: Hands) -> None:
    answer = site.post("/open")
    assert answer.status_code == 200
    assert len(site.links) == 1
    token = site.links[0].partition("token=")[2]
    assert token not in answer.get_data(as_text=True)
    site.post("/open")
    assert len(site.links) == 1  # not more often than every ten seconds
    hands.on(seconds=11)
    site.post("/open")
    assert len(site.links) == 2
    assert site.get(f"/open?token={site.links[1].partition('token=')[2]}").status_code == 303


def test_a_copied_cookie_is_worthless_after_the_session_was_closed(site: Site) -> None:
    cookie = site.gate.sessions.open()
    thief = site.app.server.test_client()
    for client in (site.client, thief):
        client.set_cookie(site.gate.cookie, cookie, domain="127.0.0.1")
    assert thief.get("/explore", base_url=BASE).status_code == 200
    assert site.post("/close").status_code == 303
    assert thief.get("/explore", base_url=BASE).status_code == 401
    assert thief.get("/_dash-layout", base_url=BASE).status_code == 401


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8055", "127.0.0.1:9999", "127.0.0.1", "localhost.evil:8055", ""]
)
def test_a_rebound_name_does_not_reach_us(inside: Site, host: str) -> None:
    answer = inside.client.get("/explore", base_url=BASE, headers={"Host": host})
    assert answer.status_code == 403


@pytest.mark.parametrize("host", ["127.0.0.1:8055", "localhost:8055", "[::1]:8055"])
def test_our_own_names_do(site: Site, host: str) -> None:
    assert site.client.get("/healthz", base_url=f"http://{host}").status_code == 200


HOSTILE = [
    {"Origin": "http://evil.example"},
    {"Origin": "http://127.0.0.1:3000"},
    {"Origin": "https://127.0.0.1:8055"},
    {"Origin": "null"},
    {},
    {"Origin": BASE, "Sec-Fetch-Site": "cross-site"},
    {"Origin": BASE, "Sec-Fetch-Site": "same-site"},
    {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
]


@pytest.mark.parametrize("headers", HOSTILE)
def test_no_other_site_posts_to_us(inside: Site, headers: dict[str, str]) -> None:
    posts = [path for path, method, _ in routes(inside) if method == "POST"]
    assert {"/_dash-update-component", "/upload", "/open", "/close"} <= set(posts)
    for path in posts:
        assert inside.post(path, headers=headers, json={}).status_code == 403, path
    assert not inside.links


@pytest.mark.parametrize("site_", ["cross-site", "same-site"])
def test_no_other_site_reads_us(inside: Site, site_: str) -> None:
    for path in ("/_dash-layout", "/assets/app.css", "/explore", "/healthz"):
        headers = {"Sec-Fetch-Site": site_, "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"}
        assert inside.get(path, headers=headers).status_code == 403, path
    followed = {"Sec-Fetch-Site": site_, "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert inside.get("/explore", headers=followed).status_code == 200


def test_a_page_without_a_session_gets_one_sentence(site: Site) -> None:
    answer = site.get("/explore", headers={"Accept": "text/html"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 401
    assert "one-time link" in page
    assert "<script" not in page
    assert "src=" not in page
    assert "href=" not in page


def test_unknown_addresses_do_not_exist(inside: Site) -> None:
    for path in ("/other", "/explore/x", "/assets/../app.py", "/download/..%2f..%2fetc%2fpasswd", "/_dash-layout/x"):
        assert inside.get(path).status_code == 404, path


def test_the_server_is_flask_without_sockets(site: Site) -> None:
    from flask import Flask

    assert type(site.app.server) is Flask
    assert not [rule.rule for rule in site.app.server.url_map.iter_rules() if "ws" in rule.rule or "mcp" in rule.rule]
    assert set(DASH) <= set(site.gate.permissions)
