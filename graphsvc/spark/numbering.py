"""Dense numbers in the order of ids, as one machine would give them, without one machine that holds all ids."""

from __future__ import annotations

from itertools import accumulate

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

_PLACE = 33  # bits of `monotonically_increasing_id` that count within a partition


def numbered(spark: SparkSession, rows: DataFrame, by: list[str], folder: str) -> DataFrame:
    """The rows with a column `number`: 0, 1, ... in ascending order of the columns `by`, which name each row. They are
    kept in `folder`, so that the numbers stay whatever is computed again. Spark compares texts by their UTF-8 bytes,
    which is the order of Python's."""
    parts = int(spark.conf.get("spark.sql.shuffle.partitions") or 1)
    ordered = rows.repartitionByRange(parts, *by).sortWithinPartitions(*by)
    ordered.withColumn("place", F.monotonically_increasing_id()).write.mode("overwrite").parquet(folder)
    kept = spark.read.parquet(folder).withColumn("part", F.shiftright("place", _PLACE))
    sizes = sorted((row["part"], row["count"]) for row in kept.groupBy("part").count().collect())
    before = accumulate((size for _, size in sizes), initial=0)
    starts = [(part, start - (part << _PLACE)) for (part, _), start in zip(sizes, before)]
    first = spark.createDataFrame(starts, "part long, start long")
    numbers = kept.join(F.broadcast(first), "part")
    return numbers.withColumn("number", F.col("place") + F.col("start")).drop("part", "place", "start")
