"""PORT: clustering methods. A method partitions a weighted graph; the same graph and seed give the same partition.

Nodes arrive as 0..n-1 in canonical order of their ids and edges sorted, so load order cannot matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from graphsvc.registry import resolve

METHODS: dict[str, str] = {
    "components": "graphsvc.clustering.components:Components",
    "louvain": "graphsvc.clustering.louvain:Louvain",
    "evidence": "graphsvc.clustering.evidence:Evidence",
}
GROUP = "graphsvc.methods"
DEFAULT = "evidence"


class Method(Protocol):
    """`label`: one line for menus. `version`: raised when answers change."""

    NAME: str
    LABEL: str
    VERSION: str

    def partition(
        self,
        n: int,
        edges: Sequence[tuple[int, int, float]],
        *,
        seed: int,
        apart: Sequence[tuple[int, int]] = (),
        **parameters: Any,
    ) -> list[int]:
        """Community of each of `n` nodes, numbered by first appearance. `apart`: pairs that must not share one."""
        ...


def get(name: str) -> Method:
    """The method called `name`. Raises UnknownName."""
    method: Method = resolve(METHODS, name, "clustering method", GROUP)()
    return method
