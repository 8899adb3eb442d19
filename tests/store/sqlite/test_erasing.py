"""No erased byte remains in the case file or its WAL (RIGHTS.md M2: SQLite and FTS5 keep deleted bytes by default)."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from graphsvc.marking import Marking
from graphsvc.model import Actor, Decision, Verb, canonical_json
from graphsvc.store import Cursor, Run
from graphsvc.store.sqlite import SqliteStore, removal
from tests.support.records import EMAIL, OPEN, PHONE, PHONE_2, advert, batch
from tests.support.stores import Clock

ME = Actor()
LATE = Marking(tlp="GREEN", originators=frozenset({"zeppelin agency"}), review_by="2026-01-10")
# Pieces of everything that is about to be erased; each piece is long enough for no hash or code to hold it by chance.
TRACES = (b"zebrafish", b"quicksilver", b"xylophone", b"79460001", b"zeppelin", b"zanzibar", b"obsidian")


def bytes_of(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(path.parent.glob(path.name + "*"))).lower()


def left(path: Path) -> list[bytes]:
    data = bytes_of(path)
    return [trace for trace in TRACES if trace in data]


def fill(store: SqliteStore) -> None:
    """What stays, and what goes, spread over enough transactions that FTS5 merges segments and WAL pages move."""
    writer = store.writer(ME)
    for number in range(12):
        kept = [advert(f"{number}-{row}", PHONE_2, EMAIL, source="kept", title=f"Kitchen {row}") for row in range(20)]
        writer.put(batch(kept, OPEN, source="kept", name=f"{number}.csv"))
        gone = [
            advert(f"obsidian{number}-{row}", PHONE, title=f"Zebrafish {row}", text=f"quicksilver {number} xylophone")
            for row in range(20)
        ]
        state = canonical_json({"source": "ads", "file": {"marking": LATE.hash}, "note": "zanzibar"})
        writer.put(
            batch(gone, LATE, name="zanzibar.csv", first_line=2 + 20 * number, cursor=Cursor("j", 1, True, state))
        )


@pytest.fixture
def case(tmp_path: Path, clock: Clock) -> tuple[SqliteStore, Path]:
    path = tmp_path / "case.db"
    store = SqliteStore(str(path), clock=clock)
    fill(store)
    return store, path


def test_after_unload(case: tuple[SqliteStore, Path]) -> None:
    store, path = case
    assert sorted(left(path)) == sorted(TRACES)
    assert store.writer(ME).unload("ads") == 240
    assert left(path) == []
    assert len(store.view().search("kitchen", limit=300)) == 240
    store.close()
    assert left(path) == []


def test_after_expiry_decisions_runs_and_views_included(case: tuple[SqliteStore, Path]) -> None:
    store, path = case
    writer = store.writer(ME)
    writer.decide(Decision.make(Verb.NOTE, (PHONE,), "quicksilver", "ada", "2026-01-01", "xylophone"))
    document = canonical_json({"identifiers": [PHONE], "note": "zebrafish"})
    writer.save_run(Run("r", "2026-01-01", "ada", "m", 0, "{}", "[]", 1, document, "{}"))
    writer.set("workspace:x", canonical_json({PHONE: [0, 1], EMAIL: [1, 1]}))
    assert writer.expire("2026-01-15") == 240
    assert left(path) == []
    assert store.settings() == {"workspace:x": canonical_json({EMAIL: [1, 1]})}
    store.close()


def test_without_the_scrubbing_bytes_would_remain(
    case: tuple[SqliteStore, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(removal, "scrub", lambda connection: True)
    store, path = case
    store.writer(ME).unload("ads")
    assert left(path)
    store.close()


def test_what_a_cut_short_removal_left_is_scrubbed_at_the_next_opening(
    case: tuple[SqliteStore, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, path = case
    with monkeypatch.context() as patched:
        patched.setattr(removal, "scrub", _fails)
        with pytest.raises(KeyboardInterrupt):
            store.writer(ME).unload("ads")
    assert left(path)
    store.close()
    SqliteStore(str(path)).close()
    assert left(path) == []


def _fails(connection: sqlite3.Connection) -> bool:
    raise KeyboardInterrupt


def test_a_reader_that_holds_the_wal_only_delays_it(case: tuple[SqliteStore, Path]) -> None:
    store, path = case
    with store._connections.alone() as connection:
        connection.execute("PRAGMA busy_timeout = 50")
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM record").fetchone()
    store.writer(ME).unload("ads")
    assert left(path)
    reader.execute("ROLLBACK")
    reader.close()
    store.close()
    SqliteStore(str(path)).close()
    assert left(path) == []
