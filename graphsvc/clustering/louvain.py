"""Louvain communities (Blondel, Guillaume, Lambiotte and Lefebvre 2008), NetworkX' own.

NetworkX' answer changes with the order in which nodes and edges were added, under one and the same seed; canonical
order takes that away. Its cost is pure Python: about a minute for 100,000 nodes and 300,000 edges.
"""

from __future__ import annotations

from collections.abc import Sequence

import networkx as nx

from graphsvc.errors import InputError
from graphsvc.linking.partitions import Edges, canonical, kept_apart, numbered


class Louvain:
    NAME = "louvain"
    LABEL = "Louvain: communities by modularity, on weighted evidence"
    VERSION = "1"
    TIER = "weighted"

    def partition(
        self, n: int, edges: Edges, *, seed: int, apart: Sequence[tuple[int, int]] = (), resolution: float = 1.0
    ) -> list[int]:  # fmt: skip
        """See the port. `resolution` above 1 gives smaller communities; edges of weight 0 are left out."""
        if not resolution > 0:
            raise InputError(f"resolution {resolution} is not above 0; 1 is the usual choice")
        a, b, weight = canonical(edges)
        graph = nx.Graph()
        graph.add_nodes_from(range(n))
        graph.add_weighted_edges_from(
            (x, y, w) for x, y, w in zip(a.tolist(), b.tolist(), weight.tolist()) if w > 0
        )  # fmt: skip
        labels = [0] * n
        if n:
            found = nx.community.louvain_communities(graph, weight="weight", resolution=resolution, seed=seed)
            for number, members in enumerate(found):
                for node in members:
                    labels[node] = number
        return kept_apart(numbered(labels), edges, apart)
