from __future__ import annotations

from graphsvc.bench.linking.seeded import LEAST, bridged, suggested
from graphsvc.bench.linking.world import found, planted
from graphsvc.linking.units import record_ref


def test_every_record_of_the_truth_was_loaded_and_described(world):
    loaded = {(ref.source, ref.key) for ref in map(record_ref, world.seen.projection.records)}
    assert set(world.truth) <= loaded
    ads = [told for (source, _), told in world.truth.items() if source == "ads"]
    assert len(ads) == 500
    assert all(told.language and told.country and told.posted and told.category for told in ads)
    assert world.posters > 50
    assert {"desk", "duo", "safety-phone"} <= {entry["kind"] for entry in world.planted}


def test_the_same_corpus_is_linked_the_same_way(world):
    again = planted(500, 4, hubs=4)
    assert found(again.seen).to_json() == found(world.seen).to_json()


def test_bridges_and_suggestions_are_judged_against_the_truth(world):
    bridges = bridged(world, found(world.seen))
    assert bridges.met <= bridges.planted
    assert all(0.0 <= share <= 1.0 for share in (*bridges.precision.values(), *bridges.null.values()))
    assert bridges.precision[5] > bridges.null[5]
    small, large = (suggested(world)[least] for least in LEAST)
    assert large.searches <= small.searches
    assert small.searches
    for at in small.at.values():
        assert sorted(at) == [10, 25, 50, 100]
        assert list(at.values()) == sorted(at.values())
