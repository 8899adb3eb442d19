"""Texts that repeat, found in parts: `linking.templates` on every group of wordings that can have met.

The blocking is ours, not Spark ML's MinHashLSH: that hands back all pairs of a bucket, which a stock template makes a
square of, and other templates than one machine finds. Wordings that share a bucket of any band, however indirectly, are
one component (GraphX), and `grouped` on whole components gives what it gives on all of them. Stock phrases are learnt
from the wordings of lowest hash, as always, which the driver can hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession, Window
from pyspark.sql import functions as F

from graphsvc.linking.templates.blocking import BANDS, band_keys
from graphsvc.linking.templates.grouping import grouped
from graphsvc.linking.templates.shingles import ShingleSets, offsets
from graphsvc.linking.templates.similarity import SLOTTED
from graphsvc.linking.templates.stock import SAMPLE, stock_shingles
from graphsvc.spark.components import components
from graphsvc.spark.numbering import numbered
from graphsvc.spark.reading import REF, signed, unsigned

SHARD = 50_000  # wordings grouped at once, unless more of them hang together


def templates(spark: SparkSession, texts: DataFrame, folder: str, seed: int = 0) -> DataFrame:
    """Uses of templates: a row for each advert whose wording another one repeats. `texts`: the rows called `text`."""
    texts = texts.dropDuplicates(["record"])
    first = F.min_by(F.struct("words", "shingles", "digest", "record"), "record").alias("first")
    once = texts.groupBy("wording").agg(first).select("wording", "first.*")
    wordings = numbered(spark, once, ["wording"], f"{folder}/wordings")
    stock = _stock(wordings, texts, seed)

    def meet(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            own = _sets(batch).without(stock)
            speaks = np.flatnonzero(SLOTTED.speaks(own))
            number = batch.column("number").to_numpy()[speaks]
            keys = band_keys(own.only(speaks), seed)
            yield pa.RecordBatch.from_arrays(
                [pa.array(np.tile(number, BANDS)), pa.array(signed(keys.ravel()))], names=["number", "bucket"]
            )

    def group(part: pa.Table) -> pa.Table:
        part = part.sort_by("wording")
        own = _sets(part).without(stock)
        leader, near = grouped(own, SLOTTED, seed)
        led = unsigned(part.column("digest").to_numpy())[leader].tolist()
        return pa.table(
            {"wording": part.column("wording"), "identifier": [f"template:{one:016x}" for one in led],
             "confidence": pa.array(near, pa.float64())}
        )  # fmt: skip

    meet_rows = wordings.select("number", "wording", "words", "shingles").mapInArrow(meet, "number long, bucket long")
    meet_rows.write.mode("overwrite").parquet(f"{folder}/buckets")
    buckets = spark.read.parquet(f"{folder}/buckets")
    lowest = F.min("number").over(Window.partitionBy("bucket"))
    edges = buckets.select("number", lowest.alias("lowest")).where("number != lowest").distinct()
    found = components(spark, edges, f"{folder}/met")
    bins = 1 + wordings.count() // SHARD
    sharded = (
        wordings.join(buckets.select("number").distinct(), "number")
        .join(found.withColumnRenamed("node", "number"), "number", "left")
        .withColumn("shard", F.pmod(F.hash(F.coalesce("component", "number")), F.lit(bins)))
    )
    made = sharded.groupBy("shard").applyInArrow(
        lambda part: group(part), "wording long, identifier string, confidence double"
    )
    placed = texts.select(*REF, "time", "wording").join(made, "wording")
    placed.write.mode("overwrite").parquet(f"{folder}/placed")
    placed = spark.read.parquet(f"{folder}/placed")
    again = placed.groupBy("identifier").count().where("count > 1").select("identifier")
    return placed.join(again, "identifier").select(*REF, "identifier", "confidence", "time")


def _stock(wordings: DataFrame, texts: DataFrame, seed: int) -> np.ndarray:
    """The stock phrases: of the wordings of lowest hash, each by its first text."""
    lowest = wordings.where(F.col("number") < SAMPLE)
    sample = lowest.join(texts.select("record", "text"), "record").toArrow().sort_by("wording")
    return stock_shingles(_sets(sample), sample.column("text").to_pylist(), SLOTTED, seed)


def _sets(rows: pa.Table | pa.RecordBatch) -> ShingleSets:
    """The sets of shingles of rows with columns wording, words and shingles."""
    packed = rows.column("shingles").to_pylist()
    sizes = np.array([len(one) // 4 for one in packed], dtype=np.int64)
    values = np.frombuffer(b"".join(packed), dtype="<u4").astype(np.uint32)
    return ShingleSets(
        values, offsets(sizes), rows.column("words").to_numpy(), unsigned(rows.column("wording").to_numpy())
    )
