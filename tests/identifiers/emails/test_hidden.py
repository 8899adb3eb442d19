"""E-mail addresses spelled out, taken apart, or in letters of other styles."""

from __future__ import annotations

import pytest

from graphsvc.identifiers import Find, scan


def emails(text: str) -> list[Find]:
    return [find for find in scan(text).finds if find.identifier.kind == "email"]


@pytest.mark.parametrize(
    ("text", "value", "raw", "method"),
    [
        ("john at example dot com", "john@example.com", "john at example dot com", "spelled"),
        ("write anna22 at gmail.com now", "anna22@gmail.com", "anna22 at gmail.com", "spelled"),
        ("ana arroba example punto org", "ana@example.org", "ana arroba example punto org", "spelled"),
        ("anna собака mail точка ru", "anna@mail.ru", "anna собака mail точка ru", "spelled"),
        ("marie chez orange point fr", "marie@orange.fr", "marie chez orange point fr", "spelled"),
        ("anna dot lopez at gmail dot com.", "anna.lopez@gmail.com", "anna dot lopez at gmail dot com", "spelled"),
        ("anna [at] example [dot] co.uk", "anna@example.co.uk", "anna [at] example [dot] co.uk", "spelled"),
        ("anna<at>example<dot>com", "anna@example.com", "anna<at>example<dot>com", "spelled"),
        ("anna_at_gmail_dot_com", "anna@gmail.com", "anna_at_gmail_dot_com", "spelled"),
        ("anna @ gmail . com", "anna@gmail.com", "anna @ gmail . com", "spelled"),
        ("a n n a @ g m a i l . c o m", "anna@gmail.com", "a n n a @ g m a i l . c o m", "apart"),
        ("ⓐⓝⓝⓐ@ⓖⓜⓐⓘⓛ.ⓒⓞⓜ", "anna@gmail.com", "ⓐⓝⓝⓐ@ⓖⓜⓐⓘⓛ.ⓒⓞⓜ", "letters"),
        ("anna@gmаil.com", "anna@gmail.com", "anna@gmаil.com", "letters"),
        ("jo\u200bhn at mail dot com", "john@mail.com", "jo\u200bhn at mail dot com", "spelled"),
    ],
)
def test_read_through_the_disguise(text: str, value: str, raw: str, method: str) -> None:
    (find,) = emails(text)
    assert (find.identifier.value, find.raw, find.method) == (value, raw, method)
    assert text[find.start : find.end] == raw


@pytest.mark.parametrize(
    "text",
    [
        "meet me at hotel dot com is my site", "look at example.com for more", "arrive at mail.com office",
        "price@50.00", "10 @ home. In town", "open at noon . net price", "at 5pm. Come", "@decorator def at dot",
        "I am at home dot", "rate(at)work", "file name@2x.png",
    ],
)  # fmt: skip
def test_sentences_are_no_addresses(text: str) -> None:
    assert emails(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("anna22 arobase gmail point com", "anna22@gmail.com"),
        ("anna22 małpa wp kropka pl", "anna22@wp.pl"),
        ("anna22 (собака) yandex.ru", "anna22@yandex.ru"),
        ("anna22 zavináč seznam tečka cz", "anna22@seznam.cz"),
        ("anna22(a)gmail.com", "anna22@gmail.com"),
        ("anna22@gmail,com", "anna22@gmail.com"),
        ("anna22@gmail com", "anna22@gmail.com"),
        ("email anna dash k at example dot com", "anna-k@example.com"),
        ("email anna underscore k at example dot com", "anna_k@example.com"),
    ],
)
def test_signs_in_words_of_many_languages(text: str, value: str) -> None:
    (find,) = scan(text, kinds=["email"]).finds
    assert find.identifier.value == value
    assert text[find.start : find.end] == find.raw
