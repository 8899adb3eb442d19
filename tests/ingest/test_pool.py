"""Rows prepared in processes of their own are the rows prepared in this one, in the same order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from graphsvc.errors import GraphsvcError
from graphsvc.ingest import pool
from graphsvc.ingest.counts import Counts
from graphsvc.ingest.pool import SMALL, preparing, processes
from graphsvc.ingest.wire import Rows
from graphsvc.model import (
    Category,
    EdgeType,
    Locator,
    Mention,
    Moment,
    NodeKind,
    Record,
    RecordKind,
    Rejected,
    Relation,
)

WALLET = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"


def _row(number: int) -> Record | Rejected:
    """Of every shape a row can have: an advert, a payment, one that is rejected, one that is no phone."""
    where = Locator("0" * 64, number + 2, number + 2)
    if number % 7 == 3:
        return Rejected("ads.csv", where.line, "1 value where the header has 3 columns")
    wallet = Mention(NodeKind.WALLET, WALLET if number % 2 else "none", "from")
    if number % 7 == 5:
        paid = Relation(EdgeType.PAID, replace(wallet, raw=WALLET, field="to"), at="2026-01-02", data=(("tx", "ab"),))
        return Record(RecordKind.WALLET, "w", str(number), where, subject=wallet, relations=(paid,))
    return Record(
        RecordKind.AD, "ads", str(number), where, f"Ángel {number}", f"call 07700 900{number:03d} ☎ \ud83d",
        (("notes", "a@example.org"),), category=Category.JOB, posted=Moment("2026-01-02", "2 Jan"), country="GB",
        mentions=(Mention(NodeKind.PHONE, "ask" if number % 2 else "+44 20 7946 0018", "tel"),),
        attributes=(("price", "40"),),
    )  # fmt: skip


def _batches() -> list[Rows]:
    return [[_row(number) for number in range(first, first + 30)] for first in range(0, 240, 30)]


def test_they_are_the_same_rows_and_counts_in_the_same_order() -> None:
    with preparing("m", "ES", 0) as prepare:
        here = list(prepare(_batches()))
    with preparing("m", "ES", 2) as prepare:
        there = list(prepare(_batches()))
    assert there == here
    assert {type(row).__name__ for made, _ in here for row in made} == {"Prepared", "Rejected"}
    total = Counts()
    for _, counts in there:
        total.add(counts)
    assert total.unread["tel"] == [sum(count.unread["tel"][0] for _, count in here), 3]


def test_no_batch_makes_nothing() -> None:
    with preparing("m", "", 1) as prepare:
        assert list(prepare([])) == []


def test_they_read_only_as_far_ahead_as_keeps_them_busy() -> None:
    read = 0

    def batches() -> Iterator[Rows]:
        nonlocal read
        for rows in _batches():
            read += 1
            yield rows

    with preparing("m", "", 1) as prepare:
        next(iter(prepare(batches())))
        assert read == 3


def test_one_that_is_killed_is_one_sentence_and_none_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[pool._Worker] = []
    start = pool._Worker.__init__

    def noted(worker: pool._Worker) -> None:
        start(worker)
        started.append(worker)

    monkeypatch.setattr(pool._Worker, "__init__", noted)
    with preparing("m", "", 2) as prepare:
        made = prepare(_batches())
        next(made)
        for worker in started:
            worker.kill()
        with pytest.raises(GraphsvcError, match=r"ended before its time \(signal 9\); what was committed stays: run"):
            list(made)
    assert [worker._process.returncode for worker in started] == [-9, -9]


def test_small_files_need_no_process_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _: set(range(16)))
    assert (processes(SMALL - 1), processes(-1), processes(SMALL)) == (0, 0, pool.MOST)
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0})
    assert processes(SMALL) == 0
