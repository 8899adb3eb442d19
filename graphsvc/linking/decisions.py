"""People's decisions as constraints on linking: what must and must not be together, what a hub is, who is protected.

A decision is about adverts (or records) or about identifiers. `same` joins; `not-same` and `unlink` keep apart, in
actors and in networks, and an advert kept apart from an identifier loses that evidence; `unsure` changes nothing. Where
decisions contradict each other (A = C, B = C, A is not B) those apart stay apart and the contradiction is reported: a
false merge does more harm than a missing one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphsvc.linking.graph import EvidenceGraph
from graphsvc.linking.partitions import Union
from graphsvc.linking.units import Units, record_ref
from graphsvc.model import Decision, Verb

Pair = tuple[int, int]
EXCLUSIVE = "poster"  # the verdict that a value is one poster's; every other verdict makes it a hub


@dataclass(frozen=True, slots=True, eq=False)
class Constraints:
    """Pairs over nodes of the evidence graph: unit u is node u, value v is node units + v; sorted. `verdicts`:
    identifier -> what a person says it is. `protected`: node ids that are never ranked. `notes`: what could not be
    applied, and why. `contradictions`: (decision not applied, those that keep its two apart), by id."""

    same: tuple[Pair, ...]
    apart: tuple[Pair, ...]
    verdicts: dict[str, str]
    protected: frozenset[str]
    notes: tuple[str, ...]
    contradictions: tuple[tuple[str, tuple[str, ...]], ...]


def constraints(decisions: Iterable[Decision], units: Units, graph: EvidenceGraph) -> Constraints:
    """Constraints of the decisions that stand. Targets that are not in the graph are left out; several epochs of one
    identifier are all kept apart, and none of them joined: which owner is meant is not known."""
    standing = sorted((d for d in decisions if d.stands), key=lambda d: (d.at, d.id))
    where = _Nodes(units, graph)
    apart: dict[Pair, str] = {}  # pair -> the first decision that keeps it apart
    same: list[tuple[Decision, Pair]] = []
    notes: list[str] = []
    for decision in standing:
        if decision.verb not in (Verb.SAME, Verb.NOT_SAME, Verb.UNLINK):
            continue
        found = [where.of(target) for target in decision.targets]
        if len(found) != 2 or not all(found):
            notes.append(f"{decision.id} ({decision.verb.value}) names what is not shown here; it was not applied")
        elif decision.verb is Verb.SAME and any(len(nodes) > 1 for nodes in found):
            notes.append(
                f"{decision.id} (same) names a number that changed hands; decide on adverts instead; it was not applied"
            )
        elif decision.verb is Verb.SAME:
            same.append((decision, _pair(found[0][0], found[1][0])))
        else:
            for pair in sorted({_pair(a, b) for a in found[0] for b in found[1] if a != b}):
                apart.setdefault(pair, decision.id)
    kept, contradictions = reconciled(graph.units + graph.values, same, apart)
    return Constraints(
        kept, tuple(sorted(apart)),
        {target: d.value for d in standing if d.verb is Verb.VERDICT for target in d.targets},
        frozenset(target for d in standing if d.verb is Verb.PROTECT for target in d.targets), tuple(notes),
        contradictions,
    )  # fmt: skip


def reconciled(
    size: int, same: Iterable[tuple[Decision, Pair]], apart: Mapping[Pair, str]
) -> tuple[tuple[Pair, ...], tuple[tuple[str, tuple[str, ...]], ...]]:
    """(pairs that may be joined, (decision not applied, decisions that keep its two apart)) over nodes 0 to size - 1,
    both sorted. same: in the order of time. apart: pair -> the decision that keeps it apart."""
    union = Union(size, sorted(apart))
    kept: set[Pair] = set()
    contradictions: list[tuple[str, tuple[str, ...]]] = []
    for decision, (a, b) in same:
        if union.join(a, b):
            kept.add((a, b))
        else:
            ends = {union.find(a), union.find(b)}
            against = {by for (x, y), by in apart.items() if {union.find(x), union.find(y)} == ends}
            contradictions.append((decision.id, tuple(sorted(against))))
    return tuple(sorted(kept)), tuple(sorted(contradictions))


class _Nodes:
    """Targets of decisions to nodes of the graph."""

    def __init__(self, units: Units, graph: EvidenceGraph) -> None:
        self._refs = {ref: unit for unit, ref in enumerate(units.refs)}
        self._adverts = {node: unit for unit, node in enumerate(units.nodes) if units.about[unit] < 0}
        self._values: dict[str, list[int]] = {}
        for value, identifier in enumerate(graph.identifier.tolist()):
            self._values.setdefault(units.identifiers[identifier], []).append(graph.units + value)

    def of(self, target: str) -> list[int]:
        if target.startswith("record:"):
            unit = self._refs.get(record_ref(target))
            return [] if unit is None else [unit]
        if target in self._adverts:
            return [self._adverts[target]]
        return self._values.get(target, [])


def _pair(a: int, b: int) -> Pair:
    return (a, b) if a < b else (b, a)


def contested(constraints_: Constraints, graph: EvidenceGraph) -> NDArray[np.bool_]:
    """Edges between an advert and an identifier that a person keeps apart."""
    pairs = {pair for pair in constraints_.apart if pair[0] < graph.units <= pair[1]}
    edges = zip(graph.unit.tolist(), (graph.units + graph.value).tolist())
    return np.array([edge in pairs for edge in edges], dtype=bool) if pairs else np.zeros(len(graph.unit), dtype=bool)
