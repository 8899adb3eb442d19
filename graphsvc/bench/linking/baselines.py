"""What others do, each as a small function: plain uses of identifiers -> setting -> cluster of each record.

A method with a parameter is run at every setting of its grid, and judged at the one that *the truth* likes best: no
user could choose so well, and ours is given no such choice.

    components   whatever shares an identifier, directly or not, is one cluster (TrafficVis, T-Net, IDTraffickers, DIG)
    degree cap   the same, without identifiers in more records than the cap
    best match   an advert joins the one persona it matches best, in order of time (after TellFinder)
    walk         adverts joined where the sum of 1 / degree^2 over what they share is enough (after RedThread: Rabbany,
                 Bayani and Dubrawski 2018)
    Louvain      communities by modularity (Blondel et al. 2008; NetworkX), weighted: of records and identifiers
                 together, and of the projection, records joined by the sum of idf over what they share
    Leiden       the same (Traag, Waltman and van Eck 2019; `linking.leiden`)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from graphsvc.bench.linking.plain import Floats, Ints, Plain
from graphsvc.linking import leiden as leiden_
from graphsvc.linking.modularity import communities

Labels = list[int]
CAPS = (10, 25, 50, 100, 250, 1000)
PERSONA_NATS = (2.0, 4.0, 6.0, 8.0, 12.0)
WALK = (1e-1, 1e-2, 1e-3, 1e-4, 1e-5)
RESOLUTIONS = (1.0, 5.0, 20.0, 50.0, 200.0)


def components(plain: Plain) -> Mapping[str, Labels]:
    return {"": _joined(plain, np.ones(len(plain.record), dtype=bool))}


def degree_cap(plain: Plain) -> Mapping[str, Labels]:
    degree = plain.degree()[plain.value]
    return {f"cap {cap}": _joined(plain, degree <= cap) for cap in CAPS}


def best_match(plain: Plain) -> Mapping[str, Labels]:
    return {f"{enough:g} nats": _personas(plain, enough) for enough in PERSONA_NATS}


def walk(plain: Plain) -> Mapping[str, Labels]:
    a, b, weight = plain.pairs(1.0 / np.maximum(plain.degree(), 1).astype(np.float64) ** 2)
    found = {}
    for least in WALK:
        near = weight >= least
        graph = coo_array((np.ones(int(near.sum())), (a[near], b[near])), shape=(plain.records, plain.records))
        found[f"sum >= {least:g}"] = connected_components(graph, directed=False)[1].tolist()
    return found


def louvain(plain: Plain) -> Mapping[str, Labels]:
    found = {}
    for name, n, a, b, weight in _weighted(plain):
        for resolution in RESOLUTIONS:
            labels = communities(n, a, b, weight, seed=0, resolution=resolution)
            found[f"{name}, resolution {resolution:g}"] = labels[: plain.records]
    return found


def leiden(plain: Plain) -> Mapping[str, Labels]:
    found = {}
    for name, n, a, b, weight in _weighted(plain):
        for resolution in RESOLUTIONS:
            labels = leiden_.communities(n, a, b, weight, resolution=resolution)
            found[f"{name}, resolution {resolution:g}"] = labels[: plain.records]
    return found


def _weighted(plain: Plain) -> Iterator[tuple[str, int, Ints, Ints, Floats]]:
    """(name, nodes, edges): of records and their identifiers, records first; and of records alone."""
    n, ends = plain.records + plain.values, (plain.record, plain.records + plain.value)
    for name, weight in (("idf", plain.rarity()), ("1/sqrt(degree)", plain.degree().clip(1) ** -0.5)):
        yield name, n, *ends, np.maximum(weight[plain.value], 1e-9)
    a, b, shared = plain.pairs(plain.rarity())
    some = shared > 0
    yield "projection, idf", plain.records, a[some], b[some], shared[some]


BASELINES: dict[str, Callable[[Plain], Mapping[str, Labels]]] = {
    "components": components,
    "components, degree cap": degree_cap,
    "best-match personas": best_match,
    "1/degree^2 walk": walk,
    "Louvain, weighted": louvain,
    "Leiden, weighted": leiden,
}


def _joined(plain: Plain, kept: NDArray[np.bool_]) -> Labels:
    """Components of records over the uses that are kept."""
    size = plain.records + plain.values
    ends = (plain.record[kept], plain.records + plain.value[kept])
    graph = coo_array((np.ones(int(kept.sum())), ends), shape=(size, size))
    labels: Labels = connected_components(graph, directed=False)[1][: plain.records].tolist()
    return labels


def _personas(plain: Plain, enough: float) -> Labels:
    """One pass in order of time. The match of a record and a persona is the sum over shared values of rarity times the
    share of the value's earlier uses that are the persona's."""
    rarity = plain.rarity().tolist()
    starts = np.searchsorted(plain.record, np.arange(plain.records + 1)).tolist()
    values: list[int] = plain.value.tolist()
    users: list[Counter[int]] = [Counter() for _ in range(plain.values)]
    home = [-1] * plain.records
    personas = 0
    order: Ints = np.argsort(plain.posted, kind="stable")
    for record in order.tolist():
        shown = values[starts[record] : starts[record + 1]]
        match: dict[int, float] = {}
        for value in shown:
            total = users[value].total()
            for persona, uses in users[value].items():
                match[persona] = match.get(persona, 0.0) + rarity[value] * uses / total
        best = min(match, key=lambda persona: (-round(match[persona], 9), persona), default=-1)
        if best < 0 or match[best] < enough:
            best, personas = personas, personas + 1
        home[record] = best
        for value in shown:
            users[value][best] += 1
    return home
