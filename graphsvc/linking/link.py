"""From a projection to actors and the links between them: the whole of linking in one call."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from graphsvc.linking.actors import Actors, actors
from graphsvc.linking.decisions import EXCLUSIVE, Constraints, constraints, contested
from graphsvc.linking.epochs import epochs
from graphsvc.linking.evidence import doubted
from graphsvc.linking.graph import EvidenceGraph, evidence_graph, posters_only
from graphsvc.linking.hubs import Judged, judge
from graphsvc.linking.joining import Joined, apart, joined
from graphsvc.linking.links import ActorLinks, actor_links
from graphsvc.linking.units import TEMPLATE, Units, units
from graphsvc.linking.wording import worded
from graphsvc.model import Decision, StoredRecord
from graphsvc.store import Projection

Join = Callable[[EvidenceGraph, NDArray[np.float64], EvidenceGraph], Joined]  # as `joining.joined`

AGAIN = 1  # rounds of judging by the posters found in the round before; a second moved no measure by 0.005


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """The evidence graph of a projection, judged. `joined`: its values by poster. `directories`: units that name too
    many identifiers to be posters."""

    units: Units
    graph: EvidenceGraph
    judged: Judged
    joined: Joined
    rules: Constraints
    directories: int


def gather(
    projection: Projection, decisions: Iterable[Decision], *, plain: bool = False, texts: Iterable[StoredRecord] = ()
) -> Evidence:
    """Evidence of a projection under people's decisions. `plain`: no epochs, no wordings, and no hubs but those a
    person named. `texts`: the records of the same view, whose repeated wordings are evidence."""
    return weighed(units(projection, None if plain else worded(projection, texts)), decisions, plain=plain)


def weighed(found: Units, decisions: Iterable[Decision], *, plain: bool = False, join: Join = joined) -> Evidence:
    """Evidence of units that have their wordings; else as `gather`. `join`: who joins their personas."""
    given = list(decisions)
    whole = evidence_graph(found, np.zeros(len(found.unit), dtype=np.int64))
    evidence = _judged(found, whole, given)
    if plain:
        named, _ = _verdicts(found, evidence.graph, evidence.rules)
        return replace(evidence, judged=replace(evidence.judged, hub=named), directories=0)
    ignored = np.zeros(len(found.identifiers), dtype=bool)
    ignored[whole.identifier] = evidence.judged.hub
    return _settled(_judged(found, evidence_graph(found, epochs(found, ignored)), given), join)


def link(evidence: Evidence) -> tuple[Actors, ActorLinks]:
    """Actors of all units, and the links between them."""
    graph, judged = evidence.graph, evidence.judged
    found = actors(
        graph, _telling(evidence), _read(evidence), evidence.joined, _about(evidence), evidence.rules
    )  # fmt: skip
    return found, actor_links(graph, judged, found)


def _judged(found: Units, graph: EvidenceGraph, decisions: list[Decision]) -> Evidence:
    rules = constraints(decisions, found, graph)
    graph = graph.only(~contested(rules, graph))
    posters, directories = posters_only(graph, found.poster)
    judged = judge(posters, *_verdicts(found, graph, rules))
    return Evidence(found, graph, judged, apart(graph), rules, directories)


def _settled(evidence: Evidence, join: Join) -> Evidence:
    """Posters, and hubs by how many posters are behind them; either depends on the other."""
    posters, _ = posters_only(evidence.graph, evidence.units.poster)
    verdicts = _verdicts(evidence.units, evidence.graph, evidence.rules)
    evidence = replace(evidence, joined=_joined(evidence, join))
    for _ in range(AGAIN):
        evidence = replace(evidence, judged=judge(posters, *verdicts, evidence.joined.persona))
        evidence = replace(evidence, joined=_joined(evidence, join))
    return evidence


def _joined(evidence: Evidence, join: Join) -> Joined:
    graph = evidence.graph
    wording = graph.of_kind(TEMPLATE)[graph.value]
    return join(graph.only(_telling(evidence)), _read(evidence), graph.only(_telling(evidence) | wording))


def _read(evidence: Evidence) -> NDArray[np.float64]:
    """Weight of each value, as surely as it was read."""
    confidence = evidence.graph.mean_confidence()
    return np.array([doubted(w, c) for w, c in zip(evidence.judged.weight.tolist(), confidence)], dtype=np.float64)


def _verdicts(found: Units, graph: EvidenceGraph, rules: Constraints) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """(hubs, posters): values that a person's verdict settles."""
    said = [rules.verdicts.get(found.identifiers[i], "") for i in graph.identifier.tolist()]
    hubs = np.array([verdict not in ("", EXCLUSIVE) for verdict in said], dtype=bool)
    return hubs, np.array([verdict == EXCLUSIVE for verdict in said], dtype=bool)


def _telling(evidence: Evidence) -> NDArray[np.bool_]:
    """Edges between posters that are no directories and values that are no hubs."""
    graph = evidence.graph
    posters, _ = posters_only(graph, evidence.units.poster)
    among = np.zeros(graph.units, dtype=bool)
    among[posters.unit] = True
    telling: NDArray[np.bool_] = among[graph.unit] & ~evidence.judged.hub[graph.value]
    return telling


def _about(evidence: Evidence) -> NDArray[np.int64]:
    """The value that each record about a phone or a wallet is about; -1 for posters and where its epoch is unknown."""
    graph, found = evidence.graph, evidence.units
    about = np.full(graph.units, -1, dtype=np.int64)
    own = (graph.identifier[graph.value] == found.about[graph.unit]) & ~found.poster[graph.unit]
    about[graph.unit[own]] = graph.value[own]
    return about
