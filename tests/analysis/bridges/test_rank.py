"""Bridges beside chance: planted ones stand out, random ones do not, and nothing protected is told."""

from __future__ import annotations

import random

import pytest

from graphsvc.analysis.bridges import Bridge, precision, rank
from graphsvc.analysis.cluster import cluster
from graphsvc.linking.link import gather
from graphsvc.marking import Marking
from graphsvc.model import Decision, Verb
from graphsvc.results import RecordRef, Result
from tests.support.linked import decided
from tests.support.planted import Planter
from tests.support.projections import Row, ad, make_projection


def run(rows: list[Row], decisions: tuple[Decision, ...] = (), draws: int = 99) -> tuple[list[Bridge], Result]:
    projection = make_projection(rows)
    result = cluster(projection, decisions=decisions, marking=Marking(), coverage=[])
    return rank(gather(projection, list(decisions)), result, draws=draws), result


def town(seed: int) -> Planter:
    """Organisations with job and sale adverts, and many posters of one kind who have nothing to do with them."""
    planter = Planter(seed)
    for i in range(5):
        planter.organisation(f"ORG{i}", 2)
    for i in range(40):
        planter.poster(planter.rng.randint(3, 10), category="job" if i % 3 == 0 else "sale")
    for _ in range(15):
        planter.friends(2)
    return planter


@pytest.mark.parametrize("seed", [11, 12])
def test_planted_bridges_stand_out_from_random_ones(seed: int) -> None:
    planter = town(seed)
    found, result = run(planter.world.rows)
    for bridge in found[:3]:
        networks = {planter.world.network[ref.key] for a in result.actors if a.id in bridge.actors for ref in a.records}
        assert len(networks) == 1
        assert next(iter(networks)).startswith("ORG")
        assert bridge.null_mean is not None
        assert bridge.score > bridge.null_mean
    truth = {RecordRef("ad", "s", key): network for key, network in planter.world.network.items()}
    measured = precision(gather(make_projection(planter.world.rows), []), result, truth, at=(5,), rewires=10)
    assert measured.planted == 5
    assert measured.at[5] >= 0.8
    assert measured.null[5] <= measured.at[5] / 2


def test_most_planted_bridges_are_beyond_chance() -> None:
    """Small towns leave a shuffle few ways to differ, so one bridge tells little and those of eight towns more."""
    first = [bridge.beyond_chance for seed in range(11, 19) for bridge in run(town(seed).world.rows)[0][:3]]
    assert len(first) == 24
    assert first.count(True) >= 16


@pytest.mark.parametrize("seed", range(6))
def test_a_random_bipartite_graph_has_no_bridge_beyond_chance(seed: int) -> None:
    """Negative control: posters and identifiers joined at random, kinds at random."""
    rng = random.Random(seed)
    rows = [
        ad(f"{poster}-{i}", f"phone:+4420{poster:08d}", *_drawn(rng), day=float(i), category=kind)
        for poster in range(120)
        for kind in [rng.choice(("job", "sale"))]
        for i in range(4)
    ]
    found, _ = run(rows)
    assert found, "random sharing makes bridges too"
    assert sum(bool(bridge.beyond_chance) for bridge in found) <= 1


def _drawn(rng: random.Random) -> list[str]:
    return [f"account:telegram:t{rng.randrange(150)}"] if rng.random() < 0.25 else []


def test_one_poster_of_both_kinds_is_compared_with_nobody() -> None:
    """What made it one poster cannot be evidence that it is more than chance; its merge risk stands instead."""
    rows = [
        ad(f"{kind}{i}", "phone:+442079460001", "email:a%40example.org", day=float(i), category=kind)
        for kind, many in (("job", 12), ("sale", 3), ("unknown", 2))
        for i in range(many)
    ]
    (bridge,), _ = run(rows)
    assert (bridge.jobs, bridge.sales, bridge.unknown) == (12, 3, 2)
    assert (bridge.reached, bridge.null_mean, bridge.beyond_chance) == (None, None, None)
    assert bridge.merge_risk
    assert set(bridge.sentences) == {
        "12 job adverts and 3 sale adverts stand under one poster.",
        "12 job adverts and 3 sale adverts share the number +44 20 7946 0001.",
        "12 job adverts and 3 sale adverts share the address a@example.org.",
        "2 adverts of unknown kind; it is not known on which side they stand.",
    }


def test_adverts_of_an_unknown_kind_make_no_bridge() -> None:
    rows = [ad(f"{kind}{i}", "phone:+442079460001", day=float(i), category=kind)
            for kind in ("job", "unknown", "other") for i in range(4)]  # fmt: skip
    assert run(rows)[0] == []


def test_a_hub_makes_no_bridge() -> None:
    rows = [
        ad(f"{p}-{i}", f"phone:+4420{p:08d}", f"email:p{p}%40example.org", "url:board.example.com", day=float(i),
           category="job" if p % 2 else "sale") for p in range(40) for i in range(3)
    ]  # fmt: skip
    assert run(rows)[0] == []


def test_nothing_protected_is_ranked_named_or_counted() -> None:
    planter = town(11)
    before, _ = run(planter.world.rows)
    hidden = before[0].identifiers[0]
    after, _ = run(planter.world.rows, (decided(Verb.PROTECT, hidden),))
    said = repr(after)
    assert hidden not in said
    advert = next(row for row in planter.world.rows if hidden in row.ids)
    assert advert.category in ("job", "sale")
    whole, _ = run(planter.world.rows, (decided(Verb.PROTECT, *[row.node for row in planter.world.rows]),))
    assert whole == []


def test_the_order_of_rows_does_not_show() -> None:
    planter = town(12)
    rows = list(planter.world.rows)
    first, _ = run(rows, draws=19)
    random.Random(5).shuffle(rows)
    assert run(rows, draws=19)[0] == first


def test_no_rows_no_bridges() -> None:
    assert run([])[0] == []
