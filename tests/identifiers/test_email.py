"""E-mail addresses in text. Which spellings are read: the case files."""

from __future__ import annotations

import pytest

from graphsvc import identifiers
from graphsvc.identifiers import scan


@pytest.mark.parametrize(
    ("text", "value", "raw", "method"),
    [
        ("(john@example.com)", "john@example.com", "john@example.com", "plain"),
        ("mail:john@example.com.", "john@example.com", "john@example.com", "plain"),
        ("..john@example.com", "john@example.com", "john@example.com", "plain"),
        ("reach us..john@example.com", "john@example.com", "john@example.com", "plain"),
        ("john@example.com.Please", "john@example.com", "john@example.com", "plain"),
        ("john@example.com?subject=x", "john@example.com", "john@example.com", "plain"),
        ("john@example.com邮箱", "john@example.com", "john@example.com", "plain"),
        ("john [at] example [dot] co.uk", "john@example.co.uk", "john [at] example [dot] co.uk", "spelled"),
        ("john(AT)example(DOT)com", "john@example.com", "john(AT)example(DOT)com", "spelled"),
        ("juan (arroba) example (punto) com", "juan@example.com", "juan (arroba) example (punto) com", "spelled"),
    ],
)
def test_in_text(text: str, value: str, raw: str, method: str) -> None:
    (find,) = scan(text).finds
    assert (find.identifier.value, find.raw, find.method) == (value, raw, method)


@pytest.mark.parametrize(
    "text",
    [
        "icon@2x.png",
        "john@example",
        "meet @ 8.30",
        "meet me at hotel dot com",
        "look at example.com",
        "a@b",
        "rate(at)work",
        "x@y.invalidtld",
    ],
)
def test_not_in_text(text: str) -> None:
    assert [find for find in scan(text).finds if find.identifier.kind == "email"] == []


def test_a_name_in_letters_of_two_scripts_is_a_candidate() -> None:
    found = scan("jоhn@example.com")
    assert found.finds == []
    assert [(item.kind.value, item.value) for item in found.candidates] == [("email", "john@example.com")]
    assert scan("jöhn@example.com").candidates == []


@pytest.mark.parametrize(("size", "many"), [(64, 1), (65, 0), (5000, 0)])
def test_a_name_longer_than_any_mail_server_takes_is_none(size: int, many: int) -> None:
    """RFC 5321: 64 octets; the last 64 of more are no name of anyone."""
    assert len(scan(f"{'a' * size}@example.com", kinds=["email"]).finds) == many


def test_tags_are_kept_and_case_is_folded() -> None:
    first, second = (identifiers.clean("email", raw) for raw in ("A.B+x@Example.com", "a.b+x@example.COM"))
    assert first == second
    assert first is not None
    assert first != identifiers.clean("email", "a.b@example.com")


def test_caption() -> None:
    assert identifiers.caption("email:john%40example.com") == "john@example.com"
