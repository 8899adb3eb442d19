"""The same corpus, spoiled in one way: what a linker finds in it must change in the way that the spoiling says."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from graphsvc.analysis.risk.rewire import rewire
from graphsvc.bench.linking.world import Key, Seen, Truth
from graphsvc.linking.units import IDENTIFIERS, IDENTITY, kind_of, record_ref
from graphsvc.model import EdgeType, RecordKind, StoredRecord
from graphsvc.store import Projection

TYPES = tuple(EdgeType)
MENTIONS = TYPES.index(EdgeType.MENTIONS)


def rewired(seen: Seen, seed: int) -> Seen:
    """Who shows which identifier is dealt anew within each kind, and so are the texts of adverts; every record keeps
    how many identifiers it shows, every identifier how many records show it. No true tie is left."""
    projection = seen.projection
    rows = _identity(projection)
    kinds: dict[str, int] = {kind: number for number, kind in enumerate(IDENTIFIERS)}
    number = np.array([kinds.get(kind_of(node), -1) for node in projection.nodes], dtype=np.int64)
    record, object_ = projection.record[rows].astype(np.int64), projection.object[rows].astype(np.int64)
    first = np.unique(record * len(projection.nodes) + object_, return_index=True)[1]
    record, object_ = record[first], object_[first]
    rng = np.random.default_rng(seed)
    record, object_ = rewire(record, object_, number[object_], rng)
    many = len(record)
    dealt = _canonical(
        projection, projection.record_node[record], np.full(many, MENTIONS), object_, record, np.ones(many)
    )
    return replace(seen, projection=dealt, records=_texts_dealt(seen.records, rng))


def _texts_dealt(records: tuple[StoredRecord, ...], rng: np.random.Generator) -> tuple[StoredRecord, ...]:
    """The same records, with the titles and texts of adverts dealt anew among adverts."""
    adverts = [number for number, record in enumerate(records) if record.kind == RecordKind.AD]
    dealt = list(records)
    for number, other in zip(adverts, rng.permutation(np.array(adverts, dtype=np.int64)).tolist(), strict=True):
        dealt[number] = replace(records[number], title=records[other].title, text=records[other].text)
    return tuple(dealt)


def shifted(seen: Seen, seed: int, days: float = 365.0) -> Seen:
    """Every record's time, and its statements' with it, moved by up to so many days either way."""
    projection = seen.projection
    by = np.random.default_rng(seed).uniform(-days, days, size=len(projection.records))
    times = projection.record_time + by
    return replace(
        seen, projection=replace(projection, record_time=times, time=projection.time + by[projection.record])
    )


def undated(seen: Seen) -> Seen:
    """No record and no statement has a time."""
    projection = seen.projection
    never, none = np.full_like(projection.record_time, np.nan), np.full_like(projection.time, np.nan)
    return replace(seen, projection=replace(projection, record_time=never, time=none))


def only(seen: Seen, keys: Collection[Key]) -> Seen:
    """Nothing but the records of these sources and keys, and what they state."""
    projection = seen.projection
    refs = [record_ref(record) for record in projection.records]
    kept = np.array([(ref.source, ref.key) in keys for ref in refs], dtype=bool)
    place = np.cumsum(kept) - 1
    rows = kept[projection.record]
    part = Projection(
        projection.nodes, [record for record, keep in zip(projection.records, kept.tolist()) if keep],
        projection.record_node[kept], projection.record_time[kept], projection.record_linkable[kept],
        [category for category, keep in zip(projection.record_category, kept.tolist()) if keep],
        projection.subject[rows], projection.predicate[rows], projection.object[rows],
        place[projection.record[rows]].astype(np.int32), projection.confidence[rows], projection.time[rows],
        projection.linkable[rows],
    )  # fmt: skip
    texts = tuple(one for one in seen.records if (one.source, one.key) in keys)
    return Seen(part, texts, seen.payments)


@dataclass(frozen=True, slots=True)
class Plant:
    """A rival's contact planted in an actor's adverts: whose, in whose."""

    attacker: str
    rival: str
    adverts: int


def rivals_planted(
    seen: Seen, truth: Mapping[Key, Truth], *, pairs: int, share: float, seed: int, first: bool = False
) -> tuple[Seen, list[Plant]]:
    """`pairs` actors, each with a rival of another network, show the rival's commonest phone in this share of their
    adverts, drawn at random or the `first` ones. Actors have six adverts or more and take part once."""
    projection, rng = seen.projection, np.random.default_rng(seed)
    adverts, posted = _adverts(projection, truth), projection.record_time
    phone = _commonest(projection, adverts, "phone")
    by_time = {a: sorted(rows, key=lambda row: (float(posted[row]), row)) for a, rows in adverts.items()}
    able = [actor for actor in sorted(adverts) if len(adverts[actor]) >= 6 and actor in phone]
    network = {told.actor: told.network for told in truth.values()}
    order = [able[i] for i in rng.permutation(len(able)).tolist()]
    plants, record, object_ = list[Plant](), list[int](), list[int]()
    for attacker, rival in zip(order[::2], order[1::2]):
        if len(plants) == pairs:
            break
        if network[attacker] == network[rival]:
            continue
        many = max(1, round(share * len(adverts[attacker])))
        drawn = rng.permutation(len(adverts[attacker]))[:many] if not first else np.arange(many)
        chosen = [by_time[attacker][i] for i in sorted(drawn.tolist())]
        plants.append(Plant(attacker, rival, len(chosen)))
        record += chosen
        object_ += [phone[rival]] * len(chosen)
    planted = np.array(record, dtype=np.int64)
    attacked = _canonical(
        projection,
        np.concatenate([projection.subject, projection.record_node[planted]]),
        np.concatenate([projection.predicate, np.full(len(planted), MENTIONS)]),
        np.concatenate([projection.object, np.array(object_, dtype=np.int64)]),
        np.concatenate([projection.record, planted]),
        np.concatenate([projection.confidence, np.ones(len(planted))]),
    )
    return replace(seen, projection=attacked), plants  # fmt: skip


def _adverts(projection: Projection, truth: Mapping[Key, Truth]) -> dict[str, list[int]]:
    """Records of each actor's adverts."""
    found: dict[str, list[int]] = {}
    for row, record in enumerate(projection.records):
        ref = record_ref(record)
        told = truth.get((ref.source, ref.key))
        if told is not None and ref.kind == "ad":
            found.setdefault(told.actor, []).append(row)
    return found


def _commonest(projection: Projection, adverts: Mapping[str, Sequence[int]], kind: str) -> dict[str, int]:
    """The node of that kind that most of an actor's adverts show; of equals the first by id."""
    owner = np.full(len(projection.records), -1, dtype=np.int64)
    names = sorted(adverts)
    for number, actor in enumerate(names):
        owner[list(adverts[actor])] = number
    of_kind = np.array([kind_of(node) == kind for node in projection.nodes], dtype=bool)
    rows = _identity(projection)
    rows = rows[of_kind[projection.object[rows]] & (owner[projection.record[rows]] >= 0)]
    pair, uses = np.unique(
        owner[projection.record[rows]] * len(projection.nodes) + projection.object[rows], return_counts=True
    )
    who, node = pair // len(projection.nodes), pair % len(projection.nodes)
    order = np.lexsort((node, -uses, who))
    first = order[np.flatnonzero(np.diff(who[order], prepend=-1))]
    return {names[w]: n for w, n in zip(who[first].tolist(), node[first].tolist())}


def _identity(projection: Projection) -> NDArray[np.int64]:
    """Rows by which a record shows an identifier."""
    identifier = np.array([kind_of(node) in IDENTIFIERS for node in projection.nodes], dtype=bool)
    shows = np.isin(projection.predicate, [TYPES.index(predicate) for predicate in IDENTITY])
    return np.flatnonzero(shows & identifier[projection.object])


def _canonical(
    projection: Projection, subject: NDArray[np.int32], predicate: NDArray[np.int64], object_: NDArray[np.int64],
    record: NDArray[np.int64], confidence: NDArray[np.float64],
) -> Projection:  # fmt: skip
    """The projection with these rows, each once and in order; their times are their records'."""
    rows = np.unique(np.column_stack([subject, predicate, object_, record]), axis=0, return_index=True)[1]
    return replace(
        projection, subject=subject[rows].astype(np.int32), predicate=predicate[rows].astype(np.int8),
        object=object_[rows].astype(np.int32), record=record[rows].astype(np.int32), confidence=confidence[rows],
        time=projection.record_time[record[rows]], linkable=np.ones(len(rows), dtype=bool),
    )  # fmt: skip
