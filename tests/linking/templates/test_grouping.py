import random

import numpy as np

from graphsvc.linking.templates import grouping
from graphsvc.linking.templates.grouping import grouped
from graphsvc.linking.templates.shingles import shingle_sets
from graphsvc.linking.templates.similarity import NEAR_COPY, SLOTTED, jaccard

WORDS = ["".join(pair) for pair in zip("abcdefghijklmnopqrstuvwxyz" * 9, "aeioubcdfghjk" * 18, strict=True)]


def _chain(links, step=3, seed=2):
    """Texts of 40 words, each with `step` words other than the one before."""
    rng = random.Random(seed)
    words = rng.choices(WORDS, k=40)
    texts = []
    for _ in range(links):
        for place in rng.sample(range(40), step):
            words[place] = rng.choice(WORDS) + rng.choice(WORDS)
        texts.append(" ".join(words))
    return shingle_sets(texts)


def _check_every_text_is_like_its_representative(sets):
    leader, near = grouped(sets, SLOTTED, 0)
    assert (leader[leader] == leader).all()
    assert np.array_equal(near, jaccard(sets, np.arange(len(sets)), leader))
    assert (near >= SLOTTED.least(np.maximum(sets.words, sets.words[leader]))).all()
    return leader


def test_a_chain_does_not_join_its_ends():
    leader = _check_every_text_is_like_its_representative(_chain(200))
    sizes = np.bincount(leader)
    assert sizes.max() <= 12
    assert np.count_nonzero(sizes) < 100  # and it is no heap of single texts


def test_a_chain_longer_than_the_rounds_is_cut_by_leaders(monkeypatch):
    monkeypatch.setattr(grouping, "ROUNDS", 1)
    sizes = np.bincount(_check_every_text_is_like_its_representative(_chain(200)))
    assert sizes.max() <= 12
    assert np.count_nonzero(sizes == 1) < 20


def test_chained_measures_keep_what_hangs_together():
    leader, _ = grouped(_chain(30, step=1), NEAR_COPY, 0)
    assert len(np.unique(leader)) == 1


def test_the_representative_is_the_most_central_text():
    wording = "come and see our lovely garden house by the river any day of the week until late at night"
    base = wording.split()
    texts = [wording] + [" ".join([*base[:place], "else", *base[place + 1 :]]) for place in (1, 4, 9, 14)]
    leader, _ = grouped(shingle_sets(texts), SLOTTED, 0)
    assert leader.tolist() == [0] * 5


def test_blocks_of_components_do_not_show(monkeypatch):
    sets = _chain(120)
    whole = grouped(sets, SLOTTED, 0)
    monkeypatch.setattr(grouping, "_BLOCK", 50)
    parts = grouped(sets, SLOTTED, 0)
    assert np.array_equal(whole[0], parts[0])
    assert np.array_equal(whole[1], parts[1])
