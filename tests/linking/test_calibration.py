from __future__ import annotations

import pytest

from graphsvc.linking.calibration import MOST, WEIGHTS, probability, traits


def test_traits_count_each_kind_up_to_a_few():
    found = traits([("template", 3), ("phone", 2), ("email", 1), *[("image", 1)] * 5], (1, 4), together=True)
    assert list(found) == list(WEIGHTS)
    assert (found["wordings"], found["phones"], found["others"], found["pictures"]) == (1.0, 1.0, 1.0, MOST)
    assert (found["together"], found["single"], found["smaller"]) == (1.0, 1.0, 0.0)


def said(kinds, sizes, together):
    return probability(kinds, sizes, together=together)


def test_more_evidence_and_one_network_make_a_link_likelier():
    friends = said([("phone", 2)], (6, 8), False)
    tied = said([("phone", 2), ("email", 2)], (6, 8), False)
    assert 0.0 < friends < tied < said([("phone", 2), ("email", 2)], (6, 8), True) < 1.0


def test_a_number_in_common_alone_says_little_and_a_network_nearly_all():
    assert said([("phone", 6)], (6, 8), False) < 0.3
    assert said([("phone", 4), ("wallet", 4)], (20, 20), True) > 0.95


@pytest.mark.parametrize("together", [True, False])
def test_values_that_many_units_carry_say_less(together):
    assert said([("phone", 40)], (6, 8), together) < said([("phone", 2)], (6, 8), together)
