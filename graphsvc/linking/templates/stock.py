"""Stock phrases: shingles that many distinct wordings contain. They say nothing about who copied from whom.

What counts is the number of distinct wordings, not of adverts: a poster with 5,000 adverts of one template makes none
of its phrases stock, a platform's disclaimer under 5,000 different texts is stock. Wordings are found without truth,
by a first grouping of a sample; the sample is the texts of lowest key, so it follows the texts alone.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graphsvc.linking.templates.grouping import grouped
from graphsvc.linking.templates.shingles import ShingleSets
from graphsvc.linking.templates.similarity import Measure

SAMPLE = 40_000  # texts: a phrase in one wording of a hundred stands in some 400 of them
FEWEST = 20  # wordings: below, a phrase is no more than a coincidence


def stock_shingles(sets: ShingleSets, measure: Measure, seed: int) -> NDArray[np.uint32]:
    """Shingles in more than `measure.common` of the distinct wordings and in more than FEWEST. Canonical order in,
    ascending order out."""
    if measure.common >= 1 or len(sets) <= FEWEST:
        return np.zeros(0, dtype=np.uint32)
    sample = sets.only(np.arange(min(len(sets), SAMPLE)))
    wording, _ = grouped(sample, measure, seed)
    cells = np.sort(np.repeat(wording.astype(np.uint64), sample.sizes) << np.uint64(32) | sample.values)
    once = np.sort(cells[np.diff(cells, prepend=~cells[:1]) != 0].astype(np.uint32))
    first = np.flatnonzero(np.diff(once, prepend=~once[:1]) != 0)
    shingles, wordings = once[first], np.diff(first, append=len(once))
    return shingles[wordings > max(FEWEST, measure.common * len(np.unique(wording)))]
