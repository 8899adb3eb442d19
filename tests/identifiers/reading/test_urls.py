"""The parts of a web address in their one spelling."""

from __future__ import annotations

import pytest

from graphsvc.identifiers.reading.urls import Url, parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "https://Example.com:443/a/../b//c/?z=1&a=2&utm_id=3#f",
            Url("https", "example.com", "", "/b/c", "a=2&z=1", "f"),
        ),
        ("example.com", Url("http", "example.com", "", "", "", "")),
        ("https://example.com:80", Url("https", "example.com", "80", "", "", "")),
        ("https://[2606:4700::1111]/a", Url("https", "[2606:4700::1111]", "", "/a", "", "")),
        ("tg://resolve?domain=Lola", Url("tg", "resolve", "", "", "domain=Lola", "")),
        ("https://example.com/%7Ea%2fb/ü", Url("https", "example.com", "", "/~a%2Fb/%C3%BC", "", "")),
    ],
)
def test_parse(text: str, expected: Url) -> None:
    assert parse(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "http://",
        "ftp://example.com",
        "http://a",
        "http://127.0.0.1",
        "http://[::1]/",
        "http://1.2.3",
        "http://a_b!.com",
        "http://example.com:99999/",
        "http://example.com:x/",
        "john@example.com",
        "http://" + "a" * 64 + ".com",
        "a.com/" + "x" * 2048,
        "http://[example.com/",
        "javascript:alert(1)",
    ],
)
def test_no_address(text: str) -> None:
    assert parse(text) is None
