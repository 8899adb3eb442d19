"""Means over seeds with 95 % bootstrap intervals: over seeds, and over the true networks of all corpora together.

Between seeds everything is drawn anew, so the interval over seeds is that of another corpus of the same make. Within
corpora records of one network stand or fall together, so networks are drawn, never records.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from graphsvc.analysis.agreement import resampled
from graphsvc.bench.linking.measured import Labelled

SAMPLES = 2000
TAILS = (0.025, 0.975)


@dataclass(frozen=True, slots=True)
class Spread:
    """A mean and the ends of its interval."""

    mean: float
    low: float
    high: float


def over_seeds(values: Sequence[float]) -> Spread:
    """Percentile bootstrap of the mean of one value for each seed."""
    one = np.asarray(values, dtype=np.float64)
    drawn = np.random.default_rng(0).integers(len(one), size=(SAMPLES, len(one)))
    low, high = np.quantile(one[drawn].mean(axis=1), TAILS)
    return Spread(float(one.mean()), float(low), float(high))


def over_networks(corpora: Sequence[Labelled], name: str) -> Spread:
    """One of PAIRWISE or BCUBED of `agreement` over all corpora as one, and its interval over true networks."""
    true, found, network = list[Hashable](), list[Hashable](), list[Hashable]()
    for number, corpus in enumerate(corpora):
        true += [(number, label) for label in corpus.true]
        found += [(number, label) for label in corpus.found]
        network += [(number, label) for label in corpus.network]
    values = resampled(true, found, network, seed=0, samples=SAMPLES)[name]
    low, high = np.quantile(values, TAILS)
    return Spread(float(np.median(values)), float(low), float(high))
