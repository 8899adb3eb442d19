"""Chains by checksum: every single-character error is caught where there is one."""

from __future__ import annotations

import pytest

from graphsvc.identifiers.chains import addresses, base58
from graphsvc.identifiers.chains.addresses import read

KEY = bytes(range(20))
ADDRESSES = {
    "bitcoin": ["1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"],
    "bitcoin-cash": ["qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a"],
    "bitcoin-gold": ["GW3JrQyHtoVfEFES3Y9JagiX3VSKQStLwj"],
    "litecoin": ["LVg2kJoFNg45Nbpy53h7Fe1wKyeXVRhMH9", "MUWheVyCBf3Fm3WNNXvotQ3Gj8NTSZCBVe"],
    "dogecoin": ["DPpJVPpvPNP6i6tMj4rTycAGh8wReTqaSU", "A7JjzK9k9x5b2MkkQzqt91WZsuu7wTu6iS"],
    "dash": ["Xx4dYKgz3Zcv6kheaqog3fynaKWjbahb6b"],
    "zcash": ["t1U9yhDa5XEjgfnTgZoKddeSiEN1aoLkQxq", "t3Vz22vK5z2LcKEdg16Yv4FFneEL1zg9ojd"],
    "evm": ["0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"],
    "tron": ["TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"],
    "monero": ["888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9cQUiyoogDavup3H"],
    "xrp": ["rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh", "XVLhHMPHU98es4dbozjVtdWzVrDjtV5fdx1mHp98tDMoQXb"],
}


@pytest.mark.parametrize(("chain", "text"), [(chain, text) for chain, texts in ADDRESSES.items() for text in texts])
def test_a_checksum_types_and_protects(chain: str, text: str) -> None:
    assert read(text)[0].chain == chain
    for place in range(4 if chain == "evm" else 1, len(text)):
        for char in "2z":
            if char != text[place]:
                wrong = text[:place] + char + text[place + 1 :]
                assert [a for a in read(wrong) if a.proof == "checksum"] == [], wrong


def test_swapped_neighbours_are_caught() -> None:
    for texts in ADDRESSES.values():
        for text in texts:
            swapped = text[:-2] + text[-1] + text[-2]
            assert swapped == text or [a for a in read(swapped) if a.proof == "checksum"] == []


@pytest.mark.parametrize(
    ("version", "chains"),
    [
        (b"\x00", ["bitcoin", "bitcoin-cash"]),
        (b"\x05", ["bitcoin", "bitcoin-cash", "litecoin"]),
        (b"\x30", ["litecoin"]),
        (b"\x32", ["litecoin"]),
        (b"\x1e", ["dogecoin"]),
        (b"\x16", ["dogecoin"]),
        (b"\x4c", ["dash"]),
        (b"\x10", ["dash"]),
        (b"\x1c\xb8", ["zcash"]),
        (b"\x1c\xbd", ["zcash"]),
        (b"\x26", ["bitcoin-gold"]),
        (b"\x17", ["bitcoin-gold"]),
        (b"\x41", ["tron"]),
        (b"\x6f", []),
        (b"\xc4", []),
        (b"\x00\x00", []),
    ],
)
def test_version_bytes(version: bytes, chains: list[str]) -> None:
    assert [address.chain for address in read(base58.encode_check(version + KEY))] == chains


def test_eip_55() -> None:
    """The vectors of EIP-55: all capitals, all small, mixed."""
    for text in (
        "0x52908400098527886E0F7030069857D2E4169EE7",
        "0x8617E340B3D01FA5F11F306F4090FD50E238070D",
        "0xde709f2102306220921060314715629080e2fb77",
        "0x27b1fdb04752bbc536007a920d24acb045561c26",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
        "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
        "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
    ):
        assert read(text)[0].canonical == text.lower()
        assert f"0x{addresses.checksum_case(text[2:].lower())}" == text
    assert read("0x5aaeb6053F3E94C9b9A09f33669435E7Ef1BeAed") == ()


def test_token_aware_and_script_hash_cash_addresses_are_their_plain_type() -> None:
    assert (
        read("zr6m7j9njldwwzlg9v7v53unlr4jkmx6eycnjehshe")[0].canonical == "qr6m7j9njldwwzlg9v7v53unlr4jkmx6eylep8ekg2"
    )


def test_tags() -> None:
    tagged = base58.encode_check(b"\x05\x44" + KEY + b"\1" + (12345).to_bytes(8, "little"), base58.RIPPLE)
    (address,) = read(tagged)
    assert (address.chain, address.data) == ("xrp", {"tag": "12345"})
    assert address.canonical == base58.encode_check(b"\0" + KEY, base58.RIPPLE)


@pytest.mark.parametrize("text", ["", "1", "a" * 25, "x" * 500, "0x" + "g" * 40, "é" * 34, "0x" + "a" * 39, "4" * 95])
def test_no_address(text: str) -> None:
    assert read(text) == ()


def test_solana_points() -> None:
    assert addresses.is_wallet_point("EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v")
    assert not addresses.is_wallet_point("7seWHqCr6dKcUWNsBhTzGdLyNNLFLEcJ3ZCe7bcNn7hm")
    assert not addresses.is_wallet_point("abc")
