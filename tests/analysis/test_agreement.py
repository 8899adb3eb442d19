from __future__ import annotations

from dataclasses import asdict
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphsvc.analysis.agreement import BCUBED, PAIRWISE, measure, resampled

PERFECT = {
    **dict.fromkeys((*PAIRWISE, *BCUBED, "ari", "worst_purity"), 1.0),
    **dict.fromkeys(("over_merge", "fragmentation", "false_per_1000_units", "mixed"), 0),
}
partitions = st.integers(0, 6).flatmap(
    lambda most: st.lists(st.tuples(st.integers(0, most), st.integers(0, most)), max_size=24)
)


def naive(truth: list[int], found: list[int]) -> dict[str, float]:
    """The definitions word by word, over all pairs and all records."""
    n = len(truth)
    same_true = {pair for pair in combinations(range(n), 2) if truth[pair[0]] == truth[pair[1]]}
    same_found = {pair for pair in combinations(range(n), 2) if found[pair[0]] == found[pair[1]]}
    both = same_true & same_found
    precision = len(both) / len(same_found) if same_found else 1.0
    recall = len(both) / len(same_true) if same_true else 1.0
    units = [{j for j in range(n) if truth[j] == truth[i]} for i in range(n)]
    clusters = [{j for j in range(n) if found[j] == found[i]} for i in range(n)]
    b_precision = sum(len(u & c) / len(c) for u, c in zip(units, clusters)) / n if n else 1.0
    b_recall = sum(len(u & c) / len(u) for u, c in zip(units, clusters)) / n if n else 1.0
    # ARI from the four counts of pairs (Hubert and Arabie 1985, in the form of Steinley 2004)
    a, b, c = len(both), len(same_true - same_found), len(same_found - same_true)
    d = n * (n - 1) // 2 - a - b - c
    below = (a + b) * (b + d) + (a + c) * (c + d)
    several = {frozenset(cluster) for cluster in clusters if len(cluster) > 1}
    whole = {frozenset(unit) for unit in units if len(unit) > 1}
    mixed = [cluster for cluster in several if len({truth[i] for i in cluster}) > 1]
    split = [unit for unit in whole if len({found[i] for i in unit}) > 1]
    purity = [max(sum(truth[i] == label for i in cluster) for label in truth) / len(cluster) for cluster in several]
    return {
        "pairwise_precision": precision, "pairwise_recall": recall,
        "pairwise_f1": 2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        "bcubed_precision": b_precision, "bcubed_recall": b_recall,
        "bcubed_f1": 2 * b_precision * b_recall / (b_precision + b_recall),
        "ari": 2 * (a * d - b * c) / below if below else 1.0,
        "over_merge": len(mixed) / len(several) if several else 0.0, "mixed": len(mixed),
        "fragmentation": len(split) / len(whole) if whole else 0.0,
        "giant_share": max((len(cluster) for cluster in clusters), default=0) / n if n else 0.0,
        "worst_purity": min(purity, default=1.0),
        "false_per_1000_units": 1000 * len(mixed) / len(set(truth)) if n else 0.0,
        "units": len(set(truth)), "clusters": len(set(found)),
    }  # fmt: skip


@given(partitions)
@settings(max_examples=300, deadline=None)
def test_counting_agrees_with_the_definitions(rows):
    truth, found = [a for a, _ in rows], [b for _, b in rows]
    assert asdict(measure(truth, found)) == pytest.approx(naive(truth, found), abs=1e-12)


@given(st.lists(st.integers(0, 8), min_size=1, max_size=40))
@settings(max_examples=100, deadline=None)
def test_the_truth_itself_scores_one_under_any_names(truth):
    found = asdict(measure(truth, [f"cluster {label * 7 % 11}" for label in truth]))
    assert {name: found[name] for name in PERFECT} == PERFECT


@given(partitions, st.randoms())
@settings(max_examples=100, deadline=None)
def test_order_of_records_does_not_matter(rows, rng):
    shuffled = list(rows)
    rng.shuffle(shuffled)
    first = measure([a for a, _ in rows], [b for _, b in rows])
    again = measure([a for a, _ in shuffled], [b for _, b in shuffled])
    assert asdict(first) == pytest.approx(asdict(again), abs=1e-12)


def test_one_giant_cluster_and_all_singletons():
    truth = [0, 0, 0, 1, 1, 2]
    giant = measure(truth, [0] * 6)
    assert (giant.giant_share, giant.over_merge, giant.mixed, giant.worst_purity) == (1.0, 1.0, 1, 0.5)
    assert giant.bcubed_recall == giant.pairwise_recall == 1.0
    assert giant.ari == pytest.approx(0.0)
    alone = measure(truth, list(range(6)))
    assert (alone.pairwise_precision, alone.pairwise_recall, alone.pairwise_f1) == (1.0, 0.0, 0.0)
    assert (alone.fragmentation, alone.over_merge, alone.bcubed_precision) == (1.0, 0.0, 1.0)


def test_published_bcubed_example():
    # Bagga and Baldwin 1998: truth 1-5, 6-7, 8-12; the response joins 6-7 with 8-12, or 1-5 with 8-12.
    truth = [1] * 5 + [2] * 2 + [3] * 5
    small, large = measure(truth, [1] * 5 + [2] * 7), measure(truth, [1] * 5 + [2] * 2 + [1] * 5)
    assert small.bcubed_precision == pytest.approx(0.762, abs=1e-3)
    assert large.bcubed_precision == pytest.approx(0.583, abs=1e-3)
    assert small.bcubed_recall == large.bcubed_recall == 1.0


def test_a_random_partition_has_an_adjusted_rand_index_near_zero():
    rng = np.random.default_rng(1)
    found = measure(rng.integers(0, 20, 5000).tolist(), rng.integers(0, 20, 5000).tolist())
    assert abs(found.ari) < 0.01


def test_resampling_centres_on_the_measure_and_knows_no_doubt_in_perfection():
    rng = np.random.default_rng(2)
    truth = rng.integers(0, 200, 2000)
    found = np.where(rng.random(2000) < 0.2, rng.integers(0, 200, 2000), truth)
    whole = asdict(measure(truth.tolist(), found.tolist()))
    drawn = resampled(truth.tolist(), found.tolist(), truth.tolist(), seed=3, samples=400)
    for name in (*PAIRWISE, *BCUBED):
        assert drawn[name].shape == (400,)
        assert abs(float(drawn[name].mean()) - whole[name]) < 0.02
        low, high = np.quantile(drawn[name], [0.025, 0.975])
        assert low < whole[name] < high
    perfect = resampled(truth.tolist(), truth.tolist(), truth.tolist(), seed=3, samples=10)
    assert all((values == 1.0).all() for values in perfect.values())


def test_resampling_is_seeded_and_takes_nothing():
    arguments = ([0, 0, 1, 2], [0, 1, 1, 1], [0, 0, 1, 2])
    first, again, other = (resampled(*arguments, seed=seed, samples=50) for seed in (1, 1, 2))
    assert all((first[name] == again[name]).all() for name in first)
    assert any((first[name] != other[name]).any() for name in first)
    assert all((values == 1.0).all() for values in resampled([], [], [], seed=1, samples=5).values())
