"""Suggest next: from seeds and answers to the records a person should look at, each with the path that justifies it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from graphsvc.errors import InputError, NotAllowed
from graphsvc.model import RecordKind
from graphsvc.service import gathering
from graphsvc.service.drawing import Pen, known_node

if TYPE_CHECKING:
    from graphsvc.analysis.suggest import Ground, Step, Suggestion
    from graphsvc.service.case import Case


def suggest(case: Case, seeds: Sequence[str], yes: Collection[str], no: Collection[str], limit: int) -> dict[str, Any]:
    from graphsvc.analysis.suggest import Ground, Search

    view = case.view
    pen = Pen(case, view)
    wanted = _nodes(case, seeds)
    if not wanted:
        raise InputError("name at least one seed: an advert, a number, an account, an actor or a network")
    both = sorted(set(yes) & set(no))
    if both:
        raise InputError(f"{len(both)} node(s) are answered both yes and no; keep one answer for each")
    for node in (*wanted, *yes, *no):
        known_node(view, node)
    barred = [node for node in (*wanted, *yes) if node in pen.protected]
    if barred:
        raise NotAllowed(f"{pen.label(barred[0])} is protected; nothing is searched from it")
    ground = Ground(gathering.evidence(case, view))
    search = Search(ground, wanted)
    for node in sorted(set(yes)):
        search.answer(node, True)
    for node in sorted(set(no)):
        search.answer(node, False)
    found = search.next(limit)
    return {
        "seeds": _drawn(pen, wanted), "accepted": len(search.accepted),
        "suggestions": [_row(pen, one) for one in found],
        "identifiers": [_step(pen, step) | {"unasked": step.unasked} for step in search.identifiers(limit)],
        "notes": [*_closed(pen, ground, wanted), *_nothing(found)],
    }  # fmt: skip


def _nodes(case: Case, seeds: Sequence[str]) -> list[str]:
    """Seeds as nodes; an actor or a network of the newest run stands for its records."""
    groups = {seed for seed in seeds if seed.startswith(("actor:", "network:"))}
    nodes = {seed for seed in seeds if seed not in groups}
    if groups:
        from graphsvc.service.bridging import of_run

        document = of_run(case, "")
        members = {c.id: c.records for c in document.actors} | {c.id: c.records for c in document.networks}
        for group in groups & members.keys():
            nodes |= {ref.node for ref in members[group] if ref.kind == RecordKind.AD}
        groups -= members.keys()
        if groups:
            raise InputError(f"the newest run has no {sorted(groups)[0]!r}; `graphsvc cluster` lists them")
    return sorted(nodes)


def _drawn(pen: Pen, nodes: Sequence[str]) -> list[dict[str, Any]]:
    drawn = {node["id"]: node for node in pen.nodes(pen.view.nodes(nodes))}
    return [drawn[node] for node in nodes if node in drawn]


def _row(pen: Pen, one: Suggestion) -> dict[str, Any]:
    return {
        "node": _drawn(pen, [one.node])[0], "records": one.records, "score": one.score,
        "path": _drawn(pen, one.path),
        "evidence": [_step(pen, step) for step in one.evidence],
    }  # fmt: skip


def _step(pen: Pen, step: Step) -> dict[str, Any]:
    told = asdict(step)
    del told["unasked"]
    return {**told, "label": pen.label(step.identifier)}


def _closed(pen: Pen, ground: Ground, seeds: Sequence[str]) -> list[str]:
    """Seeds that nothing is followed from, and why."""
    judged, graph = ground.evidence.judged, ground.evidence.graph
    names = ground.evidence.units.identifiers
    hubs = {names[graph.identifier[value]] for value in range(graph.values) if judged.hub[value]}
    return [
        f"{pen.label(seed)} is shared by many different posters; nothing is followed through it."
        for seed in seeds
        if seed in hubs
    ]


def _nothing(found: Sequence[Suggestion]) -> list[str]:
    return [] if found else ["Nothing that may link them leads on from what was accepted."]
