"""Random draws that depend on what is drawn for, not on when: a counter-based generator over stable keys.

SplitMix64 (Steele, Lea and Flood 2014) mixes a key, a seed and a counter. The draw of a piece of evidence is thus the
same in every load order, and whatever else a case holds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]
_GOLDEN = 0x9E3779B97F4A7C15
_MASK = (1 << 64) - 1


def keys(names: Iterable[str]) -> Keys:
    """A 64-bit key for each name."""
    digests = b"".join(
        hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest() for name in names
    )  # fmt: skip
    return np.frombuffer(digests, dtype="<u8").astype(np.uint64)


def paired(a: Keys, b: Keys) -> Keys:
    """A key for each pair (a[i], b[i])."""
    return _mixed(_mixed(a) ^ b)


def uniform(key: Keys, seed: int, counter: int) -> NDArray[np.float64]:
    """A number in [0, 1) for each key, independent from counter to counter."""
    salt = np.uint64((seed * _GOLDEN + counter * 0xD1B54A32D192ED03 + 1) & _MASK)
    bits = _mixed(key ^ _mixed(np.array([salt]))) >> np.uint64(11)
    return bits.astype(np.float64) * 2.0**-53


def _mixed(value: Keys) -> Keys:
    value = value + np.uint64(_GOLDEN)
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: Keys = value ^ (value >> np.uint64(31))
    return mixed
