"""Connected components: whatever is joined by any path is one cluster. The baseline, not a finding."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from graphsvc.linking.partitions import Edges, canonical, kept_apart, numbered


class Components:
    """Everything that any path of edges joins."""

    NAME = "components"
    LABEL = "Connected components: anything shared joins, whoever shares it"
    VERSION = "1"
    TIER = "plain"

    def partition(
        self, n: int, edges: Edges, *, seed: int, apart: Sequence[tuple[int, int]] = (), degree_cap: int = 0
    ) -> list[int]:  # fmt: skip
        """See the port. `seed` has no part in it. `degree_cap`: nodes with more neighbours are not crossed and stay
        alone; 0 for no cap."""
        from scipy.sparse import coo_array  # here, so that a menu of methods starts without SciPy
        from scipy.sparse.csgraph import connected_components

        a, b, weight = canonical(edges)
        if degree_cap:
            degree = np.bincount(np.concatenate([a, b]), minlength=n)
            crossed = (degree[a] <= degree_cap) & (degree[b] <= degree_cap)
            a, b, weight = a[crossed], b[crossed], weight[crossed]
        _, labels = connected_components(coo_array((np.ones(len(a)), (a, b)), shape=(n, n)), directed=False)
        return kept_apart(numbered(labels.tolist()), np.column_stack([a, b, weight]), apart)
