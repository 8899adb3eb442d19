"""A folder of files to actors, networks, links and hubs: the whole distributed path, stage by stage."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from graphsvc import clustering
from graphsvc.analysis.hub_kinds import guess
from graphsvc.errors import InputError
from graphsvc.linking.groups import beside_own_kind
from graphsvc.linking.link import Evidence, weighed
from graphsvc.linking.units import POSTERS, Units, kind_of
from graphsvc.results import RecordRef
from graphsvc.spark.joining import Joiner
from graphsvc.spark.linking import linked
from graphsvc.spark.numbering import numbered
from graphsvc.spark.reading import COLUMNS, REF, Slice, read
from graphsvc.spark.results import TABLES
from graphsvc.spark.templates import templates

SHARD = 20_000  # units of a shard
LIMIT = 200_000  # units of the largest component that is linked whole: about 2 GB in a worker
LISTED = 20  # rejected rows that are told one by one


@dataclass(frozen=True, slots=True)
class Size:
    """Units of a shard, about, and of the largest component that is not cut."""

    shard: int = SHARD
    limit: int = LIMIT


def run(spark: SparkSession, parts: Sequence[Slice], output: Path, *, seed: int = 0, size: Size | None = None) -> Any:
    """Links all slices and writes `actors`, `networks`, `links` and `hubs` (Parquet) and `summary.json` into `output`.
    Returns the summary. Raises InputError for a file that is refused."""
    size = size or Size()
    work = (output / "_work").absolute()
    work.mkdir(parents=True)
    rows = _read(spark, parts, f"{work}/read")
    told = _told(rows)
    records = rows.where("what = 'record'")
    units = numbered(spark, _units(records), list(REF), f"{work}/units")
    worded = templates(spark, rows.where("what = 'text'"), f"{work}/templates", seed)
    uses = rows.where("what = 'use'").select(*REF, "identifier", "confidence", "time").unionByName(worded)
    distinct = uses.groupBy(*REF, "identifier", "time").agg(F.max("confidence").alias("confidence"))
    distinct.write.mode("overwrite").parquet(f"{work}/uses")
    uses = spark.read.parquet(f"{work}/uses")
    ids = uses.select(F.col("identifier").alias("id")).distinct()
    identifiers = numbered(spark, ids, ["id"], f"{work}/identifiers")
    about = identifiers.select(F.col("id").alias("about_id"), F.col("number").alias("about"))
    units = units.join(about, "about_id", "left").drop("about_id").fillna(-1, ["about"])
    join = Joiner(spark, str(work), size.shard, size.limit, [])
    evidence = weighed(_arrays(units, identifiers, uses), [], join=join)
    found, cut = linked(
        spark, evidence, units, identifiers, f"{work}/linked", size=size.shard, limit=size.limit,
        method=clustering.DEFAULT, seed=seed,
    )  # fmt: skip
    found.write.mode("overwrite").parquet(f"{work}/found")
    for name, columns in TABLES.items():
        table = spark.read.parquet(f"{work}/found").where(F.col("what") == name).select(*columns)
        table.orderBy(*columns[:2]).write.parquet(str(output / name))
    hubs = spark.createDataFrame(_hubs(evidence, identifiers))
    hubs.orderBy(F.desc("diversity"), F.desc("records"), "identifier").write.parquet(str(output / "hubs"))
    summary = {
        **told, **{name: spark.read.parquet(str(output / name)).count() for name in (*TABLES, "hubs")},
        "units": evidence.graph.units, "uses": len(evidence.graph.unit), "cut": {"joining": join.cuts, "linking": cut},
        "method": clustering.DEFAULT, "seed": seed,
    }  # fmt: skip
    (output / "summary.json").write_text(json.dumps(summary, indent=1, sort_keys=True) + "\n", "utf-8")
    shutil.rmtree(work)
    return summary


def _read(spark: SparkSession, parts: Sequence[Slice], folder: str) -> DataFrame:
    """Every slice read by a worker of its own."""

    def rows(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            for number in batch.column(0).to_pylist():
                yield from read(parts[number])

    made = spark.range(0, len(parts), 1, len(parts)).mapInArrow(rows, COLUMNS)
    made.write.mode("overwrite").partitionBy("what").parquet(folder)
    return spark.read.schema(COLUMNS).parquet(folder)


def _told(rows: DataFrame) -> dict[str, Any]:
    """What reading counted. Raises InputError for a file that is refused."""
    refused = sorted(row.note for row in rows.where("what = 'refused'").select("note").distinct().collect())
    if refused:
        more = f" ({len(refused) - 1} more files are refused)" if len(refused) > 1 else ""
        raise InputError(f"{refused[0]}; mend it, or leave it out with --only{more}")
    told: dict[str, Any] = {"records": 0, "rejected": 0}
    counted: dict[str, Counter[str]] = {"refused": Counter(), "suppressed": Counter()}
    warnings: set[str] = set()
    for row in rows.where("what = 'tally'").select("file", "note").collect():
        tally = json.loads(row.note)
        for name in told:
            told[name] += tally[name]
        for name, counts in counted.items():
            counts.update(tally[name])
        warnings.update(f"{row.file}: {warning}" for warning in tally["warnings"])
    bad = rows.where("what = 'rejected'").orderBy("file", "line").limit(LISTED).select("file", "line", "note")
    listed = [f"{row.file} line {row.line}: {row.note}" for row in bad.collect()]
    return {**told, **counted, "warnings": sorted(warnings), "rejected_rows": listed}


def _units(records: DataFrame) -> DataFrame:
    """One row for each key, whatever its versions; the last of these says which identifier it is about."""
    named = F.when(F.col("identifier") != "", F.col("record"))
    return records.groupBy(*REF).agg(
        F.sort_array(F.collect_set("category")).alias("categories"), F.max_by("identifier", named).alias("about_id")
    )


def _arrays(units: DataFrame, identifiers: DataFrame, uses: DataFrame) -> Units:
    """The uses as the driver judges them, by number. Names stay behind: of an identifier only its kind counts here."""
    owned = units.select("number", "about", F.col("kind").isin(*POSTERS).alias("poster")).toArrow().sort_by("number")
    kinds = identifiers.select("number", F.substring_index("id", ":", 1).alias("kind")).toArrow().sort_by("number")
    rows = (
        uses.join(units.select(*REF, F.col("number").alias("unit")), list(REF))
        .join(identifiers.select(F.col("id").alias("identifier"), F.col("number").alias("place")), "identifier")
        .select("unit", "place", "confidence", "time")
        .toArrow()
    )
    unit, place, confidence, time = (column.to_numpy() for column in rows.columns)
    order = np.lexsort((time, place, unit))
    return Units(
        [RecordRef("", "", "")] * len(owned), [""] * len(owned), [()] * len(owned),
        owned.column("poster").to_numpy(zero_copy_only=False).astype(bool), owned.column("about").to_numpy(),
        kinds.column("kind").to_pylist(), unit[order], place[order], confidence[order], time[order], 0,
    )  # fmt: skip


def _hubs(evidence: Evidence, identifiers: DataFrame) -> pa.Table:
    """Discounted identifiers with what each may be: all its epochs together, as far as they are hubs."""
    graph, judged = evidence.graph, evidence.judged
    hub = np.flatnonzero(judged.hub)
    numbers, place = np.unique(graph.identifier[hub], return_inverse=True)
    records = np.bincount(place, weights=graph.degrees()[1][hub], minlength=len(numbers)).astype(np.int64)
    diversity, beside = np.ones(len(numbers)), np.zeros(len(numbers))
    np.maximum.at(diversity, place, judged.diversity[hub])
    np.maximum.at(beside, place, beside_own_kind(graph)[hub])
    wanted = identifiers.where(F.col("number").isin(*numbers.tolist())).toArrow().sort_by("number")
    names = wanted.column("id").to_pylist()
    said = [
        guess(kind_of(name), many, spread, often)
        for name, many, spread, often in zip(names, records.tolist(), diversity.tolist(), beside.tolist())
    ]
    return pa.table(
        {"identifier": pa.array(names, pa.string()), "records": records, "diversity": diversity,
         "guess": pa.array([what for what, _ in said], pa.string()),
         "reasons": pa.array([list(why) for _, why in said], pa.list_(pa.string()))}
    )  # fmt: skip
