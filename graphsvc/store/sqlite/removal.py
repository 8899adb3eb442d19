"""Taking loads back and erasing what is overdue, so that no byte of it is left in the file or its WAL.

SQLite keeps deleted bytes unless told otherwise, and so does FTS5: `secure_delete` zeroes freed pages; then the
segments of the search tables are merged, the file is written anew, and the WAL is cut to nothing. FTS5's own
secure-delete is not used: once it has run, no SQLite before 3.42 reads the file (FTS5 format 5); Debian 12 has 3.40.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from itertools import islice

from graphsvc.marking import Marking
from graphsvc.model import hash63, node_id, split_id
from graphsvc.results import RecordRef
from graphsvc.store import Run
from graphsvc.store.common import erasure, loads, shelf
from graphsvc.store.common import text as texts
from graphsvc.store.common.events import CASE_KEY
from graphsvc.store.sqlite import dump
from graphsvc.store.sqlite.connection import BUSY_SECONDS, Connections
from graphsvc.store.sqlite.inserts import slot, text_of
from graphsvc.store.sqlite.schema import SEARCH_TABLES
from graphsvc.store.sqlite.tally import recount

CHUNK = 2_000

# Rows of records that lose a sighting, rows of nodes whose counts that changes, keys of all ids that are gone.
SCRATCH = ("touched", "shaken", "erased")
TOUCHED = "INSERT INTO temp.touched SELECT DISTINCT record FROM sighting WHERE file IN (SELECT value FROM json_each(?))"
SHAKEN = (
    "INSERT OR IGNORE INTO temp.shaken SELECT r.node FROM temp.touched t CROSS JOIN record r ON r.row = t.key",
    "INSERT OR IGNORE INTO temp.shaken SELECT s.subject FROM temp.touched t CROSS JOIN statement s ON s.record = t.key",
    "INSERT OR IGNORE INTO temp.shaken SELECT s.object FROM temp.touched t CROSS JOIN statement s ON s.record = t.key",
)
UNSIGHTED = """
DELETE FROM statement WHERE record IN (SELECT key FROM temp.touched) AND NOT EXISTS (
    SELECT 1 FROM sighting g WHERE g.record = statement.record AND g.part = statement.part)
"""
LOST = """
SELECT r.row, r.key, r.id, r.title, b.text, b.content FROM temp.touched t CROSS JOIN record r ON r.row = t.key
CROSS JOIN body b ON b.row = r.row WHERE NOT EXISTS (SELECT 1 FROM sighting g WHERE g.record = t.key)
"""

GONE = """
SELECT n.row, n.key, n.id FROM json_each(?) j CROSS JOIN node n ON n.row = j.value
WHERE NOT EXISTS (SELECT 1 FROM record r WHERE r.node = n.row)
"""
KEY_LEFT = """
SELECT 1 FROM record WHERE slot = ?1
UNION ALL SELECT 1 FROM node n CROSS JOIN record r ON r.node = n.row WHERE n.key = ?2 AND r.slot IS NULL
"""


def forget(connection: sqlite3.Connection, files: Collection[int], jobs: Collection[str]) -> list[str]:
    """Remove source files (rows), their sightings, and what those alone supported. Returns ids of records that went.

    Inside the caller's transaction; `scratch` must be open. temp.erased then holds hash63 of every id that is gone.
    """
    rows = json.dumps(sorted(files))
    connection.execute(TOUCHED, (rows,))
    for statement in SHAKEN:
        connection.execute(statement)
    connection.execute("DELETE FROM sighting WHERE file IN (SELECT value FROM json_each(?))", (rows,))
    connection.execute(UNSIGHTED)
    records = list(_remove_records(connection))
    shaken = (node for (node,) in connection.execute("SELECT key FROM temp.shaken ORDER BY key"))
    for gone in recount(connection, shaken):
        _remove_nodes(connection, gone)
    connection.execute("DELETE FROM source WHERE row IN (SELECT value FROM json_each(?))", (rows,))
    connection.executemany("DELETE FROM cursor WHERE job = ?", [(job,) for job in jobs])
    unused = "SELECT part FROM marking WHERE part NOT IN (SELECT part FROM source)"
    connection.execute(f"DELETE FROM partset WHERE id IN ({unused})")  # noqa: S608
    connection.execute(f"DELETE FROM marking WHERE part IN ({unused})")  # noqa: S608
    connection.execute("UPDATE meta SET value = '1' WHERE name = 'scrub'")
    return records


def _remove_records(connection: sqlite3.Connection) -> Iterator[str]:
    found = connection.execute(LOST)
    while chunk := list(islice(found, CHUNK)):
        chunk.sort(key=lambda row: row[1])
        connection.executemany(
            "INSERT INTO title_text(title_text, rowid, doc) VALUES ('delete', ?, ?)",
            [(key, texts.shelved([title])) for _, key, _, title, _, _ in chunk if title],
        )
        connection.executemany(
            "INSERT INTO word_text(word_text, rowid, doc) VALUES ('delete', ?, ?)",
            [(key, _words(title, text, content)) for _, key, _, title, text, content in chunk],
        )
        names = [name for _, _, name, _, _, _ in chunk]
        connection.executemany("DELETE FROM record WHERE row = ?", [row[:1] for row in chunk])
        connection.executemany("DELETE FROM body WHERE row = ?", [row[:1] for row in chunk])
        _note_erased(connection, names)
        yield from names


def _remove_nodes(connection: sqlite3.Connection, nodes: Collection[int]) -> None:
    """Nodes that nothing states anything about. One that a record without a sighting is about, in a copy that was cut
    short, keeps its row."""
    gone = connection.execute(GONE, (json.dumps(list(nodes)),)).fetchall()
    connection.executemany(
        "INSERT INTO label_text(label_text, rowid, doc) VALUES ('delete', ?, ?)",
        sorted((key, texts.shelved(texts.labels(name))) for _, key, name in gone),
    )
    connection.executemany("DELETE FROM node WHERE row = ?", [row[:1] for row in gone])
    _note_erased(connection, [name for _, _, name in gone])


def _words(title: str, text: str | None, content: str) -> str:
    value = texts.value_of(content)
    return texts.document(title, text_of(value) if text is None else text, value)


def _note_erased(connection: sqlite3.Connection, names: Collection[str]) -> None:
    connection.executemany("INSERT OR IGNORE INTO temp.erased VALUES (?)", [(hash63(name),) for name in names])


def forget_names(connection: sqlite3.Connection, records: Collection[str]) -> None:
    """Erased ids leave decisions, runs and settings as well. `records`: ids of records that went."""
    for record in records:
        _, (kind, source, key) = split_id(record.rpartition("@")[0])
        asked = (slot(kind, source, key), hash63(node_id(kind, source, key)))
        if not connection.execute(KEY_LEFT, asked).fetchone():
            _note_erased(connection, [RecordRef(kind, source, key).text])
    erased = _Erased(connection)
    for name, targets in connection.execute("SELECT id, targets FROM decision").fetchall():
        if any(target in erased for target in json.loads(targets)):
            connection.execute("DELETE FROM decision WHERE id = ?", (name,))
    for values in connection.execute(dump.RUNS).fetchall():
        run = Run(*values)
        if erasure.run_names(run, dump.document(connection, run.id), erased):
            connection.execute("DELETE FROM run WHERE id = ?", (run.id,))
            connection.execute("DELETE FROM run_text WHERE run = ?", (run.id,))
    for name, value in connection.execute("SELECT * FROM setting WHERE name <> ?", (CASE_KEY,)).fetchall():
        kept = erasure.without(value, erased)
        if kept is None:
            connection.execute("DELETE FROM setting WHERE name = ?", (name,))
        elif kept != value:
            connection.execute("UPDATE setting SET value = ? WHERE name = ?", (kept, name))


class _Erased:
    """Everything that is gone, asked by id and never held in memory."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __contains__(self, name: object) -> bool:
        found = self._connection.execute("SELECT 1 FROM temp.erased WHERE key = ?", (hash63(str(name)),)).fetchone()
        return found is not None


@contextmanager
def scratch(connection: sqlite3.Connection) -> Iterator[None]:
    """The temporary tables of one removal."""
    for table in SCRATCH:
        connection.execute(f"CREATE TEMP TABLE {table} (key INTEGER PRIMARY KEY)")
    try:
        yield
    finally:
        for table in SCRATCH:
            connection.execute(f"DROP TABLE IF EXISTS temp.{table}")


def sources_of(connection: sqlite3.Connection, source: str) -> tuple[list[int], list[str]]:
    """Rows of a source's files, and the jobs of its loads."""
    files = [row for (row,) in connection.execute("SELECT row FROM source WHERE source = ?", (source,))]
    return files, [
        job for job, state in connection.execute("SELECT job, state FROM cursor") if loads.source(state) == source
    ]


def overdue(connection: sqlite3.Connection, today: str) -> tuple[list[int], list[str]]:
    """Rows of the files whose markings are overdue and not held, and the jobs that loaded them."""
    parts = {
        part: name
        for part, name, body in connection.execute("SELECT part, hash, body FROM marking")
        if Marking.from_json(json.loads(body)).erasable(today)
    }
    files = [row for row, part in connection.execute("SELECT row, part FROM source") if part in parts]
    gone = set(parts.values())
    return files, [
        job for job, state in connection.execute("SELECT job, state FROM cursor") if loads.marking(state) in gone
    ]


def scrub(connection: sqlite3.Connection) -> bool:
    """Rewrite what still holds erased bytes; outside a transaction. False where a reader kept the WAL from being cut:
    then the next removal, or the next opening of the case, does it."""
    if connection.execute("SELECT value FROM meta WHERE name = 'scrub'").fetchone() != ("1",):
        return True
    shelf.clear(connection.execute("PRAGMA database_list").fetchone()[2])
    merge_search_tables(connection)
    connection.execute("VACUUM")
    connection.execute("UPDATE meta SET value = '0' WHERE name = 'scrub'")
    (blocked, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if blocked:
        connection.execute("UPDATE meta SET value = '1' WHERE name = 'scrub'")
    return not blocked


def merge_search_tables(connection: sqlite3.Connection) -> None:
    """Each search table's segments as one, without what was deleted from it."""
    for table in SEARCH_TABLES:
        connection.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")  # noqa: S608


def resume(connections: Connections) -> None:
    """Finish what a removal that was cut short had left to scrub; where another process is busy, it is for the next."""
    with connections.alone() as connection:
        if connection.execute("SELECT value FROM meta WHERE name = 'scrub'").fetchone() == ("1",):
            connection.execute("PRAGMA busy_timeout = 0")
            try:
                scrub(connection)
            except sqlite3.OperationalError:
                pass
            finally:
                connection.execute(f"PRAGMA busy_timeout = {round(BUSY_SECONDS * 1000)}")
