"""How sure clusters are, end to end: planted networks, shuffled ones, and an adversary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from graphsvc.analysis.cluster import cluster
from graphsvc.analysis.risk.rewire import rewire
from graphsvc.marking import Marking
from graphsvc.model import Verb
from graphsvc.results import STABLE, NetworkCluster, Result
from tests.support.linked import decided
from tests.support.planted import Planter, mixed
from tests.support.projections import Row, ad, make_projection

RIVAL = "phone:+442079460111"


def _clustered(rows: Sequence[Row], *, method: str = "evidence", seed: int = 0, decisions=()) -> Result:
    return cluster(
        make_projection(rows), decisions=decisions, marking=Marking(), coverage=[], method=method, seed=seed
    )  # fmt: skip


def _shuffled(rows: Sequence[Row], seed: int) -> list[Row]:
    """The same adverts and identifiers, dealt anew with every degree kept."""
    ids = sorted({i for row in rows for i in row.ids})
    at = {identifier: number for number, identifier in enumerate(ids)}
    kinds = sorted({i.partition(":")[0] for i in ids})
    kind = np.array([kinds.index(i.partition(":")[0]) for i in ids])
    member, value = np.array(sorted((n, at[i]) for n, row in enumerate(rows) for i in set(row.ids))).T
    dealt: dict[int, list[str]] = {}
    for n, v in zip(*(a.tolist() for a in rewire(member, value, kind[value], np.random.default_rng(seed)))):
        dealt.setdefault(n, []).append(ids[v])
    return [replace(row, ids=tuple(sorted(dealt.get(n, ())))) for n, row in enumerate(rows)]


def _significant(result: Result) -> list[NetworkCluster]:
    return [n for n in result.networks if n.merge_risk.by_chance is not None and n.merge_risk.by_chance <= 0.05]


def _poster(name: str, ads: int, *ids: str, start: float = 0.0, category: str = "sale") -> list[Row]:
    return [ad(f"{name}{i:02d}", *ids, day=start + 2.0 * i, category=category) for i in range(ads)]


def _strangers(count: int) -> list[Row]:
    rows = []
    for s in range(count):
        rows += _poster(f"s{s:02d}-", 3, f"phone:+4477009{s:05d}", f"email:s{s}%40example.org", start=5.0 * s)
    return rows


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_on_a_rewired_graph_next_to_nothing_is_significant(seed: int) -> None:
    """Negative control 1."""
    rows = mixed(seed, hubs=5).rows
    real, chance = _clustered(rows), _clustered(_shuffled(rows, seed))
    assert len(_significant(real)) > 0.6 * len(real.networks)
    assert len(chance.networks) > 50
    assert len(_significant(chance)) <= 1
    assert sum(n.wording in ("one network", "one poster") for n in chance.networks) <= 1


def test_a_planted_network_is_firm_stable_and_beyond_chance() -> None:
    planter = Planter(4)
    planter.organisation("ORG", 3)
    for _ in range(30):
        planter.poster(6)
    result = _clustered(planter.world.rows)
    (network,) = [n for n in result.networks if len(n.actors) > 1]
    risk = network.merge_risk
    assert (risk.level, network.wording) == ("firm", "one network")
    assert risk.stability is not None
    assert risk.stability >= STABLE
    assert len(risk.cut) == 2
    assert risk.holds


def test_one_poster_who_always_shows_two_contacts_is_one() -> None:
    result = _clustered([*_poster("a", 6, "phone:+442079460001", "account:telegram:ana"), *_strangers(20)])
    (own,) = [n for n in result.networks if len(n.records) == 6]
    assert (own.wording, own.merge_risk.level) == ("one poster", "firm")


def test_two_communities_on_one_number_fall_in_two_and_are_not_one_network() -> None:
    """Components put together what one number joins; the risk says which, and into what it falls."""
    left = _poster("l", 8, "phone:+442079460001", "email:l%40example.org")
    right = _poster("r", 8, "phone:+442079460002", "email:r%40example.org")
    left[0], right[0] = (replace(row, ids=(*row.ids, RIVAL)) for row in (left[0], right[0]))
    result = _clustered([*left, *right, *_strangers(20)], method="components")
    (network,) = [n for n in result.networks if len(n.records) == 16]
    risk = network.merge_risk
    assert (risk.level, risk.held_by, risk.falls_into) == ("fragile", (RIVAL,), 2)
    assert [(w.identifier, w.pieces, w.sizes) for w in risk.without] == [(RIVAL, 2, (8, 8))]
    assert (risk.cut, risk.cut_off, risk.proven) == ((RIVAL,), 8, True)
    assert risk.stability is not None
    assert risk.stability < 0.6
    assert network.wording == "possibly linked"


@pytest.mark.parametrize("planted", [1, 3])
def test_an_adversary_who_plants_a_rivals_number_makes_the_meter_rise(planted: int) -> None:
    """Negative control 8: wherever the rival's adverts and the planted ones end up together, it is not called one."""
    mine = _poster("m", 8, "phone:+442079460001", "email:m%40example.org")
    rival = _poster("r", 8, RIVAL, "email:r%40example.org")
    for i in range(planted):
        mine[i] = replace(mine[i], ids=(*mine[i].ids, RIVAL))
    for method in ("evidence", "louvain", "components"):
        result = _clustered([*mine, *rival, *_strangers(20)], method=method)
        for network in result.networks:
            keys = {record.key[0] for record in network.records}
            if {"m", "r"} <= keys:
                assert network.merge_risk.level != "firm"
                assert network.merge_risk.held_by == (RIVAL,)
                assert network.wording == "possibly linked"


def test_a_protected_identifier_counts_and_is_named_nowhere() -> None:
    rows = [*_poster("a", 6, RIVAL), *_strangers(8)]
    result = _clustered(rows, decisions=[decided(Verb.PROTECT, RIVAL)])
    (network,) = [n for n in result.networks if len(n.records) == 6]
    risk = network.merge_risk
    assert (risk.level, risk.held_by, risk.cut, risk.falls_into) == ("single-identifier", (), (), 6)
    assert [w.identifier for w in risk.without] == [""]
    assert not any(RIVAL[-6:] in line for rival in network.rivals for line in (*rival.for_it, *rival.against))


def test_what_a_person_joins_is_not_left_to_chance() -> None:
    rows = [ad("a", "phone:+442079460001"), ad("b", "phone:+442079460002"), *_strangers(4)]
    result = _clustered(rows, decisions=[decided(Verb.SAME, "ad:s:a", "ad:s:b")])
    (network,) = [n for n in result.networks if {r.key for r in n.records} == {"a", "b"}]
    assert (network.merge_risk.stability, network.merge_risk.by_chance) == (1.0, None)
    assert network.wording == "one poster"


def test_the_order_of_loading_does_not_matter_and_the_seed_does() -> None:
    rows = mixed(1).rows
    assert _clustered(rows[::-1]).to_json() == _clustered(rows).to_json()
    stabilities = {tuple(n.merge_risk.stability for n in _clustered(rows, seed=s).networks) for s in range(2)}
    assert len(stabilities) == 2


def test_a_cluster_is_as_stable_whatever_else_the_case_holds() -> None:
    own = _poster("a", 6, "phone:+442079460001", "account:telegram:ana")
    few, many = (_clustered([*own, *_strangers(n)]) for n in (3, 12))
    found = [[n.merge_risk.stability for n in r.networks if len(n.records) == 6] for r in (few, many)]
    assert found[0] == found[1]


def test_old_documents_open_without_the_new_figures() -> None:
    result = _clustered(_strangers(3))
    plain = result.to_dict()
    for part in (*plain["actors"], *plain["networks"]):
        part["merge_risk"] = {n: part["merge_risk"][n] for n in ("level", "held_by", "falls_into", "weakest")}
        part.pop("rivals", None)
    from graphsvc.model import canonical_json

    old = Result.from_json(canonical_json(plain))
    assert old.networks[0].merge_risk.stability is None
    assert old.networks[0].rivals == ()
    assert Result.from_json(result.to_json()).to_json() == result.to_json()
