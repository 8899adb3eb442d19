"""Leiden communities (Traag, Waltman and van Eck 2019) of records and identifiers together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from graphsvc.linking.leiden import communities
from graphsvc.linking.partitions import Edges, by_modularity


class Leiden:
    """Communities of greatest modularity, as far as local moves find them, each connected. Nothing in it is drawn, so
    the seed does not show."""

    NAME = "leiden"
    LABEL = "Leiden: connected communities by modularity, on weighted evidence"
    VERSION = "1"
    TIER = "weighted"

    def partition(
        self, n: int, edges: Edges, *, seed: int, apart: Sequence[tuple[int, int]] = (), resolution: float = 1.0
    ) -> list[int]:
        """See the port. `resolution`, in sixteenths: above 1 gives smaller communities. Edges of weight 0 are left
        out."""
        return by_modularity(partial(communities, resolution=resolution), n, edges, apart, resolution)
