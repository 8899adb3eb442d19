"""The `tally` table: exact counts of records and neighbours per set of parts, kept in step with every change.

A *pair* here is (node, record) or (node, neighbour), by row. It counts once, in the set of all parts it is stated
under; when a part is added, it moves from the old set to the new one.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

CHUNK = 1_000  # nodes counted anew at a time

Parts = frozenset[int]
NONE: Parts = frozenset()

UPSERT = """
INSERT INTO tally (node, parts, records, degree, first, last) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (node, parts) DO UPDATE SET
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
SELECT n.node, n.part, min(r.posted), max(r.posted) FROM (
    SELECT s.subject AS node, s.record AS record, s.part AS part
        FROM json_each(?1) j CROSS JOIN statement s ON s.subject = j.value
    UNION SELECT s.object, s.record, s.part FROM json_each(?1) j CROSS JOIN statement s ON s.object = j.value
    UNION SELECT r.node, r.row, g.part FROM json_each(?1) j CROSS JOIN record r ON r.node = j.value
        CROSS JOIN sighting g ON g.record = r.row
) n CROSS JOIN record r ON r.row = n.record WHERE r.posted <> '' GROUP BY n.node, n.part
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
    """Changes of one transaction, gathered and then written in the order of the table."""

    def __init__(self, partsets: Partsets) -> None:
        self._partsets = partsets
        self._counts: tuple[dict[tuple[int, int], int], ...] = ({}, {})  # (node, set) -> records; -> neighbours
        self._times: dict[tuple[int, int], list[str]] = {}  # (node, part) -> first, last

    def new(self, part: int, column: int, counts: Mapping[int, int]) -> None:
        """So many new pairs of each node, stated under one part; column 0 counts records, 1 neighbours."""
        held = self._counts[column]
        for node, count in counts.items():
            held[node, part] = held.get((node, part), 0) + count

    def move(self, node: int, column: int, before: Parts, after: Parts) -> None:
        """A pair of `node` goes from one set of parts to another; from none it is new."""
        if before:
            self.new(self._partsets.number(before), column, {node: -1})
        self.new(self._partsets.number(after), column, {node: 1})

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
        records, degrees = self._counts
        timeless = ("", "")
        connection.executemany(
            UPSERT,
            [
                (*key, records.get(key, 0), degrees.get(key, 0), *self._times.get(key, timeless))
                for key in sorted(records.keys() | degrees.keys() | self._times.keys())
            ],
        )


def recount(connection: sqlite3.Connection, nodes: Iterable[int]) -> Iterator[list[int]]:
    """Count nodes (rows) from scratch, after statements of theirs were taken away, CHUNK at a time. Yields those that
    have nothing left."""
    partsets = Partsets(connection)
    for chunk in _chunks(nodes):
        rows = json.dumps(chunk)
        connection.execute("DELETE FROM tally WHERE node IN (SELECT value FROM json_each(?))", (rows,))
        tally = Tally(partsets)
        left = set()
        for column, query in enumerate((INCIDENCES, NEIGHBOURS)):
            for node, parts in _grouped(connection.execute(query, (rows,))):
                tally.move(node, column, NONE, parts)
                left.add(node)
                for part in parts:
                    tally.times(part, [(node, "")])
        for node, part, first, last in connection.execute(POSTED, (rows,)):
            tally.times(part, [(node, first), (node, last)])
        tally.write(connection)
        yield [node for node in chunk if node not in left]


def _grouped(rows: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int, Parts]]:
    """(node, parts) of each distinct pair."""
    found: dict[tuple[int, int], set[int]] = defaultdict(set)
    for node, other, part in rows:
        found[node, other].add(part)
    for (node, _), parts in found.items():
        yield node, frozenset(parts)


def _chunks(nodes: Iterable[int]) -> Iterator[list[int]]:
    rows = iter(nodes)
    while chunk := list(islice(rows, CHUNK)):
        yield chunk
