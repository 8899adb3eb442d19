"""Everything a view says, as bytes: what two views that should agree are compared by.

`SNAPSHOTS` is open: add a name and a function of a view, and every test that compares views covers it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import is_dataclass
from itertools import islice
from typing import Any

import numpy as np

from graphsvc.model import EdgeType, NodeKind, canonical_json
from graphsvc.store import Projection, View

QUERIES = (
    "harbour", "HARBOUR work", "+4420794600", "0207 946", "ab", "a", "x' OR \"1\"=\"1", "tomorrow housing", "telegram:",
    "straße", "１２３", "", "*", "NEAR(", "%", "title-", "@example",
)  # fmt: skip


def _graph(view: View) -> Any:
    nodes = view.projection().nodes
    return [
        view.nodes(nodes),
        [view.node(node) for node in nodes],
        view.edges_among(nodes),
        view.edges_among(nodes[::2]),
    ]


def _near(view: View) -> Any:
    nodes = view.projection().nodes
    return [
        [
            view.counts(node), view.neighbours(node), view.neighbours(node, order="least", limit=2),
            view.neighbours(node, predicate=EdgeType.MENTIONS), view.neighbours(node, kind=NodeKind.PHONE, limit=1),
            view.expand([node], hops=2, cap=6, per_node=2),
        ]
        for node in nodes
    ]  # fmt: skip


def _paths(view: View) -> Any:
    nodes = view.projection().nodes
    pairs = list(islice(((a, b) for a in nodes[::3] for b in nodes[1::3]), 12))
    return [
        [
            view.paths(a, b), view.paths(a, b, hops=3, limit=1, max_degree=2),
            view.paths(a, b, without_types=[EdgeType.PAID], without_kinds=[NodeKind.EMAIL], without_nodes=nodes[:1]),
        ]
        for a, b in pairs
    ]  # fmt: skip


def _search(view: View) -> Any:
    nodes = view.projection().nodes
    return [[view.search(query), view.search(query, nodes[:3], limit=2)] for query in QUERIES]


def _evidence(view: View) -> Any:
    edges = view.edges_among(view.projection().nodes)
    return [[view.evidence(e.subject, e.object), view.evidence(e.object, e.subject, limit=1)] for e in edges]


def _records(view: View) -> Any:
    projection = view.projection()
    nodes, found = projection.nodes, projection.records
    return [
        [view.record(record) for record in found], [view.sightings(record) for record in found],
        [view.records(node) for node in nodes], [view.records(node, limit=1) for node in nodes], view.titles(nodes),
        list(view.statements()), list(view.statements(nodes[::2])),
        sorted(view.every_record(), key=lambda record: record.id),
    ]  # fmt: skip


def _about(view: View) -> Any:
    return [view.decisions(), view.decisions(standing=False), view.markings(), view.stats(), view.digest]


def _components(view: View) -> Any:
    """The simplest cluster result: a derived answer must not see what the view does not show."""
    projection = view.projection()
    leader = list(range(len(projection.nodes)))
    for subject, object_ in sorted(zip(projection.subject.tolist(), projection.object.tolist())):
        old, new = sorted((leader[subject], leader[object_]), reverse=True)
        leader = [new if one == old else one for one in leader]
    return [[projection.nodes[node], projection.nodes[first]] for node, first in enumerate(leader)]


SNAPSHOTS: dict[str, Callable[[View], Any]] = {
    "graph": _graph, "near": _near, "paths": _paths, "search": _search, "evidence": _evidence, "records": _records,
    "about": _about, "projection": lambda view: view.projection(), "components": _components,
}  # fmt: skip


def snapshot(view: View, names: Sequence[str] = ()) -> dict[str, bytes]:
    """Each snapshot's canonical bytes; all of them unless named."""
    return {name: canonical_json(_plain(SNAPSHOTS[name](view))).encode() for name in names or SNAPSHOTS}


def _plain(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return [str(value.dtype), [None if item != item else item for item in value.tolist()]]  # NaN is not itself
    if isinstance(value, Projection):
        return {name: _plain(getattr(value, name)) for name in Projection.__slots__}
    if is_dataclass(value) and not isinstance(value, type):
        return [type(value).__name__, {name: _plain(item) for name, item in _fields(value).items()}]
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, dict):
        return {str(name): _plain(item) for name, item in value.items()}
    return value


def _fields(value: Any) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__dataclass_fields__}
