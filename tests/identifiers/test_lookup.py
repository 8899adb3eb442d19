"""The search box and captions."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphsvc.identifiers import caption, query
from graphsvc.identifiers.platforms.table import platforms
from tests.identifiers.cases import cases
from tests.identifiers.strategies import hostile, regions

PHONE, LEGACY = "phone:+442079460000", "1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggu"
DIGEST = "1a" * 32


@pytest.mark.parametrize(
    ("entry", "region", "expected"),
    [
        ("+44 20 7946 0000", "", [PHONE]),
        ("  (+44) 20-7946.0000 ", "", [PHONE]),
        ("0044 20 7946 0000", "", [PHONE]),
        ("442079460000", "", [PHONE]),
        ("tel:+442079460000", "", [PHONE]),
        ("020 7946 0000", "GB", [PHONE]),
        ("phone: 020 7946 0000", "gb", [PHONE]),
        ("tel: 020 7946 0000", "GB", [PHONE]),
        ("020 7946 0000", "", []),
        ("٠٢٠ ٧٩٤٦ ٠٠٠٠", "GB", [PHONE]),
        (PHONE, "", [PHONE]),
        ("whatsapp: +44 20 7946 0000", "", [PHONE]),
        ("whatsapp: 020 7946 0000", "GB", [PHONE]),
        ("https://wa.me/442079460000", "", [PHONE]),
        ("john@example.com", "", ["email:john%40example.com"]),
        ("email: John@Example.com", "", ["email:john%40example.com"]),
        ("email:john%40example.com", "", ["email:john%40example.com"]),
        ("telegram: @lola_99", "", ["account:telegram:lola_99"]),
        ("telegram:lola_99", "", ["account:telegram:lola_99"]),
        ("tg @lola_99", "", ["account:telegram:lola_99"]),
        ("account:telegram:lola_99", "", ["account:telegram:lola_99"]),
        ("account:mewe:Lola", "", ["account:mewe:Lola"]),
        ("https://t.me/lola_99", "", ["account:telegram:lola_99"]),
        ("example.com/a/", "", ["url:example.com/a"]),
        ("url:example.com%3A8443/a", "", ["url:example.com%3A8443/a"]),
        ("site: https://www.example.com", "", ["url:example.com"]),
        (LEGACY, "", ["wallet:bitcoin-cash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a", f"wallet:bitcoin:{LEGACY}"]),
        (f"bitcoin:{LEGACY}?amount=1", "", [f"wallet:bitcoin:{LEGACY}"]),
        (f"wallet:bitcoin:{LEGACY}", "", [f"wallet:bitcoin:{LEGACY}"]),
        (f"image:md5:{DIGEST[:32]}", "", [f"image:md5:{DIGEST[:32]}"]),
        (f"#EMAIL_{DIGEST}#", "", [f"email:sha256:{DIGEST}"]),
        (f"phone:sha256:{DIGEST.upper()}", "", [f"phone:sha256:{DIGEST}"]),
        ("ad:emscad:fraud-1", "", ["ad:emscad:fraud-1"]),
        ("actor:0f3a", "", ["actor:0f3a"]),
        ("network:0f3a", "", ["network:0f3a"]),
        ("hotel jobs abroad", "", []),
        ("note: lola", "", []),
        ("", "", []),
        (" \u200b ", "", []),
        ("ad:", "", []),
        ("phone:", "", []),
    ],
)
def test_entries(entry: str, region: str, expected: list[str]) -> None:
    assert query(entry, region=region) == expected


def test_a_bare_handle_is_looked_up_on_every_platform_it_can_be_on() -> None:
    found = query("@Lola_99")
    assert {"account:telegram:lola_99", "account:instagram:lola_99"} <= set(found)
    assert found == sorted(found)
    assert len(found) > 10
    assert all(one.split(":")[1] in platforms() for one in found)


def test_a_bare_digest_may_be_of_any_kind() -> None:
    """Also a Monero key or payment id, as long as it cannot be a private one."""
    hashes = [f"{kind}:sha256:{DIGEST}" for kind in ("email", "image", "phone", "url")]
    assert query(DIGEST) == [*hashes, f"wallet:monero:{DIGEST}"]
    assert len(query("00" * 32)) == 4


def test_every_identifier_finds_itself() -> None:
    for kind in ("phone", "email", "account", "url", "wallet", "image"):
        for row in cases(kind):
            if row["id"]:
                assert row["id"] in query(row["id"])


@settings(max_examples=300, deadline=None)
@given(hostile, regions)
def test_any_entry_gives_sorted_ids_or_none(entry: str, region: str) -> None:
    found = query(entry, region=region)
    assert found == sorted(set(found))
    assert all(caption(identifier) for identifier in found)


def test_a_very_long_entry_is_cut() -> None:
    assert query("+44 20 7946 0000 " + "y" * 1_000_000) == [PHONE]


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (PHONE, "+44 20 7946 0000"),
        ("ad:emscad:fraud-1", "advert fraud-1 (emscad)"),
        ("actor:0f3a5b7c9d", "actor 0f3a5b7c"),
        ("network:0f3a5b7c9d", "network 0f3a5b7c"),
        ("template:0f3a5b7c9d", "template 0f3a5b7c"),
        ("ad:s:%E2%80%AEx", "advert ⟨U+202E⟩x (s)"),
        ("wallet:only", "wallet:only"),
        ("phone:", "phone:"),
        ("unknown:thing", "unknown:thing"),
        ("", ""),
    ],
)
def test_captions(node: str, expected: str) -> None:
    assert caption(node) == expected


@settings(max_examples=200, deadline=None)
@given(st.one_of(hostile, hostile.map("account:telegram:".__add__), hostile.map("phone:".__add__)))
def test_a_caption_never_raises_and_never_acts(node: str) -> None:
    assert not set(caption(node)) & set("\x00\n\u202e\u200b\ud800")
