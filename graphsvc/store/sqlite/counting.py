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

from graphsvc.store.sqlite.inserts import Rows, StatementRow
from graphsvc.store.sqlite.schema import KIND_CODE, TYPE_CODE
from graphsvc.store.sqlite.tally import NONE, Parts, Partsets, Tally

ALL_TYPES = json.dumps(sorted(TYPE_CODE.values()))
STATED = """
SELECT s.record, s.subject, s.object, s.part FROM json_each(?) j CROSS JOIN statement s ON s.record = j.value
"""
SIGHTED = "SELECT g.record, g.part FROM json_each(?) j CROSS JOIN sighting g ON g.record = j.value"
LINKED = """
SELECT s.subject, s.object, s.part FROM json_each(?1) j CROSS JOIN statement s
ON s.subject = j.value ->> 0 AND s.predicate IN (SELECT value FROM json_each(?2))
AND s.okind = j.value ->> 1 AND s.okey = j.value ->> 2
"""

Pair = tuple[int, int]
About = Mapping[int, tuple[int, str]]  # record -> its node, its posted time; all by row


def count_in(
    connection: sqlite3.Connection,
    nodes: Rows,
    records: About,
    known_records: Collection[int],
    sighted: Iterable[Pair],
    stated: Collection[StatementRow],
) -> None:
    """Counts what `sighted` (record, part) and `stated` add. `known_records`: those that have rows already."""
    tally, row = Tally(Partsets(connection)), nodes.row
    incidences: dict[int, set[Pair]] = defaultdict(set)  # part -> (node, record)
    links: dict[int, set[Pair]] = defaultdict(set)  # part -> (smaller node, larger node)
    for record, part in sighted:
        incidences[part].add((records[record][0], record))
    for record, _, part, statement in stated:
        subject, object_ = row[statement.subject], row[statement.object]
        incidences[part].update(((subject, record), (object_, record)))
        links[part].add((subject, object_) if subject < object_ else (object_, subject))
    before = _stated_before(connection, known_records, records)
    for part, pairs in incidences.items():
        gained = _gained(tally, 0, part, pairs, before, len(incidences) > 1, one_end=True)
        tally.times(part, ((node, records[record][1]) for node, record in gained))
    before = _linked_before(connection, links.values(), nodes)
    for part, pairs in links.items():
        _gained(tally, 1, part, pairs, before, len(links) > 1, one_end=False)
    tally.write(connection)


def _gained(
    tally: Tally, column: int, part: int, pairs: set[Pair], before: dict[Pair, Parts], several: bool, *, one_end: bool
) -> set[Pair]:
    """Counts the pairs that gain `part`, for their first end or for both; gives those pairs. Where `several` parts are
    to come, `before` is kept up."""
    new = pairs - before.keys()
    ends = (node for node, _ in new) if one_end else chain.from_iterable(new)
    tally.new(part, column, Counter(ends))
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


def _linked_before(connection: sqlite3.Connection, links: Iterable[set[Pair]], nodes: Rows) -> dict[Pair, Parts]:
    old = {pair for pairs in links for pair in pairs if pair[0] not in nodes.fresh and pair[1] not in nodes.fresh}
    found: dict[Pair, set[int]] = defaultdict(set)
    if old:
        ends = {row: (KIND_CODE[name.partition(":")[0]], nodes.key[name]) for name, row in nodes.row.items()}
        both_ways = sorted(old | {(other, one) for one, other in old})
        asked = json.dumps([(start, *ends[end]) for start, end in both_ways])
        for subject, object_, part in connection.execute(LINKED, (asked, ALL_TYPES)):
            found[(subject, object_) if subject < object_ else (object_, subject)].add(part)
    return {pair: frozenset(parts) for pair, parts in found.items()}
