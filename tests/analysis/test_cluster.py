"""The whole of linking and clustering: planted truth, negative controls, real adverts."""

import json
from pathlib import Path

import pytest

from graphsvc.analysis.agreement import measure
from graphsvc.analysis.cluster import cluster
from graphsvc.marking import Marking
from graphsvc.model import Verb
from graphsvc.results import Result
from graphsvc.service import open_case
from tests.support.linked import decided, texts_of, wording
from tests.support.planted import Planter, World, benign, mixed
from tests.support.projections import Row, ad, make_projection

REAL = Path(__file__).parents[1] / "data" / "real"
A, B, DESK = "phone:+442079460001", "phone:+442079460002", "phone:+442079460999"


def _cluster(rows, method="evidence", decisions=(), **parameters):
    return cluster(
        make_projection(rows), decisions=decisions, marking=Marking(), coverage=[], method=method, parameters=parameters
    )


def _measures(world: World, result: Result):
    actor = {record.key: c.id for c in result.actors for record in c.records}
    network = {**actor, **{record.key: c.id for c in result.networks for record in c.records}}
    keys = sorted(world.poster)
    return (
        measure([world.poster[k] for k in keys], [actor[k] for k in keys]),
        measure([world.network[k] for k in keys], [network[k] for k in keys]),
    )


@pytest.mark.parametrize("seed", [101, 102, 103])
def test_planted_posters_are_found_under_hubs_and_better_than_by_the_baselines(seed):
    world = mixed(seed, hubs=20)
    found, _ = _measures(world, _cluster(world.rows))
    assert found.bcubed_precision >= 0.96
    assert found.bcubed_f1 >= 0.85
    assert found.over_merge <= 0.05
    for method, parameters in (("components", {}), ("components", {"degree_cap": 20}), ("louvain", {})):
        baseline, _ = _measures(world, _cluster(world.rows, method, **parameters))
        assert found.bcubed_f1 > baseline.bcubed_f1
        assert found.over_merge < baseline.over_merge


@pytest.mark.parametrize("seed", [201, 202])
def test_precision_stays_flat_as_hubs_are_added(seed):
    for hubs in (0, 10, 30):
        world = mixed(seed, hubs)
        found, networks = _measures(world, _cluster(world.rows))
        assert found.bcubed_precision >= 0.93
        assert networks.bcubed_precision >= 0.93


@pytest.mark.parametrize("seed", [301, 302, 303])
def test_benign_adverts_make_no_network(seed):
    world = benign(seed)
    result = _cluster(world.rows)
    _, networks = _measures(world, result)
    assert networks.mixed <= 1
    for network in result.networks:
        if len(network.actors) > 1:
            assert len({world.poster[record.key] for record in network.records}) == 1


def test_friends_with_a_safety_phone_are_linked_and_never_a_network():
    planter = Planter(7)
    for _ in range(10):
        planter.friends(4)
    result = _cluster(planter.world.rows)
    assert all(
        len({planter.world.poster[r.key] for r in part.records}) == 1 for part in (*result.actors, *result.networks)
    )
    assert result.links
    assert any("share one identifier only" in note for note in result.notes)


def test_an_organisation_is_one_network_of_its_actors():
    planter = Planter(8)
    planter.organisation("ORG", 3)
    for _ in range(30):
        planter.poster(6)
    result = _cluster(planter.world.rows)
    largest = max(result.networks, key=lambda network: len(network.actors))
    assert {planter.world.network[r.key] for r in largest.records} == {"ORG"}
    assert len({planter.world.poster[r.key] for r in largest.records}) == 3
    assert largest.wording in ("one network", "possibly linked")
    assert largest.bridges[0].endswith("stand in this cluster.")


def test_fragile_is_never_called_one():
    world = mixed(9, hubs=10)
    for method in ("evidence", "louvain", "components"):
        for network in _cluster(world.rows, method).networks:
            if network.merge_risk.level != "firm":
                assert network.wording in ("possibly linked", "possibly one poster")


def test_the_document_holds_what_was_asked_and_what_was_found():
    rows = [
        ad("a", A, day=0, category="job"),
        ad("b", A, day=1, category="job"),
        ad("c"),
        Row("d", (A,), linkable=False),
    ]
    result = cluster(
        make_projection(rows), decisions=[decided(Verb.UNSURE, "ad:s:a", "ad:s:c")], marking=Marking(tlp="RED"),
        coverage=[{"source": "s", "records": 4}], seed=5, parameters={"threshold": 9},
    )  # fmt: skip
    assert (result.method, result.seed, result.parameters) == ("evidence", 5, {"threshold": 9.0})
    assert result.marking["tlp"] == "RED"
    assert result.coverage == ({"source": "s", "records": 4},)
    assert result.counts == {
        "records": 4, "versions": 4, "identifiers": 1, "actors": 3, "networks": 1, "links": 0, "hubs": 0, "alone": 2,
    }  # fmt: skip
    (network,) = result.networks
    assert (network.wording, network.merge_risk.level, network.merge_risk.held_by) == (
        "possibly one poster",
        "single-identifier",
        (A,),
    )
    (actor,) = (a for a in result.actors if len(a.records) == 2)
    (evidence,) = actor.evidence
    assert (evidence.identifier, evidence.kind, evidence.role, evidence.records, evidence.elsewhere) == (
        A,
        "phone",
        "exclusive",
        2,
        0,
    )
    assert actor.category_counts == {"job": 2}
    for words in (
        "is not accuracy in the field",
        "2 record(s) have no identifier",
        "1 statement(s) under markings",
        "1 decision(s) say unsure",
    ):
        assert any(words in note for note in result.notes)
    assert Result.from_json(result.to_json()).to_json() == result.to_json()


def test_evidence_names_what_is_shared_and_what_is_a_hub():
    planter = Planter(1)
    planter.agency(30)
    result = _cluster(planter.world.rows)
    roles = {e.identifier: e.role for actor in result.actors for e in actor.evidence}
    hubs = {hub.identifier for hub in result.hubs}
    assert hubs
    assert all(roles[hub] == "hub" for hub in hubs)
    assert [hub.diversity for hub in result.hubs] == sorted((hub.diversity for hub in result.hubs), reverse=True)
    assert not hubs & {i for actor in result.actors for i in actor.identifiers}


def test_a_poster_held_together_by_one_text_is_fragile_and_the_text_is_evidence_not_an_identifier():
    rows = [ad(f"a{i:02d}", f"phone:+1555000000{i // 6}", day=i * 2.0) for i in range(24)]
    rows += [ad("far", A, day=-400.0), ad("later", B, day=400.0)]
    texts = texts_of(rows, {row.key: wording(1) for row in rows[:24]})
    result = cluster(make_projection(rows), decisions=(), marking=Marking(), coverage=[], texts=texts)
    (poster,) = [actor for actor in result.actors if len(actor.records) > 1]
    assert len(poster.records) == 24
    assert {i.partition(":")[0] for i in poster.identifiers} == {"phone"}
    assert any(e.kind == "template" for e in poster.evidence)
    assert not poster.merge_risk.holds
    assert any(held.startswith("template:") for held in poster.merge_risk.held_by)
    (network,) = [n for n in result.networks if len(n.records) > 1]
    assert network.wording == "possibly one poster"


def test_hubs_carry_a_guess_and_decisions_that_contradict_an_alert():
    world = mixed(101, hubs=20)
    keys = sorted(world.poster)
    said = [
        decided(Verb.SAME, f"ad:s:{keys[0]}", f"ad:s:{keys[9]}", at="2026-01-01"),
        decided(Verb.NOT_SAME, f"ad:s:{keys[0]}", f"ad:s:{keys[9]}", at="2026-01-02"),
    ]
    result = _cluster(world.rows, decisions=said)
    assert result.hubs
    assert all(hub.guess and hub.reasons and not hub.verdict for hub in result.hubs)
    (alert,) = result.alerts
    assert (alert.decision, alert.kept) == (said[0].id, (said[1].id,))
    assert Result.from_json(result.to_json()) == Result.from_json(Result.from_json(result.to_json()).to_json())


def test_protected_nodes_are_in_no_queue_and_hold_nothing_by_name():
    planter = Planter(1)
    planter.agency(30)
    first = _cluster(planter.world.rows).hubs[0].identifier
    rows = [*planter.world.rows, ad("x", A), ad("y", A)]
    result = _cluster(rows, decisions=[decided(Verb.PROTECT, first), decided(Verb.PROTECT, A)])
    assert first not in {hub.identifier for hub in result.hubs}
    assert not any(A in part.merge_risk.held_by for part in (*result.actors, *result.networks))


def test_epochs_are_told_in_the_evidence():
    rows = [ad(f"a{i}", A, day=i) for i in range(3)] + [ad(f"b{i}", A, day=300 + i) for i in range(3)] + [ad("u", A)]
    result = _cluster(rows)
    assert sorted(e.epoch for actor in result.actors for e in actor.evidence) == ["E1", "E2"]
    assert any("changed hands" in note for note in result.notes)


def test_components_over_the_hashed_contacts_of_real_adverts_are_exactly_the_known_ones():
    with open_case("memory:") as case:
        case.load(REAL / "emscad_sample.csv")
        result = case.cluster("components")
    expected = json.loads((REAL / "emscad_sample_expected.json").read_text(encoding="utf-8"))["shared_token_components"]
    found = [sorted(record.key for record in network.records) for network in result.networks]
    assert sorted(found) == sorted(sorted(keys) for keys in expected)
    assert all(network.wording == "possibly linked" for network in result.networks)
