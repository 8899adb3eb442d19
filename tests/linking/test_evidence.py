import numpy as np
import pytest

from graphsvc.identifiers import specificity
from graphsvc.linking.evidence import RARITY, doubted, priors, term_frequency, weigh
from graphsvc.linking.graph import evidence_graph
from graphsvc.linking.units import units
from tests.support.projections import ad, make_projection


def _graph(*rows):
    found = units(make_projection(rows))
    return evidence_graph(found, np.zeros(len(found.unit), dtype=np.int64))


def test_priors_are_the_kinds_own():
    graph = _graph(ad("a", "phone:+442079460001", "url:example.org"))
    assert priors(graph).tolist() == [specificity("phone"), specificity("url")]


def test_values_that_are_equally_common_are_not_adjusted():
    graph = _graph(*(ad(f"{i}{j}", f"phone:+44207946000{i}") for i in range(4) for j in range(3)))
    assert term_frequency(graph) == pytest.approx(np.zeros(4))


def test_a_common_value_is_worth_less_than_a_rare_one_within_bounds():
    rows = [ad(f"a{i}", "phone:+442079460001") for i in range(500)] + [ad("b", "phone:+442079460002")]
    common, rare = term_frequency(_graph(*rows)).tolist()
    assert (common, rare) == (pytest.approx(np.log(250001 / 501 / 500)), RARITY[1])
    assert RARITY[0] <= common < rare


def test_diversity_counts_squared_and_never_turns_into_evidence_against():
    weight = weigh(np.array([6.0, 6.0, 6.0]), np.zeros(3), np.array([1.0, np.e, 100.0]))
    assert weight.tolist() == pytest.approx([6.0, 4.0, 0.0])


@pytest.mark.parametrize("weight", [0.0, 1.0, 6.0])
def test_confidence_scales_the_odds(weight):
    assert doubted(weight, 1.0) == pytest.approx(weight)
    assert doubted(weight, 0.0) == 0.0
    assert np.exp(doubted(weight, 0.25)) == pytest.approx(0.75 + 0.25 * np.exp(weight))
