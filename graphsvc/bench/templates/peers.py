"""What others would use, on the same texts: MinHash LSH, exact similarity of candidates, connected components.

All read word pairs without digits and group at .6 by 64 minima in 16 bands of 4, the settings their authors suggest
for short texts. They are installed for benchmarks only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from itertools import pairwise

import numpy as np

from graphsvc.linking.templates.pairs import components as connected

SEED = 1
MINIMA, BANDS, LEAST = 64, 16, 0.6
_WORD = re.compile(r"[^\W\d]+")

Candidates = Callable[[list[set[str]]], Iterable[tuple[int, int]]]


def datasketch(sets: list[set[str]]) -> Iterable[tuple[int, int]]:
    library = import_module("datasketch")
    index = library.MinHashLSH(num_perm=MINIMA, params=(BANDS, MINIMA // BANDS))
    sketches = []
    for number, one in enumerate(sets):
        sketch = library.MinHash(num_perm=MINIMA, seed=SEED)
        sketch.update_batch([shingle.encode() for shingle in one])
        index.insert(number, sketch)
        sketches.append(sketch)
    for number, sketch in enumerate(sketches):
        yield from ((number, other) for other in index.query(sketch) if other < number)


def rensa(sets: list[set[str]]) -> Iterable[tuple[int, int]]:
    library = import_module("rensa")
    index = library.RMinHashLSH(LEAST, MINIMA, BANDS)
    sketches = library.RMinHash.from_token_sets([sorted(one) for one in sets], MINIMA, SEED)
    index.insert_many(sketches)
    for number, others in enumerate(index.query_all(sketches)):
        yield from ((number, other) for other in others if other < number)


PEERS: dict[str, Candidates] = {"datasketch": datasketch, "rensa": rensa}


def components(texts: Sequence[str], candidates: Candidates) -> list[int]:
    """A label for each text. Raises ImportError where the peer is not installed."""
    words = [_WORD.findall(text.lower()) for text in texts]
    sets = [{f"{one} {other}" for one, other in pairwise(text)} for text in words]
    left, right = [], []
    for one, other in candidates(sets):
        both = len(sets[one] & sets[other])
        if both >= LEAST * (len(sets[one]) + len(sets[other]) - both) > 0:
            left.append(one)
            right.append(other)
    found: list[int] = connected(len(sets), np.array(left, np.int64), np.array(right, np.int64)).tolist()
    return found
