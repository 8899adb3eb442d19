"""Bonds between contacts: do two that stand together in adverts belong to one poster?

One's own values stand together often, another's now and then. With n of m adverts shared (m: those of the rarer value),
the log-odds of one poster are those of two beta-binomial laws, Beta(2, 2) for one's own and Beta(1, 9) for another's,
on top of prior odds of 9 to 1: an advert's contacts mostly belong to its poster. A handful of duo adverts thus joins
nobody, and a value that stands in a tenth of an advertiser's adverts is not that advertiser's.

Handover: a number that ends where the next begins, both named in the adverts between, is a rotation and joins the two
however rarely that was.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import lgamma, log

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaln

from graphsvc.linking.graph import EvidenceGraph
from graphsvc.linking.hubs import CONTACTS

OWN, OTHER = (2.0, 2.0), (1.0, 9.0)
PRIOR = log(9.0)
ROTATES = "phone"  # of the contacts, what one poster changes as time goes on


@dataclass(frozen=True, slots=True, eq=False)
class Bonds:
    """Pairs of values (a < b) that stand together somewhere, the strongest first. handover: see above."""

    a: NDArray[np.int64]
    b: NDArray[np.int64]
    handover: NDArray[np.bool_]


def one_owner(together: int, adverts: int) -> float:
    """Log-odds that what stands together in `together` of `adverts` belongs to one poster."""
    apart = adverts - together
    return PRIOR + (
        _betaln(together + OWN[0], apart + OWN[1]) - _betaln(*OWN)
        - _betaln(together + OTHER[0], apart + OTHER[1]) + _betaln(*OTHER)
    )  # fmt: skip


def _betaln(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def bonds(graph: EvidenceGraph) -> Bonds:
    """All bonds between contacts used twice or more: one used once goes where its one advert goes, and tells nothing of
    where that is. Linear in edges times the (bounded) values of one unit."""
    edge, other = graph.company()
    a, b = graph.value[edge], graph.value[other]
    keys, together = np.unique(a[a < b] * graph.values + b[a < b], return_counts=True)
    a, b = keys // graph.values, keys % graph.values
    uses = graph.degrees()[1]
    rarer = np.minimum(uses[a], uses[b])
    contact = graph.of_kind(*CONTACTS)
    again = (rarer > 1) & contact[a] & contact[b]
    a, b, together, rarer = a[again], b[again], together[again], rarer[again]
    handover = _handover(graph, a, b, together)
    order = np.lexsort((b, a, -strength(together, np.where(handover, together, rarer))))
    return Bonds(a[order], b[order], handover[order])


def strength(together: NDArray[np.int64], adverts: NDArray[np.int64]) -> NDArray[np.float64]:
    """`one_owner` of arrays."""
    apart = adverts - together
    odds = (
        betaln(together + OWN[0], apart + OWN[1]) - betaln(together + OTHER[0], apart + OTHER[1])
        - betaln(*OWN) + betaln(*OTHER) + PRIOR
    )  # fmt: skip
    return np.asarray(odds, dtype=np.float64)


def _handover(
    graph: EvidenceGraph, a: NDArray[np.int64], b: NDArray[np.int64], together: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Pairs of numbers where one outlives the other and, while both are in use, they only ever stand together."""
    first, last = graph.lifetimes()
    rotates = graph.of_kind(ROTATES)
    follows = ((first[a] < first[b]) & (last[a] < last[b])) | ((first[b] < first[a]) & (last[b] < last[a]))
    found: NDArray[np.bool_] = follows & rotates[a] & rotates[b]
    begin, end = np.maximum(first[a], first[b]), np.minimum(last[a], last[b])
    for value in (a, b):
        found[found] = _uses_between(graph, value[found], begin[found], end[found]) == together[found]
    return found


def _uses_between(
    graph: EvidenceGraph, value: NDArray[np.int64], begin: NDArray[np.float64], end: NDArray[np.float64]
) -> NDArray[np.int64]:
    """How many uses of each value fall into [begin, end], in days; undated uses count."""
    dated = ~np.isnan(graph.first)
    undated = np.bincount(graph.value[~dated], minlength=graph.values)
    # one sorted axis: values end to end, times within
    low = float(graph.first[dated].min()) if dated.any() else 0.0
    width = (float(graph.last[dated].max()) - low if dated.any() else 0.0) + 2.0
    axis = np.sort(graph.value[dated] * width + graph.first[dated] - low)
    at = value * width - low
    inside = np.searchsorted(axis, at + end, side="right") - np.searchsorted(axis, at + begin, side="left")
    count: NDArray[np.int64] = inside + undated[value]
    return count
