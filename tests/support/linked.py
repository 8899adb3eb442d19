"""Shorthands over the linking of small projections."""

from __future__ import annotations

from collections.abc import Iterable

from graphsvc.linking.link import Evidence, gather, link
from graphsvc.model import Decision, Verb
from tests.support.projections import Row, make_projection


def gathered(rows: Iterable[Row], decisions: Iterable[Decision] = ()) -> Evidence:
    return gather(make_projection(rows), decisions)


def per_value(evidence: Evidence, array: Iterable[float]) -> dict[str, float]:
    """{identifier (and epoch): number}"""
    names = evidence.units.identifiers
    keys = (names[i] + epoch for i, epoch in zip(evidence.graph.identifier.tolist(), evidence.graph.epoch))
    return dict(zip(keys, (float(x) for x in array)))


def actors_of(rows: Iterable[Row], decisions: Iterable[Decision] = ()) -> list[list[str]]:
    """Keys of each actor, sorted."""
    evidence = gathered(rows, decisions)
    found: dict[int, list[str]] = {}
    for ref, actor in zip(evidence.units.refs, link(evidence)[0].actor.tolist()):
        found.setdefault(actor, []).append(ref.key)
    return sorted(sorted(keys) for keys in found.values())


def decided(verb: Verb, *targets: str, value: str = "", at: str = "2026-01-15T12:00:00Z") -> Decision:
    return Decision.make(verb, targets, value, "ana", at, "seen by hand")
