"""The search tables as `search.Index`: FTS5 gives rowids, which are row keys, in ascending order."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from graphsvc.model import StoredRecord, hash63
from graphsvc.store.common.search import MOST
from graphsvc.store.sqlite.inserts import implied_node
from graphsvc.store.sqlite.reading import Reading
from graphsvc.store.sqlite.scope import Scope

LABELLED = """
SELECT DISTINCT n.id FROM label_text f CROSS JOIN node n ON n.key = f.rowid
WHERE f.label_text MATCH :match AND n.records > 0 AND (:all OR n.parts IN (SELECT value FROM json_each(:sets)))
ORDER BY f.rowid
"""
TITLED = """
SELECT r.id, r.about, r.title FROM title_text f CROSS JOIN record r ON r.key = f.rowid
WHERE f.title_text MATCH :match AND (:all OR EXISTS (
    SELECT 1 FROM sighting g WHERE g.record = r.row AND g.part IN (SELECT value FROM json_each(:parts))))
ORDER BY f.rowid
"""
WORDED = """
SELECT r.id, r.about, '' FROM word_text f CROSS JOIN record r ON r.key = f.rowid
WHERE f.word_text MATCH :match AND (:all OR EXISTS (
    SELECT 1 FROM sighting g WHERE g.record = r.row AND g.part IN (SELECT value FROM json_each(:parts))))
ORDER BY f.rowid
"""
PRESENT = """
SELECT DISTINCT n.id FROM json_each(:keys) j CROSS JOIN node n ON n.key = j.value
WHERE n.records > 0 AND (:all OR n.parts IN (SELECT value FROM json_each(:sets)))
"""


class SearchIndex:
    def __init__(self, scope: Scope, reading: Reading) -> None:
        self.scope, self.reading = scope, reading

    def present(self, nodes: Collection[str]) -> Collection[str]:
        keys = json.dumps(sorted(hash63(node) for node in nodes))
        return {node for (node,) in self.scope.rows(PRESENT, keys=keys)}.intersection(nodes)

    def labelled(self, patterns: Sequence[str]) -> Iterator[str]:
        return (name for (name,) in self._first(LABELLED, " OR ".join(map(_phrase, patterns))))

    def titled(self, patterns: Sequence[str]) -> Iterator[tuple[str, str]]:
        for name, about, title in self._first(TITLED, " OR ".join(map(_phrase, patterns))):
            yield implied_node(name) if about is None else about, title

    def worded(self, words: Sequence[str]) -> Iterator[tuple[str, str]]:
        for name, about, _ in self._first(WORDED, " AND ".join(map(_phrase, words))):
            yield implied_node(name) if about is None else about, name

    def record(self, record: str) -> StoredRecord | None:
        return self.reading.record(record)

    def _first(self, query: str, match: str) -> Iterator[tuple[str, ...]]:
        """The first MOST rows; the cursor is let go then, so the rest of a long list is never read."""
        rows: sqlite3.Cursor = self.scope.rows(query, match=match)
        try:
            yield from islice(rows, MOST)
        finally:
            rows.close()


def _phrase(text: str) -> str:
    """A text as FTS5 takes it literally: one quoted phrase."""
    return '"' + text.replace('"', '""') + '"'
