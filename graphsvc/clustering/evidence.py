"""Evidence: networks are communities of actors that enough evidence ties, each link on its own.

Links lighter than the threshold join nobody, however many there are. What the others connect is one network, unless it
is large and falls into clear communities by modularity (Newman and Girvan 2004 put the line at 0.3 to 0.7): then these
are the networks. The resolution is the one whose communities change least from seed to seed (consensus, after
Lancichinetti and Fortunato 2012), never one that fits a known answer. Nothing is dropped for its size.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from graphsvc.clustering import LARGE
from graphsvc.errors import InputError
from graphsvc.linking.modularity import communities
from graphsvc.linking.partitions import Edges, canonical, kept_apart, numbered

THRESHOLD = 5.0  # nats: an address that a few actors share, or two numbers that a dozen do
CLEAR = 0.5  # modularity from which it is
RESOLUTIONS = (0.5, 1.0, 2.0)
SEEDS = 5
MANY = 2000  # members of a group from which one run at resolution 1 must do: runs are slow


class Evidence:
    """What links above the threshold connect, split where it is large and clearly several."""

    NAME = "evidence"
    LABEL = "Evidence: actors tied by two identifiers or more, hubs discounted"
    VERSION = "2"
    TIER = "actors"

    def partition(
        self, n: int, edges: Edges, *, seed: int, apart: Sequence[tuple[int, int]] = (), threshold: float = THRESHOLD
    ) -> list[int]:  # fmt: skip
        """See the port. `threshold`: least weight of a link, in nats."""
        if not threshold > 0:
            raise InputError(f"threshold {threshold} is not above 0; {THRESHOLD:g} nats is the usual choice")
        from scipy.sparse import coo_array  # here, so that a menu of methods starts without SciPy
        from scipy.sparse.csgraph import connected_components

        a, b, weight = canonical(edges)
        heavy = weight >= threshold
        a, b, weight = a[heavy], b[heavy], weight[heavy]
        _, component = connected_components(coo_array((np.ones(len(a)), (a, b)), shape=(n, n)), directed=False)
        labels = component.tolist()
        size = np.bincount(component, minlength=1)
        for large in np.flatnonzero(size >= LARGE).tolist():
            inside = component[a] == large
            for node, part in _parts(a[inside], b[inside], weight[inside], seed).items():
                labels[node] = n * (part + 1) + large  # unlike any component's number, and any other part's
        return kept_apart(numbered(labels), np.column_stack([a, b, weight]), apart)


def _parts(a: NDArray[np.int64], b: NDArray[np.int64], weight: NDArray[np.float64], seed: int) -> dict[int, int]:
    """Community of each node of a connected group; one for all when communities are not clear."""
    nodes, ends = np.unique(np.concatenate([a, b]), return_inverse=True)
    left, right = ends[: len(a)], ends[len(a) :]
    part = _steadiest(len(nodes), left, right, weight, seed)
    total = weight.sum()
    degree = np.bincount(left, weight, len(nodes)) + np.bincount(right, weight, len(nodes))
    expected = np.square(np.bincount(part, degree) / (2.0 * total)).sum()
    clear = weight[part[left] == part[right]].sum() / total - expected >= CLEAR
    return dict(zip(nodes.tolist(), part.tolist() if clear else [0] * len(nodes)))


def _steadiest(
    n: int, left: NDArray[np.int64], right: NDArray[np.int64], weight: NDArray[np.float64], seed: int
) -> NDArray[np.int64]:
    """Communities at the resolution where seeds agree most on which links lie within one; of equals the coarsest."""
    if n > MANY:
        return np.array(communities(n, left, right, weight, seed=seed))
    best, agreement = np.zeros(n, dtype=np.int64), -1.0
    for resolution in RESOLUTIONS:
        drawn = [
            np.array(communities(n, left, right, weight, seed=seed + number, resolution=resolution))
            for number in range(SEEDS)
        ]
        within = np.mean([part[left] == part[right] for part in drawn], axis=0)
        agreed = round(float(np.average(np.maximum(within, 1.0 - within), weights=weight)), 9)
        if agreed > agreement and drawn[0].any():
            best, agreement = drawn[0], agreed
    return best
