"""What exports and reports are given: a graph to be written, and what a report shows beside a result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graphsvc.errors import InputError
from graphsvc.marking import Marking
from graphsvc.model import NodeKind, StatementKind
from graphsvc.results import Result

_KINDS = frozenset(StatementKind)


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One statement behind an edge, as an outside reader needs it."""

    record: str
    field: str
    start: int
    end: int
    raw: str
    method: str
    confidence: float
    file: str  # SHA-256
    line: int
    marking: str  # hash


# Kinds that a person may stand behind: each shows the category of that person, `unknown` until assessed (LED art 6).
PERSONAL = (NodeKind.ACCOUNT, NodeKind.ACTOR, NodeKind.EMAIL, NodeKind.PHONE, NodeKind.WALLET)


# Attributes of result nodes and their edges that are numbers, for formats and servers that have types.
FIGURES: Mapping[str, type[int] | type[float]] = {
    "records": int, "identifiers": int, "actors": int, "adverts": int, "weakest": float, "stability": float,
    "by_chance": float, "weight": float, "similarity": float, "confidence": float,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class GraphNode:
    id: str
    kind: str
    caption: str
    attributes: dict[str, str]
    actor: str = ""
    network: str = ""
    protected: bool = False
    marking: str = ""  # banner text of the strictest marking
    subject_category: str = ""  # an assessment about who stands behind it; never set by a loader or an algorithm

    def __post_init__(self) -> None:
        if not self.subject_category and self.kind in PERSONAL:
            object.__setattr__(self, "subject_category", "unknown")


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """`id` is unique in the graph. `kind`: fact, assessment or inference."""

    id: str
    source: str
    target: str
    type: str
    kind: str
    records: int
    first: str
    last: str
    evidence: tuple[EvidenceRow, ...]
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GraphDocument:
    """A graph to be exported: nodes by id, edges by id, and the marking of the whole, the strictest of its members.

    Raises InputError for a graph that no reader could trust: ids that repeat, edges to nowhere, an edge that is none
    of fact, assessment and inference, a fact without evidence.
    """

    title: str
    nodes: tuple[GraphNode, ...]
    edges: tuple[GraphEdge, ...]
    marking: Marking
    markings: dict[str, dict[str, Any]]  # hash -> marking of every member
    result: Result | None
    software: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "nodes", tuple(sorted(self.nodes, key=lambda node: node.id)))
        object.__setattr__(self, "edges", tuple(sorted(self.edges, key=lambda edge: edge.id)))
        nodes = {node.id for node in self.nodes}
        if len(nodes) != len(self.nodes) or len({edge.id for edge in self.edges}) != len(self.edges):
            raise InputError("two nodes, or two edges, of the graph share an id")
        for edge in self.edges:
            if edge.source not in nodes or edge.target not in nodes:
                raise InputError(f"edge {edge.id!r} ends at a node that is not in the graph")
            if edge.kind not in _KINDS or (edge.kind == StatementKind.FACT and not edge.evidence):
                raise InputError(f"edge {edge.id!r} is no assessment, no inference, and no fact with its evidence")

    def manifest(self) -> dict[str, Any]:
        """What every format writes inside: title, marking, counts, software, schema, limits."""
        return {
            "title": self.title,
            "marking": self.marking.as_json(),
            "banner": self.marking.banner(),
            "nodes": len(self.nodes),
            "edges": len(self.edges),
            "software": self.software,
            "kinds": "fact: seen in a record; assessment: a named person's; inference: an algorithm's",
            "limits": "Linked does not mean trafficking. Links are for review by a person.",
        }


@dataclass(frozen=True, slots=True)
class ReportContext:
    """What a report shows beside the result: captions, sample evidence, who and when.

    `captions`: of hubs, of the identifiers of the networks that a brief ranks, and of networks whose name lasts from
    run to run. `changed`: as `analysis.diff` gives it. `unranked`: networks of protected nodes alone, which no ranking
    may list.
    """

    title: str
    at: str
    author: str
    banner: str
    captions: dict[str, str]
    # record text -> (title, posted, place, file SHA-256, line), of the networks that a brief tells in full
    records: dict[str, tuple[str, str, str, str, int]]
    changed: dict[str, Any] = field(default_factory=dict)  # empty when there is no run before
    unranked: frozenset[str] = frozenset()
