"""Templates of a corpus: one pass over the texts, stock phrases out, buckets, exact comparison, grouping."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graphsvc.linking.templates.grouping import grouped
from graphsvc.linking.templates.shingles import ShingleSets, shingle_sets
from graphsvc.linking.templates.similarity import SLOTTED, Measure
from graphsvc.linking.templates.stock import SAMPLE, stock_shingles

VERSION = 1  # of everything that an id depends on: folding, tokens, shingles


@dataclass(frozen=True, slots=True, eq=False)
class Templates:
    """Which texts repeat which wording.

    template: for each text the number of its template, -1 for none. Numbers follow the texts' content, not their order.
    similarity: for each text its exact similarity to its template's representative text, 0 where it has none.
    ids: of each template `template:<16 hex>`, a hash of the representative's wording.
    sizes: texts of each template, at least two.
    representative: of each template the index of one text that is its representative.
    """

    template: NDArray[np.int64]
    similarity: NDArray[np.float64]
    ids: list[str]
    sizes: NDArray[np.int64]
    representative: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Wordings:
    """The distinct texts of a corpus in canonical order, that of their keys. text: index of the first text of each.
    of_text: for each text its number among them, -1 for a text too short to be compared."""

    sets: ShingleSets
    text: NDArray[np.int64]
    of_text: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Grouped:
    """Wordings and who leads them. own: their sets without the stock phrases, `stock`, ascending; leader, near: of
    each wording its representative, and how similar it is to that."""

    found: Wordings
    own: ShingleSets
    stock: NDArray[np.uint32]
    leader: NDArray[np.int64]
    near: NDArray[np.float64]

    @cached_property
    def digests(self) -> NDArray[np.uint64]:
        """Of each wording the number in the id of its leader."""
        leaders, place = np.unique(self.leader, return_inverse=True)
        return digests_of(self.found.sets, leaders)[place]

    def told(self, measure: Measure = SLOTTED) -> NDArray[np.uint64]:
        """Of each text the number in the id of its leader, be it alone in following it; 0 where it says too little."""
        return np.append(np.where(measure.speaks(self.own), self.digests, np.uint64(0)), np.uint64(0))[
            self.found.of_text
        ]


def find_templates(texts: Sequence[str], *, seed: int = 0, measure: Measure = SLOTTED) -> Templates:
    """Templates of all texts; see `Templates` and `Measure`. `seed` draws the hash functions of the blocking."""
    return templates_of(group_texts(texts, seed=seed, measure=measure), measure)


def group_texts(texts: Sequence[str], *, seed: int = 0, measure: Measure = SLOTTED) -> Grouped:
    """The wordings of all texts, grouped: what templates and the index of later texts are both made of."""
    found = wordings(texts, measure)
    stock = stock_of(found, texts, measure, seed)
    own = found.sets.without(stock)
    return Grouped(found, own, stock, *grouped(own, measure, seed))


def templates_of(groups: Grouped, measure: Measure = SLOTTED) -> Templates:
    """The groups that several texts stand in."""
    found, own = groups.found, groups.own
    leader = np.where(measure.speaks(own), groups.leader, -1)  # -1: nothing but stock phrases
    # A text that nothing resembles may still stand in several adverts: count texts, not wordings.
    of_text = np.where(found.of_text < 0, -1, np.append(leader, -1)[found.of_text])
    members = np.bincount(of_text[of_text >= 0], minlength=len(own))
    kept = (leader >= 0) & (members[leader] > 1)
    _, earliest = np.unique(leader[kept], return_index=True)
    leaders = leader[kept][np.sort(earliest)]
    number = np.full(len(own) + 1, -1, dtype=np.int64)
    number[leaders] = np.arange(len(leaders))
    template = number[of_text]
    similarity = np.where(template >= 0, np.append(groups.near, 0.0)[found.of_text], 0.0)
    ids = [template_id(found.sets, wording) for wording in leaders.tolist()]
    return Templates(template, similarity, ids, members[leaders], found.text[leaders])


def wordings(texts: Sequence[str], measure: Measure) -> Wordings:
    """The distinct texts that are long enough to be compared, as sets of shingles."""
    sets = shingle_sets(texts, run=measure.run, masked=measure.masked)
    long = np.flatnonzero(measure.speaks(sets))
    _, first, back = np.unique(sets.key[long], return_index=True, return_inverse=True)
    of_text = np.full(len(texts), -1, dtype=np.int64)
    of_text[long] = back
    return Wordings(sets.only(long[first]), long[first], of_text)


def stock_of(found: Wordings, texts: Sequence[str], measure: Measure, seed: int) -> NDArray[np.uint32]:
    """The stock shingles of a corpus, ascending."""
    return stock_shingles(found.sets, [texts[text] for text in found.text[:SAMPLE].tolist()], measure, seed)


def template_id(sets: ShingleSets, wording: int) -> str:
    """`template:` and 16 hex digits of the hash of its representative's whole set of shingles."""
    return f"template:{digest_of(sets, wording):016x}"


def digest_of(sets: ShingleSets, wording: int) -> int:
    """First 64 bits of the SHA-256 of a whole set of shingles: the same in every run and on every machine."""
    content = VERSION.to_bytes(2, "little") + sets.of(wording).astype("<u4").tobytes()
    return int.from_bytes(hashlib.sha256(content).digest()[:8], "big")


def digests_of(sets: ShingleSets, chosen: NDArray[np.int64]) -> NDArray[np.uint64]:
    """`digest_of` several."""
    return np.array([digest_of(sets, wording) for wording in chosen.tolist()], dtype=np.uint64)
