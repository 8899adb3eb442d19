"""The driver's arrays to Spark tables and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyspark.sql import DataFrame, SparkSession

from graphsvc.linking.graph import EvidenceGraph
from graphsvc.spark.components import components

_COLUMNS = (
    ("shard", pa.int32()), ("rank", pa.int64()), ("a", pa.int64()), ("b", pa.int64()), ("c", pa.int64()),
    ("x", pa.float64()), ("y", pa.float64()), ("z", pa.float64()), ("kind", pa.string()),
)  # fmt: skip


def frame(spark: SparkSession, table: pa.Table, folder: str) -> DataFrame:
    """A table in `folder`: what is computed from it again reads it there, not from the driver."""
    spark.createDataFrame(table).write.mode("overwrite").parquet(folder)
    return spark.read.parquet(folder)


def located(groups: Mapping[int, Mapping[str, Any]]) -> pa.Table:
    """Rows of several kinds, `what` by number, as one table that can be grouped by shard."""
    parts = []
    for what, columns in groups.items():
        rows = len(columns["a"])
        made = {"what": pa.array(np.full(rows, what, dtype=np.int32))}
        for name, kind in _COLUMNS:
            made[name] = pa.array(columns[name]).cast(kind) if name in columns else pa.nulls(rows, kind)
        parts.append(pa.table(made))
    return pa.concat_tables(parts)


def component_of(
    spark: SparkSession, graph: EvidenceGraph, joins: NDArray[np.bool_],
    tied: tuple[NDArray[np.int64], NDArray[np.int64]], folder: str,
) -> NDArray[np.int64]:  # fmt: skip
    """Component of each unit, then of each value: its least node. `joins`: edges that count; `tied`: value pairs."""
    one = np.concatenate([graph.unit[joins], graph.units + tied[0]])
    other = np.concatenate([graph.units + graph.value[joins], graph.units + tied[1]])
    edges = frame(spark, pa.table({"one": one, "other": other}), f"{folder}/pairs")
    found = components(spark, edges, folder).toArrow()
    component = np.arange(graph.units + graph.values)
    component[found.column("node").to_numpy()] = found.column("component").to_numpy()
    return component


def rank(ordered: NDArray[np.int64], wanted: NDArray[np.int64]) -> NDArray[np.int64]:
    """Places of numbers among ascending ones that hold them all."""
    return np.searchsorted(ordered, wanted)


def ints(table: pa.Table, column: str) -> NDArray[np.int64]:
    """A column of a table as whole numbers."""
    numbers: NDArray[np.int64] = table.column(column).to_numpy().astype(np.int64)
    return numbers
