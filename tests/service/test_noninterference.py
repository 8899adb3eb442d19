"""RIGHTS C1 at the door: what a scope may not see changes no byte of what a case says, clusters, reports or exports."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphsvc import clustering, exports, reports
from graphsvc.errors import GraphsvcError
from graphsvc.model import Actor
from graphsvc.service import Case
from graphsvc.store import open_store
from tests.support.worlds import MARKINGS, World, parts_of, worlds

Clock = Callable[[], datetime]
Say = Callable[[Case], Any]
REFS = ("ref", "source_ref", "target_ref")  # keyed by each case's own secret


def _without_refs(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_refs(item) for name, item in value.items() if name not in REFS}
    return [_without_refs(item) for item in value] if isinstance(value, list | tuple) else value


def _told(call: Callable[[], Any]) -> Any:
    try:
        return call()
    except GraphsvcError as error:
        return f"{type(error).__name__}: {error}"


def _says(case: Case) -> dict[str, Any]:
    """Everything a case answers about every node that either side could ask for."""
    nodes = case.view.projection().nodes
    asked = [*nodes, "phone:+442079460001", "ad:nowhere:1"]
    results = [case.cluster(method, seed=3) for method in sorted(clustering.METHODS)]
    return {
        "info": {name: value for name, value in case.info().items() if name not in ("case", "runs")},
        "runs": [(run["method"], run["actors"], run["networks"], run["stale"]) for run in case.runs()],
        "results": [result.to_json() for result in results],
        "clusters": case.clusters(),
        "search": [case.search(text) for text in ("harbour", "+4420", "telegram", "zz")],
        "paste": case.paste(["+44 20 7946 0001", "@harbour_jobs", "nothing"]),
        "cards": [_told(lambda node=node: case.card(node)) for node in asked],  # type: ignore[misc]
        "expand": [_told(lambda node=node: case.expand(node, limit=2)) for node in asked],  # type: ignore[misc]
        "draw": case.draw(asked),
        "paths": [_told(lambda node=node: case.paths(asked[0], node)) for node in asked[:4]],  # type: ignore[misc]
        "evidence": [_told(lambda node=node: case.evidence(node, asked[-2])) for node in asked[:4]],  # type: ignore[misc]
        "explain": [_told(lambda node=node: case.explain(asked[0], node)) for node in asked[:3]],  # type: ignore[misc]
        "files": _files(case),
    }


def _files(case: Case) -> dict[str, bytes]:
    """Bytes of every export and report."""
    out: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in sorted(exports.FORMATS):
            for path in case.export(case.result(), Path(folder) / f"graph{exports.get(name).SUFFIX}", format=name):
                out[path.name] = path.read_bytes()
        for name in sorted(reports.REPORTS):
            path = case.report(None, Path(folder) / f"report{reports.get(name).SUFFIX}", format=name)
            out[path.name] = path.read_bytes()
    return out


def _check(world: World, scope: set[int], clock: Clock, say: Say = _says) -> None:
    whole, part = open_store("memory:", clock=clock), open_store("memory:", clock=clock)
    world.fill(whole)
    world.fill(part, scope, backwards=True)
    left = _without_refs(say(Case("memory:", whole, Actor(), clock, parts_of(whole, scope))))
    right = _without_refs(say(Case("memory:", part, Actor(), clock, parts_of(part, scope))))
    for name in right:
        assert left[name] == right[name], name


scopes = st.sets(st.sampled_from(range(len(MARKINGS) - 1)))
few = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def test_hidden_records_change_nothing_that_a_case_says(clock: Clock) -> None:
    @few
    @given(worlds(), scopes)
    def holds(world: World, scope: set[int]) -> None:
        _check(world, scope, clock)

    holds()


def _leaks_a_count(case: Case) -> dict[str, Any]:
    """A mutant: it counts what the whole store holds."""
    return {"total": sum(1 for _ in case.store.rows("record"))}


def _clusters_then_filters(case: Case) -> dict[str, Any]:
    """A mutant: it clusters the whole graph and shows the part that the scope may see."""
    seen = set(case.view.projection().nodes)
    whole = Case(case.name, case.store, case.actor, case.clock)
    result = whole.cluster("components")
    return {"actors": [[i for i in actor.identifiers if i in seen] for actor in result.actors]}


@pytest.mark.parametrize("mutant", [_leaks_a_count, _clusters_then_filters])
def test_the_property_catches_a_case_that_leaks(mutant: Say, clock: Clock) -> None:
    @settings(few, max_examples=200, database=None)
    @given(worlds(), scopes)
    def holds(world: World, scope: set[int]) -> None:
        _check(world, scope, clock, mutant)

    with pytest.raises(AssertionError):
        holds()
