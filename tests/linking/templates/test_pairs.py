import numpy as np

from graphsvc.bench.templates.planted import plant
from graphsvc.linking.templates.blocking import band_keys
from graphsvc.linking.templates.pairs import components, similar_pairs
from graphsvc.linking.templates.shingles import shingle_sets
from graphsvc.linking.templates.similarity import SLOTTED, jaccard


def test_pairs_are_few_alike_and_hold_each_template_together():
    texts, truth = plant(40, 25, 1)
    sets = shingle_sets(texts)
    left, right, similarity = similar_pairs(sets, band_keys(sets, 0), SLOTTED)
    assert len(left) < 4 * len(texts)
    assert np.array_equal(similarity, jaccard(sets, left, right))
    assert (similarity >= SLOTTED.least(np.maximum(sets.words[left], sets.words[right]))).all()
    label = components(len(texts), left, right)
    assert len({(one, other) for one, other in zip(label.tolist(), truth, strict=True)}) == 40


def test_templates_that_meet_in_every_bucket_are_told_apart():
    sets = shingle_sets([f"{kind} come and see us here today or tomorrow" for kind in ("red car", "blue tea") * 3])
    one_bucket = np.zeros((1, 6), dtype=np.uint64)
    left, right, _ = similar_pairs(sets, one_bucket, SLOTTED)
    assert len(np.unique(components(6, left, right))) == 1  # these are alike
    sets = shingle_sets([" ".join(words) for words in ("abcdefghij", "klmnopqrst", "uvwxyzabcd") * 2])
    left, right, _ = similar_pairs(sets, one_bucket, SLOTTED)
    assert components(6, left, right).tolist() == [0, 1, 2, 0, 1, 2]


def test_nothing_to_pair():
    sets = shingle_sets(["", "one", "quite another text than any other"])
    assert [len(part) for part in similar_pairs(sets, band_keys(sets, 0), SLOTTED)] == [0, 0, 0]
