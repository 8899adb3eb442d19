"""Shorthands over the linking of small projections."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping

from graphsvc.linking.link import Evidence, gather, link
from graphsvc.model import Category, Decision, RecordKind, StoredRecord, Verb
from tests.support.projections import Row, make_projection


def wording(number: int) -> str:
    """A text of thirty invented words; each number has its own."""
    rng = random.Random(number)
    return " ".join("".join(rng.choices("abcdefghiklmnoprstuvz", k=7)) for _ in range(30))


def texts_of(rows: Iterable[Row], texts: Mapping[str, str]) -> list[StoredRecord]:
    """Records of rows with these texts, by key."""
    return [
        StoredRecord(row.id, row.node, RecordKind.AD, row.source, row.key, row.version, "", texts[row.key], "",
                     Category.UNKNOWN, "", "{}", 1)
        for row in rows if row.key in texts
    ]  # fmt: skip


def gathered(
    rows: Iterable[Row], decisions: Iterable[Decision] = (), texts: Mapping[str, str] | None = None
) -> Evidence:
    given = list(rows)
    return gather(make_projection(given), decisions, texts=texts_of(given, texts or {}))


def per_value(evidence: Evidence, array: Iterable[float]) -> dict[str, float]:
    """{identifier (and epoch): number}"""
    names = evidence.units.identifiers
    keys = (names[i] + epoch for i, epoch in zip(evidence.graph.identifier.tolist(), evidence.graph.epoch))
    return dict(zip(keys, (float(x) for x in array)))


def actors_of(
    rows: Iterable[Row], decisions: Iterable[Decision] = (), texts: Mapping[str, str] | None = None
) -> list[list[str]]:
    """Keys of each actor, sorted."""
    evidence = gathered(rows, decisions, texts)
    found: dict[int, list[str]] = {}
    for ref, actor in zip(evidence.units.refs, link(evidence)[0].actor.tolist()):
        found.setdefault(actor, []).append(ref.key)
    return sorted(sorted(keys) for keys in found.values())


def decided(verb: Verb, *targets: str, value: str = "", at: str = "2026-01-15T12:00:00Z") -> Decision:
    return Decision.make(verb, targets, value, "ana", at, "seen by hand")
