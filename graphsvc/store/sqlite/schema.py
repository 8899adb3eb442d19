"""Tables of a case file. `user_version` is SCHEMA; `application_id` says whose file it is.

Invariants
- `key` is hash63 of an id, and what order, caps and search go by. `row` is only where a node, record or statement lies:
  rows are appended, so that a batch writes neighbouring pages and one index entry each instead of pages all over the
  file. No answer is ordered by it, and it never leaves the file.
- The two indices of `statement` answer one hop from either end without touching the table, other ends in key order.
- `node` gives ids their rows and says nothing about what is visible; `tally` does: how many records and neighbours a
  node has in each *set* of parts. A record or a pair counts in exactly one set, that of all parts it is stated under,
  so sums over the sets a scope can see are exact distinct counts. The row of a single part also holds the first and
  last time of the records seen in it.
- No BLOB column anywhere: the product stores no media.
- `run.document` is '' where the document is in `run_text`, piece by piece; runs of schema 1 have it whole.
- What a row repeats is left out: `record.slot` is NULL where the node stands for it, `body.text` where the content
  holds the same text.
- Search tables are contentless; their documents are computed from the rows, on entry and on removal alike.
"""

from __future__ import annotations

import json
import secrets
import sqlite3

from graphsvc.errors import InputError, StoreDamaged
from graphsvc.model import EdgeType, NodeKind
from graphsvc.store.common.events import CASE_KEY

SCHEMA = 2
APPLICATION = 0x67737663  # "gsvc"

KINDS = tuple(NodeKind)
TYPES = tuple(EdgeType)
KIND_CODE = {kind.value: code for code, kind in enumerate(KINDS)}
TYPE_CODE = {predicate.value: code for code, predicate in enumerate(TYPES)}

RUN_TEXT = """
CREATE TABLE run_text (
    run TEXT NOT NULL, place INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (run, place)
) STRICT
""".strip()
TABLES = f"""
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE partset (id INTEGER PRIMARY KEY, parts TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE marking (part INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, body TEXT NOT NULL) STRICT;
CREATE TABLE source (
    row INTEGER PRIMARY KEY, part INTEGER NOT NULL, sha256 TEXT NOT NULL, source TEXT NOT NULL, name TEXT NOT NULL,
    size INTEGER NOT NULL, loader TEXT NOT NULL, loader_version TEXT NOT NULL, collected_at TEXT NOT NULL,
    collected_by TEXT NOT NULL, mapping TEXT NOT NULL, UNIQUE (source, sha256, part)
) STRICT;
CREATE TABLE node (
    row INTEGER PRIMARY KEY, key INTEGER NOT NULL UNIQUE, kind INTEGER NOT NULL, id TEXT NOT NULL
) STRICT;
CREATE TABLE tally (
    node INTEGER NOT NULL, parts INTEGER NOT NULL, records INTEGER NOT NULL, degree INTEGER NOT NULL,
    first TEXT NOT NULL, last TEXT NOT NULL, PRIMARY KEY (node, parts)
) STRICT, WITHOUT ROWID;
CREATE TABLE record (
    row INTEGER PRIMARY KEY, key INTEGER NOT NULL UNIQUE, slot INTEGER, node INTEGER NOT NULL, id TEXT NOT NULL,
    title TEXT NOT NULL, posted TEXT NOT NULL, category TEXT NOT NULL, place TEXT NOT NULL,
    keys_version INTEGER NOT NULL
) STRICT;
CREATE INDEX record_slot ON record (slot) WHERE slot IS NOT NULL;
CREATE INDEX record_node ON record (node, posted);
CREATE TABLE body (row INTEGER PRIMARY KEY, text TEXT, content TEXT NOT NULL, candidates TEXT NOT NULL) STRICT;
CREATE TABLE sighting (
    record INTEGER NOT NULL, part INTEGER NOT NULL, file INTEGER NOT NULL, line INTEGER NOT NULL,
    captured TEXT NOT NULL, PRIMARY KEY (record, part, file, line)
) STRICT, WITHOUT ROWID;
CREATE TABLE statement (
    row INTEGER PRIMARY KEY, record INTEGER NOT NULL, key INTEGER NOT NULL, part INTEGER NOT NULL,
    subject INTEGER NOT NULL, predicate INTEGER NOT NULL, object INTEGER NOT NULL, skey INTEGER NOT NULL,
    okey INTEGER NOT NULL, skind INTEGER NOT NULL, okind INTEGER NOT NULL, field TEXT NOT NULL, start INTEGER NOT NULL,
    stop INTEGER NOT NULL, raw TEXT NOT NULL, method TEXT NOT NULL, confidence REAL NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('fact', 'assessment', 'inference')), at TEXT NOT NULL, data TEXT NOT NULL,
    UNIQUE (record, key, part)
) STRICT;
CREATE INDEX statement_out ON statement (subject, predicate, okind, okey, part);
CREATE INDEX statement_in ON statement (object, predicate, skind, skey, part);
CREATE TABLE decision (
    id TEXT PRIMARY KEY, verb TEXT NOT NULL, targets TEXT NOT NULL, value TEXT NOT NULL, author TEXT NOT NULL,
    at TEXT NOT NULL, reason TEXT NOT NULL, expires TEXT NOT NULL, undone_by TEXT NOT NULL, undone_at TEXT NOT NULL,
    undone_reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE run (
    id TEXT PRIMARY KEY, at TEXT NOT NULL, author TEXT NOT NULL, method TEXT NOT NULL, seed INTEGER NOT NULL,
    parameters TEXT NOT NULL, scope TEXT NOT NULL, store_version INTEGER NOT NULL, document TEXT NOT NULL,
    lineage TEXT NOT NULL
) STRICT;
{RUN_TEXT};
CREATE TABLE cursor (
    job TEXT PRIMARY KEY, rows INTEGER NOT NULL, done INTEGER NOT NULL, state TEXT NOT NULL, new INTEGER NOT NULL,
    seen INTEGER NOT NULL, changed INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE audit (
    chain TEXT NOT NULL, seq INTEGER NOT NULL, event TEXT NOT NULL, PRIMARY KEY (chain, seq)
) STRICT, WITHOUT ROWID;
"""

# What a case of an older schema lacks, by the schema that has it.
LATER = {2: RUN_TEXT}

# Trigrams with positions: a phrase is then an exact substring test, and rowids stream in key order.
# Words come ready made and folded from Python; the ascii tokenizer splits them nowhere else.
SEARCH = """
CREATE VIRTUAL TABLE label_text USING fts5(doc, content='', columnsize=0, tokenize='trigram case_sensitive 1');
CREATE VIRTUAL TABLE title_text USING fts5(doc, content='', columnsize=0, tokenize='trigram case_sensitive 1');
CREATE VIRTUAL TABLE word_text USING fts5(doc, content='', columnsize=0, detail='none', tokenize='ascii');
"""


# Segments are merged 64 at a time and, after a large load, all into one: merging few at a time, as FTS5 does by itself,
# wrote every posting some five times in a load of a million adverts.
MERGING = {"automerge": 0, "crisismerge": 64, "hashsize": 16 << 20}  # the last: bytes gathered before a segment ends
SEARCH_TABLES = ("label_text", "title_text", "word_text")


def create(connection: sqlite3.Connection) -> None:
    """Make the tables, inside the caller's transaction."""
    for statement in (TABLES + SEARCH).split(";\n"):
        if statement.strip():
            connection.execute(statement)
    for table in SEARCH_TABLES:
        for option, value in MERGING.items():
            connection.execute(f"INSERT INTO {table}({table}, rank) VALUES (?, ?)", (option, value))  # noqa: S608
    meta = {
        "chain": secrets.token_hex(8), "version": "0", "last_part": "0", "scrub": "0", "vocabulary": _vocabulary(),
    }  # fmt: skip
    connection.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
    connection.execute("INSERT INTO setting VALUES (?, ?)", (CASE_KEY, secrets.token_hex(32)))
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {SCHEMA}")


def upgrade(connection: sqlite3.Connection) -> None:
    """Bring a case of an older schema up to this one, inside the caller's transaction."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    for later in range(version + 1, SCHEMA + 1):
        connection.execute(LATER[later])
    connection.execute(f"PRAGMA user_version = {SCHEMA}")


def outdated(connection: sqlite3.Connection) -> bool:
    """Whether a case is of an older schema."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return bool(version < SCHEMA)


def state(connection: sqlite3.Connection, path: str) -> bool:
    """Whether the file is a case of this schema; False when it is still empty.

    Raises InputError for another program's database, StoreDamaged for a case made by a newer graphsvc.
    """
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if application != APPLICATION:
        if tables or application or version:
            raise InputError(f"{path} is a database of another program, not a case; name another file")
        return False
    if version > SCHEMA:
        raise StoreDamaged(
            f"{path} was made by a newer graphsvc (its schema is {version}, this one knows {SCHEMA}); update graphsvc"
        )
    (vocabulary,) = connection.execute("SELECT value FROM meta WHERE name = 'vocabulary'").fetchone()
    if vocabulary != _vocabulary():
        raise StoreDamaged(f"{path} knows other kinds of node or edge than this graphsvc; update graphsvc")
    return True


def _vocabulary() -> str:
    """Codes are positions in these lists, so a file is only read by the lists it was written with."""
    return json.dumps([[kind.value for kind in KINDS], [predicate.value for predicate in TYPES]])
