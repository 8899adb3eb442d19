"""Hubs by diversity, not by degree: how many different posters stand behind a value.

Four hundred adverts with one e-mail are one poster; four hundred adverts with two hundred e-mails are a service. The
adverts of a value are grouped by the other identifiers they share; the effective number of groups is the Hill number
of order 1, the exponential of the Shannon entropy of their sizes (Hill 1973; Jost 2006). Groups that follow each other
in time are one poster who rotates numbers, so the effective number never exceeds how many groups were alive at once.
Adverts with no other identifier say nothing for or against: a value that is all they have stays exclusive, held by
that single identifier, and its merge risk says so.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from graphsvc.linking.graph import EvidenceGraph
from graphsvc.linking.pairs import company

LINGER = 14.0  # days: an identifier seen once was in use around then


def diversity(graph: EvidenceGraph, ignored: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Effective number of posters behind each value, 1 or more. `ignored` values (known hubs) tell no poster from
    another. Linear in edges times the (bounded) identifiers of one unit."""
    edge, other = company(graph)
    telling = ~ignored[graph.value[other]]
    edge, other = edge[telling], other[telling]
    out = np.ones(graph.values)
    if not len(edge):
        return out
    companion = graph.value[other]
    # one node for each use (edge), one for each (value, companion): uses of a value that share a companion connect
    pair, pair_of = np.unique(graph.value[edge] * graph.values + companion, return_inverse=True)
    uses = len(graph.unit)
    size = uses + len(pair)
    links = coo_array((np.ones(len(edge), dtype=np.int8), (edge, uses + pair_of)), shape=(size, size))
    _, label = connected_components(links, directed=False)
    explained = np.unique(edge)
    value, group = graph.value[explained], label[explained]
    groups, group_of, count = np.unique(group, return_inverse=True, return_counts=True)
    owner = np.zeros(len(groups), dtype=np.int64)
    owner[group_of] = value
    entropy = _entropy(owner, count.astype(np.float64), graph.values)
    first, last = _lifetimes(graph)
    begin, end = np.full(len(groups), np.inf), np.full(len(groups), -np.inf)
    pair_group = np.searchsorted(groups, label[uses:])
    companion_of_pair = pair % graph.values
    np.fmin.at(begin, pair_group, first[companion_of_pair])
    np.fmax.at(end, pair_group, last[companion_of_pair])
    return np.maximum(1.0, np.minimum(np.exp(entropy), _at_once(owner, begin, end, graph.values)))


def _entropy(owner: NDArray[np.int64], weight: NDArray[np.float64], values: int) -> NDArray[np.float64]:
    """Shannon entropy, in nats, of the group sizes of each value."""
    total = np.bincount(owner, weights=weight, minlength=values)
    share = weight / total[owner]
    return np.bincount(owner, weights=-share * np.log(share), minlength=values)


def _lifetimes(graph: EvidenceGraph) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """First and last dated use of each value, in days; infinite where there is none."""
    first, last = np.full(graph.values, np.inf), np.full(graph.values, -np.inf)
    np.fmin.at(first, graph.value, graph.first)
    np.fmax.at(last, graph.value, graph.last)
    return first, last


def _at_once(
    owner: NDArray[np.int64], begin: NDArray[np.float64], end: NDArray[np.float64], values: int
) -> NDArray[np.float64]:
    """Mean number of groups of a value alive at once: their lifetimes together over the time that any was alive.
    Undated groups are taken to be alive with every other."""
    dated = np.isfinite(begin)
    undated = np.bincount(owner[~dated], minlength=values).astype(np.float64)
    owner, begin, end = owner[dated], begin[dated] - LINGER / 2, end[dated] + LINGER / 2
    order = np.lexsort((end, begin, owner))
    owner, begin, end = owner[order], begin[order], end[order]
    lifetimes = np.bincount(owner, weights=end - begin, minlength=values)
    if not len(owner):
        return undated
    horizon = float(end.max() - begin.min()) + 1.0
    reached = np.maximum.accumulate(end - begin.min() + owner * 2 * horizon)  # running maximum within each owner
    shifted = begin - begin.min() + owner * 2 * horizon
    idle = np.maximum(0.0, shifted[1:] - reached[:-1]) * (owner[1:] == owner[:-1])
    span = np.zeros(values)
    np.maximum.at(span, owner, end - begin.min())
    low = np.full(values, np.inf)
    np.minimum.at(low, owner, begin - begin.min())
    alive = span - np.where(np.isfinite(low), low, 0.0) - np.bincount(owner[1:], weights=idle, minlength=values)
    return undated + np.divide(lifetimes, alive, out=np.zeros(values), where=alive > 0)
