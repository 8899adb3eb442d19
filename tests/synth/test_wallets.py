from __future__ import annotations

import random
import re

import pytest

from graphsvc import identifiers
from graphsvc.synth.wallets import ASSETS, address


class Fixed(random.Random):
    """Gives one body, and one draw that chooses between the two Bitcoin forms."""

    def __init__(self, body: str, draw: float) -> None:
        super().__init__(0)
        self._body, self._draw = bytes.fromhex(body), draw

    def randbytes(self, n: int) -> bytes:
        assert n == len(self._body)
        return self._body

    def random(self) -> float:
        return self._draw


@pytest.mark.parametrize(
    ("chain", "body", "draw", "expected"),
    [
        # BIP 173; the first address of a pay-to-public-key-hash example; EIP-55; Tron's documentation
        ("bitcoin", "751e76e8199196d454941c45d1b3a323f1433bd6", 0.0, "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"),
        ("bitcoin", "77bff20c60e522dfaa3350c39b030a5d004e839a", 0.9, "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"),
        ("evm", "5aaeb6053f3e94c9b9a09f33669435e7ef1beaed", 0.0, "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"),
        ("tron", "5a523b449890854c8fc460ab602df9f31fe4293f", 0.0, "TJCnKsPa7y5okkXvQAidZBzqx3QyQ6sxMW"),
    ],
)
def test_published_vectors(chain, body, draw, expected):
    assert address(chain, Fixed(body, draw)) == expected


def test_a_leading_zero_byte_stays():
    assert address("bitcoin", Fixed("00" * 20, 0.9)) == "1111111111111111111114oLvT2"


@pytest.mark.parametrize("chain", sorted(ASSETS))
def test_graphsvc_accepts_them_by_checksum(chain):
    rng = random.Random(5)
    for _ in range(50):
        wallet = address(chain, rng)
        found = identifiers.clean("wallet", wallet)
        assert found is not None
        assert found.parts[0] == chain


def test_every_wallet_of_a_corpus_passes_its_checksum(corpus):
    payments = corpus.rows("payments.csv")
    wallets = {row["address"] for row in corpus.rows("wallets.csv")}
    wallets |= {row[end] for row in payments for end in ("from", "to")}
    wallets |= set(corpus.planted("wallet"))
    assert len(wallets) > 200
    for wallet in wallets:
        assert identifiers.clean("wallet", wallet) is not None
    text = "\n".join(row["description"] for row in corpus.rows("ads.csv"))
    shown = set(re.findall(r"\b(?:0x[0-9A-Fa-f]{40}|bc1q\w{38}|T\w{33})\b", text))
    assert shown & set(corpus.planted("wallet"))


def test_payments_are_dated_and_positive(corpus):
    rows = corpus.rows("payments.csv")
    times = [row["time"] for row in rows]
    assert times == sorted(times)
    assert times[-1] <= "2026-11-01T23:59:59Z"
    assert all(float(row["amount"]) > 0 and row["asset"] in ASSETS.values() for row in rows)
    assert len({row["tx"] for row in rows}) == len(rows)
