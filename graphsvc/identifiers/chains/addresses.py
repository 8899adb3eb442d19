"""Which chain an address belongs to: its checksum decides, never the label beside it.

`read(text)` gives every reading of one address. Two readings are possible only where chains share version bytes:
Bitcoin and Bitcoin Cash legacy (1..., 3...), and the old Litecoin script form (3...).

| chain | spellings read | canonical |
|---|---|---|
| bitcoin | Base58Check 00, 05; bech32 and bech32m `bc1` | as written; bech32 in lower case |
| bitcoin-cash | CashAddr with or without prefix, token-aware, legacy | CashAddr without prefix, plain type |
| bitcoin-gold | Base58Check 26, 17; `btg1` | as written |
| litecoin | Base58Check 30, 32, 05; `ltc1` | script form 05 as 32 (M...) |
| dogecoin, dash, zcash | Base58Check 1e, 16; 4c, 10; 1cb8, 1cbd | as written |
| evm | 0x and 40 hex digits: one case, or mixed by EIP-55 | lower case: one node over all its chains |
| tron | Base58Check 41 | as written |
| solana | Base58 of 32 bytes; no checksum | as written |
| monero | CryptoNote Base58, keccak: standard, subaddress, integrated | integrated as its standard address |
| xrp | Base58Check 00 in its own alphabet; X-address (XLS-5d) | classic r... address |
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from Crypto.Hash import keccak

from graphsvc.identifiers.chains import base58, bech32, curve

CASH_PREFIX = "bitcoincash"
_HASH = 20  # bytes of a key or script hash

# Version bytes of Base58Check -> chains, the usual one first.
_VERSIONS: dict[bytes, tuple[str, ...]] = {
    b"\x00": ("bitcoin", "bitcoin-cash"),
    b"\x05": ("bitcoin", "bitcoin-cash", "litecoin"),
    b"\x30": ("litecoin",),
    b"\x32": ("litecoin",),
    b"\x1e": ("dogecoin",),
    b"\x16": ("dogecoin",),
    b"\x4c": ("dash",),
    b"\x10": ("dash",),
    b"\x1c\xb8": ("zcash",),
    b"\x1c\xbd": ("zcash",),
    b"\x26": ("bitcoin-gold",),
    b"\x17": ("bitcoin-gold",),
    b"\x41": ("tron",),
}
_SEGWIT = {"bc": "bitcoin", "ltc": "litecoin", "btg": "bitcoin-gold"}
_EVM = re.compile(r"0[xX]([0-9A-Fa-f]{40})")
_MONERO = {18: "standard", 42: "subaddress", 19: "integrated"}
_MONERO_TEXT = (95, 106)
_X_ADDRESS, _X_TEXT = b"\x05\x44", 47


@dataclass(frozen=True)
class Address:
    """One reading. `proof`: `checksum`; `case` for hex in one letter case; `point`, `length` for Solana."""

    chain: str
    canonical: str
    proof: str = "checksum"
    data: dict[str, str] = field(default_factory=dict, compare=False)


def read(text: str) -> tuple[Address, ...]:
    """Every chain whose checksum the address meets, the usual one first, else Solana by its length; () for none."""
    if len(text) < 25 or len(text) > base58.MAX_TEXT or not text.isascii():
        return ()
    return tuple(_checked(text)) or tuple(_solana(text))


def _checked(text: str) -> Iterator[Address]:
    evm = _EVM.fullmatch(text)
    if evm:
        yield from _evm(evm[1])
        return
    if len(text) in _MONERO_TEXT and text[0] in "48":
        yield from _monero(text)
    elif text[0] == "r" and len(text) <= 35:
        yield from _xrp(text)
    elif len(text) == _X_TEXT and text[0] == "X":
        yield from _x_address(text)
    if len(text) <= 36:
        yield from _base58(text)
    if 40 <= len(text) <= 90:
        yield from _base32(text)


def _base58(text: str) -> Iterator[Address]:
    payload = base58.decode_check(text)
    if payload is None:
        return
    version, data = payload[:-_HASH], payload[-_HASH:]
    for chain in _VERSIONS.get(version, ()):
        if chain == "bitcoin-cash":
            yield Address(chain, bech32.encode_cash(0 if version == b"\x00" else 1, data, CASH_PREFIX))
        elif chain == "litecoin" and version == b"\x05":
            yield Address(chain, base58.encode_check(b"\x32" + data))
        else:
            yield Address(chain, text)


def _base32(text: str) -> Iterator[Address]:
    head = text.partition("1")[0].lower()
    if head in _SEGWIT and bech32.segwit(text, head) is not None:
        yield Address(_SEGWIT[head], text.lower())
    elif "1" not in text and (found := bech32.cash(text, CASH_PREFIX)) is not None:
        kind, data = found
        # Types 2 and 3 are types 0 and 1 of a wallet that also takes tokens: the same place.
        if kind in (0, 1, 2, 3) and len(data) in (_HASH, 32):
            yield Address("bitcoin-cash", bech32.encode_cash(kind & 1, data, CASH_PREFIX))


def _evm(digits: str) -> Iterator[Address]:
    lower = digits.lower()
    if digits in (lower, digits.upper()):
        yield Address("evm", f"0x{lower}", "case")
    elif digits == checksum_case(lower):
        yield Address("evm", f"0x{lower}")


def checksum_case(lower: str) -> str:
    """EIP-55: 40 lower-case hex digits with the capitals that their keccak-256 asks for."""
    mask = keccak.new(digest_bits=256, data=lower.encode("ascii")).hexdigest()
    return "".join(char.upper() if int(bit, 16) > 7 else char for char, bit in zip(lower, mask))


def _monero(text: str) -> Iterator[Address]:
    data = base58.decode_blocks(text)
    kind = _MONERO.get(data[0]) if data else None
    if data is None or kind is None or (kind == "integrated") != (len(text) == _MONERO_TEXT[1]):
        return
    if keccak.new(digest_bits=256, data=data[:-4]).digest()[:4] != data[-4:]:
        return
    if kind == "integrated":
        keys = b"\x12" + data[1:65]
        check = keccak.new(digest_bits=256, data=keys).digest()[:4]
        yield Address("monero", base58.encode_blocks(keys + check), data={"payment_id": data[65:73].hex()})
    else:
        yield Address("monero", text)


def _xrp(text: str) -> Iterator[Address]:
    payload = base58.decode_check(text, base58.RIPPLE)
    if payload is not None and len(payload) == _HASH + 1 and payload[0] == 0:
        yield Address("xrp", text)


def _x_address(text: str) -> Iterator[Address]:
    payload = base58.decode_check(text, base58.RIPPLE)
    if payload is None or len(payload) != 31 or payload[:2] != _X_ADDRESS or payload[22] > 1:
        return
    tag = {"tag": str(int.from_bytes(payload[23:31], "little"))} if payload[22] else {}
    yield Address("xrp", base58.encode_check(b"\0" + payload[2:22], base58.RIPPLE), data=tag)


def _solana(text: str) -> Iterator[Address]:
    if not 32 <= len(text) <= 44:
        return
    data = base58.decode(text)
    if data is not None and len(data) == 32:
        yield Address("solana", text, "length")


def is_wallet_point(address: str) -> bool:
    """Whether a Solana address is a point of the curve, as keys are; derived program addresses are not."""
    data = base58.decode(address)
    return data is not None and len(data) == 32 and curve.is_point(data)
