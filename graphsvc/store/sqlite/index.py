"""The search tables as `search.Index`: FTS5 gives rowids, which are row keys, in ascending order."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from graphsvc.model import StoredRecord, hash63
from graphsvc.store.common import text as texts
from graphsvc.store.common.search import MOST
from graphsvc.store.sqlite.reading import Reading
from graphsvc.store.sqlite.scope import Scope

PIECE = 6  # characters; measured at 2,000,000 titles and 600,000 labels

LABELLED = """
SELECT n.id FROM label_text f CROSS JOIN node n ON n.key = f.rowid
WHERE f.label_text MATCH :match AND EXISTS (
    SELECT 1 FROM tally t WHERE t.node = n.row AND t.records > 0
    AND (:all OR t.parts IN (SELECT value FROM json_each(:sets))))
ORDER BY f.rowid
"""
TITLED = """
SELECT n.id, r.title FROM title_text f CROSS JOIN record r ON r.key = f.rowid CROSS JOIN node n ON n.row = r.node
WHERE f.title_text MATCH :match AND (:all OR EXISTS (
    SELECT 1 FROM sighting g WHERE g.record = r.row AND g.part IN (SELECT value FROM json_each(:parts))))
ORDER BY f.rowid
"""
WORDED = """
SELECT n.id, r.id FROM word_text f CROSS JOIN record r ON r.key = f.rowid CROSS JOIN node n ON n.row = r.node
WHERE f.word_text MATCH :match AND (:all OR EXISTS (
    SELECT 1 FROM sighting g WHERE g.record = r.row AND g.part IN (SELECT value FROM json_each(:parts))))
ORDER BY f.rowid
"""
PRESENT = """
SELECT DISTINCT n.id FROM json_each(:keys) j CROSS JOIN node n ON n.key = j.value CROSS JOIN tally t ON t.node = n.row
WHERE t.records > 0 AND (:all OR t.parts IN (SELECT value FROM json_each(:sets)))
"""


class SearchIndex:
    def __init__(self, scope: Scope, reading: Reading) -> None:
        self.scope, self.reading = scope, reading

    def present(self, nodes: Collection[str]) -> Collection[str]:
        keys = json.dumps(sorted(hash63(node) for node in nodes))
        return {node for (node,) in self.scope.rows(PRESENT, keys=keys)}.intersection(nodes)

    def labelled(self, patterns: Sequence[str]) -> Iterator[str]:
        rows = self._matching(LABELLED, patterns)
        sure = _is_whole(patterns)
        return islice((name for (name,) in rows if sure or _holds(texts.labels(name), patterns)), MOST)

    def titled(self, patterns: Sequence[str]) -> Iterator[tuple[str, str]]:
        rows = self._matching(TITLED, patterns)
        sure = _is_whole(patterns)
        return islice(((node, title) for node, title in rows if sure or _holds((title,), patterns)), MOST)

    def worded(self, words: Sequence[str]) -> Iterator[tuple[str, str]]:
        return islice(self.scope.rows(WORDED, match=" AND ".join(map(_phrase, words))), MOST)

    def record(self, record: str) -> StoredRecord | None:
        return self.reading.record(record)

    def _matching(self, query: str, patterns: Sequence[str]) -> sqlite3.Cursor:
        """What holds one of the patterns, or all its pieces, in key order; read no further than it is asked for."""
        return self.scope.rows(query, match=" OR ".join(f"({_expression(pattern)})" for pattern in patterns))


def _expression(pattern: str) -> str:
    """A long pattern as its pieces side by side: one phrase of many trigrams costs FTS5 several times as much, and the
    few rows that hold the pieces apart are found out by looking at them."""
    starts = {*range(0, len(pattern) - PIECE, PIECE), max(0, len(pattern) - PIECE)}
    return " AND ".join(_phrase(pattern[start : start + PIECE]) for start in sorted(starts, reverse=True))


def _is_whole(patterns: Sequence[str]) -> bool:
    """Whether every pattern is one piece, so that what FTS5 finds needs no second look."""
    return all(len(pattern) <= PIECE for pattern in patterns)


def _holds(found: Sequence[str], patterns: Sequence[str]) -> bool:
    document = texts.shelved(found)
    return any(pattern in document for pattern in patterns)


def _phrase(text: str) -> str:
    """A text as FTS5 takes it literally: one quoted phrase."""
    return '"' + text.replace('"', '""') + '"'
