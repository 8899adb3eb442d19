"""How tight a cluster is: the weakest coincidence that it needs to hang together.

Coincidences are added from the strongest down; those that have an identifier or a member in common hang together, and
a member hangs on when it carries one of their identifiers. The worth at which all but a fifth of the members hang on
one such group is the cluster's tightness: a bottleneck, so strangers whom a single number joins are as loose as that
number. A cluster on one identifier has no coincidence, and tightness 0.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from graphsvc.analysis.risk.coincidences import Coincidences, Ints
from graphsvc.analysis.risk.resampling import STRAYS


def tightness(found: Coincidences, member: Ints, value: Ints, cluster: Ints) -> NDArray[np.float64]:
    """Per cluster, in nats. member, value: the uses that hold clusters together; `cluster`, per member; the groups of
    `found` are clusters. Linear in uses and coincidences, but for the merging of sets."""
    size = np.bincount(cluster)
    carriers: dict[int, set[int]] = {}
    paired = set(found.low.tolist()) | set(found.high.tolist())
    for m, v in zip(member.tolist(), value.tolist()):
        if v in paired:
            carriers.setdefault(v, set()).add(m)
    tight = np.zeros(len(size))
    order = np.lexsort((found.high, found.low, -found.worth, found.group))
    bounds = np.searchsorted(found.group[order], np.arange(len(size) + 1)).tolist()
    for group in np.unique(found.group).tolist():
        rows = order[bounds[group] : bounds[group + 1]]
        inside = {v for row in rows for v in (int(found.low[row]), int(found.high[row]))}
        own = {v: {m for m in carriers[v] if cluster[m] == group} for v in sorted(inside)}
        tight[group] = _bottleneck(found, rows.tolist(), own, (1.0 - STRAYS) * size[group])
    return tight


def _bottleneck(found: Coincidences, rows: Iterable[int], own: dict[int, set[int]], enough: float) -> float:
    """`own`: the members that carry each value; those of a group are kept at one value of it."""
    parent = {value: value for value in own}
    home: dict[int, int] = {}  # member behind a coincidence -> a value of its group

    def find(value: int) -> int:
        while parent[value] != value:
            parent[value] = parent[parent[value]]
            value = parent[value]
        return value

    def join(a: int, b: int) -> int:
        a, b = find(a), find(b)
        if a != b:
            if len(own[a]) < len(own[b]):
                a, b = b, a
            parent[b] = a
            own[a] |= own[b]
        return a

    for row in rows:
        together = join(int(found.low[row]), int(found.high[row]))
        start = int(found.start[row])
        for member in found.members[start : start + int(found.count[row])].tolist():
            together = join(together, home.setdefault(member, together))
        if len(own[together]) >= enough:
            return float(found.worth[row])
    return 0.0
