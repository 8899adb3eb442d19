"""Bech32, Bech32m and CashAddr: base 32 with a BCH checksum over prefix and data.

Sources: BIP 173 (Bech32), BIP 350 (Bech32m, for witness versions from 1), the CashAddr specification (2017) with the
32-byte script hashes and token-aware types of CHIP-2022-02. Decoders return None for text that is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import xor

CHARSET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_INDEX = {char: value for value, char in enumerate(CHARSET)}

_BECH32, _BECH32M = 1, 0x2BC830A3


def _remainders(*generator: int) -> tuple[int, ...]:
    """What each value of the top five bits adds to the remainder: the generator's terms of its bits."""
    return tuple(reduce(xor, (term for bit, term in enumerate(generator) if top >> bit & 1), 0) for top in range(32))


_GENERATOR = _remainders(0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CASH_GENERATOR = _remainders(0x98F2BC8E61, 0x79B76D99E2, 0xF33E5FB3C4, 0xAE2EABE2A8, 0x1E4F43E470)
_CHECK, _CASH_CHECK = 6, 8  # characters of checksum
_MAX_SEGWIT = 90
_CASH_SIZES = {0: 20, 1: 24, 2: 28, 3: 32, 4: 40, 5: 48, 6: 56, 7: 64}  # size bits -> bytes of hash


def _polymod(values: Iterable[int], remainders: tuple[int, ...], width: int) -> int:
    """BCH remainder; `width` is the checksum's bits without the top five."""
    check, mask = 1, (1 << width) - 1
    for value in values:
        check = (check & mask) << 5 ^ value ^ remainders[check >> width]
    return check


def _regroup(data: Iterable[int], width: int, to: int, *, pad: bool) -> list[int] | None:
    """Groups of `width` bits as groups of `to` bits. Without `pad` what is left over has to be short and zero."""
    buffer, bits, out = 0, 0, []
    for value in data:
        buffer, bits = (buffer << width | value) & 0xFFFFF, bits + width
        while bits >= to:
            bits -= to
            out.append(buffer >> bits & ((1 << to) - 1))
    rest = buffer << (to - bits) & ((1 << to) - 1)
    if pad:
        return [*out, rest] if bits else out
    return None if bits >= width or rest else out


def _values(text: str) -> list[int] | None:
    """Base-32 digits of a text in one case; None for a foreign character or mixed case."""
    if text != text.lower() and text != text.upper():
        return None
    try:
        return [_INDEX[char] for char in text.lower()]
    except KeyError:
        return None


def segwit(text: str, prefix: str) -> tuple[int, bytes] | None:
    """`(witness version, program)` of an address with this human-readable part."""
    head, _, tail = text.rpartition("1")
    values = _values(tail)
    if len(text) > _MAX_SEGWIT or head.lower() != prefix or head not in (prefix, prefix.upper()):
        return None
    if values is None or len(values) <= _CHECK or (head == head.upper()) != (tail == tail.upper()):
        return None
    expanded = [*(ord(char) >> 5 for char in prefix), 0, *(ord(char) & 31 for char in prefix)]
    check = _polymod(expanded + values, _GENERATOR, 25)
    version, program = values[0], _regroup(values[1:-_CHECK], 5, 8, pad=False)
    if program is None or version > 16 or not 2 <= len(program) <= 40:
        return None
    if check != (_BECH32M if version else _BECH32) or (version == 0 and len(program) not in (20, 32)):
        return None
    return version, bytes(program)


def cash(text: str, prefix: str) -> tuple[int, bytes] | None:
    """`(type bits, hash)` of a CashAddr without its prefix."""
    values = _values(text)
    if values is None or len(values) <= _CASH_CHECK:
        return None
    if _polymod([*(ord(char) & 31 for char in prefix), 0, *values], _CASH_GENERATOR, 35) != 1:
        return None
    payload = _regroup(values[:-_CASH_CHECK], 5, 8, pad=False)
    if not payload or payload[0] & 0x80 or len(payload) - 1 != _CASH_SIZES[payload[0] & 7]:
        return None
    return payload[0] >> 3, bytes(payload[1:])


def encode_cash(kind: int, data: bytes, prefix: str) -> str:
    """The CashAddr of a hash, without its prefix."""
    size = next(bits for bits, count in _CASH_SIZES.items() if count == len(data))
    values = _regroup([kind << 3 | size, *data], 8, 5, pad=True) or []
    head = [*(ord(char) & 31 for char in prefix), 0]
    check = _polymod([*head, *values, *[0] * _CASH_CHECK], _CASH_GENERATOR, 35) ^ 1
    values += [check >> 5 * (_CASH_CHECK - 1 - place) & 31 for place in range(_CASH_CHECK)]
    return "".join(CHARSET[value] for value in values)
