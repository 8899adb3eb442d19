"""Random small cases: loads of records under several markings, with decisions, as Hypothesis strategies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hypothesis import strategies as st

from graphsvc.marking import Marking
from graphsvc.model import Actor, Decision, EdgeType, RecordKind, Statement, StatementKind, StoredRecord, Verb
from graphsvc.store import Batch, Store
from tests.support import records as rows

OVERDUE = Marking(tlp="GREEN", originators=frozenset({"late"}), review_by="2025-01-01")
MARKINGS = (rows.OPEN, rows.CLOSED, rows.NO_LINK, OVERDUE)

NODES = (
    "phone:+442079460001", "phone:+442079460002", "phone:+442079460003", "email:a%40example.org",
    "account:telegram:harbour_jobs", "account:telegram:Straße", "wallet:bitcoin:1BoatSLRHtKNngkdXEeobR76b53LETtpyT",
    "url:example.org/%F0%9F%98%80", "image:ffd8ffe0",
)  # fmt: skip
TITLES = ("", "Harbour work", "HARBOUR work", "１２３ straße", 'x\' OR "1"="1', "title-\x00-NUL", "ab", "مرحبا 020")
TEXTS = ("", "Start tomorrow, housing included", "tomorrow\nHOUSING", "日本語の仕事", "a" * 300, 'NEAR( * "')
TIMES = ("", "2025-01-01", "2025-06-01T12:00:00Z", "2024-12-31", "no time")


@dataclass(frozen=True)
class Load:
    """One batch: which marking, and its rows."""

    marking: int
    name: str
    rows: tuple[tuple[StoredRecord, tuple[Statement, ...]], ...]

    def batch(self) -> Batch:
        return rows.batch(self.rows, MARKINGS[self.marking], name=self.name)


@dataclass(frozen=True)
class World:
    loads: tuple[Load, ...]
    decisions: tuple[Decision, ...]

    def fill(self, store: Store, markings: Iterable[int] | None = None, *, backwards: bool = False) -> None:
        """Everything, or only the loads under some markings; decisions are no records and always go in."""
        wanted = range(len(MARKINGS)) if markings is None else set(markings)
        writer = store.writer(Actor())
        for load in self.loads[::-1] if backwards else self.loads:
            if load.marking in wanted:
                writer.put(load.batch())
        for decision in self.decisions:
            writer.decide(decision)


def parts_of(store: Store, markings: Iterable[int]) -> set[int]:
    """The store's own numbers for those of the markings that it holds."""
    hashes = {MARKINGS[number].hash for number in markings}
    return {part for part, marking in store.parts().items() if marking.hash in hashes}


@st.composite
def _row(draw: st.DrawFn) -> tuple[StoredRecord, tuple[Statement, ...]]:
    kind = draw(st.sampled_from((RecordKind.AD, RecordKind.AD, RecordKind.ACCOUNT, RecordKind.WALLET)))
    about = {RecordKind.AD: "", RecordKind.ACCOUNT: NODES[4], RecordKind.WALLET: NODES[6]}[kind]
    record = rows.record(
        draw(st.sampled_from(("1", "2", "3", "k:4@é"))),
        kind=kind,
        node=about,
        version=draw(st.sampled_from(("000000000000", "111111111111"))),
        title=draw(st.sampled_from(TITLES)),
        text=draw(st.sampled_from(TEXTS)),
        posted=draw(st.sampled_from(TIMES)),
        passages=draw(st.sampled_from(((), (("requirements", "harbour pass"),)))),
    )
    ends = draw(st.lists(st.sampled_from([node for node in NODES if node != record.node]), max_size=3))
    return record, tuple(_statement(draw, record, end) for end in ends)


def _statement(draw: st.DrawFn, record: StoredRecord, end: str) -> Statement:
    predicate = draw(st.sampled_from((EdgeType.MENTIONS, EdgeType.MENTIONS, EdgeType.PAID, EdgeType.FOLLOWS)))
    third = draw(st.sampled_from(("", "", *(node for node in NODES if node != end))))
    return rows.statement(
        record, end, subject=third, predicate=predicate, start=draw(st.sampled_from((0, 7))),
        confidence=draw(st.sampled_from((0.5, 1.0))), kind=draw(st.sampled_from(tuple(StatementKind))),
        at=draw(st.sampled_from(("", "", "2025-02-03"))),
    )  # fmt: skip


@st.composite
def _load(draw: st.DrawFn) -> Load:
    found: dict[str, tuple[StoredRecord, tuple[Statement, ...]]] = {}
    for record, statements in draw(st.lists(_row(), max_size=4)):
        found.setdefault(record.id, (record, statements))
    return Load(
        draw(st.integers(0, len(MARKINGS) - 1)), draw(st.sampled_from(("a.csv", "b.csv"))), tuple(found.values())
    )


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Up to five loads. A record of one id has one content, wherever it is loaded."""
    content: dict[str, StoredRecord] = {}
    loads = []
    for load in draw(st.lists(_load(), max_size=5)):
        fixed = []
        for record, statements in load.rows:
            fixed.append((content.setdefault(record.id, record), statements))
        loads.append(Load(load.marking, load.name, tuple(fixed)))
    targets = [*NODES, *(record.node for record in content.values()), *content, "actor:0011223344556677"]
    decisions = draw(st.lists(_decision(targets), max_size=2, unique_by=lambda decision: decision.id))
    return World(tuple(loads), tuple(decisions))


@st.composite
def _decision(draw: st.DrawFn, targets: list[str]) -> Decision:
    return Decision.make(
        draw(st.sampled_from((Verb.SAME, Verb.VERDICT, Verb.NOTE))),
        tuple(draw(st.lists(st.sampled_from(targets), min_size=1, max_size=2, unique=True))),
        "agency", "analyst", draw(st.sampled_from(("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"))), "seen",
        draw(st.sampled_from(("", "2026-01-10", "2027-01-01"))),
    )  # fmt: skip
