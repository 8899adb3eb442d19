"""The review queue: links between actors that nobody has judged yet, and decisions that contradict each other."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from graphsvc.linking.decisions import reconciled
from graphsvc.linking.units import kind_of
from graphsvc.model import Decision, Verb
from graphsvc.results import ActorCluster, Link
from graphsvc.service.concluding import PAIRS, about_records, result, run_names
from graphsvc.service.drawing import Pen
from graphsvc.service.masking import covered

if TYPE_CHECKING:
    from graphsvc.service.case import Case

SAID = {Verb.SAME: "the same", Verb.NOT_SAME: "not the same", Verb.UNLINK: "not linked"}
TITLES = 3  # adverts of each side that are named


def links(case: Case, run: str, limit: int) -> dict[str, Any]:
    document = result(case, run)
    if document is None:
        return {"links": [], "more": 0, "judged": 0}
    view = case.view
    pen = Pen(case, view)
    actors = {actor.id: actor for actor in document.actors}
    home = {node: actor.id for actor in document.actors for node in actor.nodes}
    network = {actor: one.id for one in document.networks for actor in one.actors}
    judged = _judged(about_records(case, view.decisions()), home)
    open_ = [
        link for link in document.links
        if _pair(link) not in judged and not _protected(link, actors, pen.protected)
    ]  # fmt: skip
    inside = {link: network.get(link.a, "a") == network.get(link.b, "b") for link in open_}
    ordered = sorted(open_, key=lambda x: (not inside[x], x.weight if inside[x] else -x.weight, x.a, x.b))
    names = run_names(case, document)
    return {
        "links": [
            _row(case, pen, link, actors, names.get(network.get(link.a, ""), "") if inside[link] else "")
            for link in ordered[:limit]
        ],
        "more": max(0, len(ordered) - limit), "judged": len(judged),
    }  # fmt: skip


def _pair(link: Link) -> frozenset[str]:
    return frozenset((link.a, link.b))


def _judged(decisions: Collection[Decision], home: dict[str, str]) -> set[frozenset[str]]:
    """Pairs of actors that a standing decision is about."""
    told = [[home.get(target, "") for target in d.targets] for d in decisions if d.verb in PAIRS and d.stands]
    return {frozenset(pair) for pair in told if len(pair) == 2 and all(pair)}


def _protected(link: Link, actors: dict[str, ActorCluster], protected: set[str]) -> bool:
    """Whether all of what the two share, or all that is known of one, is protected: nothing of it may be ranked."""
    shared = {item.identifier for item in link.evidence}
    return shared <= protected or any(protected.issuperset(actors[end].nodes) for end in (link.a, link.b))


def _row(case: Case, pen: Pen, link: Link, actors: dict[str, ActorCluster], network: str) -> dict[str, Any]:
    return {
        "a": _side(case, pen, actors[link.a]), "b": _side(case, pen, actors[link.b]), "network": network,
        "weight": link.weight,
        "shared": [
            {"label": pen.label(item.identifier), "kind": kind_of(item.identifier), "weight": item.weight,
             "records": item.records, "elsewhere": item.elsewhere}
            for item in link.evidence
        ],
        "nodes": [*(item.identifier for item in link.evidence), *actors[link.a].nodes, *actors[link.b].nodes],
    }  # fmt: skip


def _side(case: Case, pen: Pen, actor: ActorCluster) -> dict[str, Any]:
    drawn = pen.nodes(pen.view.nodes(actor.nodes[:TITLES]))
    own = [item.identifier for item in actor.evidence if item.role == "exclusive"][:TITLES]
    return {
        "id": actor.id, "ref": case.ref(actor.id), "records": len(actor.records), "level": actor.merge_risk.level,
        "titles": [node["label"] for node in drawn], "own": [pen.label(one) for one in own],
        "categories": dict(sorted(actor.category_counts.items())),
    }  # fmt: skip


def contradictions(case: Case) -> list[dict[str, Any]]:
    """Told at once, before any run: decisions that say same of what others keep apart, through any chain."""
    standing = {d.id: d for d in about_records(case, case.view.decisions()) if d.stands and d.verb in PAIRS}
    place: dict[str, int] = {}
    same: list[tuple[Decision, tuple[int, int]]] = []
    apart: dict[tuple[int, int], str] = {}
    for decision in sorted(standing.values(), key=lambda d: (d.at, d.id)):
        a, b = sorted(place.setdefault(target, len(place)) for target in decision.targets)
        if decision.verb is Verb.SAME:
            same.append((decision, (a, b)))
        elif decision.verb is not Verb.UNSURE:
            apart.setdefault((a, b), decision.id)
    _, found = reconciled(len(place), same, apart)
    return [
        {
            "decision": decision, "kept": list(kept),
            "text": f"{_told(standing[decision])}; {' and '.join(_told(standing[one]) for one in kept)}. "
            f"The two stay apart until one of these is taken back.",
        }
        for decision, kept in found
    ]  # fmt: skip


def _told(decision: Decision) -> str:
    return f"{decision.author} said {SAID[decision.verb]} on {decision.at[:10]} ({covered(decision.reason)})"
