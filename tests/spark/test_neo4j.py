"""Results written by the workers into a real Neo4j, through the connector from Maven Central."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import neo4j
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from graphsvc.store.neo4j.driver import address
from tests.support.spark_cluster import environment
from tests.support.spark_runs import connector, spark_link

pytestmark = [pytest.mark.spark, pytest.mark.neo4j, pytest.mark.timeout(900)]

# Twice, as when a task or a whole run is repeated.
PUBLISH = """
import sys
from pathlib import Path
from graphsvc.spark.neo4j import publish
from graphsvc.spark.session import session

results, case, jar = sys.argv[1:]
with session("local[1]", memory="512m", jars=[jar]) as spark:
    print([publish(spark, Path(results), case) for _ in range(2)][-1])
"""


def results(folder: Path) -> Path:
    """Two actors in one network, and one alone."""

    def actor(name: str, network: str | None, key: str, phone: str) -> dict[str, object]:
        records = [{"kind": "ad", "source": "ads", "key": key}]
        return {"id": f"actor:{name}", "network": network, "records": records, "identifiers": [phone]}

    actors = [
        actor("a", "network:n", "1", "phone:+442079460123"), actor("b", "network:n", "2", "phone:+442079460124"),
        actor("c", None, "3", "phone:+442079460125"),
    ]  # fmt: skip
    networks = [
        {"id": "network:n", "actors": ["actor:a", "actor:b"], "records": actors[0]["records"], "identifiers": []}
    ]
    for name, rows in (("actors", actors), ("networks", networks)):
        (folder / name).mkdir()
        pq.write_table(pa.Table.from_pylist(rows), folder / name / "part.parquet")
    return folder


def test_actors_and_networks_are_nodes_tied_to_what_the_case_holds_and_repeating_adds_nothing(
    neo4j_case: str, tmp_path: Path
) -> None:
    url, case = address(neo4j_case)
    with neo4j.GraphDatabase.driver(url) as driver:
        driver.execute_query("CREATE (:Entity {case: $case, id: 'ad:ads:1'})", case=case)
        driver.execute_query("CREATE (:Entity {case: $case, id: 'phone:+442079460124'})", case=case)
        words = [sys.executable, "-c", PUBLISH, str(results(tmp_path)), neo4j_case, str(connector())]
        done = subprocess.run(words, env=environment(), capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        found = driver.execute_query(
            "MATCH (x:Result {case: $case}) OPTIONAL MATCH (x)-[:MEMBER_OF]->(n:Network) "
            "OPTIONAL MATCH (e:Entity)-[m:MEMBER_OF]->(x) "
            "RETURN x.id AS id, x.kind AS kind, n.id AS network, e.id AS of, count(m) AS times",
            case=case,
        ).records
    assert sorted(tuple(row.values()) for row in found if row["of"]) == [
        ("actor:a", "inference", "network:n", "ad:ads:1", 1),
        ("actor:b", "inference", "network:n", "phone:+442079460124", 1),
    ]
    assert sorted((row["id"], row["network"]) for row in found if not row["of"]) == [
        ("actor:c", None),
        ("network:n", None),
    ]


def test_without_the_connector_the_error_says_where_to_get_it(small: Path, tmp_path: Path) -> None:
    ran = spark_link(small, tmp_path / "out", "--master", "local[1]", "--neo4j", "neo4j://127.0.0.1:1/x")
    assert ran.code == 2
    assert "--jar" in ran.err.splitlines()[-1]
