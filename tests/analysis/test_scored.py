from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphsvc.analysis.scored import auc, average_precision, brier, ece, precision_at, probability


def floats(*values: float):
    return np.array(values, dtype=np.float64)


def flags(*values: int):
    return np.array(values, dtype=bool)


def test_average_precision_by_hand():
    assert average_precision(floats(4, 3, 2, 1), flags(1, 0, 1, 0)) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision(floats(1, 2, 3), flags(1, 0, 0)) == pytest.approx(1 / 3)
    assert average_precision(floats(), flags()) == 1.0


def test_equal_scores_share_their_precision_whatever_their_order():
    assert average_precision(floats(1, 1), flags(1, 0)) == average_precision(floats(1, 1), flags(0, 1)) == 0.5


def test_auc_counts_pairs_and_ties_half():
    assert auc(floats(3, 2, 1), flags(1, 1, 0)) == 1.0
    assert auc(floats(1, 2, 3), flags(1, 0, 0)) == 0.0
    assert auc(floats(5, 5, 5), flags(1, 0, 1)) == 0.5
    assert auc(floats(1, 2), flags(1, 1)) == 0.5


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(-5, 5), st.booleans()), max_size=30))
def test_auc_is_the_share_of_pairs_in_the_right_order(answers):
    score = floats(*(s for s, _ in answers))
    right = flags(*(r for _, r in answers))
    pairs = [(a > b) + 0.5 * (a == b) for a, x in answers if x for b, y in answers if not y]
    assert auc(score, right) == pytest.approx(sum(pairs) / len(pairs) if pairs else 0.5)


def test_calibration_is_nought_where_the_shares_are_what_was_said():
    said = floats(*[0.25] * 4, *[0.75] * 4)
    was = flags(1, 0, 0, 0, 1, 1, 1, 0)
    assert ece(said, was) == pytest.approx(0.0)
    assert brier(said, was) == pytest.approx(0.1875)
    assert ece(said, ~was) == pytest.approx(0.5)


def test_a_sure_and_wrong_answer_costs_everything():
    assert ece(floats(1.0), flags(0)) == brier(floats(1.0), flags(0)) == 1.0
    assert ece(floats(), flags()) == brier(floats(), flags()) == 0.0


def test_precision_at_k_of_fewer_answers():
    assert precision_at(2, floats(3, 2, 1), flags(1, 0, 1)) == 0.5
    assert precision_at(5, floats(3, 2, 1), flags(1, 0, 1)) == pytest.approx(2 / 3)
    assert precision_at(5, floats(), flags()) == 1.0


def test_probability_does_not_overflow():
    assert probability(floats(0.0, 800.0, -800.0)).tolist() == [0.5, 1.0, 0.0]
    assert probability(floats(np.log(19.0)))[0] == pytest.approx(0.95)
