"""Agreement of two partitions of the same records: a true one and a found one.

Let n be the records, t_i the sizes of true units, c_j those of clusters, m_ij the records in both.
- pairwise: pairs of records put together. precision = sum C(m_ij, 2) / sum C(c_j, 2), recall over sum C(t_i, 2).
- B-cubed (Bagga and Baldwin 1998; Amigo et al. 2009): the mean over records of the share of its cluster that is of its
  true unit (precision, sum m_ij^2 / c_j / n) and of its true unit that is in its cluster (recall, with t_i for c_j).
- ARI: adjusted Rand index (Hubert and Arabie 1985), 1 for equal partitions, about 0 by chance.
- over_merge: share of the clusters of two or more records that hold more than one true unit; `mixed` counts them.
- fragmentation: share of the true units of two or more records that lie in more than one cluster.
- giant_share: records in the largest cluster / n. worst_purity: the smallest largest share of one true unit in a
  cluster of two or more records.
- false_per_1000_units: mixed clusters for every 1,000 true units (on benign data: false networks per 1,000 posters).
F1 is the harmonic mean. A measure whose denominator is empty is 1 (nothing claimed, nothing wrong), a share of no
clusters is 0. All counts come from the table of m_ij; pairs are never enumerated.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

PAIRWISE = ("pairwise_precision", "pairwise_recall", "pairwise_f1")
BCUBED = ("bcubed_precision", "bcubed_recall", "bcubed_f1")


@dataclass(frozen=True, slots=True)
class Measures:
    """Measures of one level, as defined above. `units`: true units; `clusters`: those of the judged records."""

    pairwise_precision: float
    pairwise_recall: float
    pairwise_f1: float
    bcubed_precision: float
    bcubed_recall: float
    bcubed_f1: float
    ari: float
    over_merge: float
    mixed: int
    fragmentation: float
    giant_share: float
    worst_purity: float
    false_per_1000_units: float
    units: int
    clusters: int


def measure(truth: Sequence[Hashable], found: Sequence[Hashable]) -> Measures:
    """Measures of the partition `found` against `truth`: one label a record, in the same order."""
    true, cluster = _codes(truth), _codes(found)
    n = len(true)
    t, c = np.bincount(true), np.bincount(cluster)
    cell_true, cell_cluster, m = _cells(true, cluster)
    together, claimed, wanted = _pairs(m), _pairs(c), _pairs(t)
    precision, recall = _share(together, claimed), _share(together, wanted)
    b_precision = _share(float((m * m / c[cell_cluster]).sum()), n)
    b_recall = _share(float((m * m / t[cell_true]).sum()), n)
    pairs = n * (n - 1) / 2
    expected = claimed * wanted / pairs if pairs else 0.0
    highest = (claimed + wanted) / 2
    parts = np.bincount(cell_cluster, minlength=len(c))  # true units in each cluster
    pieces = np.bincount(cell_true, minlength=len(t))  # clusters that each true unit lies in
    largest = np.zeros(len(c), dtype=np.int64)
    np.maximum.at(largest, cell_cluster, m)
    several = c > 1
    mixed = int((parts[several] > 1).sum())
    return Measures(
        precision, recall, _f1(precision, recall), b_precision, b_recall, _f1(b_precision, b_recall),
        (together - expected) / (highest - expected) if highest != expected else 1.0,
        _mean(parts[several] > 1), mixed, _mean(pieces[t > 1] > 1), float(c.max() / n) if n else 0.0,
        float((largest[several] / c[several]).min()) if several.any() else 1.0,
        1000 * mixed / len(t) if n else 0.0, len(t), len(c),
    )  # fmt: skip


def resampled(
    truth: Sequence[Hashable], found: Sequence[Hashable], blocks: Sequence[Hashable], *, seed: int, samples: int
) -> dict[str, NDArray[np.float64]]:
    """PAIRWISE and BCUBED measures of `samples` bootstrap resamples of whole blocks, each an array of that length.

    Records of one block stand or fall together, so blocks are drawn, never records (Efron and Tibshirani 1993,
    chapter 8). Each measure is a ratio of sums over records: a resample only weighs those sums.
    """
    block = _codes(blocks)
    count = int(block.max(initial=-1)) + 1
    if not count:
        return {name: np.ones(samples) for name in PAIRWISE + BCUBED}
    drawn = np.random.default_rng(seed).multinomial(count, np.full(count, 1 / count), size=samples)
    sums = np.stack([np.bincount(block, weights=part, minlength=count) for part in _per_record(truth, found)])
    together, claimed, wanted, b_precision, b_recall, n = sums @ drawn.T
    p, r = _ratio(together, claimed), _ratio(together, wanted)
    bp, br = _ratio(b_precision, n), _ratio(b_recall, n)
    values = (p, r, _harmonic(p, r), bp, br, _harmonic(bp, br))
    return dict(zip(PAIRWISE + BCUBED, values, strict=True))


def _codes(labels: Sequence[Hashable]) -> NDArray[np.int64]:
    """Labels as 0..k-1 by first appearance."""
    known: dict[Hashable, int] = {}
    return np.array([known.setdefault(label, len(known)) for label in labels], dtype=np.int64)


def _cells(
    true: NDArray[np.int64], cluster: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Row, column and count of the cells of the contingency table that are not empty."""
    width = int(cluster.max(initial=0)) + 1
    cells, counts = np.unique(true * width + cluster, return_counts=True)
    return cells // width, cells % width, counts


def _per_record(truth: Sequence[Hashable], found: Sequence[Hashable]) -> list[NDArray[np.float64]]:
    """For each record: partners rightly found, found, wanted; its B-cubed precision and recall; one."""
    true, cluster = _codes(truth), _codes(found)
    width = int(cluster.max(initial=0)) + 1
    _, cell, counts = np.unique(true * width + cluster, return_inverse=True, return_counts=True)
    m = counts[cell].astype(np.float64)
    c, t = np.bincount(cluster)[cluster], np.bincount(true)[true]
    return [m - 1, c - 1.0, t - 1.0, m / c, m / t, np.ones(len(true))]


def _pairs(sizes: NDArray[np.int64]) -> float:
    return float((sizes * (sizes - 1) // 2).sum())


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 1.0


def _ratio(part: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.divide(part, whole, out=np.ones_like(part), where=whole > 0)


def _harmonic(precision: NDArray[np.float64], recall: NDArray[np.float64]) -> NDArray[np.float64]:
    total = precision + recall
    return np.divide(2 * precision * recall, total, out=np.zeros_like(total), where=total > 0)


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _mean(flags: NDArray[np.bool_]) -> float:
    return float(flags.mean()) if len(flags) else 0.0
