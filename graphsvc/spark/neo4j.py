"""Results into a Neo4j case through the Neo4j Spark connector: nodes and edges, written by the workers.

    (:Result:Actor)-[:MEMBER_OF]->(:Result:Network)        as `graphsvc publish` writes them
    (:Entity)-[:MEMBER_OF]->(:Result:Actor)                for identifiers and adverts that the case holds

They carry `kind: inference`, and no view, count or digest of the case reads them. Nodes are merged by (case, id), so a
task that runs twice writes once. The connector is a jar of its own; see README.md beside this file.
"""

from __future__ import annotations

from pathlib import Path

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from graphsvc.errors import InputError
from graphsvc.model import EdgeType, NodeKind, RecordKind, node_id
from graphsvc.store.neo4j.driver import address, credentials

FORMAT = "org.neo4j.spark.DataSource"
# as the store makes it: the connector looks every end of an edge up by these two
UNIQUE = "CREATE CONSTRAINT graphsvc_result IF NOT EXISTS FOR (n:Result) REQUIRE (n.case, n.id) IS UNIQUE"


def publish(spark: SparkSession, results: Path, case: str) -> dict[str, int]:
    """Write what `run` left in `results`; returns how many nodes and edges. Raises InputError for an address."""
    url, name = address(case)
    found = {table: spark.read.parquet(str(results / table)) for table in ("actors", "networks")}
    named = F.udf(_advert, "string")
    actors = found["actors"].select("id", F.size("records").alias("records"), "identifiers")
    networks = found["networks"].select("id", F.size("actors").alias("actors"), F.size("records").alias("records"))
    owned = found["actors"].select(F.explode("identifiers").alias("source"), F.col("id").alias("target"))
    adverts = found["actors"].select(F.explode("records").alias("record"), F.col("id").alias("target"))
    adverts = adverts.where(F.col("record.kind") == RecordKind.AD.value)
    adverts = adverts.select(named("record.source", "record.key").alias("source"), "target")
    inside = found["actors"].where("network is not null").select(
        F.col("id").alias("source"), F.col("network").alias("target")
    )  # fmt: skip
    writer = _Writer(url, name)
    counts = {
        "Actor": writer.nodes(actors, NodeKind.ACTOR), "Network": writer.nodes(networks, NodeKind.NETWORK),
        "MEMBER_OF": writer.edges(inside, "Result", "Network"),
    }  # fmt: skip
    counts["of adverts and identifiers"] = writer.edges(owned.unionByName(adverts), "Entity", "Actor")
    return counts


def _advert(source: str, key: str) -> str:
    return node_id(RecordKind.AD, source, key)


def check_connector(spark: SparkSession) -> None:
    """Raises InputError where the session has no connector."""
    from py4j.protocol import Py4JError

    jvm = spark.sparkContext._jvm
    assert jvm is not None
    try:
        jvm.java.lang.Class.forName(FORMAT, False, jvm.java.lang.Thread.currentThread().getContextClassLoader())
    except Py4JError:
        raise InputError(
            "--neo4j needs the Neo4j connector for Spark: give its jar with --jar (graphsvc/spark/README.md says which)"
        ) from None


class _Writer:
    def __init__(self, url: str, case: str) -> None:
        self._case = case
        known = credentials()
        self._options = {"url": url, "script": UNIQUE, "authentication.type": "basic" if known else "none"}
        if known:
            user, word = known
            self._options |= {"authentication.basic.username": user, "authentication.basic.password": word}

    def nodes(self, rows: DataFrame, kind: NodeKind) -> int:
        marked = rows.withColumn("case", F.lit(self._case)).withColumn("kind", F.lit("inference"))
        self._write(marked, {"labels": f":Result:{kind.label}", "node.keys": "case,id"})
        return rows.count()

    def edges(self, rows: DataFrame, source: str, target: str) -> int:
        marked = rows.withColumn("case", F.lit(self._case))
        # one partition: relationships that share a node lock it, and would wait for each other
        self._write(
            marked.coalesce(1),
            {
                "relationship": EdgeType.MEMBER_OF.value, "relationship.save.strategy": "keys",
                "relationship.source.labels": f":{source}", "relationship.source.save.mode": "Match",
                "relationship.source.node.keys": "source:id,case:case",
                "relationship.target.labels": f":{target}", "relationship.target.save.mode": "Match",
                "relationship.target.node.keys": "target:id,case:case", "relationship.properties": "case",
                "relationship.keys": "case",
            },
        )  # fmt: skip
        return rows.count()

    def _write(self, rows: DataFrame, options: dict[str, str]) -> None:
        rows.write.format(FORMAT).mode("overwrite").options(**self._options, **options).save()
