"""Results in a Neo4j case: what Bloom sees, and that no view, digest or version does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import neo4j
import pytest

from graphsvc.errors import CaseNotFound, InputError, NotAllowed
from graphsvc.model import Actor
from graphsvc.service import Case, open_case
from graphsvc.service.publishing import publish, withdraw
from tests.support.snapshots import SNAPSHOTS, snapshot

Clock = Callable[[], datetime]
TEXT = "Waiters wanted at the harbour hotel, board and lodging are free, the season begins in May, call"


@pytest.fixture
def server_case(neo4j_case: str, adverts: Callable[..., Path], clock: Clock) -> Iterator[Case]:
    """Two posters of three adverts each, who share one wording; one advert of nobody."""
    rows = [
        {"ad_id": f"a{n}", "title": "Waiter", "description": f"{TEXT} +44 7700 90010{n // 3}", "posted": "2025-11-01"}
        for n in range(6)
    ]
    rows.append({"ad_id": "lone", "title": "Flat to let", "description": "no contact", "posted": "2025-11-09"})
    with open_case(neo4j_case, clock=clock) as opened:
        opened.load(adverts(rows), source="ads")
        opened.cluster()
        yield opened


def _ask(case: Case, query: str) -> list[dict[str, Any]]:
    """What a tool that knows nothing of this program reads."""
    address, name = case.name.replace("neo4j://", "bolt://").rsplit("/", 1)
    with neo4j.GraphDatabase.driver(address) as driver:
        return [dict(row) for row in driver.execute_query(query, case=name).records]


MEMBERS = "MATCH (m {case: $case})-[e:MEMBER_OF]->(x:Actor) RETURN m.id AS member, e AS e, x.id AS actor"
EVERYTHING = "MATCH (x:Result {case: $case}) RETURN labels(x) AS labels, x AS x"


@pytest.mark.neo4j
def test_what_is_published_is_the_result(server_case: Case) -> None:
    told = publish(server_case)
    result, run = server_case.result(), server_case.runs()[-1]["id"]
    assert result is not None
    assert told["run"] == run
    nodes = _ask(server_case, EVERYTHING)
    by_label = {label: [n["x"] for n in nodes if label in n["labels"]] for label in ("Actor", "Network", "Template")}
    assert {node["id"] for node in by_label["Actor"]} == {actor.id for actor in result.actors}
    assert {node["id"] for node in by_label["Network"]} == {network.id for network in result.networks}
    assert [node["adverts"] for node in by_label["Template"]] == [6]
    for node in (n["x"] for n in nodes):
        assert (node["run"], node["kind"], node["marking"]) == (run, "inference", "TLP:AMBER+STRICT NOT-IMM")
    members = _ask(server_case, MEMBERS)
    found = {actor.id: {m["member"] for m in members if m["actor"] == actor.id} for actor in result.actors}
    wanted = {a.id: {*a.identifiers, *(f"ad:{ref.source}:{ref.key}" for ref in a.records)} for a in result.actors}
    assert found == wanted
    assert {m["e"]["run"] for m in members} == {run}
    used = _ask(server_case, "MATCH (:Ad {case: $case})-[e:USES_TEMPLATE]->(:Template) RETURN e AS e")
    assert [edge["e"]["similarity"] == edge["e"]["confidence"] >= 0.9 for edge in used] == [True] * 6


@pytest.mark.neo4j
def test_no_view_digest_or_version_sees_it(server_case: Case) -> None:
    store = server_case.store
    before = (snapshot(store.view()), store.digest(), store.version(), server_case.info()["edges"])
    publish(server_case)
    assert (snapshot(store.view()), store.digest(), store.version(), server_case.info()["edges"]) == before
    assert not server_case.runs()[-1]["stale"]
    assert len(SNAPSHOTS) > 5
    assert server_case.expire() == 0  # nothing is due, so nothing goes
    assert _ask(server_case, EVERYTHING)


@pytest.mark.neo4j
def test_another_run_replaces_it_and_withdrawing_ends_it(server_case: Case) -> None:
    server_case.cluster("components")
    for run in (run["id"] for run in server_case.runs()):
        assert publish(server_case, run)["run"] == run
        assert {node["x"]["run"] for node in _ask(server_case, EVERYTHING)} == {run}
    withdraw(server_case)
    assert _ask(server_case, EVERYTHING) == []


@pytest.mark.neo4j
def test_unloading_takes_it_away_and_leaves_no_node_behind(server_case: Case) -> None:
    publish(server_case)
    server_case.unload("ads")
    assert _ask(server_case, EVERYTHING) == []
    assert _ask(server_case, "MATCH (n:Entity {case: $case}) RETURN n.id AS id") == []


@pytest.mark.neo4j
@pytest.mark.parametrize("protected", ["phone:+447700900100", "ad:ads:a0"])
def test_nothing_published_leads_to_a_protected_node(server_case: Case, protected: str) -> None:
    leads = f"MATCH ({{id: '{protected}', case: $case}})--(x:Result) RETURN x.id AS id"
    publish(server_case)
    assert _ask(server_case, leads)
    server_case.decide("protect", [protected], reason="asked for help")
    assert _ask(server_case, leads) == []
    publish(server_case)
    assert _ask(server_case, leads) == []
    told = str(_ask(server_case, EVERYTHING)) + str(_ask(server_case, "MATCH (:Result {case: $case})-[e]-() RETURN e"))
    assert protected.partition(":")[2] not in told
    assert "447700900100" not in told


@pytest.mark.neo4j
def test_a_narrower_scope_publishes_nothing(server_case: Case) -> None:
    part = next(iter(server_case.store.parts()))
    narrow = Case(server_case.name, server_case.store, Actor(), server_case.clock, parts=[part])
    with pytest.raises(NotAllowed, match="owner"):
        publish(narrow)


@pytest.mark.neo4j
def test_without_a_run_there_is_nothing_to_publish(neo4j_case: str, clock: Clock) -> None:
    with open_case(neo4j_case, clock=clock) as empty, pytest.raises(CaseNotFound, match="graphsvc cluster"):
        publish(empty)


def test_another_store_says_where_to(case: Case) -> None:
    for call in (publish, withdraw):
        with pytest.raises(InputError, match="no case in Neo4j"):
            call(case)
