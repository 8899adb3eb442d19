"""How the server would run every query of the store: by an index, whatever else it holds."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import Any

import neo4j
import pytest

from graphsvc.model import Actor
from graphsvc.store import open_store
from graphsvc.store.neo4j import cypher, questions
from tests.support import records as rows

NO_QUERY = {"TYPES", "INDEXES_READY", "SCHEMA"}


def _queries(module: ModuleType) -> Iterator[tuple[str, str]]:
    for name, value in sorted(vars(module).items()):
        if name.isupper() and name not in NO_QUERY and isinstance(value, str | dict) and not name.startswith("_"):
            found = {"": value} if isinstance(value, str) else value
            yield from ((f"{name} {key}".strip(), query) for key, query in found.items())


def _operators(plan: dict[str, Any]) -> Iterator[str]:
    yield plan["operatorType"].partition("@")[0]
    for child in plan.get("children", ()):
        yield from _operators(child)


@pytest.mark.neo4j
def test_no_query_reads_what_belongs_to_other_cases(neo4j_case: str) -> None:
    store = open_store(neo4j_case)
    store.writer(Actor()).put(rows.batch([rows.advert("1", "phone:+442079460001")]))
    store.close()
    address = neo4j_case.replace("neo4j://", "bolt://").rpartition("/")[0]
    found: dict[str, set[str]] = {}
    with (
        neo4j.GraphDatabase.driver(address, notifications_min_severity="OFF") as driver,
        driver.session() as session,
    ):
        for module in (cypher, questions):
            for name, query in _queries(module):
                plan = session.run(f"EXPLAIN {query}").consume().plan
                assert plan is not None
                found[name] = set(_operators(plan))
    assert len(found) > 70
    assert {name: scans for name, used in found.items() if (scans := {op for op in used if _scans(op)})} == {}
    for name in ("NODES", "ADJACENT", "TOUCHING", "BETWEEN"):
        assert "NodeIndexSeek" in found[name]
    assert {"NodeIndexContainsScan"} <= found["LABELLED"]


def _scans(operator: str) -> bool:
    """Whether it reads all nodes of a label, or all relationships of a type, in the whole server."""
    return operator.endswith("Scan") and "Index" not in operator
