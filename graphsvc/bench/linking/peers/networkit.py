"""ParallelLeiden of NetworKit (MIT) on the projection: records joined by the sum of idf over what they share."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import numpy as np

from graphsvc.bench.linking.baselines import RESOLUTIONS, Labels
from graphsvc.bench.linking.plain import Plain

SCALE = 16.0  # weights are sixteenths of a nat


def leiden(plain: Plain) -> Mapping[str, Labels]:
    kit: Any = import_module("networkit")
    kit.setNumberOfThreads(1)  # its answer depends on the schedule of threads
    kit.setSeed(0, False)
    a, b, weight = plain.pairs(plain.rarity())
    whole = np.ceil(weight * SCALE)  # with weights of many digits ParallelLeiden 11.3 did not end on one corpus of ten
    graph = kit.GraphFromCoo((whole, (a, b)), n=plain.records, weighted=True, directed=False)
    found = {}
    for resolution in RESOLUTIONS:
        method = kit.community.ParallelLeiden(graph, iterations=5, randomize=False, gamma=resolution)
        method.run()
        found[f"idf, resolution {resolution:g}"] = list(method.getPartition().getVector())
    return found
