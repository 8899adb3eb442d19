"""Each spoiling changes what it says and nothing else."""

from __future__ import annotations

from collections import Counter

import numpy as np

from graphsvc.bench.linking.spoiled import only, rewired, rivals_planted, shifted, undated
from graphsvc.linking.units import IDENTIFIERS, IDENTITY, kind_of, record_ref
from graphsvc.model import EdgeType


def uses(projection) -> Counter:
    """(record, identifier) pairs that identify."""
    types = tuple(EdgeType)
    shown = zip(projection.record.tolist(), projection.object.tolist(), projection.predicate.tolist())
    return Counter(
        {
            (projection.records[r], projection.nodes[o])
            for r, o, p in shown
            if types[p] in IDENTITY and kind_of(projection.nodes[o]) in IDENTIFIERS
        }
    )


def degrees(projection) -> tuple[Counter, Counter]:
    pairs = uses(projection)
    return Counter(record for record, _ in pairs), Counter(node for _, node in pairs)


def test_a_rewire_keeps_every_degree_and_moves_nearly_every_use(world):
    dealt = rewired(world.seen, 1).projection
    assert degrees(dealt) == degrees(world.seen.projection)
    kept = len(uses(dealt) & uses(world.seen.projection)) / len(uses(dealt))
    assert kept < 0.2
    assert (dealt.subject == dealt.record_node[dealt.record]).all()


def test_a_rewire_deals_the_texts_of_adverts_too(world):
    dealt = rewired(world.seen, 1).records
    assert [record.id for record in dealt] == [record.id for record in world.seen.records]
    assert Counter(record.text for record in dealt) == Counter(record.text for record in world.seen.records)
    same = [a.text == b.text for a, b in zip(dealt, world.seen.records) if a.kind == "ad"]
    assert sum(same) < 0.1 * len(same)


def test_rows_stay_canonical(world):
    planted_in, _ = rivals_planted(world.seen, world.truth, pairs=3, share=0.5, seed=1)
    for projection in (rewired(world.seen, 1).projection, planted_in.projection):
        rows = np.column_stack([projection.subject, projection.predicate, projection.object, projection.record])
        assert (np.unique(rows, axis=0) == rows).all()
        assert len(projection.confidence) == len(projection.time) == len(projection.linkable) == len(rows)


def test_times_move_with_their_records(world):
    moved = shifted(world.seen, 1, days=100.0).projection
    by = moved.record_time - world.seen.projection.record_time
    dated = ~np.isnan(by)
    assert dated.any()
    assert (np.abs(by[dated]) <= 100.0).all()
    assert np.std(by[dated]) > 40
    assert np.isnan(undated(world.seen).projection.time).all()


def test_a_part_holds_its_records_and_their_rows(world):
    keys = set(list(world.truth)[:50])
    part = only(world.seen, keys).projection
    assert {(ref.source, ref.key) for ref in map(record_ref, part.records)} == keys
    assert uses(part) == Counter({pair: 1 for pair in uses(world.seen.projection) if pair[0] in set(part.records)})


def test_a_rival_is_a_stranger_whose_number_now_stands_in_the_attackers_adverts(world):
    spoiled, plants = rivals_planted(world.seen, world.truth, pairs=4, share=0.5, seed=1)
    network = {told.actor: told.network for told in world.truth.values()}
    assert len(plants) == 4
    assert all(network[plant.attacker] != network[plant.rival] for plant in plants)
    new = uses(spoiled.projection) - uses(world.seen.projection)
    owners = Counter(world.truth[record_ref(record).source, record_ref(record).key].actor for record, _ in new)
    assert set(owners) <= {plant.attacker for plant in plants}
    assert all(kind_of(node) == "phone" for _, node in new)
    assert owners.total() > 4
