"""Questions that follow a result: what to look at next, and which bridges from recruitment to sale to look at first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from graphsvc.analysis.bridges import rank
from graphsvc.analysis.scored import precision_at
from graphsvc.analysis.suggest import recall
from graphsvc.analysis.suggest.recall import Recall
from graphsvc.bench.linking.world import World, evidence
from graphsvc.linking.link import Evidence
from graphsvc.results import RecordRef, Result

QUESTIONS = (10, 25, 50, 100)
LEAST = (76, 101)  # of fewer, fifty questions about one record each find two thirds or more: no search could do 1.5 x
FIRST = (5, 10, 25)
SEARCHES = 40  # for each corpus


def suggested(world: World) -> dict[int, Recall]:
    """For networks of LEAST records or more, the share that is accepted after so many questions; the walks weigh by
    1 / degree^2 and ask about one record at a time, as RedThread does. A walk that asks as many questions as a network
    has records finds it by diligence alone, so the larger ones tell more."""
    weighed = evidence(world.seen)
    truth = _networks(world, weighed)
    return {
        least: recall(weighed, truth, seed=world.seed, searches=SEARCHES, least=least, questions=QUESTIONS)
        for least in LEAST
    }


@dataclass(frozen=True, slots=True)
class Bridges:
    """`precision`, `null`: k -> share of the k best that join job and sale adverts of one true network; of random pairs
    of a job side and a sale side whose numbers of identifiers are alike. `planted`: bridges of the generator; `met`:
    those whose network is among the ranked."""

    precision: dict[int, float]
    null: dict[int, float]
    ranked: int
    planted: int
    met: int


def bridged(world: World, result: Result) -> Bridges:
    """Bridges of a result against the truth."""
    sides = _sides(world, result)
    found = [
        bridge
        for bridge in rank(evidence(world.seen), result, seed=world.seed, draws=19)
        if _known(bridge.actors, sides)
    ]
    ends = [(sides[bridge.actors[0], "job"], sides[bridge.actors[-1], "sale"]) for bridge in found]
    right = np.array([job == sale for job, sale in ends], dtype=bool)
    order = -np.arange(len(found), dtype=np.float64)  # they come ranked
    chance = np.array(_matched(result, sides, [bridge.actors for bridge in found], world.seed))
    networks = _mixed(world)
    got = {job for job, sale in ends if job == sale}
    return Bridges(
        {k: precision_at(k, order, right) for k in FIRST},
        {k: float(chance[:k].mean()) if len(chance) else 0.0 for k in FIRST},
        len(found), len(networks), len(got & networks),
    )  # fmt: skip


def _known(actors: tuple[str, ...], sides: Mapping[tuple[str, str], str]) -> bool:
    return (actors[0], "job") in sides and (actors[-1], "sale") in sides


def _networks(world: World, weighed: Evidence) -> dict[RecordRef, str]:
    return {
        ref: world.truth[ref.source, ref.key].network
        for ref in weighed.units.refs
        if (ref.source, ref.key) in world.truth
    }


def _sides(world: World, result: Result) -> dict[tuple[str, str], str]:
    """(actor, job or sale) -> true network of most of its adverts of that kind."""
    seen: dict[tuple[str, str], Counter[str]] = {}
    for actor in result.actors:
        for ref in actor.records:
            told = world.truth.get((ref.source, ref.key))
            if told is not None and told.category in ("job", "sale"):
                seen.setdefault((actor.id, told.category), Counter())[told.network] += 1
    return {side: min(counts, key=lambda n: (-counts[n], n)) for side, counts in seen.items()}


def _mixed(world: World) -> set[str]:
    """True networks of several posters that have both job and sale adverts."""
    kinds: dict[str, set[str]] = {}
    posters: dict[str, set[str]] = {}
    for told in world.truth.values():
        kinds.setdefault(told.network, set()).add(told.category)
        posters.setdefault(told.network, set()).add(told.actor)
    return {network for network in kinds if {"job", "sale"} <= kinds[network] and len(posters[network]) > 1}


def _matched(
    result: Result, sides: Mapping[tuple[str, str], str], bridges: list[tuple[str, ...]], seed: int, draws: int = 50
) -> list[float]:
    """For each bridge, how often random sides with as many identifiers (by powers of two) are of one network."""
    rng = np.random.default_rng(seed)
    degree = {actor.id: len(actor.evidence).bit_length() for actor in result.actors}
    alike: dict[tuple[str, int], list[str]] = {}
    for (actor, kind), network in sorted(sides.items()):
        alike.setdefault((kind, degree[actor]), []).append(network)
    out = []
    for actors in bridges:
        jobs, sales = alike["job", degree[actors[0]]], alike["sale", degree[actors[-1]]]
        a, b = rng.integers(len(jobs), size=draws), rng.integers(len(sales), size=draws)
        out.append(float(np.mean([jobs[i] == sales[j] for i, j in zip(a.tolist(), b.tolist())])))
    return out
