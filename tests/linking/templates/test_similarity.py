import random

import numpy as np
import pytest

from graphsvc.linking.templates import similarity
from graphsvc.linking.templates.shingles import shingle_sets
from graphsvc.linking.templates.similarity import NEAR_COPY, SLOTTED, jaccard, jaccard_between


def test_jaccard_is_exact_on_sets_of_every_size(monkeypatch):
    rng = random.Random(1)
    texts = [" ".join(rng.choices("abcdefgh", k=rng.choice([0, 1, 2, 5, 20, 300]))) for _ in range(60)]
    sets = shingle_sets(texts)
    left, right = (np.array([rng.randrange(60) for _ in range(400)]) for _ in range(2))
    python = [set(sets.of(text).tolist()) for text in range(60)]
    wanted = [
        len(python[one] & python[other]) / max(1, len(python[one] | python[other]))
        for one, other in zip(left, right, strict=True)
    ]  # fmt: skip
    assert jaccard(sets, left, right).tolist() == pytest.approx(wanted, abs=0)
    monkeypatch.setattr(similarity, "_CELLS", 64)  # many small blocks
    assert jaccard(sets, left, right).tolist() == pytest.approx(wanted, abs=0)


def test_jaccard_of_two_collections():
    one, other = shingle_sets(["come and see us"]), shingle_sets(["nothing here", "come and see me"])
    assert jaccard_between(one, np.array([0, 0]), other, np.array([0, 1])).tolist() == [0.0, 0.5]


def test_long_texts_must_be_more_alike_than_short_ones():
    least = SLOTTED.least(np.array([5.0, 40.0, 60.0, 400.0, 1e6]))
    assert (np.diff(least) > 0).all()
    assert least.tolist() == pytest.approx([0.45, 0.6, 0.69, 0.869, 0.905], abs=0.002)
    assert NEAR_COPY.least(np.array([5.0, 400.0])).tolist() == [0.8, 0.8]


def test_a_short_phrase_says_nothing():
    sets = shingle_sets(["call me", "call me any time", "", "99 98 97 96 95"])
    assert SLOTTED.speaks(sets).tolist() == [False, True, False, False]
