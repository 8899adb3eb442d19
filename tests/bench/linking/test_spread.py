from __future__ import annotations

import pytest

from graphsvc.analysis.agreement import measure
from graphsvc.bench.linking.measured import Labelled
from graphsvc.bench.linking.spread import over_networks, over_seeds


def test_seeds_that_agree_leave_no_doubt():
    spread = over_seeds([0.9] * 10)
    assert (spread.mean, spread.low, spread.high) == pytest.approx((0.9, 0.9, 0.9))


def test_the_interval_holds_the_mean_and_stays_within_the_values():
    spread = over_seeds([0.8, 0.9, 1.0, 0.7])
    assert 0.7 <= spread.low < spread.mean < spread.high <= 1.0
    assert over_seeds([0.8, 0.9, 1.0, 0.7]) == spread


def test_corpora_are_judged_as_one_and_labels_of_two_seeds_are_two():
    corpus = Labelled(list("aabbcc"), list("xxyyzz"), list("nnnnmm"))
    spread = over_networks([corpus, corpus], "bcubed_f1")
    assert (spread.mean, spread.low, spread.high) == (1.0, 1.0, 1.0)
    mixed = Labelled(list("aabbcc"), list("xxxxzz"), list("nnoomm"))
    whole = measure(list("aabbcc"), list("xxxxzz")).bcubed_f1
    found = over_networks([mixed, mixed], "bcubed_f1")
    assert found.low < whole < found.high
