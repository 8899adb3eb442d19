"""Templates for adverts that come later: an index of representatives that a new text is looked up in.

Every wording of the corpus that leads, or stands alone, is kept; a text alone may get company. A few followers of each
are kept too, as further doors to it: a text may fall into the bucket of none but them. What the index calls a stock
phrase stays so until it is built again. A new text joins the most similar representative, as in a full run; those that
join none are grouped among themselves. A full run may choose another representative once many texts have come, and
with it another id: build the index again with each full run.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphsvc.errors import InputError
from graphsvc.linking.templates.blocking import band_keys
from graphsvc.linking.templates.find import VERSION, Grouped, digests_of, group_texts, wordings
from graphsvc.linking.templates.grouping import grouped
from graphsvc.linking.templates.shingles import ShingleSets, offsets
from graphsvc.linking.templates.similarity import SLOTTED, jaccard_between

PROBES = 8  # wordings looked at in one bucket
FOLLOWERS = 3  # of each representative that are kept, besides those that never meet it
_MAGIC = b"graphsvc template index\n"
_LAYOUT = (("values", "<u4"), ("sizes", "<i8"), ("words", "<f8"), ("leader", "<u4"), ("digests", "<u8"),
           ("stock", "<u4"))  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Assignment:
    """ids: for each text its template's id, '' for none. similarity: to the representative, 0 for none. fresh: the
    template is known only from the texts that were assigned together. digest: the number in the id of each text's
    representative, the text's own where nothing is like it; 0 for a text that says too little."""

    ids: list[str]
    similarity: NDArray[np.float64]
    fresh: NDArray[np.bool_]
    digest: NDArray[np.uint64]


@dataclass(frozen=True, eq=False)
class TemplateIndex:
    """Representatives of one corpus and some followers. own: their shingles without stock phrases. leader: of each its
    representative. digests: the number in its id. stock: ascending. Immutable; `extended` makes another."""

    own: ShingleSets
    leader: NDArray[np.int64]
    digests: NDArray[np.uint64]
    stock: NDArray[np.uint32]
    seed: int

    @staticmethod
    def build(texts: Sequence[str], *, seed: int = 0) -> TemplateIndex:
        """The index of a corpus, at the cost of `find_templates`."""
        return TemplateIndex.of(group_texts(texts, seed=seed), seed=seed)

    @staticmethod
    def of(groups: Grouped, *, seed: int = 0) -> TemplateIndex:
        """The index of what was grouped."""
        kept, leads = _kept(groups.own, groups.leader, seed)
        return TemplateIndex(groups.own.only(kept), leads, groups.digests[kept], groups.stock, seed)

    def assign(self, texts: Sequence[str]) -> Assignment:
        """The template of each text, at a cost that does not grow with the corpus."""
        return self._placed(texts)[0]

    def extended(self, texts: Sequence[str]) -> TemplateIndex:
        """The index that knows these texts too."""
        _, sets, leads, digests = self._placed(texts)
        own = ShingleSets(
            np.concatenate([self.own.values, sets.values]), offsets(np.concatenate([self.own.sizes, sets.sizes])),
            np.concatenate([self.own.words, sets.words]), np.concatenate([self.own.key, sets.key]),
        )  # fmt: skip
        leader = np.concatenate([self.leader, leads + len(self.leader)])
        return TemplateIndex(own, leader, np.concatenate([self.digests, digests]), self.stock, self.seed)

    def _placed(
        self, texts: Sequence[str]
    ) -> tuple[Assignment, ShingleSets, NDArray[np.int64], NDArray[np.uint64]]:  # fmt: skip
        """The assignment, and what is new: sets, their leaders among them, digests."""
        found = wordings(texts, SLOTTED)
        own = found.sets.without(self.stock)
        speaks = SLOTTED.speaks(own)
        known, near = self._nearest(own)
        rest = np.flatnonzero(speaks & (known < 0))
        among = own.only(rest)
        leader, near[rest] = grouped(among, SLOTTED, self.seed)
        digests = digests_of(found.sets, rest[leader])
        digest = np.zeros(len(own) + 1, dtype=np.uint64)
        digest[:-1][known >= 0] = self.digests[known[known >= 0]]
        digest[rest] = digests
        of_text = digest[found.of_text]
        fresh = np.append(speaks & (known < 0), False)[found.of_text]
        same, members = np.unique(of_text, return_counts=True)
        placed = np.append(speaks, False)[found.of_text] & (~fresh | (members[np.searchsorted(same, of_text)] > 1))
        ids = [f"template:{number:016x}" if there else "" for number, there in zip(of_text.tolist(), placed.tolist())]
        similarity = np.where(placed, np.append(near, 0.0)[found.of_text], 0.0)
        kept, leads = _kept(among, leader, self.seed)
        told = np.where(np.append(speaks, False)[found.of_text], of_text, np.uint64(0))
        return Assignment(ids, similarity, fresh & placed, told), among.only(kept), leads, digests[kept]

    @cached_property
    def _buckets(self) -> list[tuple[NDArray[np.uint64], NDArray[np.int64]]]:
        """Of each band: its keys ascending, and whose they are."""
        orders = [(band, np.argsort(band, kind="stable")) for band in band_keys(self.own, self.seed)]
        return [(band[order], order) for band, order in orders]

    def _nearest(self, own: ShingleSets) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """The most similar representative of each text, -1 for none, and the similarity."""
        meetings = [np.zeros(0, dtype=np.int64)]
        speaks = np.flatnonzero(SLOTTED.speaks(own))
        for keys, (band, order) in zip(band_keys(own, self.seed), self._buckets):
            first, behind = np.searchsorted(band, keys[speaks]), np.searchsorted(band, keys[speaks], side="right")
            for probe in range(PROBES):
                there = first + probe < behind
                meetings.append(speaks[there] * len(order) + self.leader[order[(first + probe)[there]]])
        meeting = np.sort(np.concatenate(meetings))
        meeting = meeting[np.diff(meeting, prepend=-1) != 0]
        text, representative = np.divmod(meeting, max(len(self.digests), 1))
        near = jaccard_between(own, text, self.own, representative)
        alike = near >= SLOTTED.least(np.maximum(own.words[text], self.own.words[representative]))
        text, representative, near = text[alike], representative[alike], near[alike]
        best = np.lexsort((self.digests[representative], -near, text))
        best = best[np.diff(text[best], prepend=-1) != 0]
        nearest, similarity = np.full(len(own), -1, dtype=np.int64), np.zeros(len(own))
        nearest[text[best]], similarity[text[best]] = representative[best], near[best]
        return nearest, similarity

    def to_bytes(self) -> bytes:
        """The index in a layout that is the same on every machine: about 4 bytes a word of each representative."""
        arrays: list[NDArray[Any]] = [self.own.values, self.own.sizes, self.own.words]
        arrays += [self.leader, self.digests, self.stock]
        head = {"version": VERSION, "seed": self.seed, "lengths": [len(array) for array in arrays]}
        packed = [array.astype(kind).tobytes() for array, (_, kind) in zip(arrays, _LAYOUT)]
        return b"".join([_MAGIC, json.dumps(head).encode("ascii"), b"\n", *packed])

    @staticmethod
    def from_bytes(data: bytes) -> TemplateIndex:
        """Raises InputError when the bytes are no index, or one of another version."""
        refused = InputError("this is no template index of this version of graphsvc; build it again from the adverts")
        head, _, body = data.removeprefix(_MAGIC).partition(b"\n")
        try:
            about = json.loads(head)
            version, seed, lengths = about["version"], int(about["seed"]), [int(length) for length in about["lengths"]]
        except (ValueError, KeyError, TypeError):
            raise refused from None
        kinds = [np.dtype(kind) for _, kind in _LAYOUT]
        sizes = [kind.itemsize * length for kind, length in zip(kinds, lengths)]
        fits = len(lengths) == len(kinds) and min(lengths) >= 0 and sum(sizes) == len(body)
        if not data.startswith(_MAGIC) or version != VERSION or not fits:
            raise refused
        ends = np.cumsum(sizes).tolist()
        read: list[NDArray[Any]] = [
            np.frombuffer(body[end - size : end], kind) for kind, size, end in zip(kinds, sizes, ends)
        ]
        values, digests, stock = read[0].astype(np.uint32), read[4].astype(np.uint64), read[5].astype(np.uint32)
        counts, words, leader = read[1].astype(np.int64), read[2].astype(np.float64), read[3].astype(np.int64)
        if len({len(counts), len(words), len(leader), len(digests)}) > 1 or counts.min(initial=0) < 0:
            raise refused
        if counts.sum() != len(values) or leader.max(initial=-1) >= len(leader):
            raise refused
        return TemplateIndex(ShingleSets(values, offsets(counts), words, digests), leader, digests, stock, seed)


def _kept(
    own: ShingleSets, leader: NDArray[np.int64], seed: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:  # fmt: skip
    """Which wordings an index keeps, ascending, and of each the place of its leader among them."""
    order = np.argsort(leader, kind="stable")
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order)) - np.searchsorted(leader[order], leader[order])
    keys = band_keys(own, seed)
    apart = ~(keys == keys[:, leader]).any(axis=0)
    kept = np.flatnonzero(SLOTTED.speaks(own) & ((leader == np.arange(len(leader))) | (rank < FOLLOWERS) | apart))
    return kept, np.searchsorted(kept, leader[kept])
