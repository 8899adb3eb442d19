"""Succession: a number that falls silent as the next one begins, under one wording, address, account or other sign.

For each carrier (a value that is no number) the numbers beside it stand in order of first use, and each is compared
with the next that begins after it ends, or so little before that the two may overlap. With d the time from there, t
that allowance and the pace of the adverts, m numbers under the carrier and a case
of S days, the likelihood ratio of a turn to chance is

    (1/t) exp(-d/t)  :  (m/S) exp(-m d/S)

so a stock text with hundreds of numbers, or numbers used at once, say nothing. A number that stands beside the carrier
in few of its uses may be a stranger's: the odds fall by what `bonds` makes of that. How often numbers under a carrier
turn is learnt for each carrier by EM (Dempster, Laird and Rubin 1977), without labels, from a Beta prior of its kind:
an address or an account is mostly one poster's. Undated numbers are left out. No pairs are expanded: linear, but for a
sort.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphsvc.linking.bonds import PRIOR, ROTATES, strength
from graphsvc.linking.graph import EvidenceGraph

TURNS = {"email": (4.0, 1.0), "account": (4.0, 1.0)}  # prior counts of turns and of chance, by kind of carrier
TURNS_ELSE = (1.0, 1.0)
OVERLAP = 2.0  # days at most, and one pace, that the old number may still be seen after the new one
SHORTEST = 0.25  # days: no pace is taken to be quicker
STEPS = 10  # of EM; later ones move no odds by a hundredth


@dataclass(frozen=True, slots=True, eq=False)
class Successions:
    """Pairs of numbers (a < b), each once, the likeliest first. carrier: the value beside both that says most; odds:
    log-odds, in nats, that one turned into the other."""

    a: NDArray[np.int64]
    b: NDArray[np.int64]
    carrier: NDArray[np.int64]
    odds: NDArray[np.float64]


def successions(graph: EvidenceGraph) -> Successions:
    """Successions of a graph's numbers, by every carrier in it."""
    first, last = graph.lifetimes()
    uses = graph.degrees()[1]
    carrier, number, beside = _carried(graph, np.isfinite(first))
    if not len(carrier):
        return Successions(carrier, number, carrier, np.empty(0))
    length = last - first
    dated = np.isfinite(first)
    low = float(first[dated].min())
    span = float(last[dated].max()) - low + 1.0
    order = np.lexsort((number, first[number], carrier))
    carrier, number, beside = carrier[order], number[order], beside[order]
    passing = np.minimum(0.0, strength(beside, uses[number]) - PRIOR)
    slack_of = np.minimum(
        np.divide(length, np.maximum(uses - 1, 1), where=length > 0, out=np.zeros(len(uses))), OVERLAP
    )
    # carriers end to end on one axis, times within
    axis = carrier * (span + OVERLAP) + first[number] - low
    ends = axis + length[number] - slack_of[number]
    following = np.maximum(np.searchsorted(axis, ends), np.arange(len(axis)) + 1)
    some = np.flatnonzero(following < len(axis))
    some = some[carrier[following[some]] == carrier[some]]
    p, q, c = number[some], number[following[some]], carrier[some]
    later = (first[q] > first[p]) & (last[q] > last[p])
    strange = (passing[some] + passing[following[some]])[later]
    p, q, c = p[later], q[later], c[later]
    pace = (length[p] + length[q] + length[c] / np.maximum(uses[c] - 1, 1)) / np.maximum(uses[p] + uses[q] - 1, 1)
    pace = np.maximum(pace, SHORTEST)
    pace += slack_of[p]
    gap = first[q] - last[p] + slack_of[p]
    many = np.bincount(carrier, minlength=graph.values)[c] / span
    odds = _learnt(graph, c, -np.log(pace * many) - gap / pace + gap * many) + strange
    return _best(np.minimum(p, q), np.maximum(p, q), c, np.round(odds, 9))


def _carried(
    graph: EvidenceGraph, dated: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """(carrier, number, units): every dated number that stands beside a value that is none, and in how many units."""
    edge, other = graph.company()
    rotates = graph.of_kind(ROTATES)
    value, number = graph.value[edge], graph.value[other]
    kept = ~rotates[value] & rotates[number] & dated[number]
    keys = np.sort(value[kept] * np.int64(graph.values) + number[kept])
    starts = np.flatnonzero(np.diff(keys, prepend=-1) != 0)
    units = np.diff(np.append(starts, len(keys)))
    return keys[starts] // max(graph.values, 1), keys[starts] % max(graph.values, 1), units


def _learnt(graph: EvidenceGraph, carrier: NDArray[np.int64], ratio: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log-odds of each pair: its log-likelihood ratio, and how often numbers turn under its carrier."""
    prior = np.array([TURNS.get(kind, TURNS_ELSE) for kind in graph.kind]).reshape(-1, 2)
    weight = prior.sum(axis=1) + np.bincount(carrier, minlength=graph.values)
    share = prior[:, 0] / prior.sum(axis=1)
    for _ in range(STEPS):
        odds = ratio + np.log(share / (1.0 - share))[carrier]
        likely = 1.0 / (1.0 + np.exp(-np.clip(odds, -50.0, 50.0)))
        share = (prior[:, 0] + np.bincount(carrier, weights=likely, minlength=graph.values)) / weight
    return np.asarray(ratio + np.log(share / (1.0 - share))[carrier], dtype=np.float64)


def _best(
    a: NDArray[np.int64], b: NDArray[np.int64], carrier: NDArray[np.int64], odds: NDArray[np.float64]
) -> Successions:
    """Each pair once, by its likeliest carrier."""
    order = np.lexsort((carrier, -odds, b, a))
    order = order[(np.diff(a[order], prepend=-1) != 0) | (np.diff(b[order], prepend=-1) != 0)]
    order = order[np.lexsort((b[order], a[order], -odds[order]))]
    return Successions(a[order], b[order], carrier[order], odds[order])
