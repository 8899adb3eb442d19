"""Coincidences: two identifiers that stand together in several members, and what that is worth against chance.

Two identifiers that stand together in k members, of d and e that use them among n, coincide by chance in m = d e / n.
The coincidence is worth k ln(k / m) - k + m nats, the exponent of the chance of as many or more (Chernoff; by Hoeffding
1963 it bounds the hypergeometric law of bipartite co-occurrence that Tumminello et al. 2011 validate links with).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
COMPANY = 40  # identifiers of one member that are paired, those of fewest users first
ROUNDING = 9


@dataclass(frozen=True, slots=True, eq=False)
class Coincidences:
    """Per coincidence: group, the two values, worth in nats; members[start : start + count] stand behind it."""

    group: Ints
    low: Ints
    high: Ints
    worth: NDArray[np.float64]
    start: Ints
    count: Ints
    members: Ints


def coincidences(member: Ints, value: Ints, degree: Ints, users: int, group: Ints | None = None) -> Coincidences:
    """Every two values that stand together in two members or more, of one group where `group` gives it per use.
    `degree`, per value, and `users` are those of the whole graph."""
    shared = degree[value] > 1  # what one member uses coincides with nothing, however it is dealt
    group = (np.zeros(len(member), dtype=np.int64) if group is None else group)[shared]
    member, value = member[shared], value[shared]
    order = np.lexsort((value, degree[value], member))
    member, value, group = member[order], value[order], group[order]
    rank = np.arange(len(member)) - np.searchsorted(member, member)
    kept = rank < COMPANY
    member, value, group, rank = member[kept], value[kept], group[kept], rank[kept]
    # every use with each before it in its member
    other = np.repeat(np.arange(len(member)), rank)
    before = other - np.repeat(np.cumsum(rank), rank) + np.arange(len(other))
    low, high = np.minimum(value[other], value[before]), np.maximum(value[other], value[before])
    order = np.lexsort((member[other], high, low, group[other]))
    where, low, high, who = group[other][order], low[order], high[order], member[other][order]
    fresh = (np.diff(where, prepend=-1) != 0) | (np.diff(low, prepend=-1) != 0) | (np.diff(high, prepend=-1) != 0)
    start = np.flatnonzero(fresh)
    count = np.diff(np.append(start, len(where)))
    start, count = start[count > 1], count[count > 1]
    expected = degree[low[start]] * degree[high[start]] / max(users, 1)
    exponent = np.where(count > expected, count * np.log(count / expected) - count + expected, 0.0)
    worth = np.asarray(np.round(exponent, ROUNDING), dtype=np.float64)
    return Coincidences(where[start], low[start], high[start], worth, start, count, who)
