"""Connected components by Spark's own GraphX, which has no Python API: the JVM gateway reaches it.

In: edges of 64-bit numbers. Out: each node of an edge with the least number of its component. Compact numbers and as
many partitions as cores keep its many small stages short.
"""

from __future__ import annotations

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

NODES = "node long, component long"


def components(spark: SparkSession, edges: DataFrame, folder: str) -> DataFrame:
    """(node, component) of all nodes of `edges`, whose two columns are numbers. Texts lie in `folder` meanwhile."""
    one, other = edges.columns
    edges.select(F.concat_ws(" ", one, other)).write.mode("overwrite").text(f"{folder}/edges")
    if spark.read.text(f"{folder}/edges").isEmpty():  # GraphX takes no empty graph
        return spark.createDataFrame([], NODES)
    jvm = spark.sparkContext._jvm
    assert jvm is not None
    level = jvm.org.apache.spark.storage.StorageLevel.MEMORY_AND_DISK()
    graph = jvm.org.apache.spark.graphx.GraphLoader.edgeListFile(
        spark.sparkContext._jsc.sc(), f"{folder}/edges", False, spark.sparkContext.defaultParallelism, level, level
    )
    tag = jvm.scala.reflect.ClassTag.apply(jvm.java.lang.Class.forName("java.lang.Object"))
    found = jvm.org.apache.spark.graphx.lib.ConnectedComponents.run(graph, tag, tag)
    found.vertices().saveAsTextFile(f"{folder}/components")
    found.unpersist(False)
    graph.unpersist(False)
    pair = F.split(F.regexp_replace("value", r"[()]", ""), ",")
    text = spark.read.text(f"{folder}/components")
    return text.select(pair[0].cast("long").alias("node"), pair[1].cast("long").alias("component"))
