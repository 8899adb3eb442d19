"""Node counts for what is about to be written: what each new part adds to (node, record) and to pairs of neighbours.

Called before the rows go in, so that what was stated before can be read from the tables. Rows of new records, and pairs
with a new node, are known to be new without a look.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import chain

from graphsvc.store.sqlite.inserts import StatementRow, kind, known
from graphsvc.store.sqlite.schema import KIND_CODE, TYPE_CODE
from graphsvc.store.sqlite.tally import NONE, Parts, Partsets, Tally

ALL_TYPES = json.dumps(sorted(TYPE_CODE.values()))
KNOWN_NODES = "SELECT DISTINCT key, id, 0 FROM node WHERE key IN (SELECT value FROM json_each(?))"
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
About = Mapping[int, tuple[int, str]]  # record's row -> key of its node, posted time


def count_in(
    connection: sqlite3.Connection,
    nodes: Mapping[int, str],
    records: About,
    known_records: Collection[int],
    sighted: Iterable[Pair],
    stated: Collection[StatementRow],
) -> set[int]:
    """Counts what `sighted` (record, part) and `stated` add; returns the keys of nodes that were not there.

    nodes: ids by key of all nodes concerned; known_records: those of `records` that have rows already.
    """
    known_nodes = known(connection, KNOWN_NODES, nodes).keys()
    tally = Tally(Partsets(connection), nodes)
    incidences: dict[int, set[Pair]] = defaultdict(set)  # part -> (node, record)
    links: dict[int, set[Pair]] = defaultdict(set)  # part -> (smaller node, larger node)
    for record, part in sighted:
        incidences[part].add((records[record][0], record))
    for record, _, part, subject, object_, _ in stated:
        incidences[part].update(((subject, record), (object_, record)))
        links[part].add((subject, object_) if subject < object_ else (object_, subject))
    before = _stated_before(connection, known_records, records)
    for part, pairs in incidences.items():
        gained = _gained(tally, 0, part, pairs, before, len(incidences) > 1, one_end=True)
        tally.times(part, ((node, records[record][1]) for node, record in gained))
    both_known = {pair for pairs in links.values() for pair in pairs if known_nodes >= set(pair)}
    before = _linked_before(connection, both_known, nodes)
    for part, pairs in links.items():
        _gained(tally, 1, part, pairs, before, len(links) > 1, one_end=False)
    tally.write(connection)
    return nodes.keys() - known_nodes


def _gained(
    tally: Tally, column: int, part: int, pairs: set[Pair], before: dict[Pair, Parts], several: bool, *, one_end: bool
) -> set[Pair]:
    """Counts the pairs that gain `part`, for their first end or for both; gives those pairs. Where `several` parts are
    to come, `before` is kept up."""
    new = pairs - before.keys()
    ends = (pair[:1] if one_end else pair for pair in new)
    tally.new(part, column, Counter(chain.from_iterable(ends)))
    more = {pair for pair in pairs & before.keys() if part not in before[pair]}
    for pair in more:
        for node in pair[:1] if one_end else pair:
            tally.move(node, column, before[pair], before[pair] | {part})
    gained = new | more if more else new
    if several:
        before.update((pair, before.get(pair, NONE) | {part}) for pair in gained)
    return gained


def _stated_before(connection: sqlite3.Connection, rows: Collection[int], records: About) -> dict[Pair, Parts]:
    found: dict[Pair, set[int]] = defaultdict(set)
    if rows:
        asked = (json.dumps(sorted(rows)),)
        for record, subject, object_, part in connection.execute(STATED, asked):
            found[subject, record].add(part)
            found[object_, record].add(part)
        for record, part in connection.execute(SIGHTED, asked):
            found[records[record][0], record].add(part)
    return {pair: frozenset(parts) for pair, parts in found.items()}


def _linked_before(
    connection: sqlite3.Connection, pairs: Collection[Pair], nodes: Mapping[int, str]
) -> dict[Pair, Parts]:
    both_ways = [ends for one, other in sorted(pairs) for ends in ((one, other), (other, one))]
    asked = [(start, KIND_CODE[kind(nodes[end])], end) for start, end in both_ways]
    found: dict[Pair, set[int]] = defaultdict(set)
    if asked:
        for subject, object_, part in connection.execute(LINKED, (json.dumps(asked), ALL_TYPES)):
            found[(subject, object_) if subject < object_ else (object_, subject)].add(part)
    return {pair: frozenset(parts) for pair, parts in found.items()}
