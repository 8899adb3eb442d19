"""Wallet addresses with a true checksum over random bits: nobody holds a key, and every validator accepts them.

Sources: Base58Check (Bitcoin wiki), Bech32 for witness version 0 (BIP 173), mixed-case checksum (EIP-55).
"""

from __future__ import annotations

import hashlib
import random

from Crypto.Hash import keccak

ASSETS: dict[str, str] = {"bitcoin": "BTC", "evm": "ETH", "tron": "USDT"}
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_BITCOIN_VERSION, _TRON_VERSION = b"\x00", b"\x41"


def address(chain: str, rng: random.Random) -> str:
    """A fresh address of a chain of ASSETS."""
    body = rng.randbytes(20)
    if chain == "evm":
        return _evm(body)
    if chain == "tron":
        return _base58check(_TRON_VERSION + body)
    return _bech32(body) if rng.random() < 0.7 else _base58check(_BITCOIN_VERSION + body)


def _base58check(payload: bytes) -> str:
    payload += hashlib.sha256(hashlib.sha256(payload).digest()).digest()[:4]
    number, out = int.from_bytes(payload, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        out = _BASE58[rest] + out
    return "1" * (len(payload) - len(payload.lstrip(b"\0"))) + out


def _bech32(program: bytes) -> str:
    bits = "".join(f"{byte:08b}" for byte in program)
    words = [0] + [int(bits[i : i + 5], 2) for i in range(0, len(bits), 5)]
    prefix = [ord("b") >> 5, ord("c") >> 5, 0, ord("b") & 31, ord("c") & 31]
    check = _polymod(prefix + words + [0] * 6) ^ 1
    return "bc1" + "".join(_BECH32[word] for word in words + [check >> 5 * (5 - i) & 31 for i in range(6)])


def _polymod(words: list[int]) -> int:
    check = 1
    for word in words:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ word
        for i, generator in enumerate(_GENERATOR):
            check ^= generator if top >> i & 1 else 0
    return check


def _evm(body: bytes) -> str:
    plain = body.hex()
    digest = keccak.new(digest_bits=256, data=plain.encode()).hexdigest()
    return "0x" + "".join(char.upper() if int(bit, 16) > 7 else char for char, bit in zip(plain, digest))
