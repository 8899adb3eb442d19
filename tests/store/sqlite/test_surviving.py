"""What a case file survives: kill -9, eight writers at once, a full disk."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from graphsvc.errors import StoreUnavailable
from graphsvc.marking import Marking
from graphsvc.model import Actor
from graphsvc.rights import audit
from graphsvc.store.sqlite import SqliteStore
from graphsvc.store.sqlite import connection as connections
from tests.support import kill
from tests.support.loading import JOB, SIZE, write
from tests.support.records import PHONE, advert, batch
from tests.support.snapshots import snapshot

BATCHES = 60


def loading(path: Path, count: int, first: int = 0) -> list[str]:
    return [sys.executable, "-m", "tests.support.loading", str(path), "write", str(count), str(first)]


def test_killed_fifty_times_it_holds_what_the_undisturbed_run_holds(tmp_path: Path) -> None:
    whole = SqliteStore(str(tmp_path / "whole.db"))
    write(whole, BATCHES, job=f"{JOB}-0")
    path = tmp_path / "killed.db"
    acknowledged = 0

    def check() -> None:
        """After each kill: nothing half, nothing that was acknowledged lost."""
        nonlocal acknowledged
        with sqlite3.connect(path) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.close()
        store = SqliteStore(str(path))
        cursor = store.cursor(f"{JOB}-0")
        rows = cursor.rows if cursor else 0
        assert rows >= acknowledged
        assert len({row["sha256"] for row in store.rows("source")}) == rows
        acknowledged = rows
        store.close()

    def again() -> None:
        nonlocal acknowledged
        acknowledged = 0
        for file in tmp_path.glob("killed.db*"):
            if file.is_file():
                file.unlink()

    outcome = kill.until_done(
        loading(path, BATCHES), seed=5, kills=50, longest=0.06, ready="ready", between=check, again=again
    )
    assert outcome.kills == 50
    killed = SqliteStore(str(path))
    assert killed.digest() == whole.digest()
    assert snapshot(killed.view(), ["graph", "projection", "search"]) == snapshot(
        whole.view(), ["graph", "projection", "search"]
    )
    assert [chain.fault for chain in audit.verify(killed.rows("audit"))] == [""]
    whole.close()
    killed.close()


def test_an_erasure_killed_again_and_again_is_whole_in_the_end(tmp_path: Path) -> None:
    late = Marking(tlp="GREEN", originators=frozenset({"zeppelin"}), review_by="2026-01-10")

    def fill(path: Path) -> None:
        for old in tmp_path.glob(path.name + "*"):
            old.unlink()
        store = SqliteStore(str(path))
        for number in range(4):
            gone = [advert(f"zeppelin{number}-{row}", PHONE, title=f"Zeppelin {row}") for row in range(300)]
            store.writer(Actor()).put(batch(gone, late, name=f"{number}.csv"))
        store.writer(Actor()).put(batch([advert("kept", PHONE)], name="kept.csv"))
        store.close()

    whole, killed = tmp_path / "whole.db", tmp_path / "killed.db"
    fill(whole)
    fill(killed)
    erasing = [sys.executable, "-m", "tests.support.loading", str(killed), "expire", "2026-01-15"]
    outcome = kill.until_done(erasing, seed=3, kills=8, longest=0.15, ready="ready", again=lambda: fill(killed))
    assert outcome.kills == 8
    store, other = SqliteStore(str(whole)), SqliteStore(str(killed))
    store.writer(Actor()).expire("2026-01-15")
    assert other.digest() == store.digest()
    assert snapshot(other.view(), ["graph", "search"]) == snapshot(store.view(), ["graph", "search"])
    store.close()
    other.close()
    left = [file for file in tmp_path.rglob("*") if "killed.db" in str(file.relative_to(tmp_path)) and file.is_file()]
    assert not [file for file in left if b"zeppelin" in file.read_bytes().lower()]


def test_eight_processes_write_at_once_and_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "shared.db"
    writers, count = 8, 150  # 150 batches and 50 decisions each: 200 writes
    running = [
        subprocess.Popen(loading(path, count, 2000 * number), stderr=subprocess.PIPE, text=True)
        for number in range(writers)
    ]
    for process in running:
        _, errors = process.communicate(timeout=120)
        assert (process.returncode, errors) == (0, "")
    store = SqliteStore(str(path))
    stats = store.view().stats()
    assert stats["records"] == writers * count * (SIZE + 1)
    hub = store.view().node(PHONE)
    assert hub is not None
    assert (hub.records, hub.degree) == (writers * count * (SIZE + 1), writers * count * SIZE)
    assert len(list(store.rows("decision"))) == writers * count // 3
    [chain] = audit.verify(store.rows("audit"))
    assert (chain.count, chain.fault) == (writers * 200, "")
    store.close()


def test_a_full_disk_is_said_and_survived(tmp_path: Path) -> None:
    path = tmp_path / "full.db"
    store = SqliteStore(str(path))
    with store._connections.alone() as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + 40}")
    with pytest.raises(StoreUnavailable, match=r"full\.db: the disk is full.*run the same command again"):
        write(store, 500)
    cursor = store.cursor(JOB)
    assert cursor is not None
    acknowledged = len(list(store.rows("source")))  # reads go on
    assert acknowledged == cursor.rows > 0
    with store._connections.alone() as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.execute("PRAGMA max_page_count = 1000000")
    write(store, acknowledged + 5)
    whole = SqliteStore(str(tmp_path / "whole.db"))
    write(whole, acknowledged + 5)
    assert store.digest() == whole.digest()
    store.close()
    whole.close()


def test_patience_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "BUSY_SECONDS", 0.01)
    monkeypatch.setattr(connections, "PATIENCE_SECONDS", 0.05)
    path = tmp_path / "held.db"
    store = SqliteStore(str(path))
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnavailable, match="another process has held the file"):
        store.writer(Actor()).put(batch([advert("1", PHONE)]))
    assert store.view().stats()["records"] == 0  # readers are never kept waiting
    holder.execute("ROLLBACK")
    store.writer(Actor()).put(batch([advert("1", PHONE)]))
    assert store.view().stats()["records"] == 1
    holder.close()
    store.close()
