"""PORT: clustering methods. A method partitions a weighted graph; the same graph and seed give the same partition.

Nodes arrive as 0..n-1 in canonical order of their ids and edges sorted, so load order cannot matter.
"""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

from graphsvc.registry import resolve

if TYPE_CHECKING:
    from graphsvc.linking.partitions import Edges

METHODS: dict[str, str] = {
    "components": "graphsvc.clustering.components:Components",
    "louvain": "graphsvc.clustering.louvain:Louvain",
    "leiden": "graphsvc.clustering.leiden:Leiden",
    "evidence": "graphsvc.clustering.evidence:Evidence",
}
GROUP = "graphsvc.methods"
DEFAULT = "evidence"

# Members from which a connected group is asked whether it is several, and called unresolved when it does not hold.
LARGE = 12

# What the nodes of the graph are that a method partitions.
TIERS = (
    "plain",  # records and identifiers, every edge 1: no weights, epochs or hubs but those a person named
    "weighted",  # records and (identifier, epoch) values, edges in nats after rarity and diversity
    "actors",  # actors found by linking, edges in nats where two identifiers or more tie them
)


class Method(Protocol):
    """`LABEL`: one line for menus. `VERSION`: raised when answers change. `TIER`: one of TIERS."""

    NAME: str
    LABEL: str
    VERSION: str
    TIER: str

    def partition(
        self,
        n: int,
        edges: Edges,
        *,
        seed: int,
        apart: Sequence[tuple[int, int]] = (),
        **parameters: Any,
    ) -> list[int]:
        """Community of each of `n` nodes, numbered by first appearance. `edges`: (a, b, weight) rows, as tuples or as
        an (m, 3) array. `apart`: pairs that must not share one. Raises InputError for a parameter out of range."""
        ...


def get(name: str) -> Method:
    """The method called `name`. Raises UnknownName."""
    method: Method = resolve(METHODS, name, "clustering method", GROUP)()
    return method


def options(method: Method) -> dict[str, Any]:
    """A method's own parameters and their defaults."""
    signature = inspect.signature(method.partition).parameters.values()
    return {p.name: p.default for p in signature if p.kind is p.KEYWORD_ONLY and p.name not in ("seed", "apart")}
