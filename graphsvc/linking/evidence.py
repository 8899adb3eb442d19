"""What sharing an identifier is worth, in natural log-odds.

    weight = prior(kind) + term frequency - 2 ln(diversity)

Prior: the kind's own (`identifiers.specificity`). Term frequency, as in Fellegi and Sunter (1969) with Winkler's
adjustment (2000): ln(u / f), f the value's share of all uses of its kind and u = sum f^2 the chance that two uses
agree; 0 where all values are equally common, bounded because a small case says little about rarity and because a
busy poster is no hub. Diversity: the effective number of posters behind the value, squared, as RedThread weighs by
1 / degree^2 (Rabbany, Bayani and Dubrawski 2018, 'Active Search of Connections for Case Building and Combating Human
Trafficking'); we count posters where it counts adverts. A find of confidence c holds with that probability: its weight
becomes ln(1 - c + c e^weight).
"""

from __future__ import annotations

from math import expm1, log1p

import numpy as np
from numpy.typing import NDArray

from graphsvc.identifiers import specificity
from graphsvc.linking.graph import EvidenceGraph
from graphsvc.linking.units import TEMPLATE

WORDING = 5.0  # nats for a wording in common: as much as a picture, since both are copied
RARITY = (-1.0, 1.0)  # nats: how far the term frequency may move a weight


def priors(graph: EvidenceGraph) -> NDArray[np.float64]:
    """Prior worth of each value by its kind, in nats."""
    worth = {kind: WORDING if kind == TEMPLATE else specificity(kind) for kind in sorted(set(graph.kind))}
    return np.array([worth[kind] for kind in graph.kind], dtype=np.float64)


def term_frequency(graph: EvidenceGraph) -> NDArray[np.float64]:
    """Rarity of each value within its kind, in nats, bounded by RARITY."""
    if not graph.values:
        return np.empty(0)
    names, kind = np.unique(np.array(graph.kind), return_inverse=True)
    uses = np.maximum(graph.degrees()[1], 1).astype(np.float64)
    total = np.bincount(kind, weights=uses, minlength=len(names))
    squared = np.bincount(kind, weights=uses**2, minlength=len(names))
    adjusted: NDArray[np.float64] = np.clip(np.log(squared[kind] / (total[kind] * uses)), *RARITY)
    return adjusted


def weigh(
    prior: NDArray[np.float64], rarity: NDArray[np.float64], diversity: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Worth of sharing each value, in nats, never below 0: sharing a number is no evidence against."""
    weight: NDArray[np.float64] = np.maximum(0.0, prior + rarity - 2.0 * np.log(diversity))
    return weight


def doubted(weight: float, confidence: float) -> float:
    """A weight scaled by the confidence, in [0, 1], that the value was read rightly."""
    return log1p(confidence * expm1(weight))
