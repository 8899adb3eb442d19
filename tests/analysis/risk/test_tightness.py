import numpy as np
import pytest

from graphsvc.analysis.risk.coincidences import coincidences
from graphsvc.analysis.risk.tightness import tightness


def _tight(uses, cluster, users=100):
    member, value = np.array(sorted(set(uses)), dtype=np.int64).T
    cluster = np.array(cluster, dtype=np.int64)
    found = coincidences(member, value, np.bincount(value), users, cluster[member])
    return tightness(found, member, value, cluster).tolist(), found


def _both(members, *values):
    return [(member, value) for member in members for value in values]


def test_worth_of_one_coincidence_by_hand():
    (tight,), found = _tight(_both(range(4), 0, 1), [0] * 4)
    expected = 4 * 4 / 100
    assert tight == pytest.approx(4 * np.log(4 / expected) - 4 + expected)
    assert sorted(found.members.tolist()) == [0, 1, 2, 3]


def test_one_identifier_or_one_member_makes_none():
    assert _tight(_both(range(4), 0), [0] * 4)[0] == [0.0]
    assert _tight([(0, 0), (0, 1), (1, 0), (2, 1)], [0, 1, 2])[0] == [0.0, 0.0, 0.0]


def test_two_halves_on_one_number_are_as_loose_as_that_number():
    left, right = _both(range(5), 0, 1), _both(range(5, 10), 2, 3)
    whole, _ = _tight([*left, *right, (0, 4), (5, 4)], [0] * 10)
    assert whole == [0.0]
    apart, _ = _tight([*left, *right, (0, 4), (5, 4)], [0] * 5 + [1] * 5)
    assert min(apart) > 5


def test_numbers_rotate_around_one_handle():
    rotated = [*_both(range(3), 0, 1), *_both(range(3, 6), 0, 2), *_both(range(6, 9), 0, 3)]
    (tight,), _ = _tight(rotated, [0] * 9)
    assert tight > 0


def test_a_chain_hangs_together_by_the_member_in_the_middle():
    (tight,), _ = _tight([*_both((0, 1), 0, 1), *_both((1, 2), 2, 3)], [0] * 3)
    assert tight > 0


def test_a_fifth_may_have_nothing():
    members = [*_both(range(8), 0, 1)]
    assert _tight([*members, (8, 2), (9, 2)], [0] * 10)[0][0] > 0
    assert _tight([*members, (8, 2), (9, 2), (10, 2)], [0] * 11)[0] == [0.0]


def test_the_order_of_members_and_values_does_not_matter():
    generator = np.random.default_rng(5)
    uses = list(zip(generator.integers(0, 12, 60).tolist(), generator.integers(0, 9, 60).tolist()))
    cluster = [n // 4 for n in range(12)]
    first, _ = _tight([*uses, (11, 0)], cluster)
    again, _ = _tight([(m, 8 - v) for m, v in [*uses, (11, 0)]], cluster)
    assert again == pytest.approx(first)
