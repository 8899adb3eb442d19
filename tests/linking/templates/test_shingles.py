import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphsvc.linking.templates import shingles
from graphsvc.linking.templates.shingles import shingle_sets

WORDS = st.lists(st.sampled_from(["ana", "bo", "come", "do", "每天", "ครับ", "🔥", "12"]), max_size=12).map(" ".join)


@pytest.mark.parametrize(
    "text, run, size",
    [("one may come here", 2, 2), ("a b a b a", 2, 2), ("a b c d e", 5, 1), ("a b c d", 5, 0), ("a", 2, 0), ("", 2, 0),
     ("你好世界", 2, 2), ("สวัสดีครับ", 2, 6), ("🔥❤🌹", 2, 2)],
)  # fmt: skip
def test_sizes(text, run, size):
    assert shingle_sets([text], run=run).sizes.tolist() == [size]


def test_words_are_counted_in_every_script():
    sets = shingle_sets(["come to see me", "你好世界", "สวัสดีคร", "🔥🔥", "call 07700 900123"])
    assert sets.words.tolist() == [4, 2, 2, 1, 1]


def test_equal_sets_have_equal_keys_and_others_do_not():
    sets = shingle_sets(["come and see", "Come, and SEE 55!", "come and stay", "see and come"])
    assert sets.key[0] == sets.key[1]
    assert len(set(sets.key.tolist())) == 3


def test_chosen_sets_and_sets_without_some_shingles():
    sets = shingle_sets(["come and see us", "come and stay", "so be it"])
    chosen = sets.only(np.array([2, 0]))
    assert [chosen.of(0).tolist(), chosen.of(1).tolist()] == [sets.of(2).tolist(), sets.of(0).tolist()]
    shared = np.intersect1d(sets.of(0), sets.of(1))
    less = sets.without(shared)
    assert less.sizes.tolist() == [2, 1, 2]
    assert less.words.tolist() == [pytest.approx(4 * 2 / 3), 1.5, 3]
    assert less.key.tolist() == sets.key.tolist()


@settings(deadline=None, max_examples=100)
@given(st.lists(WORDS, max_size=8))
def test_batches_do_not_show(texts):
    whole = shingle_sets(texts)
    batch, shingles._BATCH = shingles._BATCH, 1
    try:
        small = shingle_sets(texts)
    finally:
        shingles._BATCH = batch
    assert np.array_equal(whole.values, small.values)
    assert np.array_equal(whole.starts, small.starts)
    assert np.array_equal(whole.key, small.key)
    assert np.array_equal(whole.words, small.words)
    assert all((np.diff(whole.of(text).astype(np.int64)) > 0).all() for text in range(len(texts)))
