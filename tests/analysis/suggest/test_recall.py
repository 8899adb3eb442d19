from __future__ import annotations

from graphsvc.analysis.suggest import recall
from graphsvc.results import RecordRef
from tests.support.linked import gathered
from tests.support.planted import mixed
from tests.support.projections import ad


def test_suggestions_find_more_with_as_many_questions_than_a_walk_by_degree() -> None:
    world = mixed(501, hubs=20)
    truth = {RecordRef("ad", "s", key): network for key, network in world.network.items()}
    found = recall(gathered(world.rows), truth, searches=20, least=31, questions=(5, 20))
    assert found.searches > 3
    assert found.at["suggest"][5] >= 1.5 * found.at["walk"][5]
    assert found.at["suggest"][20] >= found.at["walk-yes"][20]
    assert found.precision["suggest"] >= 0.95
    assert found == recall(gathered(world.rows[::-1]), truth, searches=20, least=31, questions=(5, 20))


def test_a_walk_asks_one_record_at_a_time() -> None:
    rows = [ad(str(i), "phone:+442079460001") for i in range(5)]
    found = recall(gathered(rows), {RecordRef("ad", "s", str(i)): "N" for i in range(5)}, least=2, questions=(1, 2, 9))
    assert found.at["walk"] == {1: 0.25, 2: 0.5, 9: 1.0}
    assert found.at["walk-yes"] == {1: 0.25, 2: 0.5, 9: 1.0}
    assert found.at["suggest"] == {1: 1.0, 2: 1.0, 9: 1.0}
    assert set(found.precision.values()) == {1.0}


def test_no_network_is_large_enough() -> None:
    found = recall(gathered([ad("1", "phone:+442079460001")]), {RecordRef("ad", "s", "1"): "N"})
    assert (found.searches, found.at["suggest"][50]) == (0, 0.0)
