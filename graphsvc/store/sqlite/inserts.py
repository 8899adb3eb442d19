"""Rows into tables and their search documents. What is there stays."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import Any

from graphsvc.errors import StoreDamaged
from graphsvc.marking import Marking
from graphsvc.model import Decision, SourceFile, Statement, StoredRecord, canonical_json, hash63
from graphsvc.results import RecordRef
from graphsvc.store import Cursor, Run
from graphsvc.store.common import text as texts
from graphsvc.store.sqlite.schema import KIND_CODE, TYPE_CODE
from graphsvc.store.sqlite.tally import next_number

StatementRow = tuple[int, int, int, Statement]  # row of the record, key of the statement, part, the statement

KNOWN_NODES = "SELECT key, id, row FROM node WHERE key IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows and keys of ids that a transaction is about; `fresh`: the rows it made itself."""

    row: dict[str, int]
    key: dict[str, int]
    fresh: frozenset[int]


def part_of(connection: sqlite3.Connection, marking: Marking) -> int:
    """The part of a marking, made on first sight."""
    found = connection.execute("SELECT part FROM marking WHERE hash = ?", (marking.hash,)).fetchone()
    if found:
        return int(found[0])
    part = next_number(connection)
    connection.execute("INSERT INTO partset VALUES (?, ?)", (part, json.dumps([part])))
    connection.execute("INSERT INTO marking VALUES (?, ?, ?)", (part, marking.hash, canonical_json(marking.as_json())))
    return part


def write_source(connection: sqlite3.Connection, file: SourceFile, part: int) -> int:
    """The row of a file as loaded for a source under a marking."""
    connection.execute(
        "INSERT OR IGNORE INTO source VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (part, file.sha256, file.source, file.name, file.size, file.loader, file.loader_version, file.collected_at,
         file.collected_by, file.mapping),
    )  # fmt: skip
    found = connection.execute(
        "SELECT row FROM source WHERE source = ? AND sha256 = ? AND part = ?", (file.source, file.sha256, part)
    ).fetchone()
    return int(found[0])


def write_nodes(connection: sqlite3.Connection, names: Iterable[str]) -> Rows:
    """Rows of node ids, made where there are none, with their labels. Raises StoreDamaged where two ids share a key."""
    key = {name: hash63(name) for name in names}
    known = known_rows(connection, KNOWN_NODES, key)
    (last,) = connection.execute("SELECT coalesce(max(row), 0) FROM node").fetchone()
    new = [name for name in key if name not in known]
    made = dict(zip(new, range(last + 1, last + 1 + len(new))))
    connection.executemany(
        "INSERT INTO node VALUES (?, ?, ?, ?)",
        [(row, key[name], KIND_CODE[name.partition(":")[0]], name) for name, row in made.items()],
    )
    # FTS5 closes a segment whenever rowids do not ascend.
    labels = sorted((key[name], texts.shelved(texts.labels(name))) for name in new)
    connection.executemany("INSERT INTO label_text(rowid, doc) VALUES (?, ?)", labels)
    return Rows({**known, **made}, key, frozenset(made.values()))


def known_rows(connection: sqlite3.Connection, query: str, key: Mapping[str, int]) -> dict[str, int]:
    """Rows of those ids that are there: `query` gives (key, id, row) for a JSON list of keys. Raises StoreDamaged where
    two ids share a key."""
    name_of = {value: name for name, value in key.items()}
    if len(name_of) < len(key):
        clash = next(name for name, value in key.items() if name_of[value] != name)
        raise _collision(clash, name_of[key[clash]])
    found = {}
    for value, name, row in connection.execute(query, (json.dumps(sorted(name_of)),)).fetchall():
        if name_of[value] != name:
            raise _collision(name, name_of[value])
        found[name] = row
    return found


def write_records(
    connection: sqlite3.Connection, records: Sequence[StoredRecord], key: Mapping[str, int], nodes: Mapping[str, int],
    words: Mapping[str, str],
) -> dict[str, int]:  # fmt: skip
    """New records with their titles and words; gives their rows. `key`: of record ids; `nodes`: rows of node ids;
    `words`: documents by record id, made here where there are none."""
    (last,) = connection.execute("SELECT coalesce(max(row), 0) FROM record").fetchone()
    rows = {record.id: row for row, record in enumerate(records, last + 1)}
    contents = [texts.value_of(record.content) for record in records]
    connection.executemany(
        "INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (rows[r.id], key[r.id], slot_of(r), nodes[r.node], r.id, r.title, r.posted, r.category, r.place,
             r.keys_version)
            for r in records
        ],
    )  # fmt: skip
    connection.executemany(
        "INSERT INTO body VALUES (?, ?, ?, ?)",
        [
            (rows[r.id], None if text_of(content) == r.text else r.text, r.content, r.candidates)
            for r, content in zip(records, contents)
        ],
    )
    titles = sorted((key[r.id], texts.shelved((r.title,))) for r in records if r.title)
    connection.executemany("INSERT INTO title_text(rowid, doc) VALUES (?, ?)", titles)
    documents = sorted(
        (key[r.id], words[r.id] if r.id in words else texts.document(r.title, r.text, content))
        for r, content in zip(records, contents)
    )
    connection.executemany("INSERT INTO word_text(rowid, doc) VALUES (?, ?)", documents)
    return rows


def slot(kind: str, source: str, key: str) -> int:
    """Versions of one key share a slot."""
    return hash63(RecordRef(kind, source, key).text)


def slot_of(record: StoredRecord) -> int | None:
    """The slot as stored: None where the node stands for it, `ad:SOURCE:KEY` for `record:ad:SOURCE:KEY@VERSION`."""
    if record.id.removeprefix("record:").rpartition("@")[0] == record.node:
        return None
    return slot(record.kind, record.source, record.key)


def text_of(content: Mapping[str, Any]) -> str:
    """The text in a content."""
    text = content.get("text", "")
    return text if isinstance(text, str) else ""


def write_sightings(connection: sqlite3.Connection, sightings: Mapping[tuple[int, int, int, int], str]) -> None:
    """(record's row, part, file's row, line) -> captured."""
    rows = [(*key, captured) for key, captured in sorted(sightings.items())]
    connection.executemany("INSERT OR IGNORE INTO sighting VALUES (?, ?, ?, ?, ?)", rows)


def write_statements(connection: sqlite3.Connection, statements: Iterable[StatementRow], nodes: Rows) -> None:
    row, key = nodes.row, nodes.key
    connection.executemany(
        "INSERT OR IGNORE INTO statement VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (record, own, part, row[s.subject], TYPE_CODE[s.predicate], row[s.object], key[s.subject], key[s.object],
             KIND_CODE[s.subject.partition(":")[0]], KIND_CODE[s.object.partition(":")[0]], s.field, s.start, s.end,
             s.raw, s.method, float(s.confidence), s.kind, s.at, s.data)
            for record, own, part, s in statements
        ],
    )  # fmt: skip


def write_cursor(connection: sqlite3.Connection, cursor: Cursor) -> None:
    connection.execute("INSERT OR REPLACE INTO cursor VALUES (?, ?, ?, ?, ?, ?, ?)", astuple(cursor))


def write_run(connection: sqlite3.Connection, run: Run, document: Sequence[str] = ()) -> None:
    connection.execute("INSERT OR IGNORE INTO run VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", astuple(run))
    pieces = ((run.id, place, piece) for place, piece in enumerate(document))
    connection.executemany("INSERT OR IGNORE INTO run_text VALUES (?, ?, ?)", pieces)


def write_decision(connection: sqlite3.Connection, d: Decision) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO decision VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (d.id, d.verb, canonical_json(list(d.targets)), d.value, d.author, d.at, d.reason, d.expires, d.undone_by,
         d.undone_at, d.undone_reason),
    )  # fmt: skip


def _collision(one: str, other: str) -> StoreDamaged:
    return StoreDamaged(
        f"{one} and {other} have the same row key, so one would hide the other; nothing of this batch was written: "
        f"please report it"
    )
