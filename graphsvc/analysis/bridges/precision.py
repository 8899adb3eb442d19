"""How right the ranking of bridges is on planted truth: precision at k, beside the strongest random bridges.

A bridge is right where both of its posters belong, by most of their records, to one true network that has job adverts
and sale adverts. The comparison ranks the bridges of a degree-preserving rewire in the same way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from graphsvc.analysis.bridges.null import rewired, scores
from graphsvc.analysis.bridges.rank import kinds_of, posters_of, rank
from graphsvc.analysis.bridges.sides import crossings, sides
from graphsvc.linking.link import Evidence
from graphsvc.model import Category
from graphsvc.results import RecordRef, Result

AT = (10, 25, 50, 100)
REWIRES = 20


@dataclass(frozen=True, slots=True)
class Precision:
    """at: k -> share of the first k bridges that are right (of as many as there are, where fewer). null: the same of
    random bridges, the mean over rewires. found: true networks of both kinds that have a bridge; planted: all of
    them."""

    at: dict[int, float]
    null: dict[int, float]
    found: int
    planted: int


def precision(
    evidence: Evidence, result: Result, truth: Mapping[RecordRef, str], *, at: Sequence[int] = AT, seed: int = 0,
    rewires: int = REWIRES,
) -> Precision:  # fmt: skip
    """`truth`: record -> true network."""
    kinds: dict[str, set[str]] = {}
    for ref, categories in zip(evidence.units.refs, evidence.units.categories):
        if ref in truth:
            kinds.setdefault(truth[ref], set()).update(categories)
    both = {network for network, seen in kinds.items() if {Category.JOB, Category.SALE} <= seen}
    whose = [_most([truth.get(ref, "") for ref in actor.records]) for actor in result.actors]
    place = {actor.id: number for number, actor in enumerate(result.actors)}
    listed = rank(evidence, result, seed=seed, draws=1, limit=max(at))
    ends = [[whose[place[actor]] for actor in bridge.actors] for bridge in listed]
    good = [len(set(end)) == 1 and end[0] in both for end in ends]
    found = sides(evidence, posters_of(evidence, result))
    rng = np.random.default_rng(seed)
    chance: list[list[bool]] = []
    for _ in range(rewires):
        drawn = rewired(found, kinds_of(evidence), rng)
        pair, score = scores(crossings(drawn, evidence.judged.weight), found.poster)
        first = pair[np.lexsort((pair, -score))[: max(at)]]
        posters = zip(
            found.poster[first // len(found.poster)].tolist(), found.poster[first % len(found.poster)].tolist()
        )
        chance.append([b < len(whose) > a and whose[a] == whose[b] and whose[a] in both for a, b in posters])
    return Precision(
        {k: _share(good[:k]) for k in at},
        {k: float(np.mean([_share(drawn[:k]) for drawn in chance])) if chance else 0.0 for k in at},
        len({end[0] for end, right in zip(ends, good) if right}), len(both),
    )  # fmt: skip


def _most(names: Sequence[str]) -> str:
    counts = Counter(names)
    return min(counts, key=lambda name: (-counts[name], name)) if counts else ""


def _share(right: Sequence[bool]) -> float:
    return sum(right) / len(right) if right else 0.0
