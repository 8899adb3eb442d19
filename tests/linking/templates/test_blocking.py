import numpy as np

from graphsvc.linking.templates.blocking import BANDS, ROWS, band_keys
from graphsvc.linking.templates.shingles import ShingleSets, offsets


def _pairs_of_similarity(shared, own, count, seed=0):
    """2 * count sets; sets 2p and 2p + 1 share `shared` shingles and have `own` more each."""
    draw = np.random.default_rng(seed)
    values = []
    for _ in range(count):
        drawn = draw.choice(1 << 32, shared + 2 * own, replace=False).astype(np.uint32)
        values += [np.sort(drawn[: shared + own]), np.sort(np.delete(drawn, slice(shared, shared + own)))]
    sizes = np.full(2 * count, shared + own)
    return ShingleSets(np.concatenate(values), offsets(sizes), sizes * 1.0, np.arange(2 * count, dtype=np.uint64))


def test_texts_meet_as_often_as_theory_says():
    for shared, own in ((20, 0), (24, 8), (18, 9), (10, 15)):
        similarity = shared / (shared + 2 * own)
        keys = band_keys(_pairs_of_similarity(shared, own, 2000), 5)
        meets = keys[:, ::2] == keys[:, 1::2]
        assert abs(meets.mean() - similarity**ROWS) < 0.02
        assert abs(meets.any(axis=0).mean() - (1 - (1 - similarity**ROWS) ** BANDS)) < 0.04


def test_keys_depend_on_the_seed_and_on_nothing_else():
    sets = _pairs_of_similarity(10, 2, 700)
    keys = band_keys(sets, 1)
    assert np.array_equal(keys, band_keys(sets, 1))
    assert not np.array_equal(keys, band_keys(sets, 2))
    back = np.arange(len(sets))[::-1]
    assert np.array_equal(band_keys(sets.only(back), 1), keys[:, back])
