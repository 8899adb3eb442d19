import numpy as np
import pytest

from graphsvc.analysis.risk.draws import keys, paired
from graphsvc.analysis.risk.resampling import RESAMPLES, Uses, stability

NONE = np.empty((0, 2), dtype=np.int64)


def _stability(clusters, edges, *, order=None, seed=0, needs=1, records=None, ties=()):
    """Clusters of members, by number; edges (member, value)."""
    size = len(clusters)
    order = list(range(size)) if order is None else order
    edges = sorted((order[m], v, m, r) for (m, v), r in zip(edges, records or [1] * len(edges)))
    member, value, before, many = (np.array(column, dtype=np.int64) for column in zip(*edges))
    key = paired(keys(f"m{m}" for m in before), keys(f"v{v}" for v in value))
    cluster = np.empty(size, dtype=np.int64)
    cluster[order] = clusters
    decided = np.array([(order[a], order[b]) for a, b in ties], dtype=np.int64).reshape(-1, 2)
    return stability(Uses(member, value, many, key, cluster), decided, seed=seed, needs=needs).tolist()


def test_two_records_on_one_number_hang_on_both_being_drawn():
    (found,) = _stability([0, 0], [(0, 0), (1, 0)])
    assert found == pytest.approx((1 - np.exp(-1)) ** 2, abs=4 * 0.5 / RESAMPLES**0.5)


def test_more_evidence_is_more_stable():
    once, twice, four = (
        _stability([0] * 4, [(m, v) for m in range(4) for v in range(n)])[0] for n in (1, 2, 4)
    )  # fmt: skip
    assert four > 0.9
    assert once <= twice <= four


def test_two_halves_joined_by_one_use_each():
    halves = [(m, v) for m in range(5) for v in (0, 1, 2)] + [(m, v) for m in range(5, 10) for v in (3, 4, 5)]
    (joined,) = _stability([0] * 10, [*halves, (0, 6), (5, 6)])
    assert joined < 0.6
    (bound,) = _stability([0] * 10, [*halves, *((m, 6) for m in range(10))])
    assert bound > 0.9


def test_actors_of_a_network_need_two_identifiers_and_many_records_are_surer():
    edges = [(0, 0), (0, 1), (1, 0), (1, 1)]
    (few,) = _stability([0, 0], edges, needs=2)
    (many,) = _stability([0, 0], edges, needs=2, records=[6] * 4)
    assert few == pytest.approx((1 - np.exp(-1)) ** 4, abs=0.15)
    assert many > 0.9
    assert _stability([0, 0], [(0, 0), (1, 0)], needs=2, records=[6, 6]) == [0.0]


def test_a_persons_decision_is_always_drawn():
    assert _stability([0, 0, 1, 1], [(0, 0), (2, 1), (3, 1)], ties=[(0, 1)])[0] == 1.0


def test_a_single_member_is_not_assessed():
    assert np.isnan(_stability([0, 1, 1], [(0, 0), (1, 1), (2, 1)])[0])


def test_seeded_and_whatever_the_order():
    edges = [(m, v) for m in range(6) for v in range(5) if (m + v) % 2]
    first = _stability([0] * 6, edges, seed=4)
    assert _stability([0] * 6, edges, seed=4, order=[3, 5, 1, 0, 2, 4]) == first
    assert len({_stability([0] * 6, edges, seed=seed)[0] for seed in range(8)}) > 1


def test_other_clusters_of_a_case_change_nothing():
    edges = [(m, v) for m in range(4) for v in range(2)]
    more = [(m, v) for m in range(4, 8) for v in (2, 3)]
    assert _stability([0] * 4 + [1] * 4, [*edges, *more])[0] == _stability([0] * 4, edges)[0]
