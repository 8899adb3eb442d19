"""The one frozen result document, and the two views of it that exports and reports are functions of.

`Result.to_json()` gives canonical bytes: they depend on data, parameters and seed alone. No store name, clock, run id
or load order is in them, so SQLite and Neo4j give the same bytes. `Result.from_json` reopens old documents.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from graphsvc.errors import InputError
from graphsvc.marking import Marking
from graphsvc.model import canonical_json

SCHEMA = "graphsvc.result/1"


@dataclass(frozen=True, slots=True, order=True)
class RecordRef:
    """A record by kind, source and key; versions of one key are one."""

    kind: str
    source: str
    key: str

    @property
    def text(self) -> str:
        return f"{self.kind}\t{self.source}\t{self.key}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one identifier contributes. `weight`: natural log-odds after rarity and diversity; `prior`: the kind's worth
    before; `epoch`: '' or E1, E2, ... of a recycled number; `records`: how many of these records carry it;
    `elsewhere`: how many other visible records do; `role`: `exclusive` (holds an actor together), `shared` (a link
    between actors), `hub` (discounted: too many different posters stand behind it)."""

    identifier: str
    kind: str
    epoch: str
    weight: float
    prior: float
    records: int
    elsewhere: int
    role: str


@dataclass(frozen=True, slots=True)
class MergeRisk:
    """How a cluster could be wrong. `level`: `firm`, `fragile`, `single-identifier`, `single-record`. `held_by`: the
    identifiers without any one of which it falls apart; `falls_into`: into how many pieces without the worst."""

    level: str
    held_by: tuple[str, ...]
    falls_into: int
    weakest: float


@dataclass(frozen=True, slots=True)
class ActorCluster:
    """Records that exclusive evidence ascribes to one poster. It says nothing about what a person is."""

    id: str
    records: tuple[RecordRef, ...]
    identifiers: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    merge_risk: MergeRisk
    category_counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Link:
    """Evidence between two actors."""

    a: str
    b: str
    weight: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class NetworkCluster:
    """Actors that shared evidence links. `wording`: `one network`, or `possibly linked` where the links are fragile."""

    id: str
    actors: tuple[str, ...]
    records: tuple[RecordRef, ...]
    identifiers: tuple[str, ...]
    merge_risk: MergeRisk
    wording: str
    bridges: tuple[str, ...] = ()  # plain sentences: recruitment and sale under one actor, ...
    resolved: bool = True


@dataclass(frozen=True, slots=True)
class Hub:
    """An identifier that many different posters share: discounted, and queued for a person's verdict."""

    identifier: str
    records: int
    diversity: float
    verdict: str


@dataclass(frozen=True, slots=True)
class Result:
    """One clustering of one scope."""

    method: str
    method_version: str
    parameters: dict[str, Any]
    seed: int
    keys_version: int
    marking: dict[str, Any]
    counts: dict[str, int]
    coverage: tuple[dict[str, Any], ...]  # per source: records, first, last, places, languages
    actors: tuple[ActorCluster, ...]
    networks: tuple[NetworkCluster, ...]
    links: tuple[Link, ...]
    hubs: tuple[Hub, ...]
    notes: tuple[str, ...]  # limits, warnings, what was left out and why
    schema: str = SCHEMA

    def to_dict(self) -> dict[str, Any]:
        value: dict[str, Any] = asdict(self)
        return value

    def to_json(self) -> str:
        """Canonical text; floats are rounded to 6 decimals so that platforms agree."""
        return canonical_json(_rounded(self.to_dict()))

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.to_json().encode("utf-8", "surrogatepass")).hexdigest()

    @classmethod
    def from_json(cls, text: str) -> Result:
        """Raises InputError when the document is not one, or of another schema."""
        import json

        try:
            value = json.loads(text)
            if value.pop("schema") != SCHEMA:
                raise InputError(f"not a result document of schema {SCHEMA}; make it again with `graphsvc cluster`")
            return cls(
                coverage=tuple(value.pop("coverage")),
                actors=tuple(_actor(a) for a in value.pop("actors")),
                networks=tuple(_network(n) for n in value.pop("networks")),
                links=tuple(
                    Link(link["a"], link["b"], link["weight"], tuple(Evidence(**e) for e in link["evidence"]))
                    for link in value.pop("links")
                ),
                hubs=tuple(Hub(**h) for h in value.pop("hubs")),
                notes=tuple(value.pop("notes")),
                **value,
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError(f"not a result document ({type(error).__name__}); make one with `graphsvc cluster`") from error


def cluster_id(kind: str, records: Iterable[RecordRef]) -> str:
    """`actor:` or `network:` and 16 hex digits of the sorted record keys: the same members, the same id."""
    body = "\n".join(sorted(ref.text for ref in records))
    return f"{kind}:{hashlib.sha256(body.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 6) + 0.0  # + 0.0: no negative zero
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(item) for item in value]
    return value


def _refs(value: list[dict[str, str]]) -> tuple[RecordRef, ...]:
    return tuple(RecordRef(**ref) for ref in value)


def _risk(value: dict[str, Any]) -> MergeRisk:
    return MergeRisk(**{**value, "held_by": tuple(value["held_by"])})


def _actor(value: dict[str, Any]) -> ActorCluster:
    return ActorCluster(
        **{
            **value,
            "records": _refs(value["records"]),
            "identifiers": tuple(value["identifiers"]),
            "evidence": tuple(Evidence(**e) for e in value["evidence"]),
            "merge_risk": _risk(value["merge_risk"]),
        }
    )


def _network(value: dict[str, Any]) -> NetworkCluster:
    return NetworkCluster(
        **{
            **value,
            "actors": tuple(value["actors"]),
            "records": _refs(value["records"]),
            "identifiers": tuple(value["identifiers"]),
            "merge_risk": _risk(value["merge_risk"]),
            "bridges": tuple(value["bridges"]),
        }
    )


# --- what exports and reports are given ------------------------------------------------------------------------


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
    """A graph to be exported: nodes by id, edges by id, and the marking of the whole, the strictest of its members."""

    title: str
    nodes: tuple[GraphNode, ...]
    edges: tuple[GraphEdge, ...]
    marking: Marking
    markings: dict[str, dict[str, Any]]  # hash -> marking of every member
    result: Result | None
    software: str

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
    """What a report shows beside the result: captions, sample evidence, who and when."""

    title: str
    at: str
    author: str
    banner: str
    captions: dict[str, str]
    # record text -> (title, posted, place, file SHA-256, line)
    records: dict[str, tuple[str, str, str, str, int]]
    changed: dict[str, Any] = field(default_factory=dict)  # diff against the run before, if any
