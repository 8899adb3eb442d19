"""Wallets: the checksum decides, one node for each wallet, and a private key is never one."""

from __future__ import annotations

import csv
from collections import Counter

import pytest

from graphsvc import identifiers
from graphsvc.identifiers import Find, Identifier, clean, scan
from tests.identifiers.cases import DATA

LEGACY, CASH = "1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggu", "qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a"
SOLANA_PROGRAM = "7seWHqCr6dKcUWNsBhTzGdLyNNLFLEcJ3ZCe7bcNn7hm"  # 32 bytes off the curve
SOLANA_KEY = "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v"


def sanctions() -> list[dict[str, str]]:
    with (DATA / "real" / "ofac_wallets_sample.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_every_published_address_is_accepted_and_typed_by_its_checksum() -> None:
    chains = Counter()
    for row in sanctions():
        found = clean("wallet", row["address"], hint=row["asset"])
        assert found is not None, row
        assert clean("wallet", found.value) == Identifier(found.kind, found.parts)
        chains[row["asset"], found.parts[0]] += 1
    assert chains == {
        ("BCH", "bitcoin-cash"): 1,
        ("BTG", "bitcoin-gold"): 1,
        ("ETH", "evm"): 39,
        ("LTC", "litecoin"): 4,
        ("TRX", "tron"): 2,
        ("USDT", "bitcoin"): 2,
        ("USDT", "evm"): 1,
        ("USDT", "tron"): 3,
        ("XBT", "bitcoin"): 130,
        ("XMR", "monero"): 1,
    }


def test_a_wrong_label_changes_no_node() -> None:
    for row in sanctions():
        if row["asset"] not in ("XMR", "BCH"):
            right, wrong = clean("wallet", row["address"]), clean("wallet", row["address"], hint="XMR")
            assert right is not None
            assert wrong is not None
            assert right.parts == wrong.parts


def test_published_addresses_in_text_and_in_other_spellings() -> None:
    spellings = {"evm": str.lower, "bitcoin": lambda text: text.upper() if text.startswith("bc1") else text}
    for row in sanctions():
        if row["asset"] == "XMR":
            continue
        found = clean("wallet", row["address"], hint=row["asset"])
        assert found is not None
        spelled = spellings.get(found.parts[0], str)(row["address"])
        (find,) = scan(f"pay to {spelled}, thanks").finds
        assert find.identifier.parts == found.parts


@pytest.mark.parametrize(
    ("spellings", "node"),
    [
        (
            [CASH, CASH.upper(), f"bitcoincash:{CASH}", f"bitcoin-cash:{CASH}", f"bch:{LEGACY}"],
            f"wallet:bitcoin-cash:{CASH}",
        ),
        ([LEGACY, f"bitcoin:{LEGACY}?amount=1", f" {LEGACY} "], f"wallet:bitcoin:{LEGACY}"),
        (
            [
                "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
                "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
                "0x5AAEB6053F3E94C9B9A09F33669435E7EF1BEAED",
                "eth:0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
            ],
            "wallet:evm:0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
        ),
    ],
)
def test_one_node_for_each_wallet(spellings: list[str], node: str) -> None:
    assert {found.id for raw in spellings if (found := clean("wallet", raw))} == {node}


def test_legacy_spelling_is_bitcoin_unless_its_surroundings_say_otherwise() -> None:
    plain = scan(f"send to {LEGACY}")
    assert [find.identifier.parts[0] for find in plain.finds] == ["bitcoin"]
    assert [c.value for c in plain.candidates] == [f"bitcoin-cash:{CASH}"]
    cash = scan(f"Bitcoin Cash only: {LEGACY}")
    assert [find.identifier.value for find in cash.finds] == [f"bitcoin-cash:{CASH}"]
    assert [c.value for c in cash.candidates] == [f"bitcoin:{LEGACY}"]


def one(text: str) -> Find:
    (find,) = scan(text).finds
    return find


@pytest.mark.parametrize(
    ("text", "asset"),
    [("USDT (TRC20): {}", "USDT"), ("donate {} in usdc", "USDC"), ("биткоин {}", "BTC"), ("{}", "")],
)
def test_assets_belong_to_the_mention(text: str, asset: str) -> None:
    find = one(text.format("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"))
    assert find.identifier.parts[0] == "tron"
    assert find.identifier.data.get("asset", "") == asset


def test_the_label_of_a_column_is_kept_as_the_asset() -> None:
    found = clean("wallet", "3NJZLcZEEYBpxYEUGewU4knsQRn1WM5Fkt", hint="USDT")
    assert found is not None
    assert (found.parts[0], found.data) == ("bitcoin", {"asset": "USDT"})


def test_old_litecoin_script_spelling_needs_its_label() -> None:
    address = "3NJZLcZEEYBpxYEUGewU4knsQRn1WM5Fkt"
    bitcoin, litecoin = clean("wallet", address), clean("wallet", address, hint="LTC")
    assert bitcoin is not None
    assert litecoin is not None
    assert (bitcoin.parts[0], litecoin.parts[0], litecoin.parts[1][0]) == ("bitcoin", "litecoin", "M")


@pytest.mark.parametrize(
    ("text", "method"),
    [
        (f"SOL: {SOLANA_KEY}", "length"),
        (f"solana {SOLANA_PROGRAM}", "length"),
        (f"my wallet {SOLANA_KEY}", "point"),
        (f"my wallet {SOLANA_PROGRAM}", ""),
        (f"id {SOLANA_KEY}", ""),
    ],
)
def test_solana_has_no_checksum_and_needs_its_surroundings(text: str, method: str) -> None:
    assert [find.method for find in scan(text).finds] == ([method] if method else [])


def test_tags_of_x_addresses_and_payment_ids_belong_to_the_mention() -> None:
    found = clean(
        "wallet",
        "4LL9oSLmtpccfufTMvppY6JwXNouMBzSkbLYfpAV5Usx3skxNgYeYTRj5UzqtReoS44qo9mtmXCqY45DJ852K5Jv2bYXZKKQePHES9khPK",
    )
    assert found is not None
    assert found.data == {"payment_id": "8a125052fe6f3877"}


def test_a_private_key_is_refused_and_never_echoed() -> None:
    key = "KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWn"
    for hint in ("", "BTC", "bitcoin"):
        assert clean("wallet", key, hint=hint) is None
    assert scan(f"btc wallet {key}").finds == []
    assert scan(f"btc wallet {key}").candidates == []
    assert identifiers.query(key) == []


def test_captions() -> None:
    assert identifiers.caption(f"wallet:bitcoin:{LEGACY}") == "1BpEi6…Vggu (Bitcoin)"
    assert identifiers.caption(f"wallet:bitcoin-cash:{CASH}") == "qpm2qs…dx6a (Bitcoin Cash)"
    assert identifiers.caption("wallet:evm:0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed") == "0x5aae…eaed (EVM)"
