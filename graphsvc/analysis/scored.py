"""Measures of scored answers to a yes-or-no question, such as "are these two actors of one network?".

- average precision: the mean, over the right answers, of the precision at that answer's rank (equal scores share the
  precision of their whole group, so order within a tie does not matter).
- AUC: the chance that a right answer scores above a wrong one, ties half (Mann and Whitney 1947).
- Brier score: mean squared distance of probability and outcome (Brier 1950).
- ECE, expected calibration error: answers in ten bins of equal width by probability; the mean over answers of the
  distance between a bin's mean probability and its share of right answers (Naeini, Cooper and Hauskrecht 2015).
- precision at k: right answers among the k best; fewer than k answers are judged as they are.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
BINS = 10


def probability(log_odds: Floats) -> Floats:
    """The probability of natural log-odds; without overflow."""
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * log_odds)), dtype=np.float64)


def average_precision(score: Floats, right: Flags) -> float:
    """1 where nothing is right or nothing was answered."""
    if not right.any():
        return 1.0
    _, group = np.unique(-score, return_inverse=True)
    answered, hits = np.bincount(group), np.bincount(group, weights=right)
    precision = np.cumsum(hits) / np.cumsum(answered)
    return float((precision * hits).sum() / hits.sum())


def auc(score: Floats, right: Flags) -> float:
    """One half where all answers are right or all are wrong: nothing can be told apart."""
    yes, no = int(right.sum()), int((~right).sum())
    if not yes or not no:
        return 0.5
    _, group, size = np.unique(score, return_inverse=True, return_counts=True)
    last = np.cumsum(size)
    rank = (last - (size - 1) / 2.0)[group]  # mean rank within ties, from 1
    return float((rank[right].sum() - yes * (yes + 1) / 2.0) / (yes * no))


def brier(probability: Floats, right: Flags) -> float:
    return float(np.mean((probability - right) ** 2)) if len(right) else 0.0


def ece(probability: Floats, right: Flags) -> float:
    if not len(right):
        return 0.0
    bin_ = np.minimum((probability * BINS).astype(np.int64), BINS - 1)
    said, was = np.bincount(bin_, weights=probability), np.bincount(bin_, weights=right)
    return float(np.abs(said - was).sum() / len(right))


def precision_at(k: int, score: Floats, right: Flags) -> float:
    """1 where nothing was answered. Equal scores keep their order, so that the caller decides what breaks ties."""
    best = np.argsort(-score, kind="stable")[:k]
    return float(right[best].mean()) if len(best) else 1.0
