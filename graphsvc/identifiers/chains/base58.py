"""Base58 and Base58Check (Bitcoin), its XRP Ledger alphabet, and Monero's block-wise form.

Sources: Bitcoin `base58.cpp`; XRP Ledger "Base58 Encodings"; CryptoNote standard CNS007. Decoders return None for text
that is none; they never raise.
"""

from __future__ import annotations

import hashlib

BITCOIN = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
RIPPLE = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz"
_INDEX = {alphabet: {char: value for value, char in enumerate(alphabet)} for alphabet in (BITCOIN, RIPPLE)}

CHECK = 4  # bytes of checksum
MAX_TEXT = 128  # characters; nothing known is longer, and the arithmetic is quadratic

_BLOCK, _BLOCK_TEXT = 8, 11
# Bytes -> characters of a CryptoNote block.
_TEXT_SIZES = {0: 0, 1: 2, 2: 3, 3: 5, 4: 6, 5: 7, 6: 9, 7: 10, 8: 11}
_BYTE_SIZES = {size: count for count, size in _TEXT_SIZES.items()}


def _number(text: str, alphabet: str) -> int:
    """The number written in base 58, -1 for a foreign character."""
    index, number = _INDEX[alphabet], 0
    try:
        for char in text:
            number = number * 58 + index[char]
    except KeyError:
        return -1
    return number


def _text(number: int, alphabet: str) -> str:
    chars = []
    while number:
        number, digit = divmod(number, 58)
        chars.append(alphabet[digit])
    return "".join(reversed(chars))


def decode(text: str, alphabet: str = BITCOIN) -> bytes | None:
    if not 0 < len(text) <= MAX_TEXT:
        return None
    number = _number(text, alphabet)
    if number < 0:
        return None
    zeros = len(text) - len(text.lstrip(alphabet[0]))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")


def encode(data: bytes, alphabet: str = BITCOIN) -> str:
    zeros = len(data) - len(data.lstrip(b"\0"))
    return alphabet[0] * zeros + _text(int.from_bytes(data, "big"), alphabet)


def _checksum(payload: bytes) -> bytes:
    return hashlib.sha256(hashlib.sha256(payload).digest()).digest()[:CHECK]


def decode_check(text: str, alphabet: str = BITCOIN) -> bytes | None:
    """The payload, version bytes included, when its double SHA-256 checksum holds."""
    data = decode(text, alphabet)
    if data is None or len(data) <= CHECK or _checksum(data[:-CHECK]) != data[-CHECK:]:
        return None
    return data[:-CHECK]


def encode_check(payload: bytes, alphabet: str = BITCOIN) -> str:
    return encode(payload + _checksum(payload), alphabet)


def decode_blocks(text: str) -> bytes | None:
    """CryptoNote: blocks of 8 bytes as 11 characters, the last one shorter."""
    data = b""
    for start in range(0, len(text), _BLOCK_TEXT):
        block = text[start : start + _BLOCK_TEXT]
        size, number = _BYTE_SIZES.get(len(block)), _number(block, BITCOIN)
        if size is None or number < 0 or number >> (8 * size):
            return None
        data += number.to_bytes(size, "big")
    return data


def encode_blocks(data: bytes) -> str:
    blocks = [data[start : start + _BLOCK] for start in range(0, len(data), _BLOCK)]
    texts = [
        _text(int.from_bytes(block, "big"), BITCOIN).rjust(_TEXT_SIZES[len(block)], BITCOIN[0]) for block in blocks
    ]
    return "".join(texts)
