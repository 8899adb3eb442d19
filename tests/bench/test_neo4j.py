"""The benchmark of the server store: it runs whole, and says what is missing."""

from __future__ import annotations

import uuid

import pytest

from graphsvc.bench.neo4j import neo4j
from graphsvc.store import open_store
from tests.support import neo4j_server


def test_without_a_server_it_says_how_to_name_one() -> None:
    (row,) = neo4j(quick=True)["rows"]
    assert row["figure"] == "not run"
    assert "--server" in row["value"]


@pytest.mark.neo4j
def test_every_figure_stands_beside_the_embedded_stores(neo4j_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    case = f"t{uuid.uuid4().hex[:8]}"
    monkeypatch.setattr("graphsvc.bench.neo4j.token_hex", lambda _: case)
    rows = neo4j(server=neo4j_url, sizes=[200])["rows"]
    names = [row["figure"].partition(",")[0] for row in rows]
    assert names == [*["load of 200 adverts"] * 2, "files for neo4j-admin import", *["expand"] * 2, *["search"] * 2,
                     *["path"] * 2]  # fmt: skip
    assert [row["figure"].rpartition(", ")[2].partition("/")[0] for row in rows[3:]] == ["SQLite", "Neo4j"] * 3
    assert all(0 < row["p50"] <= row["p95"] <= row["p99"] for row in rows[3:])
    left = open_store(f"{neo4j_url}/bench-{case}", create=False)
    try:
        assert list(left.rows("record")) == []
    finally:
        left.close()
        neo4j_server.wipe(neo4j_url, f"bench-{case}")
