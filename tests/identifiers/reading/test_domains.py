"""Host names."""

from __future__ import annotations

import pytest

from graphsvc.identifiers.reading.domains import address, cut_sentence, host_name, public_host, top_level


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Example.COM.", "example.com"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("пример.рф", "xn--e1afmkfd.xn--p1ai"),
        ("ＥＸＡＭＰＬＥ.com", "example.com"),
        ("a_b.example.com", "a_b.example.com"),
        ("localhost", ""),
        ("a..b", ""),
        ("-a.com", ""),
        ("a-.com", ""),
        ("1.2.3.4", ""),
        ("a" * 64 + ".com", ""),
        (".".join(["a" * 60] * 5), ""),
        ("", ""),
        ("a b.com", ""),
        ("ex\ud800.com", ""),
    ],
)
def test_host_name(text: str, name: str) -> None:
    assert host_name(text) == name


def test_public_hosts_have_a_top_level_domain() -> None:
    assert public_host("example.com") == "example.com"
    assert public_host("icon.png") == ""
    assert {"com", "uk", "xn--p1ai", "example", "onion"} <= top_level()
    assert len(top_level()) > 1400


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("example.com.Please", "example.com"),
        ("mail.example.co.uk", "mail.example.co.uk"),
        ("example.com.In", "example.com"),
        ("example.com.nonsense", "example.com"),
        ("a.nonsense", "a.nonsense"),
        ("example.com.br", "example.com.br"),
    ],
)
def test_a_glued_sentence_is_cut(text: str, kept: str) -> None:
    assert cut_sentence(text) == kept


def test_addresses() -> None:
    assert address("203.0.114.7") == "203.0.114.7"
    assert address("[2606:4700:0::1111]") == "[2606:4700::1111]"
    assert [address(text) for text in ("10.0.0.1", "127.0.0.1", "[::1]", "300.1.1.1", "")] == [""] * 5
