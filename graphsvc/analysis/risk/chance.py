"""How often so tight a cluster arises by chance: its tightness against coincidences in shuffled graphs.

One identifier that all share makes no cluster tight: however it is dealt, it has as many users, so chance alone gives
such a cluster. The null is the same graph under a degree-preserving rewire. As in target-decoy counting (Elias and Gygi
2007; q-values after Storey 2002), `by_chance` is the number of coincidences at least as strong in a rewired graph, for
each cluster at least as tight in the real one, at most 1. Every cluster that a rewired graph could make needs at least
one such coincidence, so it is on the high side.

Cost: REWIRES times a sort of the uses; fewer in large graphs, where each gives more coincidences to compare with.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphsvc.analysis.risk.coincidences import Ints, coincidences
from graphsvc.analysis.risk.rewire import rewire
from graphsvc.analysis.risk.tightness import tightness

REWIRES = (8, 39)  # fewest and most; 39 let a lone cluster reach 1/40
EFFORT = 3_000_000  # uses to deal in all


@dataclass(frozen=True, slots=True, eq=False)
class Bipartite:
    """Uses of identifiers by members: distinct pairs sorted by member, then value. `kind`, per value, as numbers."""

    members: int
    member: Ints
    value: Ints
    kind: Ints


def by_chance(graph: Bipartite, inside: NDArray[np.bool_], cluster: Ints, seed: int) -> NDArray[np.float64]:
    """Per cluster, how many as tight arise by chance for each that is there. `inside`, per use: it holds its member's
    cluster together; `cluster`, per member, numbered from 0. The rewire is of the whole graph."""
    degree = np.bincount(graph.value, minlength=len(graph.kind))
    users = len(np.unique(graph.member))
    member, value = graph.member[inside], graph.value[inside]
    found = coincidences(member, value, degree, users, cluster[member])
    tight = tightness(found, member, value, cluster)
    rewires = int(np.clip(EFFORT // max(len(graph.member), 1), *REWIRES))
    chance: list[NDArray[np.float64]] = []
    for number in range(rewires):
        generator = np.random.default_rng([seed, number])
        dealt = rewire(graph.member, graph.value, graph.kind[graph.value], generator)
        chance.append(coincidences(*dealt, degree, users).worth)
    return _rates(tight, np.sort(np.concatenate(chance)), rewires)


def _rates(tight: NDArray[np.float64], null: NDArray[np.float64], rewires: int) -> NDArray[np.float64]:
    """q-value of each cluster: chance coincidences at least as strong, one added so that none is ever impossible, for
    each cluster at least as tight; never more for a tighter one. 1 where nothing coincides."""
    found = np.ones(len(tight))
    some = np.flatnonzero(tight > 0.0)  # what has no coincidence is no cluster to count
    order = some[np.argsort(-tight[some], kind="stable")]
    ordered = tight[order]
    as_strong = len(null) - np.searchsorted(null, ordered, side="left")
    as_tight = np.searchsorted(-ordered, -ordered, side="right")
    rate = np.minimum(1.0, (as_strong + 1.0) / (rewires + 1.0) / as_tight)
    found[order] = np.minimum.accumulate(rate[::-1])[::-1]
    return found
