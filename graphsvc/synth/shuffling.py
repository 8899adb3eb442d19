"""A shuffled range in constant memory: a million distinct values without a set of those already given."""

from __future__ import annotations

import math
import random


class Shuffle:
    """The numbers 0..size-1 in an order that depends on `salt`: `i -> (a * i + b) mod size` with a, size coprime."""

    def __init__(self, size: int, salt: str) -> None:
        rng = random.Random(salt)
        self._size = size
        self._add = rng.randrange(size)
        self._times = next(
            times for times in iter(lambda: rng.randrange(size // 3, size) or 1, None) if math.gcd(times, size) == 1
        )

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, index: int) -> int:
        """Raises IndexError past the end: a generator that runs out must not repeat a value."""
        if not 0 <= index < self._size:
            raise IndexError(f"only {self._size} distinct values")
        return (index * self._times + self._add) % self._size
