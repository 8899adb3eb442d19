"""Rows into tables and their search documents, in key order. What is there stays."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from dataclasses import astuple
from typing import Any

from graphsvc.errors import StoreDamaged
from graphsvc.marking import Marking
from graphsvc.model import Decision, SourceFile, Statement, StoredRecord, canonical_json, hash63
from graphsvc.results import RecordRef
from graphsvc.store import Cursor, Run
from graphsvc.store.common import text as texts
from graphsvc.store.sqlite.schema import KIND_CODE, TYPE_CODE
from graphsvc.store.sqlite.tally import next_number

StatementRow = tuple[int, int, int, int, int, Statement]  # record's row, key, part, subject's and object's keys


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


def slot(kind: str, source: str, key: str) -> int:
    """Versions of one key share a slot."""
    return hash63(RecordRef(kind, source, key).text)


def slot_of(record: StoredRecord) -> int | None:
    """The slot as stored: None where the record's node stands for it."""
    return None if implied_node(record.id) == record.node else slot(record.kind, record.source, record.key)


def write_records(connection: sqlite3.Connection, records: Mapping[int, StoredRecord]) -> dict[int, int]:
    """New records by key, with their titles and words; gives the row of each key."""
    ordered = sorted(records.items())
    (last,) = connection.execute("SELECT coalesce(max(row), 0) FROM record").fetchone()
    rows = {key: row for row, (key, _) in enumerate(ordered, last + 1)}
    contents = [texts.value_of(record.content) for _, record in ordered]
    connection.executemany(
        "INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (rows[key], key, slot_of(r), hash63(r.node), r.id, None if implied_node(r.id) == r.node else r.node,
             r.title, r.posted, r.category, r.place, r.keys_version)
            for key, r in ordered
        ],
    )  # fmt: skip
    connection.executemany(
        "INSERT INTO body VALUES (?, ?, ?, ?)",
        [
            (rows[key], None if text_of(content) == r.text else r.text, r.content, r.candidates)
            for (key, r), content in zip(ordered, contents)
        ],
    )
    connection.executemany(
        "INSERT INTO title_text(rowid, doc) VALUES (?, ?)",
        [(key, texts.shelved([record.title])) for key, record in ordered if record.title],
    )
    connection.executemany(
        "INSERT INTO word_text(rowid, doc) VALUES (?, ?)",
        [(key, word_document(r.title, r.text, content)) for (key, r), content in zip(ordered, contents)],
    )
    return rows


def implied_node(record: str) -> str:
    """The node that a record id says it is about: `record:ad:SOURCE:KEY@VERSION` is about `ad:SOURCE:KEY`."""
    return record.removeprefix("record:").rpartition("@")[0]


def text_of(content: Mapping[str, Any]) -> str:
    """The text in a content."""
    text = content.get("text", "")
    return text if isinstance(text, str) else ""


def word_document(title: str, text: str, content: Mapping[str, Any]) -> str:
    return " ".join(texts.words(texts.body_of(title, text, content)))


def write_sightings(connection: sqlite3.Connection, sightings: Mapping[tuple[int, int, int, int], str]) -> None:
    """(record's row, part, file's row, line) -> captured."""
    rows = [(*key, captured) for key, captured in sorted(sightings.items())]
    connection.executemany("INSERT OR IGNORE INTO sighting VALUES (?, ?, ?, ?, ?)", rows)


def write_statements(connection: sqlite3.Connection, statements: Iterable[StatementRow]) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO statement VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (record, key, part, subject, TYPE_CODE[s.predicate], object_, KIND_CODE[kind(s.subject)],
             KIND_CODE[kind(s.object)], s.field, s.start, s.end, s.raw, s.method, float(s.confidence), s.kind, s.at,
             s.data)
            for record, key, part, subject, object_, s in statements
        ],
    )  # fmt: skip


def write_labels(connection: sqlite3.Connection, nodes: Iterable[tuple[int, str]]) -> None:
    connection.executemany(
        "INSERT INTO label_text(rowid, doc) VALUES (?, ?)",
        [(key, texts.shelved(texts.labels(name))) for key, name in sorted(nodes)],
    )


def write_cursor(connection: sqlite3.Connection, cursor: Cursor) -> None:
    connection.execute("INSERT OR REPLACE INTO cursor VALUES (?, ?, ?, ?, ?, ?, ?)", astuple(cursor))


def write_run(connection: sqlite3.Connection, run: Run) -> None:
    connection.execute("INSERT OR IGNORE INTO run VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", astuple(run))


def write_decision(connection: sqlite3.Connection, d: Decision) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO decision VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (d.id, d.verb, canonical_json(list(d.targets)), d.value, d.author, d.at, d.reason, d.expires, d.undone_by,
         d.undone_at, d.undone_reason),
    )  # fmt: skip


def kind(node: str) -> str:
    """The kind of a node id: what stands before its first colon."""
    return node.partition(":")[0]


def known(connection: sqlite3.Connection, query: str, names: Mapping[int, str]) -> dict[int, int]:
    """What is there already: `query` gives (key, id, value) for a JSON list of keys; the values by key. Raises
    StoreDamaged where a key belongs to another id."""
    found = connection.execute(query, (json.dumps(sorted(names)),)).fetchall()
    for key, name, _ in found:
        if names[key] != name:
            raise collision(name, names[key])
    return {key: value for key, _, value in found}


def distinct(names: Collection[str], keys: Mapping[str, int]) -> dict[int, str]:
    """Names by key. Raises StoreDamaged where two names share one."""
    found: dict[int, str] = {}
    for name in names:
        if found.setdefault(keys[name], name) != name:
            raise collision(found[keys[name]], name)
    return found


def collision(one: str, other: str) -> StoreDamaged:
    return StoreDamaged(
        f"{one} and {other} have the same row key, so one would hide the other; nothing of this batch was written: "
        f"please report it"
    )
