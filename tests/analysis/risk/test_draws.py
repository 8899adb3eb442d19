import numpy as np
import pytest

from graphsvc.analysis.risk.draws import keys, paired, uniform


def test_draws_belong_to_names_and_not_to_places():
    names = ["a", "b", "c\ud800"]
    first = uniform(keys(names), 7, 3)
    turned = uniform(keys(names[::-1]), 7, 3)
    assert first.tolist() == turned[::-1].tolist()
    assert uniform(keys(names), 8, 3).tolist() != first.tolist()
    assert uniform(keys(names), 7, 4).tolist() != first.tolist()


def test_pairs_are_ordered():
    a, b = keys(["a"]), keys(["b"])
    assert paired(a, b).tolist() != paired(b, a).tolist()


def test_draws_are_uniform_and_independent_from_counter_to_counter():
    key = keys(str(i) for i in range(20_000))
    drawn = [uniform(key, 1, counter) for counter in range(2)]
    assert all(((d >= 0) & (d < 1)).all() for d in drawn)
    assert drawn[0].mean() == pytest.approx(0.5, abs=0.01)
    assert np.histogram(drawn[0], 10, (0, 1))[0] == pytest.approx(np.full(10, 2_000), rel=0.1)
    assert abs(np.corrcoef(drawn)[0, 1]) < 0.03
