"""PORT: a case's store, split into Store / Writer / View. Same answers from every adapter, to the byte.

Invariants
- Row keys are hashes of ids, never counters: load order and hidden records cannot show.
- Every statement carries a *part*, a small integer for (case, marking), local to the store. A view is opened with the
  parts allowed (`None`: the owner's, all) and drops parts whose review date has passed. A record read again under
  another marking is a second sighting: its statements exist once for each part, and a view sees them once.
- A writer call is one transaction with its audit event; it is idempotent, so a replay changes nothing.
- Lists come back in canonical order (by id, or as the method says), never in insertion order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from graphsvc.errors import InputError
from graphsvc.marking import Marking
from graphsvc.model import (
    Actor,
    Decision,
    EdgeType,
    NodeKind,
    Sighting,
    SourceFile,
    Statement,
    StatementKind,
    StoredRecord,
)
from graphsvc.registry import resolve

if TYPE_CHECKING:
    from datetime import datetime

    import numpy as np
    from numpy.typing import NDArray

    from graphsvc.store.common.shelf import Shelf

STORES: dict[str, str] = {
    "sqlite": "graphsvc.store.sqlite:SqliteStore",
    "neo4j": "graphsvc.store.neo4j:Neo4jStore",
    "memory": "graphsvc.store.memory:MemoryStore",
}
GROUP = "graphsvc.stores"

# Tables of the logical content, in dump order. The digest covers what was said and decided: not the source rows, which
# hold the moment of collection.
TABLES = ("marking", "source", "record", "sighting", "statement", "decision", "setting", "run", "cursor", "audit")
DIGESTED = ("marking", "record", "sighting", "statement", "decision")


@dataclass(frozen=True, slots=True)
class Batch:
    """Up to 5,000 rows of one file under one marking, written in one transaction.

    `words`: what `common.text.document` makes of each record, where the caller has it already; a store that needs it
    makes it else.
    """

    marking: Marking
    file: SourceFile
    records: Sequence[StoredRecord]
    sightings: Sequence[Sighting]
    statements: Sequence[Statement]
    cursor: Cursor | None = None
    words: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a load has come. `job`: hash of file, mapping, source and marking. `state`: canonical JSON.

    new, seen, changed: of the batches before; `put` stores them with its own batch's counts added.
    """

    job: str
    rows: int
    done: bool
    state: str = "{}"
    new: int = 0
    seen: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True)
class PutCounts:
    """new: first version of a key; changed: another version of a known key; seen: a record already there."""

    new: int
    seen: int
    changed: int


@dataclass(frozen=True, slots=True)
class Run:
    """A stored result. `document`: canonical text, '' if in pieces; `lineage`: canonical JSON, cluster id -> name."""

    id: str
    at: str
    author: str
    method: str
    seed: int
    parameters: str
    scope: str
    store_version: int
    document: str
    lineage: str


@dataclass(frozen=True, slots=True)
class Node:
    """A visible node. `records`: how many visible records state something about or with it; times of those, or ''."""

    id: str
    kind: NodeKind
    records: int
    first: str
    last: str
    degree: int  # visible distinct neighbours


@dataclass(frozen=True, slots=True)
class Edge:
    """All visible statements of one (subject, predicate, object), grouped. `kinds`: fact / assessment / inference."""

    subject: str
    predicate: EdgeType
    object: str
    records: int
    first: str
    last: str
    kinds: tuple[StatementKind, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """Neighbours of one node by edge type, direction (`out`, `in`) and kind of neighbour."""

    predicate: EdgeType
    direction: str
    kind: NodeKind
    count: int


@dataclass(frozen=True, slots=True)
class Neighbour:
    edge: Edge
    node: Node


@dataclass(frozen=True, slots=True)
class Evidence:
    """One statement with its record and where it was seen, each sighting under its marking."""

    statement: Statement
    record: StoredRecord
    sightings: tuple[tuple[Sighting, SourceFile, Marking], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A search result. `rank`: 0 exact, 1 prefix, 2 substring, 3 words of a text. `matched`: what matched."""

    node: str
    kind: NodeKind
    rank: int
    matched: str


@dataclass(frozen=True, slots=True)
class Path:
    """Nodes from start to end and the edges between them."""

    nodes: tuple[str, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Projection:
    """The visible graph as arrays, in canonical order: the input of linking and clustering.

    nodes, records: sorted ids. record_node[r]: index of the node the record is about. record_time[r]: posted time in
    days since 1970-01-01, NaN when undated. subject, object, record index nodes and records; predicate indexes
    `tuple(EdgeType)`. One row for each distinct (subject, predicate, object, record), sorted so; confidence is the
    highest of its statements; time in days (the edge's own, else the record's, else NaN). linkable[row] is False
    where all its markings forbid links (NO-ALGO, evaluated C4 or X4). record_linkable likewise.
    """

    nodes: list[str]
    records: list[str]
    record_node: NDArray[np.int32]
    record_time: NDArray[np.float64]
    record_linkable: NDArray[np.bool_]
    record_category: list[str]
    subject: NDArray[np.int32]
    predicate: NDArray[np.int8]
    object: NDArray[np.int32]
    record: NDArray[np.int32]
    confidence: NDArray[np.float64]
    time: NDArray[np.float64]
    linkable: NDArray[np.bool_]


class Writer(Protocol):
    """Each method is one transaction that holds its audit event."""

    def put(self, batch: Batch) -> PutCounts:
        """Upsert a batch; evidence is appended, never replaced. Raises StoreUnavailable; nothing half is left."""
        ...

    def decide(self, decision: Decision) -> None:
        """Add a decision, or the undone form of one that stands."""
        ...

    def unload(self, source: str) -> int:
        """Take every load of a source back; records that no sighting supports go, with their statements and index
        entries, and the cursors of its loads (state's "source") go too, so that it can be loaded again. Decisions
        stay, unseen until their targets are back. Returns how many records went. Raises CaseNotFound when there is no
        such source."""
        ...

    def expire(self, today: str) -> int:
        """Erase what is overdue and not held, with the cursors of the loads it came by, the decisions and runs that
        name an erased id, and that id in settings; returns how many records went. No erased byte remains in the
        files."""
        ...

    def set(self, name: str, value: str | None) -> None:
        """A setting, mapping or workspace row (canonical JSON); None removes it."""
        ...

    def save_run(self, run: Run, document: Sequence[str] = ()) -> None: ...  # pieces of its document, if not in it

    def note(self, verb: str, object_type: str, objects: Sequence[str], **fields: str) -> None:
        """An audit event of its own: consult, disclose, config."""
        ...

    def restore(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Rows as `Store.rows` gives them, for `copy`; existing rows stay."""
        ...


class View(Protocol):
    """What one scope may see. All answers are functions of the visible records alone."""

    def node(self, node: str) -> Node | None: ...

    def nodes(self, nodes: Collection[str]) -> list[Node]: ...

    def counts(self, node: str) -> list[Count]:
        """Neighbours by edge type, direction and kind, before anything is fetched."""
        ...

    def neighbours(
        self,
        node: str,
        *,
        predicate: EdgeType | None = None,
        kind: NodeKind | None = None,
        limit: int = 100,
        order: str = "most",
    ) -> list[Neighbour]:
        """At most `limit` neighbours, `most` or `least` connected first, then by id. Where more than 1,000 edges (or
        `limit`, if larger) fit, those with the smallest hash63 of the other end stand for all."""
        ...

    def edges_among(self, nodes: Collection[str]) -> list[Edge]:
        """Every edge whose two ends are both in `nodes`."""
        ...

    def expand(self, nodes: Collection[str], *, hops: int, cap: int, per_node: int) -> list[Node]:
        """The nodes themselves and those within `hops`, breadth first, each hop by id; `cap` in all. Each node gives
        the `per_node` neighbours with the smallest hash63 that no earlier hop has."""
        ...

    def paths(
        self,
        start: str,
        end: str,
        *,
        hops: int = 6,
        limit: int = 3,
        without_nodes: Collection[str] = (),
        without_types: Collection[EdgeType] = (),
        without_kinds: Collection[NodeKind] = (),
        max_degree: int | None = None,
    ) -> list[Path]:
        """Simple paths of at most `hops` edges, up to `limit`, shortest first and then by ids; nodes above `max_degree`
        are not crossed. No rule holds for the two ends. At most 100,000 neighbours are read, least connected nodes
        first: a path that only more reading would show is not found."""
        ...

    def search(self, text: str, exact: Sequence[str] = (), limit: int = 50) -> list[Hit]:
        """`exact` ids first, then ids and handles and titles by prefix and substring, then words of texts; within a
        rank by node id, at most 1,000. Where more than 1,000 ids, titles or texts share a rank, those with the smallest
        `hash63` (of the node's id, of the record's id) stand for it."""
        ...

    def evidence(self, subject: str, object: str, *, limit: int = 200) -> list[Evidence]:
        """Statements between two nodes in either direction, by record time, then id."""
        ...

    def record(self, record: str) -> StoredRecord | None: ...

    def records(self, node: str, *, limit: int = 200) -> list[StoredRecord]:
        """Records about a node (its versions), newest posted first, then by id."""
        ...

    def some_records(self, records: Collection[str]) -> Iterator[StoredRecord]: ...

    def every_record(self) -> Iterator[StoredRecord]:
        """Every visible record, streamed, in any order: for what reads the whole case once."""
        ...

    def titles(self, nodes: Collection[str]) -> dict[str, str]:
        """Title of the newest visible record about each of the nodes; nodes without one are left out."""
        ...

    def statements(self, nodes: Collection[str] | None = None) -> Iterator[Evidence]:
        """Every visible statement (`nodes`: only those with both ends among them), each once, with its record and
        visible sightings: for exports. By subject, predicate, object, record, field, start."""
        ...

    def sightings(self, record: str) -> list[tuple[Sighting, SourceFile, Marking]]: ...

    def decisions(self, *, standing: bool = True) -> list[Decision]:
        """Decisions whose targets are all visible, by time and id. `standing`: neither undone nor expired."""
        ...

    def markings(self) -> list[Marking]:
        """Markings of the visible parts that hold anything, by hash."""
        ...

    def stats(self) -> dict[str, Any]:
        """`{"records", "nodes", "edges", "statements", "by_kind": {...}, "sources": [{...}]}` of what is visible."""
        ...

    def projection(self) -> Projection: ...

    def shelf(self) -> Shelf: ...  # of this view, in the state that the case is in now

    @property
    def digest(self) -> str:
        """Hash of the markings in scope: stored beside results; another scope cannot read them."""
        ...


class Store(Protocol):
    """One case. Opened by `open_store`; safe to open from many processes at once."""

    name: str

    def view(self, parts: Collection[int] | None = None) -> View: ...

    def writer(self, actor: Actor) -> Writer: ...

    def parts(self) -> dict[int, Marking]:
        """Markings by part. A number is never given twice: an old scope cannot come to mean another marking."""
        ...

    def has_source(self, source: str) -> bool: ...

    def known(self, source: str, keys: Collection[str]) -> dict[str, tuple[str, str]]:
        """key -> (title, text) of the newest known version, for the keys of a source that exist."""
        ...

    def get(self, name: str) -> str | None: ...

    def case_key(self) -> bytes:
        """32 random bytes made with the case; refs and audit object ids are HMACs under it. Never in digests."""
        ...

    def settings(self, prefix: str = "") -> dict[str, str]: ...

    def cursor(self, job: str) -> Cursor | None: ...

    def runs(self) -> list[Run]: ...  # oldest first; `document` may be left empty here

    def run(self, run: str) -> Run | None: ...  # with its whole document

    def document(self, run: str) -> Iterator[str]: ...  # its pieces as saved; none for a run that is not there

    def version(self) -> int:
        """Grows with every change of records, statements or decisions; caches are keyed by it."""
        ...

    def rows(self, table: str) -> Iterator[dict[str, Any]]:
        """All rows of one of TABLES in canonical order, parts written as marking hashes."""
        ...

    def digest(self) -> str:
        """SHA-256 over the DIGESTED tables: equal in every store that holds the same."""
        ...

    def close(self) -> None: ...


def open_store(case: str, *, clock: Clock | None = None, create: bool = True) -> Store:
    """The store of a case: a path (`harbour.db`), `neo4j://host:7687/NAME`, or `memory:`.

    Raises CaseNotFound when `create` is False and there is none, StoreUnavailable, StoreDamaged, InputError.
    """
    if not case:
        raise InputError("no case named; give a file such as harbour.db or neo4j://host:7687/NAME")
    if case == "memory:":
        name = "memory"
    elif "://" in case:
        name = case.split("://", 1)[0].split("+")[0].replace("bolt", "neo4j")
    else:
        name = "sqlite"
    store: Store = resolve(STORES, name, "store", GROUP)(case, clock=clock, create=create)
    return store


class Clock(Protocol):
    """Injected so that tests and golden files are reproducible. Returns an aware UTC time."""

    def __call__(self) -> datetime: ...
