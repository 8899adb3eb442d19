"""Which texts are worth comparing: MinHash signatures in bands (Broder, 1997; Indyk and Motwani, 1998).

BANDS bands of ROWS minima: two texts of similarity s meet in a band with probability s^ROWS, in any of them with
1 - (1 - s^ROWS)^BANDS: .992 at .6, .93 at .5, .15 at .2.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from graphsvc.linking.templates.shingles import THREADS, ShingleSets
from graphsvc.linking.templates.tokens import mixed

BANDS, ROWS = 20, 3
_BLOCK = 1024  # texts whose minima are taken at once


def band_keys(sets: ShingleSets, seed: int) -> NDArray[np.uint64]:
    """(BANDS, texts): texts with equal keys in a band meet there. Empty sets get the same key in all bands."""
    random = np.random.default_rng(seed)
    masks = random.integers(0, 1 << 32, BANDS * ROWS, dtype=np.uint32)
    factors = random.integers(0, 1 << 31, BANDS * ROWS, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    keys = np.zeros((BANDS, len(sets)), dtype=np.uint64)
    order = np.argsort(sets.sizes, kind="stable")
    order = order[np.searchsorted(sets.sizes[order], 1) :]
    blocks = [order[first : first + _BLOCK] for first in range(0, len(order), _BLOCK)]

    def fill(block: NDArray[np.int64]) -> None:
        columns = _columns(sets, block)
        for band in range(BANDS):
            key = np.full(len(block), band, dtype=np.uint64)
            for row in range(band * ROWS, (band + 1) * ROWS):
                minima = ((columns ^ masks[row]) * factors[row]).min(axis=0)
                key = key * np.uint64(0x9E3779B97F4A7C15) + minima
            keys[band, block] = mixed(key)

    with ThreadPoolExecutor(THREADS) as pool:
        for _ in pool.map(fill, blocks):
            pass
    return keys


def _columns(sets: ShingleSets, block: NDArray[np.int64]) -> NDArray[np.uint32]:
    """One column for each text: its shingles, the last one repeated to the length of the longest."""
    sizes = sets.sizes[block]
    depth = np.minimum(np.arange(int(sizes.max()))[:, None], sizes - 1)
    return sets.values[sets.starts[block] + depth]
