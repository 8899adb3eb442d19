"""The search box over any store's index: ranks, caps and order are decided here, once.

An index gives what matches among the visible, at most MOST of each shelf: the ids with the smallest `hash63`, so that
the answer never depends on load order or on hidden records. No relevance score: its statistics would see them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from graphsvc.model import NodeKind, StoredRecord, hash63
from graphsvc.store import Hit
from graphsvc.store.common import text as texts

MOST = 1_000
EXACT, PREFIX, PART, WORDS = range(4)


class Index(Protocol):
    """What a store can look up among what its view may see."""

    def present(self, nodes: Collection[str]) -> Collection[str]:
        """Those of the node ids that are visible."""
        ...

    def labelled(self, patterns: Sequence[str]) -> Iterable[str]:
        """Visible nodes whose shelved labels hold any of the patterns; the MOST with the smallest hash63(node)."""
        ...

    def titled(self, patterns: Sequence[str]) -> Iterable[tuple[str, str]]:
        """(node, title) of visible records whose shelved title holds any of the patterns; the MOST with the smallest
        hash63(record)."""
        ...

    def worded(self, words: Sequence[str]) -> Iterable[tuple[str, str]]:
        """(node, record) of visible records whose body holds all the words; the MOST with the smallest
        hash63(record)."""
        ...

    def record(self, record: str) -> StoredRecord | None: ...


def search(index: Index, query: str, exact: Sequence[str], limit: int) -> list[Hit]:
    """Hits by rank, then node id; at most `limit`, which is at most MOST."""
    limit = max(0, min(limit, MOST))
    found: dict[str, Hit] = {}

    def add(node: str, rank: int, matched: str) -> None:
        known = found.get(node)
        if known is None or (rank, matched) < (known.rank, known.matched):
            found[node] = Hit(node, NodeKind(node.partition(":")[0]), rank, matched)

    for node in sorted(index.present(set(exact))):
        add(node, EXACT, texts.labels(node)[0])
    wanted = texts.needles(query)
    for stage in (EXACT, PREFIX, PART):
        patterns = [pattern for needle in wanted if (pattern := texts.pattern(needle, stage))]
        if not patterns or len(found) >= limit:
            continue
        for node in index.labelled(patterns):
            for label in texts.labels(node):
                if texts.rank(label, wanted) == stage:
                    add(node, stage, label)
        for node, title in index.titled(patterns):
            if texts.rank(title, wanted) == stage:
                add(node, stage, title)
    if len(found) < limit and (terms := texts.query_words(query)):
        _add_words(index, terms, found)
    return sorted(found.values(), key=lambda hit: (hit.rank, hit.node))[:limit]


def _add_words(index: Index, terms: Sequence[str], found: dict[str, Hit]) -> None:
    first: dict[str, str] = {}
    for node, identifier in index.worded(terms):
        if node not in found:
            first[node] = min(identifier, first.get(node, identifier))
    for node, identifier in first.items():
        record = index.record(identifier)
        if record is not None:
            body = texts.body(record.title, record.text, record.content)
            found[node] = Hit(node, NodeKind(node.partition(":")[0]), WORDS, texts.excerpt(body, terms))


def smallest(ids: Iterable[str]) -> list[str]:
    """The MOST ids with the smallest hash63, in that order: how an index without row keys caps its answer."""
    return sorted(set(ids), key=lambda identifier: (hash63(identifier), identifier))[:MOST]
