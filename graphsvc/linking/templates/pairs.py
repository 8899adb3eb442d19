"""Verified pairs: the edges that hold a template together, few for each text however large its template is."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from graphsvc.linking.templates.shingles import ShingleSets
from graphsvc.linking.templates.similarity import Measure, jaccard

PEELS = 3  # centres tried in one bucket, for buckets where several templates meet

Pairs = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]


def similar_pairs(sets: ShingleSets, keys: NDArray[np.uint64], measure: Measure) -> Pairs:
    """(left, right, similarity) of pairs that are alike enough; texts in canonical order.

    In each bucket every text is compared with the bucket's first text and with its neighbour; those not alike to the
    first are compared again among themselves. What earlier bands have joined, or found different, is not compared
    again.
    """
    found = [(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))]
    speaks = measure.speaks(sets)
    label = np.arange(len(sets))
    different = np.full(1, -1)  # pairs as left * texts + right, ascending
    for band in keys:
        order = np.argsort(band, kind="stable")
        order = order[speaks[order]]
        bucket = band[order]
        for _ in range(PEELS):
            order, bucket, left, right, centre = _candidates(order, bucket)
            open_ = label[left] != label[right]
            code = left[open_] * len(sets) + right[open_]
            code = code[different[np.searchsorted(different, code, side="right") - 1] != code]
            left, right = np.divmod(code, len(sets))
            similarity = jaccard(sets, left, right)
            alike = similarity >= measure.least(np.maximum(sets.words[left], sets.words[right]))
            if not alike.all():
                different = np.sort(np.concatenate([different, code[~alike]]))
            if alike.any():
                found.append((left[alike], right[alike], similarity[alike]))
                label = components(len(sets), label[left[alike]], label[right[alike]])[label]
            apart = label[order] != label[centre]
            order, bucket = order[apart], bucket[apart]
            if not len(order):
                break
    left, right, similarity = (np.concatenate(column) for column in zip(*found))
    return left, right, similarity


def _candidates(order: NDArray[np.int64], bucket: NDArray[np.uint64]) -> tuple[NDArray[Any], ...]:
    """Texts that share their bucket, those buckets, the pairs to compare, and each text's bucket's first text."""
    same = bucket[1:] == bucket[:-1]
    shared = np.zeros(len(order), dtype=bool)
    shared[1:] |= same
    shared[:-1] |= same
    order, bucket = order[shared], bucket[shared]
    first = np.diff(bucket, prepend=~bucket[:1]) != 0
    centre = order[np.maximum.accumulate(np.where(first, np.arange(len(order)), 0))]
    previous = np.roll(order, 1)
    near = ~first & (centre != previous)
    left, right = np.concatenate([order[~first], order[near]]), np.concatenate([centre[~first], previous[near]])
    return order, bucket, left, right, centre


def components(size: int, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.int64]:
    """Connected component of each of `size` things."""
    graph = coo_array((np.ones(len(left), dtype=bool), (left, right)), shape=(size, size))
    return np.asarray(connected_components(graph, directed=False)[1], dtype=np.int64)
