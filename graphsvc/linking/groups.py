"""Who stands behind a value: its adverts grouped by the other contacts they share, and how these groups use it.

Contacts known to be one poster's count as one. Adverts of one wording are together where only one poster uses it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from graphsvc.linking.graph import EvidenceGraph, distinct

HIDING = 2  # commonest companions of a value that may be hubs themselves and do not join its groups


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """Who stands behind values, and how.

    Per group: value, whose group it is; size, how many of its uses; lasting, whether a contact of its own that posters
    keep tells it. Per value: alive_at_once, the mean number of its groups alive at the same time (undated ones always
    are); shown, the share of its companions' uses that it stands in; beside_own_kind, the share of its uses that stand
    beside another contact of the same kind.
    """

    value: NDArray[np.int64]
    size: NDArray[np.float64]
    lasting: NDArray[np.bool_]
    alive_at_once: NDArray[np.float64]
    shown: NDArray[np.float64]
    beside_own_kind: NDArray[np.float64]


def groups_behind(
    graph: EvidenceGraph, telling: NDArray[np.bool_], lasting: NDArray[np.bool_], own_text: NDArray[np.bool_],
    persona: NDArray[np.int64],
) -> Groups:  # fmt: skip
    """Groups behind every value. `telling` values tell posters apart, and uses without any such companion are left
    out; `lasting` ones are kept by their poster, others are changed as time goes on; `own_text` ones are wordings of
    one poster. `persona`, per value: a value that stands for all that one poster is known by."""
    edge, other = graph.company()
    kept, worded = telling[graph.value[other]], own_text[graph.value[other]]
    text_edge, text = edge[worded], graph.value[other[worded]]
    beside = beside_own_kind(graph, telling)
    edge, companion = _companions(graph, edge[kept], other[kept], persona)
    value = graph.value[edge]
    pair, pair_of, together = np.unique(value * graph.values + companion, return_inverse=True, return_counts=True)
    pair_value, pair_companion = pair // graph.values, pair % graph.values
    rank = _rank(pair_value, together)
    texts, text_of = np.unique(graph.value[text_edge] * graph.values + text, return_inverse=True)
    label, own = _label(len(graph.unit), edge, pair_of, rank, text_edge, text_of, len(texts))
    used = distinct(edge)
    found, group_of, size = np.unique(label[used], return_inverse=True, return_counts=True)
    owner = np.zeros(len(found), dtype=np.int64)
    owner[group_of] = graph.value[used]
    first, last = _lifetimes(graph, persona)
    begin, end = np.full(len(found), np.inf), np.full(len(found), -np.inf)
    group, telling_it = np.searchsorted(found, label[edge[own]]), companion[own]
    np.fmin.at(begin, group, first[telling_it])
    np.fmax.at(end, group, last[telling_it])
    keeps = np.zeros(graph.values, dtype=bool)
    keeps[persona[lasting]] = True
    kept_on = np.zeros(len(found), dtype=bool)
    kept_on[group[keeps[telling_it]]] = True
    stood = np.bincount(pair_value, weights=together, minlength=graph.values)
    could = np.bincount(pair_value, weights=_uses(graph, persona)[pair_companion], minlength=graph.values)
    return Groups(
        owner, size.astype(np.float64), kept_on, _alive_at_once(owner, begin, end, _pace(graph)[owner], graph.values),
        np.divide(stood, could, out=np.ones(graph.values), where=could > 0), beside,
    )  # fmt: skip


def _companions(
    graph: EvidenceGraph, edge: NDArray[np.int64], other: NDArray[np.int64], persona: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(edge, companion): the posters that stand beside each use, each once; a value's own poster is no company."""
    keys = distinct(edge * np.int64(graph.values) + persona[graph.value[other]])
    edge, companion = keys // max(graph.values, 1), keys % max(graph.values, 1)
    others = persona[graph.value[edge]] != companion
    return edge[others], companion[others]


def beside_own_kind(graph: EvidenceGraph, telling: NDArray[np.bool_] | None = None) -> NDArray[np.float64]:
    """Share of each value's uses that stand beside another value of its kind; only `telling` ones, where given."""
    edge, other = graph.company()
    kind = np.unique(np.array(graph.kind, dtype=str), return_inverse=True)[1]
    alike = kind[graph.value[edge]] == kind[graph.value[other]]
    if telling is not None:
        alike &= telling[graph.value[other]]
    beside = np.bincount(graph.value[distinct(edge[alike])], minlength=graph.values)
    share: NDArray[np.float64] = beside / np.maximum(graph.degrees()[1], 1.0)
    return share


def _uses(graph: EvidenceGraph, persona: NDArray[np.int64]) -> NDArray[np.float64]:
    """Units of each persona, under the value that stands for it."""
    pairs = distinct(persona[graph.value] * np.int64(max(graph.units, 1)) + graph.unit)
    return np.bincount(pairs // max(graph.units, 1), minlength=graph.values).astype(np.float64)


def _lifetimes(graph: EvidenceGraph, persona: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """First and last dated use of each persona, under the value that stands for it; inf and -inf without one."""
    first, last = graph.lifetimes()
    begin, end = np.full(graph.values, np.inf), np.full(graph.values, -np.inf)
    np.minimum.at(begin, persona, first)
    np.maximum.at(end, persona, last)
    return begin, end


def _rank(value: NDArray[np.int64], together: NDArray[np.int64]) -> NDArray[np.int64]:
    """Rank of each companion of a value, the commonest first. Pairs come sorted by value, then companion."""
    order = np.lexsort((np.arange(len(value)), -together, value))
    rank = np.empty(len(value), dtype=np.int64)
    rank[order] = np.arange(len(value)) - np.searchsorted(value, value[order], side="left")
    return rank


def _label(
    uses: int, edge: NDArray[np.int64], pair_of: NDArray[np.int64], rank: NDArray[np.int64],
    text_edge: NDArray[np.int64], text_of: NDArray[np.int64], texts: int,
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:  # fmt: skip
    """Group of each use, and which companions tell it. Uses of one value that share a companion or an own text are
    together; uses that have only hiding companions are together by the commonest of these."""
    joins = rank[pair_of] >= HIDING
    size = uses + len(rank) + texts
    one = np.concatenate([edge[joins], text_edge])
    two = np.concatenate([uses + pair_of[joins], uses + len(rank) + text_of])
    links = coo_array((np.ones(len(one), dtype=np.int8), (one, two)), shape=(size, size))
    label: NDArray[np.int64] = connected_components(links, directed=False)[1][:uses].astype(np.int64)
    joined = np.zeros(uses, dtype=bool)
    joined[one] = True
    hidden = ~joined[edge]
    order = np.lexsort((rank[pair_of[hidden]], edge[hidden]))
    edges, pairs = edge[hidden][order], pair_of[hidden][order]
    first = np.diff(edges, prepend=-1) != 0
    label[edges[first]] = size + pairs[first]
    return label, joins | hidden


def _pace(graph: EvidenceGraph) -> NDArray[np.float64]:
    """Mean time between two uses of each value, in days; 0 for a single use."""
    first, last = graph.lifetimes()
    dated = np.bincount(graph.value[~np.isnan(graph.first)], minlength=graph.values)
    return np.divide(last - first, dated - 1, out=np.zeros(graph.values), where=dated > 1)


def _alive_at_once(
    owner: NDArray[np.int64], begin: NDArray[np.float64], end: NDArray[np.float64], pace: NDArray[np.float64],
    values: int,
) -> NDArray[np.float64]:  # fmt: skip
    """Lifetimes of a value's groups together, over the time that any of them was alive. A contact is taken to live for
    half the value's pace before its first and after its last use."""
    dated = np.isfinite(begin)
    undated = np.bincount(owner[~dated], minlength=values).astype(np.float64)
    if not dated.any():
        return undated
    owner, begin, end = owner[dated], begin[dated] - pace[dated] / 2, end[dated] + pace[dated] / 2
    order = np.lexsort((end, begin, owner))
    owner, begin, end = owner[order], begin[order], end[order]
    lifetimes = np.bincount(owner, weights=end - begin, minlength=values)
    # intervals of different values are laid end to end, so that one running maximum serves them all
    offset = owner * (2.0 * (end.max() - begin.min() + 1.0)) - begin.min()
    begin, end = begin + offset, end + offset
    reached = np.maximum.accumulate(end)
    same = owner[1:] == owner[:-1]
    fresh = np.where(np.concatenate([[False], same]), np.concatenate([[0.0], reached[:-1]]), -np.inf)
    alive = np.bincount(owner, weights=np.maximum(0.0, end - np.maximum(begin, fresh)), minlength=values)
    return undated + np.divide(lifetimes, alive, out=np.zeros(values), where=alive > 0)
