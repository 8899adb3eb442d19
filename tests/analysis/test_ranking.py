from graphsvc.analysis.cluster import cluster
from graphsvc.analysis.ranking import for_review
from graphsvc.marking import Marking
from tests.support.planted import mixed
from tests.support.projections import make_projection


def _result():
    return cluster(make_projection(mixed(2).rows), decisions=[], marking=Marking(), coverage=[])


def test_several_actors_first_then_the_weakest_link():
    ranked = for_review(_result())
    several = [len(network.actors) > 1 for network in ranked]
    assert several == sorted(several, reverse=True)
    assert any(several)
    for part in (True, False):
        weakest = [network.merge_risk.weakest for network in ranked if (len(network.actors) > 1) is part]
        assert weakest == sorted(weakest)


def test_what_is_all_protected_is_not_ranked():
    result = _result()
    first = for_review(result)[0]
    assert first not in for_review(result, first.identifiers)
    records = [f"ad:s:{record.key}" for record in first.records]
    assert first not in for_review(result, records)
    assert first in for_review(result, records[1:])
    assert len(for_review(result)) == len(result.networks)
