"""Stock phrases: shingles that many distinct wordings contain. They say nothing about who copied from whom.

What counts is the number of distinct wordings, not of adverts: a poster with 5,000 adverts of one template makes none
of its phrases stock, a platform's disclaimer under 5,000 different texts is stock. Wordings are found without truth,
by a first grouping of a sample; the sample is the texts of lowest key, so it follows the texts alone.

A paragraph much longer than the texts above it groups them all as one wording. It shows in a crowd of texts that each
have a stretch of words of their own: slots are a word or two between constant neighbours, a text is a run of words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from graphsvc.linking.templates.grouping import grouped
from graphsvc.linking.templates.shingles import ShingleSets, shingle_sets
from graphsvc.linking.templates.similarity import Measure

SAMPLE = 40_000  # texts: a phrase in one wording of a hundred stands in some 400 of them
FEWEST = 20  # wordings: below, a phrase is no more than a coincidence
CROWD = 100  # texts of one wording: fewer may well be one poster who writes a fresh opening each time
_READ = 200  # texts of a crowd that are read
_OWN = 6  # shingles of a text above a paragraph that no other has, on average
# A change of k words between constant neighbours makes k + 1 new pairs of words and k + 2 new triples: 1.5 times as
# many for slots of one word, 1.33 for two; at most this for stretches of four and more.
_STRETCH = 1.2


def stock_shingles(sets: ShingleSets, texts: Sequence[str], measure: Measure, seed: int) -> NDArray[np.uint32]:
    """Shingles in more than `measure.common` of the distinct wordings and in more than FEWEST, and those of paragraphs
    under a crowd. Canonical order in (`texts`: of each set), ascending order out."""
    if measure.common >= 1 or len(sets) <= FEWEST:
        return np.zeros(0, dtype=np.uint32)
    sample = sets.only(np.arange(min(len(sets), SAMPLE)))
    wording, _ = grouped(sample, measure, seed)
    cells = np.sort(np.repeat(wording.astype(np.uint64), sample.sizes) << np.uint64(32) | sample.values)
    once = np.sort(cells[np.diff(cells, prepend=~cells[:1]) != 0].astype(np.uint32))
    first = np.flatnonzero(np.diff(once, prepend=~once[:1]) != 0)
    shingles, wordings = once[first], np.diff(first, append=len(once))
    members = np.bincount(wording)
    least = max(FEWEST, measure.common * np.count_nonzero(members))
    crowds = [np.flatnonzero(wording == one)[:_READ] for one in np.flatnonzero(members > max(CROWD, least)).tolist()]
    return np.unique(np.concatenate([shingles[wordings > least], *_paragraphs(sample, texts, crowds, measure.run)]))


def _paragraphs(
    sample: ShingleSets, texts: Sequence[str], crowds: Sequence[NDArray[np.int64]], run: int
) -> Iterator[NDArray[np.uint32]]:
    """The common shingles of each crowd whose texts have a stretch of their own."""
    for crowd in crowds:
        common, own = _shared_and_own(sample.only(crowd))
        longer = shingle_sets([texts[number] for number in crowd.tolist()], run=run + 1)
        if own >= _OWN * len(crowd) and _shared_and_own(longer)[1] <= _STRETCH * own:
            yield common


def _shared_and_own(sets: ShingleSets) -> tuple[NDArray[np.uint32], int]:
    """Shingles in at least half of the texts, and how many of all are in next to none but their own."""
    shingles, texts = np.unique(sets.values, return_counts=True)
    return shingles[2 * texts >= len(sets)], int(texts[texts <= max(1, len(sets) // 20)].sum())
