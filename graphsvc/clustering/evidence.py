"""Evidence: networks are communities of actors that enough evidence ties, each link on its own.

Links lighter than the threshold join nobody, however many there are. What the others connect is one network, unless it
is large and falls into clear communities by modularity (Newman and Girvan 2004 put the line at 0.3 to 0.7): then these
are the networks. Nothing is dropped for its size.
"""

from __future__ import annotations

from collections.abc import Sequence

import networkx as nx
import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from graphsvc.errors import InputError
from graphsvc.linking.partitions import Edges, canonical, kept_apart, numbered

THRESHOLD = 8.0  # nats: more than one shared phone can be worth (7), so that two identifiers are needed
LARGE = 12  # members from which a connected group is asked whether it is several
CLEAR = 0.5  # modularity from which it is


class Evidence:
    NAME = "evidence"
    LABEL = "Evidence: actors tied by two identifiers or more, hubs discounted"
    VERSION = "1"
    TIER = "actors"

    def partition(
        self, n: int, edges: Edges, *, seed: int, apart: Sequence[tuple[int, int]] = (), threshold: float = THRESHOLD
    ) -> list[int]:  # fmt: skip
        """See the port. `threshold`: least weight of a link, in nats."""
        if not threshold > 0:
            raise InputError(f"threshold {threshold} is not above 0; {THRESHOLD:g} nats is the usual choice")
        a, b, weight = canonical(edges)
        heavy = weight >= threshold
        a, b, weight = a[heavy], b[heavy], weight[heavy]
        _, component = connected_components(coo_array((np.ones(len(a)), (a, b)), shape=(n, n)), directed=False)
        labels = component.tolist()
        size = np.bincount(component, minlength=1)
        for large in np.flatnonzero(size >= LARGE).tolist():
            inside = component[a] == large
            for part in _communities(a[inside].tolist(), b[inside].tolist(), weight[inside].tolist(), seed)[1:]:
                fresh = n + min(part)  # above every component's number, and unique to this part
                for node in part:
                    labels[node] = fresh
        return kept_apart(numbered(labels), np.column_stack([a, b, weight]), apart)


def _communities(a: list[int], b: list[int], weight: list[float], seed: int) -> list[set[int]]:
    """Communities of a connected group, or the whole group when they are not clear."""
    graph = nx.Graph()
    graph.add_nodes_from(sorted({*a, *b}))
    graph.add_weighted_edges_from(zip(a, b, weight))
    found: list[set[int]] = nx.community.louvain_communities(graph, weight="weight", seed=seed)
    return found if nx.community.modularity(graph, found, weight="weight") >= CLEAR else [set(graph)]
