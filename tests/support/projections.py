"""Small projections for linking and analysis, written as rows instead of files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from graphsvc.model import EdgeType, node_id, record_id
from graphsvc.store import Projection

TYPES = tuple(EdgeType)


@dataclass(frozen=True, slots=True)
class Row:
    """A record: what it names, by node id. `day`: days since 1970. `about`: its node when it is no advert. `how`: the
    edge type of an identifier when it is not the usual one. `read`: confidence per identifier, 1 unless said."""

    key: str
    ids: tuple[str, ...] = ()
    day: float | None = None
    category: str = "unknown"
    source: str = "s"
    kind: str = "ad"
    about: str = ""
    version: str = "000000000000"
    linkable: bool = True
    how: Mapping[str, EdgeType] = field(default_factory=dict)
    read: Mapping[str, float] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return record_id(self.kind, self.source, self.key, self.version)

    @property
    def node(self) -> str:
        return self.about or node_id(self.kind, self.source, self.key)


def ad(key: str, *ids: str, day: float | None = None, category: str = "unknown", source: str = "s") -> Row:
    return Row(key, ids, day, category, source)


def make_projection(rows: Iterable[Row]) -> Projection:
    """The projection a store would give of these records, in canonical order whatever the order of `rows`."""
    records = sorted(rows, key=lambda row: row.id)
    nodes = sorted({row.node for row in records} | {i for row in records for i in row.ids})
    index = {node: i for i, node in enumerate(nodes)}
    time = [np.nan if row.day is None else float(row.day) for row in records]
    edges = sorted(
        (index[row.node], TYPES.index(_predicate(row, i)), index[i], r, row.read.get(i, 1.0), time[r], row.linkable)
        for r, row in enumerate(records)
        for i in set(row.ids)
    )
    column = list(zip(*edges)) if edges else [()] * 7
    return Projection(
        nodes=nodes,
        records=[row.id for row in records],
        record_node=np.array([index[row.node] for row in records], dtype=np.int32),
        record_time=np.array(time, dtype=np.float64),
        record_linkable=np.array([row.linkable for row in records], dtype=np.bool_),
        record_category=[row.category for row in records],
        subject=np.array(column[0], dtype=np.int32),
        predicate=np.array(column[1], dtype=np.int8),
        object=np.array(column[2], dtype=np.int32),
        record=np.array(column[3], dtype=np.int32),
        confidence=np.array(column[4], dtype=np.float64),
        time=np.array(column[5], dtype=np.float64),
        linkable=np.array(column[6], dtype=np.bool_),
    )


def _predicate(row: Row, identifier: str) -> EdgeType:
    usual = EdgeType.SHOWS_IMAGE if identifier.startswith("image:") else EdgeType.MENTIONS
    return row.how.get(identifier, usual)
