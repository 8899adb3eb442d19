"""Personas joined in shards: `linking.joining.settled` on each, under what only the whole case can tell.

The driver takes from the whole, by array operations, which pairs of values stand together, which numbers follow each
other, and how common one poster is among such pairs. Whatever a shard then asks of two personas lies in the shard:
- personas that stand together share a unit, and units are never cut;
- of two that only follow each other and share no value at all, nothing but the succession speaks for one poster, so a
  succession that is too unlikely by itself (MAY_JOIN) joins nobody across shards; likelier ones are kept in one shard.
What only the whole case can tell in mid-course is how common one poster is among pairs that are weighed there (those
that a wording ties, say). A shard that comes to such a share before it is known answers with the log-odds of its pairs;
all shards start again with what they say together, until none asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyspark.sql import DataFrame, SparkSession

from graphsvc.linking.bonds import Bonds, bonds
from graphsvc.linking.graph import EvidenceGraph
from graphsvc.linking.joining import FOLLOWS, Joined, asked, learnt, settled
from graphsvc.linking.personas import Personas
from graphsvc.linking.succession import Successions, successions
from graphsvc.linking.traits import FOLLOWING
from graphsvc.linking.traits import share as share_of
from graphsvc.spark.arrays import component_of, frame, ints, located, rank
from graphsvc.spark.shards import Shards, sharded

MAY_JOIN = FOLLOWS / FOLLOWING["succession"]  # nats
EDGE, BOND, FOLLOWER = range(3)  # what a row of a shard is
PERSONA, TIE, ODDS = range(3)  # what a row of its answer is
ANSWER = "shard int, what int, rank long, a long, b long, c long, x double"


@dataclass(frozen=True, slots=True)
class Joiner:
    """`linking.joining.joined`, done by Spark. `size`: units of a shard; `limit`: of the largest component that is not
    cut. `folder`: for what lies between. `cuts`: values cut, one entry for each round."""

    spark: SparkSession
    folder: str
    size: int
    limit: int
    cuts: list[int]

    def __call__(self, graph: EvidenceGraph, weight: NDArray[np.float64], carriers: EvidenceGraph) -> Joined:
        strongest, following = bonds(graph), successions(carriers)
        share = _learnt(graph, weight, asked(strongest))
        likely = following.odds >= MAY_JOIN
        tied = following.a[likely], following.b[likely]
        folder = f"{self.folder}/joined-{len(self.cuts) + 1}"
        component = component_of(self.spark, graph, np.ones(len(graph.unit), dtype=bool), tied, folder)
        found = sharded(component, graph.units, graph.unit, graph.value, tied, weight, self.size, self.limit)
        self.cuts.append(int(found.cut.sum()))
        rows = frame(self.spark, _rows(graph, weight, strongest, following, found), f"{folder}/rows")

        known: list[float] = []
        while True:
            answers = _answers(rows, share, tuple(known), f"{folder}/answers-{len(known)}")
            asking = answers.filter(answers.column("what").to_numpy() == ODDS)
            if not len(asking):
                return _joined(graph, answers, found, share)
            odds = asking.filter(ints(asking, "rank") == len(known)).sort_by("x")
            known.append(share_of(odds.column("x").to_pylist()))


class _NotKnown(Exception):
    """A shard's log-odds for a share that only the whole case tells. `number`: which share."""

    def __init__(self, number: int, odds: Sequence[float]) -> None:
        super().__init__(number)
        self.number, self.odds = number, odds


def _answers(rows: DataFrame, share: float, known: tuple[float, ...], folder: str) -> pa.Table:
    def settle(part: pa.Table) -> pa.Table:
        return _settle(part, share, known)

    rows.groupBy("shard").applyInArrow(settle, ANSWER).write.mode("overwrite").parquet(folder)
    return rows.sparkSession.read.parquet(folder).toArrow()


def _learnt(graph: EvidenceGraph, weight: NDArray[np.float64], pairs: Bonds) -> float:
    """The share of one poster's pairs, from the units of the pairs that are asked alone."""
    wanted = np.zeros(graph.values, dtype=bool)
    wanted[pairs.a] = wanted[pairs.b] = True
    near = np.zeros(graph.units, dtype=bool)
    near[graph.unit[wanted[graph.value]]] = True
    part, _, values = compact(graph.only(near[graph.unit]))
    return learnt(Personas(part, weight[values]), Bonds(rank(values, pairs.a), rank(values, pairs.b), pairs.handover))


def compact(graph: EvidenceGraph) -> tuple[EvidenceGraph, NDArray[np.int64], NDArray[np.int64]]:
    """(graph, units, values): the graph of those units and values that have edges, renumbered in the same order."""
    units, unit = np.unique(graph.unit, return_inverse=True)
    values, value = np.unique(graph.value, return_inverse=True)
    part = replace(
        graph, units=len(units), identifier=graph.identifier[values], epoch=[graph.epoch[v] for v in values.tolist()],
        kind=[graph.kind[v] for v in values.tolist()], unit=unit, value=value,
    )  # fmt: skip
    return part, units, values


def _rows(
    graph: EvidenceGraph, weight: NDArray[np.float64], pairs: Bonds, following: Successions, found: Shards
) -> pa.Table:
    """What the shards need, one table. Pairs whose values lie in one shard go there; the others join nobody."""
    names, kind = np.unique(np.array(graph.kind, dtype=str), return_inverse=True)
    edges: dict[str, Any] = {
        "shard": found.unit[graph.unit], "a": graph.unit, "b": graph.value, "x": graph.first, "y": graph.last,
        "z": weight[graph.value], "kind": pa.DictionaryArray.from_arrays(kind[graph.value].astype(np.int32), names),
    }  # fmt: skip
    together = _within(found, pairs.a, pairs.b)
    bonds_: dict[str, Any] = {
        "shard": found.value[pairs.a[together]], "rank": np.flatnonzero(together), "a": pairs.a[together],
        "b": pairs.b[together], "c": pairs.handover[together].astype(np.int64),
    }  # fmt: skip
    one = _within(found, following.a, following.b)
    followers: dict[str, Any] = {
        "shard": found.value[following.a[one]], "rank": np.flatnonzero(one), "a": following.a[one],
        "b": following.b[one], "c": following.carrier[one], "x": following.odds[one],
    }  # fmt: skip
    return located({EDGE: edges, BOND: bonds_, FOLLOWER: followers})


def _within(found: Shards, a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.bool_]:
    within: NDArray[np.bool_] = (found.value[a] == found.value[b]) & (found.value[a] >= 0)
    return within


def _settle(part: pa.Table, share: float, known: Sequence[float]) -> pa.Table:
    """The personas of one shard, or what it has to ask."""
    what = part.column("what").to_numpy()
    edges = part.filter(what == EDGE).sort_by([("a", "ascending"), ("b", "ascending")])
    graph, values, weight = _graph(edges)
    pairs, followers = (part.filter(what == one).sort_by("rank") for one in (BOND, FOLLOWER))
    many = len(values)
    calls = count()

    def learn(odds: Sequence[float]) -> float:
        number = next(calls)
        if odds and number >= len(known):
            raise _NotKnown(number, odds)
        return known[number] if odds else share_of(odds)

    shard = part.column("shard")[0].as_py()
    try:
        found = settled(
            graph, Personas(graph, weight),
            Bonds(rank(values, ints(pairs, "a")), rank(values, ints(pairs, "b")), ints(pairs, "c") > 0),
            Successions(
                rank(values, ints(followers, "a")), rank(values, ints(followers, "b")),
                # a stock wording carries numbers of many shards and is no value of this one: told apart by `many`
                many + ints(followers, "c"), followers.column("x").to_numpy(),
            ),
            share, learn,
        )  # fmt: skip
    except _NotKnown as asked_:
        return _answer(shard, ODDS, np.full(len(asked_.odds), asked_.number), x=np.array(asked_.odds))
    ties = np.array(found.tied, dtype=np.int64).reshape(-1, 3)
    carrier = np.where(ties[:, 2] < many, values[np.minimum(ties[:, 2], many - 1)], ties[:, 2] - many)
    personas = _answer(
        shard, PERSONA, np.zeros(many, dtype=np.int64), a=values, b=values[found.persona],
        c=found.common.astype(np.int64),
    )  # fmt: skip
    tied = _answer(shard, TIE, np.arange(len(ties)), a=values[ties[:, 0]], b=values[ties[:, 1]], c=carrier)
    return pa.concat_tables([personas, tied])


def _answer(shard: int, what: int, rank_: NDArray[np.int64], **columns: NDArray[Any]) -> pa.Table:
    rows = len(rank_)
    made = {"shard": np.full(rows, shard, dtype=np.int32), "what": np.full(rows, what, dtype=np.int32), "rank": rank_}
    return pa.table(
        made
        | {name: columns.get(name, np.zeros(rows, dtype=np.int64)) for name in "abc"}
        | {"x": columns.get("x", np.zeros(rows))}
    )


def _graph(edges: pa.Table) -> tuple[EvidenceGraph, NDArray[np.int64], NDArray[np.float64]]:
    """(graph, values, weight) of a shard's edges, renumbered in the same order."""
    units, unit = np.unique(ints(edges, "a"), return_inverse=True)
    values, first, value = np.unique(ints(edges, "b"), return_index=True, return_inverse=True)
    kind = edges.column("kind").to_pylist()
    graph = EvidenceGraph(
        len(units), np.arange(len(values)), [""] * len(values), [kind[row] for row in first.tolist()], unit, value,
        np.ones(len(unit)), edges.column("x").to_numpy(), edges.column("y").to_numpy(), 0,
    )  # fmt: skip
    return graph, values, edges.column("z").to_numpy()[first]


def _joined(graph: EvidenceGraph, answers: pa.Table, found: Shards, share: float) -> Joined:
    """What the shards answered. A value that was cut stays a persona of its own."""
    answers = answers.sort_by([("shard", "ascending"), ("rank", "ascending")])
    personas = answers.filter(answers.column("what").to_numpy() == PERSONA)
    ties = answers.filter(answers.column("what").to_numpy() == TIE)
    value, of = ints(personas, "a"), ints(personas, "b")
    whole = ~found.cut[value] & ~found.cut[of]
    persona, common = np.arange(graph.values), np.zeros(graph.values, dtype=bool)
    persona[value[whole]] = of[whole]
    common[value[whole]] = ints(personas, "c")[whole] > 0
    columns = (ints(ties, name).tolist() for name in "abc")
    return Joined(persona, common, tuple((a, b, c) for a, b, c in zip(*columns)), share)
