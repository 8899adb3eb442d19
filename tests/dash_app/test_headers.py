from __future__ import annotations

import logging

import pytest

from dash_app import headers
from graphsvc.errors import CaseNotFound
from tests.support.site import BASE, Site


@pytest.mark.parametrize("path", ["/", "/explore", "/_dash-layout", "/assets/app.css", "/healthz", "/open", "/nothing"])
@pytest.mark.parametrize("signed_in", [True, False])
def test_every_answer_carries_the_headers(site: Site, path: str, signed_in: bool) -> None:
    if signed_in:
        site.sign_in()
    answer = site.get(path)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "private, no-store"
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-eval" not in policy
    script = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "unsafe-inline" not in script
    assert "sha256-" in script


def test_the_page_names_no_other_host(inside: Site) -> None:
    page = inside.get("/").get_data(as_text=True)
    assert "http://" not in page.replace(BASE, "").replace("http://www.w3.org/2000/svg", "")
    assert "https://" not in page
    assert "<title>graphsvc</title>" in page


def test_an_unexpected_error_is_logged_without_what_it_says(caplog: pytest.LogCaptureFixture) -> None:
    try:
        raise ValueError("+44 7700 900100 belongs to")
    except ValueError as error:
        with caplog.at_level(logging.ERROR, "graphsvc.app"):
            sentence = headers.unexpected(error)
    number = sentence.split("error ")[1].split(")")[0]
    assert number in caplog.text
    assert "ValueError" in caplog.text
    assert "test_headers.py" in caplog.text
    assert "900100" not in caplog.text
    assert "900100" not in sentence


def test_errors_are_sentences(inside: Site) -> None:
    def fail() -> None:
        raise CaseNotFound("no such source; `info` lists them")

    def crash() -> None:
        raise RuntimeError("inner detail")

    for name, view in (("fail", fail), ("crash", crash)):
        inside.app.server._got_first_request = False
        inside.gate.route(f"/{name}", name, "see", view, "GET")
    assert inside.get("/fail").get_json() == {"error": "no such source; `info` lists them"}
    crashed = inside.get("/crash", headers={"Accept": "text/html"})
    assert crashed.status_code == 500
    assert "inner detail" not in crashed.get_data(as_text=True)
    assert "Something went wrong" in crashed.get_data(as_text=True)
