"""What may be ranked and suggested: nothing protected, no hubs, no directories."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graphsvc.linking.graph import posters_only
from graphsvc.linking.link import Evidence


def unprotected(evidence: Evidence) -> NDArray[np.bool_]:
    """Units that are neither protected themselves nor show a protected identifier."""
    units, graph, protected = evidence.units, evidence.graph, evidence.rules.protected
    open_ = np.array([node not in protected for node in units.nodes], dtype=bool)
    named = np.array([units.identifiers[i] in protected for i in graph.identifier.tolist()], dtype=bool)
    open_[graph.unit[named[graph.value]]] = False
    return open_


def usable(evidence: Evidence) -> NDArray[np.bool_]:
    """Edges of posters that are no directories with values that are no hubs, nothing protected on either end."""
    graph = evidence.graph
    among = np.zeros(graph.units, dtype=bool)
    among[posters_only(graph, evidence.units.poster)[0].unit] = True
    kept: NDArray[np.bool_] = (among & unprotected(evidence))[graph.unit] & ~evidence.judged.hub[graph.value]
    return kept
