"""Web addresses: one id for one page."""

from __future__ import annotations

import pytest

from graphsvc import identifiers
from graphsvc.identifiers import scan
from graphsvc.model import NodeKind

SAME = [
    "http://example.com/jobs?a=1&b=2", "https://www.example.com/jobs/?b=2&a=1", "EXAMPLE.com:80/jobs?a=1&b=2#apply",
    "http://user@example.com/x/../jobs?a=1&b=2&utm_source=mail", "https://example.com/%6aobs?fbclid=7&a=1&amp;b=2",
]  # fmt: skip
OTHERS = [
    "https://example.com/Jobs?a=1&b=2", "https://example.com/jobs?a=1", "https://example.org/jobs?a=1&b=2",
    "https://sub.example.com/jobs?a=1&b=2", "https://example.com:8443/jobs?a=1&b=2", "https://example.com/job%2Fs?a=1&b=2",
]  # fmt: skip


def test_spellings_of_one_page_are_one_node() -> None:
    assert {found.id for raw in SAME if (found := identifiers.clean("url", raw))} == {"url:example.com/jobs?a=1&b=2"}


def test_other_pages_are_other_nodes() -> None:
    ids = {found.id for raw in [SAME[0], *OTHERS] if (found := identifiers.clean("url", raw))}
    assert len(ids) == 1 + len(OTHERS)


def test_platform_links_are_never_urls() -> None:
    for raw, kind in (("https://t.me/lola_99", NodeKind.ACCOUNT), ("https://wa.me/447700900123", NodeKind.PHONE)):
        found = identifiers.clean("url", raw)
        assert found is not None
        assert found.kind is kind


@pytest.mark.parametrize(
    ("text", "method"), [("https://example.com/a", "link"), ("www.example.com", "link"), ("jobs.example.com", "bare")]
)
def test_methods(text: str, method: str) -> None:
    (find,) = scan(f"see {text}, please").finds
    assert (find.method, find.raw) == (method, text)


def test_user_names_and_passwords_are_dropped() -> None:
    found = identifiers.clean("url", "https://bob:secret@example.com/a")
    assert found is not None
    assert "secret" not in found.id


def test_caption_shows_no_acting_characters() -> None:
    assert identifiers.caption("url:example.com/a") == "example.com/a"
    assert "\u202e" not in identifiers.caption("url:example.com/%E2%80%AEa")
