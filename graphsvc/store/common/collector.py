"""Python's search for cycles, put off while much is made that holds none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_off() -> Iterator[None]:
    """A batch of a load makes some 100,000 short-lived tuples and no cycle; looking for cycles among them took 28 % of
    it. A result of 100,000 adverts is half a million objects that stay: reading one takes half the time without."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()
