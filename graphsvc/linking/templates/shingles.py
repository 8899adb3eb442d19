"""Each text as a set of shingles: overlapping runs of tokens, hashed to 32 bits (Broder, 1997).

A run of n words is n words long; in scripts without spaces, (n - 1) usual words of theirs and one character more: for
two words three characters of Han and kana, five of Thai, Lao, Khmer, Burmese. So one replaced word costs a text about
as many words' worth of shingles in every script. In mixed text the run's first token decides.

32 bits are enough because sets are only ever compared two at a time: two texts of 100 shingles share one by accident
once in 400,000 comparisons.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphsvc.linking.templates.tokens import Tokens, is_in, mixed, tokenise

THREADS = 2
_BATCH = 1 << 18  # characters tokenised at once: the arrays of one batch stay in the processor's cache
_COPIED = 1 << 16  # texts copied at once
# Of each class: characters of a usual word, 1 where the token is a word; and how much of a word one token says.
_WORD_LENGTH = np.array([1, 1, 1, 1, 2, 4, 1, 1], dtype=np.int64)
_WORTH = np.array([1, 1, 1, 1, 1 / 2, 1 / 4, 1 / 2, 1])  # pictures come in rows and are picked at will
_FACTOR = 0xD6E8FEB86659FD93


@dataclass(frozen=True, slots=True, eq=False)
class ShingleSets:
    """values[starts[t]:starts[t + 1]]: the distinct shingles of text t, ascending. words: length of each text in
    words, without its identifiers. key: hash of each set; equal sets have equal keys."""

    values: NDArray[np.uint32]
    starts: NDArray[np.int64]
    words: NDArray[np.float64]
    key: NDArray[np.uint64]

    def __len__(self) -> int:
        return len(self.words)

    @property
    def sizes(self) -> NDArray[np.int64]:
        return np.diff(self.starts)

    def of(self, text: int) -> NDArray[np.uint32]:
        return self.values[self.starts[text] : self.starts[text + 1]]

    def only(self, chosen: NDArray[np.int64]) -> ShingleSets:
        """The sets of some texts, in the order given."""
        sizes = self.sizes[chosen]
        starts = offsets(sizes)
        values = np.empty(int(starts[-1]), dtype=np.uint32)
        for first in range(0, len(chosen), _COPIED):  # the index of all values at once would dwarf them
            part = slice(first, first + _COPIED)
            copied = self.values[ranges(self.starts[chosen[part]], sizes[part])]
            values[starts[first] : starts[first] + len(copied)] = copied
        return ShingleSets(values, starts, self.words[chosen], self.key[chosen])

    def without(self, dropped: NDArray[np.uint32]) -> ShingleSets:
        """The sets without some shingles, ascending, and their words in proportion. Keys stay those of the whole."""
        if not len(dropped):
            return self
        parts, sizes = [np.zeros(0, np.uint32)], np.zeros(len(self), dtype=np.int64)
        for first in range(0, len(self), _COPIED):
            ends = self.starts[first : first + _COPIED + 1]
            values = self.values[ends[0] : ends[-1]]
            kept = ~is_in(values, dropped)
            parts.append(values[kept])
            sizes[first : first + _COPIED] = np.diff(offsets(kept)[ends - ends[0]])
        words = self.words * (sizes / np.maximum(self.sizes, 1))
        return ShingleSets(np.concatenate(parts), offsets(sizes), words, self.key)


def offsets(sizes: NDArray[np.int64] | NDArray[np.bool_]) -> NDArray[np.int64]:
    """Where each of several runs starts when they follow one another, and where the last one ends."""
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes, dtype=np.int64)])


def ranges(starts: NDArray[np.int64], sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """`starts[0], starts[0] + 1, ...` of every run, one after another."""
    return np.repeat(starts - offsets(sizes)[:-1], sizes) + np.arange(int(sizes.sum()))


def shingle_sets(texts: Sequence[str], *, run: int = 2, masked: bool = True) -> ShingleSets:
    """The sets of all texts: runs of `run` words, without identifiers if `masked`.

    Batches run on THREADS threads (array operations leave the interpreter free).
    """
    with ThreadPoolExecutor(THREADS) as pool:
        parts = list(pool.map(lambda batch: _sets(tokenise(batch, masked=masked), run), _batches(texts)))
    if not parts:
        parts = [_sets(tokenise([]), run)]
    values, sizes, words, key = (np.concatenate(column) for column in zip(*parts))
    return ShingleSets(values, offsets(sizes), words, key)


def _batches(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    first = size = 0
    for number, text in enumerate(texts):
        size += len(text) + 1
        if size >= _BATCH:
            yield texts[first : number + 1]
            first, size = number + 1, 0
    if first < len(texts):
        yield texts[first:]


_Part = tuple[NDArray[np.uint32], NDArray[np.int64], NDArray[np.float64], NDArray[np.uint64]]


def _sets(tokens: Tokens, run: int) -> _Part:
    """values, sizes, words, key of one batch."""
    texts = len(tokens.counts)
    owner = np.repeat(np.arange(texts), tokens.counts)
    words = np.bincount(owner, _WORTH[tokens.classes], texts).astype(np.float64)
    at, hashes = _runs(tokens, run)
    pairs = np.sort((owner[at].astype(np.uint64) << np.uint64(32)) | (hashes >> np.uint64(32)))
    pairs = pairs[np.diff(pairs, prepend=~pairs[:1]) != 0]
    values = pairs.astype(np.uint32)
    sizes = np.bincount((pairs >> np.uint64(32)).astype(np.int64), minlength=texts).astype(np.int64)
    sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(mixed(values.astype(np.uint64)), dtype=np.uint64)])
    starts = offsets(sizes)
    return values, sizes, words, mixed((sums[starts[1:]] - sums[starts[:-1]]) ^ sizes.astype(np.uint64))


def _runs(tokens: Tokens, run: int) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    """The token each whole run starts at, and the run's hash."""
    length = (run - 1) * _WORD_LENGTH[tokens.classes] + 1
    ends = np.repeat(np.cumsum(tokens.counts), tokens.counts)
    at = np.flatnonzero(np.arange(len(length)) + length <= ends)
    hashes, length = tokens.hashes[at], length[at]
    for step in range(1, int(length.max(initial=1))):
        longer = slice(None) if step < run else np.flatnonzero(length > step)
        hashes[longer] = mixed(hashes[longer] * np.uint64(_FACTOR) + tokens.hashes[at[longer] + step])
    return at, mixed(hashes)
