"""What a case file is, and what is refused in its place: one sentence each, nothing written."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from graphsvc.errors import CaseNotFound, GraphsvcError, InputError, StoreDamaged, StoreUnavailable
from graphsvc.model import Actor
from graphsvc.store import Run, open_store
from graphsvc.store.sqlite import SqliteStore, connection, schema
from tests.support.records import PHONE, advert, batch


def refused(path: Path | str, kind: type[GraphsvcError], words: str, *, create: bool = True) -> None:
    with pytest.raises(kind, match=words) as caught:
        open_store(str(path), create=create)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_no_case_is_refused_and_left_alone(tmp_path: Path) -> None:
    table = tmp_path / "ads.csv"
    table.write_text("id,title\n1,x\n" * 20)
    refused(table, InputError, "ads.csv is not a case; to load it, name the case first")
    assert table.read_text() == "id,title\n1,x\n" * 20
    assert [file.name for file in tmp_path.iterdir()] == ["ads.csv"]


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE visits (url TEXT)")
    other.close()
    before = path.read_bytes()
    refused(path, InputError, "history.db is a database of another program")
    assert path.read_bytes() == before


def test_a_newer_case_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    SqliteStore(str(path)).close()
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA user_version = 99")
    other.close()
    refused(path, StoreDamaged, "made by a newer graphsvc .its schema is 99, this one knows 2.; update graphsvc")


def test_a_case_of_the_first_schema_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    SqliteStore(str(path)).close()
    with sqlite3.connect(path) as other:
        other.execute("DROP TABLE run_text")
        other.execute("PRAGMA user_version = 1")
        values = ("r", "2026-01-01", "ada", "m", 0, "{}", "[]", 1, '{"actors":[]}', "{}")
        other.execute("INSERT INTO run VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
    other.close()
    for _ in range(2):
        store = SqliteStore(str(path))
        assert list(store.document("r")) == ['{"actors":[]}']
        store.writer(Actor()).save_run(Run("new", *values[1:8], "", "{}"), ["{", "}"])
        assert list(store.document("new")) == ["{", "}"]
        store.close()


def test_a_case_with_other_words_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "words.db"
    SqliteStore(str(path)).close()
    with sqlite3.connect(path) as other:
        other.execute("UPDATE meta SET value = '[]' WHERE name = 'vocabulary'")
    other.close()
    refused(path, StoreDamaged, "knows other kinds of node or edge")


def test_a_damaged_case_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "torn.db"
    store = SqliteStore(str(path))
    store.writer(Actor()).put(batch([advert(str(number), PHONE) for number in range(300)]))
    store.close()
    data = bytearray(path.read_bytes())
    data[8 * 4096 :] = b"\xff" * (len(data) - 8 * 4096)
    path.write_bytes(data)
    with pytest.raises(StoreDamaged, match=r"torn\.db is damaged.*backup"):
        SqliteStore(str(path)).digest()


def test_places_where_no_case_can_be(tmp_path: Path) -> None:
    refused(tmp_path, InputError, "is a directory; name a file in it")
    refused(tmp_path / "absent.db", CaseNotFound, "there is no case", create=False)
    refused(tmp_path / "no" / "where.db", InputError, "there is no directory")
    refused(":memory:", InputError, "memory:")
    refused("a\0b.db", InputError, "NUL")
    refused("", InputError, "no case named")
    empty = tmp_path / "empty.db"
    empty.touch()
    refused(empty, CaseNotFound, "holds no case", create=False)
    assert list(tmp_path.iterdir()) == [empty]
    SqliteStore(str(empty)).close()
    SqliteStore(str(empty), create=False).close()


def test_an_old_sqlite_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 37, 2))
    monkeypatch.setattr(sqlite3, "sqlite_version", "3.37.2")
    refused(tmp_path / "x.db", StoreUnavailable, "brings SQLite 3.37.2; a case file needs 3.40 or newer")


@pytest.mark.parametrize("name", ["ünï code.db", "quote'd.db", "?mode=ro", "file:x.db", "100%.db"])
def test_odd_names_are_only_names(tmp_path: Path, name: str) -> None:
    store = SqliteStore(str(tmp_path / name))
    store.writer(Actor()).put(batch([advert("1", PHONE)]))
    store.close()
    assert (tmp_path / name).stat().st_size > 0


def test_no_column_can_hold_media_and_every_table_is_strict(tmp_path: Path) -> None:
    """RIGHTS.md A20: the product stores no pictures. FTS5 keeps its own tables, which hold terms only."""
    SqliteStore(str(tmp_path / "x.db")).close()
    with sqlite3.connect(tmp_path / "x.db") as other:
        tables = [
            (name, strict)
            for _, name, kind, _, _, strict in other.execute("PRAGMA table_list")
            if kind == "table" and not name.startswith("sqlite_")
        ]
        types = {
            (name, column[1]): column[2] for name, _ in tables for column in other.execute(f"PRAGMA table_info({name})")
        }
    other.close()
    assert {name for name, strict in tables if not strict} == set()
    assert set(types.values()) == {"INTEGER", "TEXT", "REAL"}


def test_defaults_of_durability(tmp_path: Path) -> None:
    store = SqliteStore(str(tmp_path / "x.db"))
    with store._connections.alone() as writer:
        found = {
            name: writer.execute(f"PRAGMA {name}").fetchone()[0]
            for name in (
                "journal_mode",
                "synchronous",
                "secure_delete",
                "busy_timeout",
                "application_id",
                "user_version",
            )
        }
    assert found == {
        "journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "busy_timeout": 10_000,
        "application_id": schema.APPLICATION, "user_version": schema.SCHEMA,
    }  # fmt: skip
    store.close()


def test_readers_cannot_write_or_reach_out(tmp_path: Path) -> None:
    """RIGHTS.md C17: an authorizer on every read connection, besides query_only."""
    store = SqliteStore(str(tmp_path / "x.db"))
    store.writer(Actor()).put(batch([advert("1", PHONE)]))
    for attack in (
        "ATTACH ':memory:' AS other", "PRAGMA query_only = 0", "PRAGMA journal_mode = DELETE", "DELETE FROM record",
        "INSERT INTO setting VALUES ('a', 'b')", "UPDATE sqlite_master SET sql = ''", "CREATE TABLE x (y)",
        "CREATE TEMP TABLE x (y)", "DROP TABLE record", "SELECT load_extension('x')", "VACUUM INTO 'copy.db'",
        "PRAGMA writable_schema = 1", "REINDEX", "INSERT INTO label_text(label_text) VALUES ('optimize')",
        "SELECT fts3_tokenizer('x')", "DETACH main",
    ):  # fmt: skip
        with pytest.raises(GraphsvcError), store._connections.reading() as reader:
            reader.execute(attack)
    assert store.view().stats()["records"] == 1
    assert not (tmp_path / "copy.db").exists()
    store.close()


def test_every_statement_is_a_constant() -> None:
    """No SQL is put together from values; only PRAGMA and table names of ours are formatted."""
    folder = Path(connection.__file__).parent
    formatted = [
        line.strip()
        for file in sorted(folder.glob("*.py"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if "execute" in line and ('f"' in line or "%" in line or ".format" in line)
    ]
    allowed = (
        "PRAGMA",
        "TEMP TABLE {table}",
        "temp.{table}",
        "{table}({table})",
        "{table}({table}, rank)",
        "({unused})",
    )
    assert [line for line in formatted if not any(word in line for word in allowed)] == []
