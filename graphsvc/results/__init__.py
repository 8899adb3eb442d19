"""The one frozen result document.

`Result.to_json()` gives canonical bytes: they depend on data, parameters and seed alone. No store name, clock, run id
or load order is in them, so SQLite and Neo4j give the same bytes. `Result.from_json` reopens old documents.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from graphsvc.errors import InputError
from graphsvc.model import node_id
from graphsvc.restore import parse, restore
from graphsvc.results import streaming

SCHEMA = "graphsvc.result/1"
WHAT = "a result document; make one with `graphsvc cluster`"


@dataclass(frozen=True, slots=True, order=True)
class RecordRef:
    """A record by kind, source and key; versions of one key are one."""

    kind: str
    source: str
    key: str

    @property
    def text(self) -> str:
        return f"{self.kind}\t{self.source}\t{self.key}"

    @property
    def node(self) -> str:
        """Id of the node that such a record of an advert or account is about."""
        return node_id(self.kind, self.source, self.key)


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


STABLE = 0.5  # share of resamples in which a cluster stays together, below which it is not called one
BY_CHANCE = 0.05  # share of clusters so tight that chance may account for, above which it is not


@dataclass(frozen=True, slots=True)
class Without:
    """What a cluster falls into without one identifier: how many pieces, and the members of the largest ones. A
    protected identifier counts and is not named: ''."""

    identifier: str
    pieces: int
    sizes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MergeRisk:
    """How a cluster could be wrong. `level`: `firm`, `fragile`, `single-identifier`, `single-record`. `held_by`: the
    identifiers without any one of which more than a tenth of the members come apart; `falls_into`: into how many pieces
    without the worst; `without`: the same for the worst few.

    `weakest`: weight, in nats, of its weakest cut: the identifiers that would all have to be wrong for it to fall in
    two; `cut`: these identifiers; `cut_off`: members on the smaller side; `proven`: no cut is lighter, else `weakest`
    is an upper bound. `stability`: share of resamples of the evidence in which it stays together (Hennig 2007).
    `by_chance`: clusters as tight that a degree-preserving rewire of the case gives, for each one that is there.
    None where not assessed. Methods: `analysis.risk`.
    """

    level: str
    held_by: tuple[str, ...]
    falls_into: int
    weakest: float
    cut: tuple[str, ...] = ()
    cut_off: int = 0
    proven: bool = True
    without: tuple[Without, ...] = ()
    stability: float | None = None
    by_chance: float | None = None

    @property
    def holds(self) -> bool:
        """Whether the cluster may be called one: firm, stable, and tighter than chance gives."""
        stable = self.stability is None or self.stability >= STABLE
        return self.level == "firm" and stable and (self.by_chance is None or self.by_chance <= BY_CHANCE)


@dataclass(frozen=True, slots=True)
class Rival:
    """Another explanation of the same evidence: what speaks for it, what against, and what the records cannot tell. The
    sentences give counts and name no identifier; none is a probability."""

    name: str
    for_it: tuple[str, ...]
    against: tuple[str, ...]
    not_known: tuple[str, ...] = ()

    @property
    def state(self) -> str:
        """`for`, `against`, or `not known` where nothing or both speak."""
        if bool(self.for_it) == bool(self.against):
            return "not known"
        return "for" if self.for_it else "against"


@dataclass(frozen=True, slots=True)
class ActorCluster:
    """Records that exclusive evidence ascribes to one poster. It says nothing about what a person is."""

    id: str
    records: tuple[RecordRef, ...]
    identifiers: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    merge_risk: MergeRisk
    category_counts: dict[str, int] = field(default_factory=dict)

    @property
    def nodes(self) -> list[str]:
        """Ids of the nodes that its records are about, in their order."""
        return [ref.node for ref in self.records]


@dataclass(frozen=True, slots=True)
class Link:
    """Evidence between two actors. `weight`: its sum, in nats. `probability`: calibrated, that the two are
    of one network (`linking.calibration`); None in documents without one."""

    a: str
    b: str
    weight: float
    evidence: tuple[Evidence, ...]
    probability: float | None = None


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
    rivals: tuple[Rival, ...] = ()

    @property
    def review(self) -> tuple[bool, float, bool, str]:
        """Sort key for review, on screens and in reports: those of several actors first, of these the weakest link
        first; never by size."""
        return len(self.actors) < 2, self.merge_risk.weakest, self.merge_risk.level == "firm", self.id


@dataclass(frozen=True, slots=True)
class Hub:
    """An identifier that many different posters share: discounted, and queued for a person's verdict. `guess`: what it
    may be (agency, platform, forwarding, exchange, stock text, stock picture), '' where nothing tells; `reasons`:
    sentences that name nothing. A guess is never a verdict."""

    identifier: str
    records: int
    diversity: float
    verdict: str
    guess: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alert:
    """Decisions that contradict each other. `decision`: the one that was not applied; `kept`: those that were."""

    decision: str
    kept: tuple[str, ...]
    text: str


# What a result holds many of.
MANY: Mapping[str, type[ActorCluster] | type[Link] | type[NetworkCluster]] = {
    "actors": ActorCluster, "links": Link, "networks": NetworkCluster,
}  # fmt: skip
CLUSTERS = ("actors", "networks")
Keep = Callable[[str, Mapping[str, Any]], bool]  # of a field of MANY and the plain values of one item: whether to keep


@dataclass(frozen=True, slots=True, weakref_slot=True)
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
    alerts: tuple[Alert, ...] = ()
    schema: str = SCHEMA

    def to_dict(self) -> dict[str, Any]:
        """Plain values; floats are rounded to 6 decimals so that platforms agree."""
        value: dict[str, Any] = streaming.rounded(self)
        return value

    def to_json(self) -> str:
        """Canonical text of the plain values."""
        return "".join(self.pieces())

    def pieces(self, change: streaming.Change | None = None) -> Iterator[str]:
        """The same piece by piece, for results of a million records. `change`, where given, is made to the plain values
        of each cluster and link, and of each other field."""
        return streaming.pieces(self, MANY, change)

    def exact(self) -> Result:
        """The result as it will be read again."""
        found: Result = streaming.exact(self)
        return found

    @property
    def digest(self) -> str:
        return digest_of(self.pieces())

    @classmethod
    def from_json(cls, text: str) -> Result:
        """Raises InputError when the document is not one, or of another schema."""
        value = parse(text, WHAT)
        _check(value.get("schema") if isinstance(value, dict) else None)
        found: Result = restore(cls, value, WHAT)
        return found

    @classmethod
    def from_pieces(cls, pieces: Iterable[str], keep: Keep | None = None) -> Result:
        """The result whose canonical text comes in pieces; `keep`: which clusters and links of it, all where not given.
        Raises InputError as `from_json`."""
        found: dict[str, Any] = {}
        for name, value in streaming.values(pieces, MANY, WHAT):
            if name not in MANY:
                found[name] = value
            elif value is None:
                found[name] = []
            elif keep is None or keep(name, value):
                found[name].append(restore(MANY[name], value, WHAT))
        _check(found.get("schema"))
        several: dict[str, Any] = {name: tuple(found.pop(name)) for name in MANY if name in found}
        rest: Result = restore(cls, found | {name: [] for name in several}, WHAT)
        return replace(rest, **several)


def clusters_in(pieces: Iterable[str]) -> Iterator[ActorCluster | NetworkCluster]:
    """Actors, then networks of a stored document, as its text comes. Raises InputError where it is none."""
    for name, value in streaming.values(pieces, MANY, WHAT):
        if name in CLUSTERS and value is not None:
            yield restore(MANY[name], value, WHAT)


def digest_of(pieces: Iterable[str]) -> str:
    """SHA-256 of a document's text."""
    found = hashlib.sha256()
    for piece in pieces:
        found.update(piece.encode("utf-8", "surrogatepass"))
    return found.hexdigest()


def _check(schema: object) -> None:
    if schema != SCHEMA:
        raise InputError(f"not a result document of schema {SCHEMA}; make it again with `graphsvc cluster`")


def cluster_id(kind: str, records: Iterable[RecordRef]) -> str:
    """`actor:` or `network:` and 16 hex digits of the sorted record keys: the same members, the same id."""
    body = "\n".join(sorted(ref.text for ref in records))
    return f"{kind}:{hashlib.sha256(body.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
