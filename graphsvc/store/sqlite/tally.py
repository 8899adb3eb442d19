"""The `node` table: exact counts of records and neighbours per set of parts, kept in step with every change.

A *pair* here is (node, record) or (node, neighbour). It counts once, in the set of all parts it is stated under; when
a part is added, it moves from the old set to the new one.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from graphsvc.store.sqlite.schema import KIND_CODE

CHUNK = 1_000  # nodes counted anew at a time

Parts = frozenset[int]
NONE: Parts = frozenset()

UPSERT = """
INSERT INTO node (key, parts, kind, id, records, degree, first, last) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (key, parts) DO UPDATE SET
    records = records + excluded.records,
    degree = degree + excluded.degree,
    first = CASE WHEN first = '' OR (excluded.first <> '' AND excluded.first < first) THEN excluded.first
        ELSE first END,
    last = max(last, excluded.last)
"""
INCIDENCES = """
SELECT s.subject, s.record, s.part FROM json_each(?1) j CROSS JOIN statement s ON s.subject = j.value
UNION SELECT s.object, s.record, s.part FROM json_each(?1) j CROSS JOIN statement s ON s.object = j.value
UNION SELECT r.node, r.row, g.part FROM json_each(?1) j CROSS JOIN record r ON r.node = j.value
    CROSS JOIN sighting g ON g.record = r.row
"""
NEIGHBOURS = """
SELECT s.subject, s.object, s.part FROM json_each(?1) j CROSS JOIN statement s ON s.subject = j.value
UNION SELECT s.object, s.subject, s.part FROM json_each(?1) j CROSS JOIN statement s ON s.object = j.value
"""
POSTED = """
SELECT n.key, n.part, min(r.posted), max(r.posted) FROM (
    SELECT s.subject AS key, s.record AS record, s.part AS part
        FROM json_each(?1) j CROSS JOIN statement s ON s.subject = j.value
    UNION SELECT s.object, s.record, s.part FROM json_each(?1) j CROSS JOIN statement s ON s.object = j.value
    UNION SELECT r.node, r.row, g.part FROM json_each(?1) j CROSS JOIN record r ON r.node = j.value
        CROSS JOIN sighting g ON g.record = r.row
) n CROSS JOIN record r ON r.row = n.record WHERE r.posted <> '' GROUP BY n.key, n.part
"""


class Partsets:
    """Sets of parts by number; the set of one part has that part's own number."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._number: dict[Parts, int] = {
            frozenset(json.loads(parts)): number
            for number, parts in connection.execute("SELECT id, parts FROM partset")
        }

    def number(self, parts: Parts) -> int:
        if parts not in self._number:
            number = next_number(self._connection)
            self._connection.execute("INSERT INTO partset VALUES (?, ?)", (number, json.dumps(sorted(parts))))
            self._number[parts] = number
        return self._number[parts]


def next_number(connection: sqlite3.Connection) -> int:
    """A number for a part or a set; never given twice, so that a scope opened earlier cannot come to mean another."""
    connection.execute("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE name = 'last_part'")
    (number,) = connection.execute("SELECT value FROM meta WHERE name = 'last_part'").fetchone()
    return int(number)


class Tally:
    """Changes of one transaction, gathered and then written in key order. `names`: node ids by key."""

    def __init__(self, partsets: Partsets, names: Mapping[int, str]) -> None:
        self._partsets, self._names = partsets, names
        self._counts: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])  # (node, set) -> records, degree
        self._times: dict[tuple[int, int], list[str]] = {}  # (node, part) -> first, last

    def new(self, part: int, column: int, counts: Mapping[int, int]) -> None:
        """So many new pairs of each node, stated under one part; column 0 counts records, 1 neighbours."""
        for node, count in counts.items():
            self._counts[node, part][column] += count

    def move(self, node: int, column: int, before: Parts, after: Parts) -> None:
        """A pair of `node` goes from one set of parts to another; from none it is new."""
        if before:
            self._counts[node, self._partsets.number(before)][column] -= 1
        self._counts[node, self._partsets.number(after)][column] += 1

    def times(self, part: int, posted: Iterable[tuple[int, str]]) -> None:
        """(node, time of a record seen with it in `part`); '' where the record has none."""
        for node, time in posted:
            known = self._times.get((node, part))
            if known is None:
                self._times[node, part] = [time, time]
            elif time:
                if not known[0] or time < known[0]:
                    known[0] = time
                if time > known[1]:
                    known[1] = time

    def write(self, connection: sqlite3.Connection) -> None:
        rows = []
        for node, number in sorted(self._counts.keys() | self._times.keys()):
            records, degree = self._counts.get((node, number), (0, 0))
            first, last = self._times.get((node, number), ("", ""))
            name = self._names[node]
            rows.append((node, number, KIND_CODE[name.partition(":")[0]], name, records, degree, first, last))
        connection.executemany(UPSERT, rows)


def recount(connection: sqlite3.Connection, nodes: Iterable[int]) -> Iterator[list[tuple[int, str]]]:
    """Count nodes from scratch, after statements of theirs were taken away, CHUNK at a time. Yields (key, id) of those
    that have nothing left."""
    partsets = Partsets(connection)
    for chunk in _chunks(nodes):
        keys = json.dumps(chunk)
        names = dict(
            connection.execute("SELECT key, id FROM node WHERE key IN (SELECT value FROM json_each(?))", (keys,))
        )
        connection.execute("DELETE FROM node WHERE key IN (SELECT value FROM json_each(?))", (keys,))
        tally = Tally(partsets, names)
        left = set()
        for column, query in enumerate((INCIDENCES, NEIGHBOURS)):
            for node, parts in _grouped(connection.execute(query, (keys,))):
                tally.move(node, column, NONE, parts)
                left.add(node)
                for part in parts:
                    tally.times(part, [(node, "")])
        for node, part, first, last in connection.execute(POSTED, (keys,)):
            tally.times(part, [(node, first), (node, last)])
        tally.write(connection)
        yield sorted((key, name) for key, name in names.items() if key not in left)


def _grouped(rows: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int, Parts]]:
    """(node, parts) of each distinct pair."""
    found: dict[tuple[int, int], set[int]] = defaultdict(set)
    for node, other, part in rows:
        found[node, other].add(part)
    for (node, _), parts in found.items():
        yield node, frozenset(parts)


def _chunks(nodes: Iterable[int]) -> Iterator[list[int]]:
    keys = iter(nodes)
    while chunk := list(islice(keys, CHUNK)):
        yield chunk
