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
    masks, factors = _hash_functions(seed)
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


def _hash_functions(seed: int) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Masks and odd factors: h(x) = (x ^ mask) * factor modulo 2^32. Made here, since the streams of numpy's generators
    may change between its versions, and results with them."""
    start = np.uint64(seed * 2 * BANDS * ROWS % (1 << 64))
    drawn = (mixed(np.arange(1, 2 * BANDS * ROWS + 1, dtype=np.uint64) + start) >> np.uint64(32)).astype(np.uint32)
    return drawn[::2], drawn[1::2] | np.uint32(1)


def _columns(sets: ShingleSets, block: NDArray[np.int64]) -> NDArray[np.uint32]:
    """One column for each text: its shingles, the last one repeated to the length of the longest."""
    sizes = sets.sizes[block]
    depth = np.minimum(np.arange(int(sizes.max()))[:, None], sizes - 1)
    return sets.values[sets.starts[block] + depth]
