"""Louvain communities (Blondel, Guillaume, Lambiotte and Lefebvre 2008) of records and identifiers together."""

from __future__ import annotations

from collections.abc import Sequence

from graphsvc.errors import InputError
from graphsvc.linking.modularity import communities
from graphsvc.linking.partitions import Edges, canonical, kept_apart, numbered


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
        if not 0 < resolution <= 1000:
            raise InputError(f"resolution {resolution} is not between 0 and 1000; 1 is the usual choice")
        a, b, weight = canonical(edges)
        some = weight > 0
        labels = communities(n, a[some], b[some], weight[some], seed=seed, resolution=resolution)
        return kept_apart(numbered(labels), edges, apart)
