"""Labels beside addresses."""

from __future__ import annotations

import pytest

from graphsvc.identifiers.chains import assets


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BTC", ("bitcoin", "BTC")),
        ("xbt", ("bitcoin", "BTC")),
        ("Bitcoin", ("bitcoin", "BTC")),
        ("BCH", ("bitcoin-cash", "BCH")),
        ("Bitcoin Cash", ("bitcoin-cash", "BCH")),
        ("bitcoin-gold", ("bitcoin-gold", "BTG")),
        ("USDT", ("", "USDT")),
        ("USDT (TRC20)", ("tron", "USDT")),
        ("USDT-ERC20", ("evm", "USDT")),
        ("Tether TRC-20", ("tron", "USDT")),
        ("evm", ("evm", "")),
        ("ETH", ("evm", "ETH")),
        ("BNB", ("evm", "BNB")),
        ("Ethereum Classic", ("evm", "ETC")),
        ("SOL", ("solana", "SOL")),
        ("monero", ("monero", "XMR")),
        ("биткоин", ("bitcoin", "BTC")),
        ("", ("", "")),
        ("money", ("", "")),
    ],
)
def test_label(text: str, expected: tuple[str, str]) -> None:
    assert assets.label(text) == expected


def test_the_last_asset_named_counts() -> None:
    assert assets.named("no btc, only usdt: ") == "USDT"
    assert assets.named("solar panels") == ""
