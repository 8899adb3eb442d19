"""Results written beside a case as `Actor`, `Network` and `Template` nodes, for Bloom and the Browser.

They carry the label `Result`, the run, and `kind: inference`; the store reads `Entity` nodes alone, so they count in no
view, digest or version. One run is published at a time. Erasing takes all of it away, and protecting a node its edges.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from graphsvc.model import EdgeType, NodeKind
from graphsvc.store.neo4j import cypher
from graphsvc.store.neo4j.turn import Turn

ROWS = 10_000  # of one statement: what goes over the wire at once


def publish(turn: Turn, nodes: Collection[Mapping[str, Any]], edges: Collection[Mapping[str, Any]]) -> None:
    """Replace what is published. `nodes`: {"id", "kind", "fields"}; `edges`: {"type", "source", "target", "fields"},
    whose sources are nodes of the case or among `nodes`."""
    withdraw(turn)
    own = {node["id"] for node in nodes}
    for kind, query in cypher.PUT_RESULTS.items():
        for rows in _chunks([node for node in nodes if NodeKind(node["kind"]) is kind]):
            turn.run(query, rows=rows)
    for (type_, label), query in cypher.PUT_ASCRIBED.items():
        chosen = [e for e in edges if EdgeType(e["type"]) is type_ and (e["source"] in own) == (label == "Result")]
        for rows in _chunks(chosen):
            turn.run(query, rows=rows)


def withdraw(turn: Turn) -> None:
    turn.run(cypher.DROP_RESULTS)


def withdraw_members(turn: Turn, nodes: Sequence[str]) -> None:
    """What is published no longer leads to these nodes of the case."""
    turn.run(cypher.UNPUBLISH, ids=list(nodes))


def _chunks(rows: Sequence[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    remaining = iter(rows)
    while chunk := list(islice(remaining, ROWS)):
        yield chunk
