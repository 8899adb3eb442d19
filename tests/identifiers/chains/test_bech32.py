"""Bech32, Bech32m and CashAddr against the vectors of their standards."""

from __future__ import annotations

import pytest

from graphsvc.identifiers.chains import bech32

# BIP 173 and BIP 350: address, prefix, witness version, program.
VALID = [
    ("BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4", "bc", 0, "751e76e8199196d454941c45d1b3a323f1433bd6"),
    ("tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7", "tb", 0,
     "1863143c14c5166804bd19203356da136c985678cd4d27a1b8c6329604903262"),
    ("bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y", "bc", 1,
     "751e76e8199196d454941c45d1b3a323f1433bd6751e76e8199196d454941c45d1b3a323f1433bd6"),
    ("BC1SW50QGDZ25J", "bc", 16, "751e"),
    ("bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs", "bc", 2, "751e76e8199196d454941c45d1b3a323"),
    ("bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0", "bc", 1,
     "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"),
]  # fmt: skip
INVALID = [
    "tc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq5zuyut",
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd",
    "tb1z0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqglt7rf",
    "BC1S0XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ54WELL",
    "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh",
    "bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4",
    "BC130XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ7ZWS8R",
    "bc1pw5dgrnzv", "bc1gmk9yu", "", "bc1", "1", "bc1é",
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v8n0nx0muaewav253zgeav",
    "BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P",
    "tb1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq47Zagq",
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v07qwwzcrf",
]  # fmt: skip
# The CashAddr specification: legacy hash as CashAddr, type 0 and 1; then other sizes.
CASH = [
    ("qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a", 0, "76a04053bda0a88bda5177b86a15c3b29f559873"),
    ("ppm2qsznhks23z7629mms6s4cwef74vcwvn0h829pq", 1, "76a04053bda0a88bda5177b86a15c3b29f559873"),
    ("qr95sy3j9xwd2ap32xkykttr4cvcu7as4y0qverfuy", 0, "cb481232299cd5743151ac4b2d63ae198e7bb0a9"),
    ("qr6m7j9njldwwzlg9v7v53unlr4jkmx6eylep8ekg2", 0, "f5bf48b397dae70be82b3cca4793f8eb2b6cdac9"),
    ("zr6m7j9njldwwzlg9v7v53unlr4jkmx6eycnjehshe", 2, "f5bf48b397dae70be82b3cca4793f8eb2b6cdac9"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "prefix", "version", "program"), VALID)
def test_valid_segwit(text: str, prefix: str, version: int, program: str) -> None:
    assert bech32.segwit(text, prefix) == (version, bytes.fromhex(program))


@pytest.mark.parametrize("text", INVALID)
def test_invalid_segwit(text: str) -> None:
    assert bech32.segwit(text, "bc") is None
    assert bech32.segwit(text, "tb") is None


@pytest.mark.parametrize(("text", "kind", "data"), CASH)
def test_cash(text: str, kind: int, data: str) -> None:
    assert bech32.cash(text, "bitcoincash") == (kind, bytes.fromhex(data))
    assert bech32.cash(text.upper(), "bitcoincash") == (kind, bytes.fromhex(data))
    assert bech32.encode_cash(kind, bytes.fromhex(data), "bitcoincash") == text
    assert bech32.cash(text, "bchtest") is None
    assert bech32.cash(text.capitalize(), "bitcoincash") is None
    assert bech32.cash(text[:-1] + ("q" if text[-1] != "q" else "p"), "bitcoincash") is None


def test_cash_of_every_size() -> None:
    for size in (20, 24, 28, 32, 40, 48, 56, 64):
        data = bytes(range(size))
        assert bech32.cash(bech32.encode_cash(1, data, "bitcoincash"), "bitcoincash") == (1, data)
