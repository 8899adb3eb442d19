"""Louvain communities (Blondel, Guillaume, Lambiotte and Lefebvre 2008) of records and identifiers together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from graphsvc.linking.modularity import communities
from graphsvc.linking.partitions import Edges, by_modularity


class Louvain:
    """Communities of greatest modularity, as far as local moves find them."""

    NAME = "louvain"
    LABEL = "Louvain: communities by modularity, on weighted evidence"
    VERSION = "1"
    TIER = "weighted"

    def partition(
        self, n: int, edges: Edges, *, seed: int, apart: Sequence[tuple[int, int]] = (), resolution: float = 1.0
    ) -> list[int]:
        """See the port. `resolution`, in sixteenths: above 1 gives smaller communities. Edges of weight 0 are left
        out."""
        return by_modularity(partial(communities, resolution=resolution, seed=seed), n, edges, apart, resolution)
