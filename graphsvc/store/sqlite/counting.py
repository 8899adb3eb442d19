"""Node counts for what is about to be written: what each new part adds to (node, record) and to pairs of neighbours.

Called before the rows go in, so that what was stated before can be read from the tables. Rows of new records, and pairs
with a new node, are known to be new without a look.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from graphsvc.store.sqlite.inserts import StatementRow, kind, known
from graphsvc.store.sqlite.schema import KIND_CODE, TYPE_CODE
from graphsvc.store.sqlite.tally import Parts, Partsets, Tally

ALL_TYPES = json.dumps(sorted(TYPE_CODE.values()))
KNOWN_NODES = "SELECT DISTINCT key, id FROM node WHERE key IN (SELECT value FROM json_each(?))"
STATED = """
SELECT s.record, s.subject, s.object, s.part FROM json_each(?) j CROSS JOIN statement s ON s.record = j.value
"""
SIGHTED = "SELECT g.record, g.part FROM json_each(?) j CROSS JOIN sighting g ON g.record = j.value"
LINKED = """
SELECT s.subject, s.object, s.part FROM json_each(?1) j CROSS JOIN statement s
ON s.subject = j.value ->> 0 AND s.predicate IN (SELECT value FROM json_each(?2))
AND s.okind = j.value ->> 1 AND s.object = j.value ->> 2
"""

Pair = tuple[int, int]


def count_in(
    connection: sqlite3.Connection,
    nodes: Mapping[int, str],
    records: Mapping[int, tuple[int, str]],
    known_records: Collection[int],
    sighted: Iterable[Pair],
    stated: Collection[StatementRow],
) -> set[int]:
    """Counts what `sighted` (record, part) and `stated` add; returns the keys of nodes that were not there.

    nodes: ids by key of all nodes concerned; records: (node, posted) by key; known_records: those with rows already.
    """
    known_nodes = known(connection, KNOWN_NODES, nodes)
    tally = Tally(Partsets(connection), nodes)
    incidences: dict[Pair, set[int]] = defaultdict(set)  # (node, record) -> parts
    links: dict[Pair, set[int]] = defaultdict(set)  # (smaller node, larger node) -> parts
    for record, part in sighted:
        incidences[records[record][0], record].add(part)
    for record, _, part, subject, object_, _ in stated:
        incidences[subject, record].add(part)
        incidences[object_, record].add(part)
        links[_pair(subject, object_)].add(part)
    before = _stated_before(connection, known_records, records)
    for (node, record), parts in incidences.items():
        old = before.get((node, record), frozenset())
        tally.move(node, 0, old, old | parts)
        for part in parts - old:
            tally.time(node, part, records[record][1])
    before = _linked_before(connection, [pair for pair in links if known_nodes.issuperset(pair)], nodes)
    for pair, parts in links.items():
        old = before.get(pair, frozenset())
        for node in pair:
            tally.move(node, 1, old, old | parts)
    tally.write(connection)
    return nodes.keys() - known_nodes


def _stated_before(
    connection: sqlite3.Connection, keys: Collection[int], records: Mapping[int, tuple[int, str]]
) -> dict[Pair, Parts]:
    found: dict[Pair, set[int]] = defaultdict(set)
    if keys:
        asked = (json.dumps(sorted(keys)),)
        for record, subject, object_, part in connection.execute(STATED, asked):
            found[subject, record].add(part)
            found[object_, record].add(part)
        for record, part in connection.execute(SIGHTED, asked):
            found[records[record][0], record].add(part)
    return {pair: frozenset(parts) for pair, parts in found.items()}


def _linked_before(
    connection: sqlite3.Connection, pairs: Collection[Pair], nodes: Mapping[int, str]
) -> dict[Pair, Parts]:
    asked = [
        (start, KIND_CODE[kind(nodes[end])], end)
        for one, other in sorted(pairs)
        for start, end in ((one, other), (other, one))
    ]
    found: dict[Pair, set[int]] = defaultdict(set)
    if asked:
        for subject, object_, part in connection.execute(LINKED, (json.dumps(asked), ALL_TYPES)):
            found[_pair(subject, object_)].add(part)
    return {pair: frozenset(parts) for pair, parts in found.items()}


def _pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)
