"""Every clustering method, found through its registry: a new one is tested the day it registers."""

from __future__ import annotations

import inspect
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphsvc import clustering
from graphsvc.analysis.cluster import cluster
from graphsvc.errors import InputError, UnknownName
from graphsvc.marking import Marking
from graphsvc.model import Verb
from graphsvc.results import Result
from tests.support.linked import decided
from tests.support.planted import mixed
from tests.support.projections import ad, make_projection

NODES = 14
EDGES = st.lists(
    st.tuples(st.integers(0, NODES - 1), st.integers(0, NODES - 1), st.floats(0.25, 20.0)), max_size=40
).map(lambda edges: sorted((min(a, b), max(a, b), w) for a, b, w in edges if a != b))
APART = st.lists(st.tuples(st.integers(0, NODES - 1), st.integers(0, NODES - 1)), max_size=6)
METHODS = pytest.mark.parametrize("name", sorted(clustering.METHODS))


def test_forgot_to_register():
    files = {path.stem for path in Path(clustering.__file__).parent.glob("*.py")} - {"__init__"}
    assert files == {target.split(":")[0].rsplit(".", 1)[1] for target in clustering.METHODS.values()}


def test_the_default_is_registered_and_others_are_named():
    assert clustering.DEFAULT in clustering.METHODS
    with pytest.raises(UnknownName, match="components, evidence, leiden, louvain"):
        clustering.get("leading")


@METHODS
def test_says_what_it_is(name):
    method = clustering.get(name)
    assert name == method.NAME
    assert method.LABEL
    assert method.VERSION
    assert method.TIER in clustering.TIERS
    assert inspect.getdoc(method.partition)


@METHODS
@given(edges=EDGES, apart=APART, seed=st.integers(0, 3))
@settings(deadline=None, max_examples=60)
def test_every_node_once_and_what_must_stay_apart_does(name, edges, apart, seed):
    labels = clustering.get(name).partition(NODES, edges, seed=seed, apart=apart)
    assert len(labels) == NODES
    assert list(dict.fromkeys(labels)) == list(range(len(set(labels))))
    assert all(a == b or labels[a] != labels[b] for a, b in apart)


@METHODS
@given(edges=EDGES, seed=st.integers(0, 3), shuffle=st.randoms())
@settings(deadline=None, max_examples=60)
def test_same_graph_and_seed_same_answer_in_any_order_and_form(name, edges, seed, shuffle):
    method = clustering.get(name)
    first = method.partition(NODES, edges, seed=seed)
    other = [(b, a, w) for a, b, w in edges]
    shuffle.shuffle(other)
    assert method.partition(NODES, other, seed=seed) == first
    assert method.partition(NODES, np.array(edges, dtype=np.float64).reshape(-1, 3), seed=seed) == first


@METHODS
def test_no_nodes_and_isolated_nodes(name):
    method = clustering.get(name)
    assert method.partition(0, [], seed=0) == []
    assert method.partition(3, [], seed=0, apart=[(0, 1)]) == [0, 1, 2]


@METHODS
def test_whatever_joins_is_connected(name):
    """No method puts together what no path of edges joins."""
    edges = [(0, 1, 20.0), (1, 2, 20.0), (0, 2, 20.0), (4, 5, 20.0)]
    labels = clustering.get(name).partition(6, edges, seed=0)
    assert len({labels[0], labels[3], labels[4]}) == 3


def _cluster(rows, name, decisions=(), **parameters):
    return cluster(
        make_projection(rows), decisions=decisions, marking=Marking(), coverage=[], method=name, parameters=parameters
    )


@METHODS
@settings(deadline=None, max_examples=5)
@given(shuffle=st.randoms(use_true_random=False))
def test_the_result_is_the_same_bytes_under_any_load_order(name, shuffle):
    rows = mixed(5, hubs=4).rows[:400]
    expected = _cluster(rows, name).to_json()
    shuffle.shuffle(rows)
    assert _cluster(rows, name).to_json() == expected


@METHODS
def test_every_record_is_in_exactly_one_actor_and_networks_hold_two_or_more(name):
    world = mixed(6, hubs=4)
    result = _cluster(world.rows, name)
    keys = sorted(record.key for actor in result.actors for record in actor.records)
    assert keys == sorted(world.poster)
    known = {actor.id: set(actor.records) for actor in result.actors}
    inside = [record for network in result.networks for record in network.records]
    assert len(inside) == len(set(inside))
    for network in result.networks:
        assert len(network.records) >= 2
        assert set(network.records) == set().union(*(known[actor] for actor in network.actors))
    assert Result.from_json(result.to_json()) == Result.from_json(Result.from_json(result.to_json()).to_json())


@METHODS
@pytest.mark.parametrize("verb", [Verb.NOT_SAME, Verb.UNLINK])
def test_negative_decisions_hold_in_actors_and_networks(name, verb):
    phone, mail = "phone:+442079460001", "email:a%40example.org"
    rows = [ad(f"{i}", phone, mail, day=i) for i in range(6)]
    result = _cluster(rows, name, [decided(verb, "ad:s:1", "ad:s:4")])
    for part in (*result.actors, *result.networks):
        assert not {"1", "4"} <= {record.key for record in part.records}


@METHODS
def test_positive_decisions_join_what_shares_nothing(name):
    rows = [ad("a", "phone:+442079460001"), ad("b", "phone:+442079460002"), ad("c")]
    result = _cluster(rows, name, [decided(Verb.SAME, "ad:s:a", "ad:s:b"), decided(Verb.SAME, "ad:s:b", "ad:s:c")])
    assert [len(actor.records) for actor in result.actors] == [3]


@METHODS
def test_a_value_that_a_person_calls_a_hub_links_nobody(name):
    desk = "phone:+442079460999"
    rows = [ad("a", desk), ad("b", desk)]
    assert len(_cluster(rows, name).actors) == 1
    result = _cluster(rows, name, [decided(Verb.VERDICT, desk, value="agency")])
    assert len(result.actors) == 2
    assert [(hub.identifier, hub.verdict) for hub in result.hubs] == [(desk, "agency")]


@METHODS
def test_no_records_at_all(name):
    result = _cluster([], name)
    assert (result.actors, result.networks, result.links, result.hubs) == ((), (), (), ())
    assert result.counts["records"] == 0


@METHODS
def test_unknown_and_unfit_parameters_are_refused(name):
    with pytest.raises(InputError, match="has no parameter 'colour'"):
        _cluster([], name, colour=1)
    known = {"components": "degree_cap", "evidence": "threshold", "leiden": "resolution", "louvain": "resolution"}[name]
    for value in ("two", float("nan"), True, None):
        with pytest.raises(InputError, match=f"parameter {known}"):
            _cluster([], name, **{known: value})
    assert _cluster([], name, **{known: 3}).parameters[known] == 3
