"""The evidence of a case, indexed in both directions, for any number of searches."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graphsvc.analysis.openly import unprotected, usable
from graphsvc.linking.evidence import doubted
from graphsvc.linking.link import Evidence, link

Ids = NDArray[np.int64]


class Ground:
    """Units and values with an edge that may be crossed: no hubs, no directories, nothing protected.

    `poster`: of each unit, as linking assigned it (worked out here where none is given). `shows`: (poster, value),
    each once.
    """

    def __init__(self, evidence: Evidence, poster: Ids | None = None) -> None:
        self.evidence = evidence
        graph = evidence.graph
        self.poster = link(evidence)[0].actor if poster is None else poster
        kept = usable(evidence)
        self.unit, self.value = graph.unit[kept], graph.value[kept]
        self.open = unprotected(evidence) & evidence.units.poster
        confidence = graph.mean_confidence()
        self.weight = np.array(
            [doubted(w, c) for w, c in zip(evidence.judged.weight.tolist(), confidence)], dtype=np.float64
        )
        pairs = np.unique(self.poster[self.unit] * max(graph.values, 1) + self.value)
        self.shows = pairs // max(graph.values, 1), pairs % max(graph.values, 1)
        self.kinds, self.kind = np.unique(np.array(graph.kind, dtype=str), return_inverse=True)
        self.uses = np.bincount(self.value, minlength=graph.values)
        self._of_unit = np.searchsorted(self.unit, np.arange(graph.units + 1))
        order = np.lexsort((self.unit, self.value))
        self._by_value = self.unit[order]
        self._of_value = np.searchsorted(self.value[order], np.arange(graph.values + 1))
        mine = np.argsort(self.poster, kind="stable")
        self._records = mine[self.open[mine]]
        self._of_poster = np.searchsorted(self.poster[self._records], np.arange(int(self.poster.max(initial=-1)) + 2))
        self._where = {node: unit for unit, node in enumerate(evidence.units.nodes) if self.open[unit]}
        self._values: dict[str, list[int]] = {}
        for value, identifier in enumerate(graph.identifier.tolist()):
            self._values.setdefault(evidence.units.identifiers[identifier], []).append(value)

    @property
    def units(self) -> int:
        return self.evidence.graph.units

    def values_of(self, unit: int) -> Ids:
        found: Ids = self.value[self._of_unit[unit] : self._of_unit[unit + 1]]
        return found

    def units_of(self, value: int) -> Ids:
        found: Ids = self._by_value[self._of_value[value] : self._of_value[value + 1]]
        return found

    def records_of(self, poster: int) -> Ids:
        """The units of a poster that may be suggested."""
        found: Ids = self._records[self._of_poster[poster] : self._of_poster[poster + 1]]
        return found

    def unit_at(self, node: str) -> int | None:
        """The unit of an advert or profile, None where there is none that may be suggested."""
        return self._where.get(node)

    def values_at(self, node: str) -> list[int]:
        """The values (one for each epoch) of an identifier that may be crossed."""
        return [value for value in self._values.get(node, []) if self.uses[value]]

    def name(self, value: int) -> str:
        named: str = self.evidence.units.identifiers[self.evidence.graph.identifier[value]]
        return named

    def node(self, unit: int) -> str:
        return self.evidence.units.nodes[unit]
