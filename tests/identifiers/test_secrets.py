"""Private keys: masked to the character, and nothing else is. All keys here are published examples."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from graphsvc.identifiers import redact, scan
from graphsvc.identifiers.chains import base58
from graphsvc.identifiers.secrets import MASK
from tests.identifiers.strategies import hostile

WIF = "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ"
COMPRESSED = "KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWn"
BIP38 = "6PRVWUbkzzsbcVac2qwfssoUJAN1Xhrg6bNk8J7Nzm5H7kxEbn2Nh2ZoGg"
XPRV = "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi"
XRP_SEED = "snoPBrXtMeMyMHUVTgbuqAfg1SUTb"
HEX = "0c28fca386c7a227600b2fe50b7cae11ec86d3bf1fbe471be89827e19d72aa1d"
PHRASE = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about"
PEM = "-----BEGIN EC PRIVATE KEY-----\nMHQCAQEE\n-----END EC PRIVATE KEY-----"


def wif(version: int, tail: bytes = b"") -> str:
    return base58.encode_check(bytes([version]) + bytes(range(32)) + tail)


def solana_pair() -> str:
    """Test 1 of RFC 8032 section 7.1: a seed and its public key."""
    seed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
    public = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    return base58.encode(bytes.fromhex(seed + public))


@pytest.mark.parametrize(
    "key",
    [
        WIF,
        COMPRESSED,
        BIP38,
        XPRV,
        XRP_SEED,
        PEM,
        wif(0xEF),
        wif(0xEF, b"\1"),
        wif(0xB0),
        wif(0xB0, b"\1"),
        wif(0x9E),
        wif(0x9E, b"\1"),
        wif(0xCC),
        wif(0xCC, b"\1"),
        solana_pair(),
        WIF[:-1] + "K",
    ],
)
def test_keys_known_by_themselves(key: str) -> None:
    masked, many = redact(f"send it to {key}, please")
    assert masked == f"send it to {MASK * len(key)}, please"
    assert many == 1


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (f"private key: {HEX}", HEX),
        (f"PRIVKEY=0x{HEX}", f"0x{HEX}"),
        (f"my secret key is {HEX.upper()}", HEX.upper()),
        (f"приватный ключ {HEX}", HEX),
        (f"clave privada: {HEX}", HEX),
        (f"私钥：{HEX}", HEX),
        (f"seed phrase: {PHRASE}. Thanks", PHRASE),
        (f"my seed: {PHRASE}. Thanks", PHRASE),
        (f"Recovery phrase {PHRASE}", PHRASE),
        (f"mnemonic = {PHRASE}", PHRASE),
        (f"my 12 words: {PHRASE}", PHRASE),
        (f"сид-фраза: {PHRASE}", PHRASE),
    ],
)
def test_keys_known_by_the_words_before_them(text: str, key: str) -> None:
    assert redact(text) == (text.replace(key, MASK * len(key)), 1)


@pytest.mark.parametrize(
    "text",
    [
        HEX,
        f"sha256: {HEX}",
        f"tx 0x{HEX}",
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
        PHRASE,
        "seed phrase",
        "secret recipe",
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
        "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t",
        "-----BEGIN PUBLIC KEY-----\nA\n",
        "888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9cQUiyoogDavup3H",
        base58.encode(bytes(range(1, 65))),
        "our seed investors and their words of wisdom",
        "",
        "a" * 60,
    ],
)
def test_everything_else_stays(text: str) -> None:
    assert redact(text) == (text, 0)


def test_hidden_characters_hide_no_key() -> None:
    key = WIF[:20] + "\u200b\u202e" + WIF[20:]
    assert redact(f"key {key} end") == (f"key {MASK * len(key)} end", 1)
    wide = "".join(chr(ord(char) + 0xFEE0) for char in WIF)
    assert redact(f"key {wide} end") == (f"key {MASK * len(wide)} end", 1)


def test_an_open_block_is_masked_to_the_end() -> None:
    masked, many = redact("a -----BEGIN PRIVATE KEY-----\nMIIE\nand more")
    assert (masked.rstrip(MASK), many) == ("a ", 1)


def test_several_keys_are_counted() -> None:
    masked, many = redact(f"{WIF} {COMPRESSED}\n{PEM} {WIF}")
    assert many == 4
    assert set(masked) == {MASK, " ", "\n"}


@settings(max_examples=300, deadline=None)
@given(hostile, hostile)
def test_any_text_around_a_key(before: str, after: str) -> None:
    text = f"{before} {COMPRESSED} {after}"
    masked, many = redact(text)
    assert many >= 1
    assert len(masked) == len(text)
    assert COMPRESSED not in masked
    assert redact(masked) == (masked, 0)
    assert all(COMPRESSED not in find.raw for find in scan(masked).finds)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("piece", [PEM[:30], "mnemonic ", "seed phrase word ", "K", f"{WIF} ", "private key "])
def test_a_mebibyte_of_one_thing(piece: str) -> None:
    masked, _ = redact(piece * ((1 << 20) // len(piece)))
    assert len(masked) == len(piece) * ((1 << 20) // len(piece))
