"""Actors, links and networks in shards: `linking.link` and the clustering method on each.

A shard holds every use of its identifiers, hubs apart: these join nobody, and each shard has the uses of its own units.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from graphsvc import clustering
from graphsvc.linking.decisions import Constraints
from graphsvc.linking.graph import EvidenceGraph
from graphsvc.linking.hubs import Judged
from graphsvc.linking.joining import Joined
from graphsvc.linking.link import Evidence, link
from graphsvc.linking.units import POSTERS, Units, kind_of
from graphsvc.results import RecordRef
from graphsvc.spark.arrays import component_of, frame, ints, rank
from graphsvc.spark.results import ROWS, rows
from graphsvc.spark.shards import sharded

UNIT, VALUE, EDGE, TIE = range(4)  # what a row of a shard is
FLOATS = ("weight", "prior", "rarity", "diversity")


def linked(
    spark: SparkSession, evidence: Evidence, units: DataFrame, identifiers: DataFrame, folder: str, *, size: int,
    limit: int, method: str, seed: int,
) -> tuple[DataFrame, int]:  # fmt: skip
    """(rows as `results.ROWS`, values cut). `units`: number, kind, source, key and categories of each; `identifiers`:
    number and id of each."""
    graph, persona = evidence.graph, evidence.joined.persona
    hub = evidence.judged.hub
    own = (graph.identifier[graph.value] == evidence.units.about[graph.unit]) & ~evidence.units.poster[graph.unit]
    joins = ~hub[graph.value] | own
    shared = np.flatnonzero(persona != np.arange(graph.values))
    tied = shared, persona[shared]
    component = component_of(spark, graph, joins, tied, folder)
    found = sharded(
        component, graph.units, graph.unit[joins], graph.value[joins], tied, evidence.judged.weight, size, limit
    )  # fmt: skip
    edges = pa.table(
        {"shard": found.unit[graph.unit], "unit": graph.unit, "value": graph.value, "confidence": graph.confidence,
         "first": graph.first, "last": graph.last}
    )  # fmt: skip
    values = pa.table(
        {"value": np.arange(graph.values), "number": graph.identifier, "epoch": pa.array(graph.epoch, pa.string()),
         **{name: getattr(evidence.judged, name) for name in FLOATS}, "hub": hub, "persona": persona,
         "common": evidence.joined.common, "uses": graph.degrees()[1]}
    )  # fmt: skip
    a, b, carrier = np.array(evidence.joined.tied, dtype=np.int64).reshape(-1, 3).T
    one = (found.value[a] == found.value[b]) & (found.value[a] >= 0)
    ties = pa.table(
        {"shard": found.value[a][one], "rank": np.flatnonzero(one), "a": a[one], "b": b[one], "value": carrier[one]}
    )
    edges_ = frame(spark, edges, f"{folder}/edges").withColumn("what", F.lit(EDGE))
    shown = edges_.select("shard", "value").distinct()
    values_ = frame(spark, values, f"{folder}/values").join(identifiers, "number").join(shown, "value")
    place = frame(spark, pa.table({"number": np.arange(graph.units), "shard": found.unit}), f"{folder}/units")
    owned = units.join(place, "number").withColumnRenamed("number", "unit").withColumn("what", F.lit(UNIT))
    everything = (
        edges_.unionByName(values_.withColumn("what", F.lit(VALUE)), allowMissingColumns=True)
        .unionByName(owned, allowMissingColumns=True)
        .unionByName(
            frame(spark, ties, f"{folder}/ties").withColumn("what", F.lit(TIE)), allowMissingColumns=True
        )
    )  # fmt: skip

    def of_shard(part: pa.Table) -> pa.Table:
        made, uses = shard_evidence(part)
        actors, links = link(made)
        strength = [(a, b, weight) for (a, b), weight in links.strength.items()]
        many = int(actors.actor.max(initial=-1)) + 1
        network = clustering.get(method).partition(many, strength, seed=seed, apart=[])
        return rows(made, actors, links, network, uses)

    return everything.groupBy("shard").applyInArrow(of_shard, ROWS), int(found.cut.sum())


def shard_evidence(part: pa.Table) -> tuple[Evidence, NDArray[np.int64]]:
    """(evidence, uses of each value in the whole case) of a shard's rows, renumbered in the order of the whole."""
    what = part.column("what").to_numpy()
    owned, shown, edges, ties = (part.filter(what == one) for one in (UNIT, VALUE, EDGE, TIE))
    owned, shown = owned.sort_by("unit"), shown.sort_by("value")
    edges, ties = edges.sort_by([("unit", "ascending"), ("value", "ascending")]), ties.sort_by("rank")
    unit, value, number = ints(owned, "unit"), ints(shown, "value"), ints(shown, "number")
    numbers, first, identifier = np.unique(number, return_index=True, return_inverse=True)
    names = shown.column("id").to_pylist()
    identifiers = [names[row] for row in first.tolist()]
    refs = [RecordRef(*ref) for ref in _rows(owned, "kind", "source", "key")]
    about = ints(owned, "about")
    graph = EvidenceGraph(
        len(unit), identifier, shown.column("epoch").to_pylist(), [kind_of(name) for name in names],
        rank(unit, ints(edges, "unit")), rank(value, ints(edges, "value")),
        _reals(edges, "confidence"), _reals(edges, "first"), _reals(edges, "last"), 0,
    )  # fmt: skip
    nothing = np.empty(0, dtype=np.int64)
    found = Units(
        refs, [""] * len(refs), [tuple(one) for one in owned.column("categories").to_pylist()],
        np.array([ref.kind in POSTERS for ref in refs], dtype=bool), _placed(numbers, about), identifiers,
        nothing, nothing, np.empty(0), np.empty(0), 0,
    )  # fmt: skip
    judged = Judged(**{name: _reals(shown, name) for name in FLOATS}, hub=_flags(shown, "hub"))
    # the persona of a value that was cut lies elsewhere: here it stands for itself
    persona = _placed(value, ints(shown, "persona"))
    persona = np.where(persona < 0, np.arange(len(value)), persona)
    tied = [(a, b, c) for a, b, c in zip(*(_placed(value, ints(ties, n)).tolist() for n in ("a", "b", "value")))]
    joined = Joined(persona, _flags(shown, "common"), tuple(tie for tie in tied if min(tie) >= 0), 0.0)
    rules = Constraints((), (), {}, frozenset(), (), ())
    return Evidence(found, graph, judged, joined, rules, 0), ints(shown, "uses")


def _placed(ordered: NDArray[np.int64], wanted: NDArray[np.int64]) -> NDArray[np.int64]:
    """Places of numbers among ascending ones, -1 for what is not there."""
    if not len(ordered):
        return np.full(len(wanted), -1, dtype=np.int64)
    place = np.minimum(np.searchsorted(ordered, wanted), len(ordered) - 1)
    return np.where(ordered[place] == wanted, place, -1)


def _reals(table: pa.Table, column: str) -> NDArray[np.float64]:
    numbers: NDArray[np.float64] = table.column(column).to_numpy()
    return numbers


def _flags(table: pa.Table, column: str) -> NDArray[np.bool_]:
    flags: NDArray[np.bool_] = table.column(column).to_numpy(zero_copy_only=False).astype(bool)
    return flags


def _rows(table: pa.Table, *columns: str) -> Iterator[tuple[Any, ...]]:
    return zip(*(table.column(name).to_pylist() for name in columns))
