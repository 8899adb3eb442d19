"""The search box over any store's index: ranks, caps and order are decided here, once.

An index gives what matches among the visible, at most MOST of each shelf: the ids with the smallest `hash63`, so that
the answer never depends on load order or on hidden records. No relevance score: its statistics would see them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Protocol

from graphsvc.model import NodeKind, StoredRecord, hash63
from graphsvc.store import Hit
from graphsvc.store.common import text as texts

MOST = 300
EXACT, PREFIX, PART, WORDS = range(4)


# Patterns -> (node, its texts that may match)
Find = Callable[[Sequence[str]], Iterable[tuple[str, Sequence[str]]]]


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
            found[node] = _hit(node, rank, matched)

    def labelled(patterns: Sequence[str]) -> Iterable[tuple[str, Sequence[str]]]:
        return ((node, texts.labels(node)) for node in index.labelled(patterns))

    def titled(patterns: Sequence[str]) -> Iterable[tuple[str, Sequence[str]]]:
        return ((node, (title,)) for node, title in index.titled(patterns))

    for node in index.present(set(exact)):
        add(node, EXACT, texts.labels(node)[0])
    wanted = texts.needles(query)

    def enough() -> bool:
        return sum(hit.rank < PART for hit in found.values()) >= limit

    for find, apart in ((labelled, (PREFIX, EXACT)), (titled, (PREFIX,))):
        for match in _ranked(find, wanted, apart, enough):
            add(*match)
    if len(found) < limit and (terms := texts.query_words(query)):
        _add_words(index, terms, found, limit - len(found))
    return sorted(found.values(), key=lambda hit: (hit.rank, hit.node))[:limit]


def _ranked(
    find: Find, wanted: Sequence[str], apart: Sequence[int], enough: Callable[[], bool]
) -> Iterator[tuple[str, int, str]]:
    """(node, rank, text) of what matches by part or better. Where more match than are looked at, the ranks `apart` are
    looked for on their own, so that the many of a lower rank do not crowd out the few of a higher one. A title that is
    the query and nothing else is no better a find than one that begins with it; an identifier is."""
    part = _shortest([pattern for needle in wanted if (pattern := texts.pattern(needle, PART))])
    items = list(find(part)) if part else []
    if len(items) == MOST or not all(texts.pattern(needle, PART) for needle in wanted):
        for stage in apart:
            found = list(find([texts.pattern(needle, stage) for needle in wanted]))
            yield from (match for match in _matches(found, wanted) if match[1] <= stage)
            if len(found) < MOST:
                break  # what matches better is among them
        if enough():
            return
    yield from _matches(items, wanted)


def _matches(items: Iterable[tuple[str, Sequence[str]]], wanted: Sequence[str]) -> Iterator[tuple[str, int, str]]:
    for node, found in items:
        for text in found:
            rank = texts.rank(text, wanted)
            if rank is not None:
                yield node, rank, text


def _shortest(patterns: Sequence[str]) -> list[str]:
    """Without those that hold another: what matches them matches that one."""
    return [one for one in patterns if not any(other != one and other in one for other in patterns)]


def _add_words(index: Index, terms: Sequence[str], found: dict[str, Hit], room: int) -> None:
    """Nodes whose texts hold all the words, by id; a text is read only for those that there is room for."""
    first: dict[str, str] = {}
    for node, identifier in index.worded(terms):
        if node not in found:
            first[node] = min(identifier, first.get(node, identifier))
    for node in sorted(first)[:room]:
        record = index.record(first[node])
        if record is not None:
            body = texts.body(record.title, record.text, record.content)
            found[node] = _hit(node, WORDS, texts.excerpt(body, terms))


def _hit(node: str, rank: int, matched: str) -> Hit:
    return Hit(node, NodeKind(node.partition(":")[0]), rank, matched)


def smallest(ids: Iterable[str]) -> list[str]:
    """The MOST ids with the smallest hash63, in that order: how an index without row keys caps its answer."""
    return sorted(set(ids), key=lambda identifier: (hash63(identifier), identifier))[:MOST]
