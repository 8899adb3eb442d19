"""What sharing an identifier is worth, in natural log-odds.

    weight = prior(kind) + term frequency - 2 ln(diversity)

Prior: the kind's own (`identifiers.specificity`). Term frequency, as in Fellegi and Sunter (1969) with Winkler's
adjustment (2000): ln(u / f), f the value's share of all uses of its kind and u = sum f^2 the chance that two uses
agree; 0 where all values are equally common, bounded because a small case says little about rarity. Diversity: the
effective number of posters behind the value, squared, as evidence falls with the square of what it is spread over
(Rabbany, Bayani and Dubrawski 2018, 'Active search of connections', weigh by 1 / degree^2; we weigh by posters).
A find of confidence c holds with that probability: the weight becomes ln(1 - c + c e^weight).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graphsvc.identifiers import specificity
from graphsvc.linking.graph import EvidenceGraph
from graphsvc.linking.units import kind_of

RARITY = (-2.0, 1.0)  # nats: how far the term frequency may move a weight


def priors(graph: EvidenceGraph, identifiers: list[str]) -> NDArray[np.float64]:
    """Prior worth of each value by its kind, in nats."""
    kinds = [kind_of(node) for node in identifiers]
    worth = {kind: specificity(kind) for kind in sorted(set(kinds))}
    return np.array([worth[kind] for kind in kinds])[graph.identifier] if kinds else np.empty(0)


def term_frequency(graph: EvidenceGraph, identifiers: list[str]) -> NDArray[np.float64]:
    """Rarity of each value within its kind, in nats, bounded by RARITY."""
    names = sorted({kind_of(node) for node in identifiers})
    kind = np.array([names.index(kind_of(node)) for node in identifiers], dtype=np.int64)[graph.identifier]
    uses = np.maximum(np.bincount(graph.value, minlength=graph.values), 1).astype(np.float64)
    total = np.bincount(kind, weights=uses, minlength=len(names))
    squared = np.bincount(kind, weights=uses**2, minlength=len(names))
    return np.clip(np.log(squared[kind] / (total[kind] * uses)), *RARITY)


def weights(
    prior: NDArray[np.float64], rarity: NDArray[np.float64], diversity: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Worth of sharing each value, in nats, never below 0: sharing a number is no evidence against."""
    return np.maximum(0.0, prior + rarity - 2.0 * np.log(diversity))


def doubted(weight: NDArray[np.float64], confidence: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights scaled by the confidence that the value was read rightly."""
    return np.log1p(confidence * np.expm1(weight))
