"""Where links start and end."""

from __future__ import annotations

import pytest

from graphsvc.identifiers.reading.text import Text


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("see https://example.com/a.", ["https://example.com/a"]),
        ("(https://example.com/a_(b))", ["https://example.com/a_(b)"]),
        ('<a href="https://example.com/a">x</a>', ["https://example.com/a"]),
        (
            "https://example.com/a, www.example.org; example.net",
            ["https://example.com/a", "www.example.org", "example.net"],
        ),
        ("HTTP://EXAMPLE.COM", ["HTTP://EXAMPLE.COM"]),
        ("example.com:8080/a?b=c#d", ["example.com:8080/a?b=c#d"]),
        ("Really?www.example.com/a", ["www.example.com/a"]),
        ("链接https://example.com/a，谢谢", ["https://example.com/a"]),
        (
            "https://example.com/a谢谢 https://example.com/wiki/Москва",
            ["https://example.com/a", "https://example.com/wiki/Москва"],
        ),
        ("https://example.com/café", ["https://example.com/café"]),
        ("see example.co.uk today", ["example.co.uk"]),
        ("почта пример.рф/а тут", ["пример.рф/а"]),
        ("t.me/lola tg://resolve?domain=lola", ["t.me/lola", "tg://resolve?domain=lola"]),
        ("our team.In this role", []),
        ("and/or 24/7 3.5/4 e.g./i.e.", []),
        ("growth.In/out node.js README.md", []),
        ("john@example.com a.b@example.org/x", []),
        ("awww.example", []),
        ("https://", []),
    ],
)
def test_cut(text: str, links: list[str]) -> None:
    found = Text(text).links
    assert [link.text for link in found] == links
    assert all(text[link.start : link.end] == link.text for link in found)


def test_unusable_links_are_cut_too() -> None:
    """Their digits are no telephone numbers."""
    (link,) = Text("http://localhost/07700900123").links
    assert link.url is None
