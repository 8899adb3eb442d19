"""Units of linking: one per record kind, source and key, with the identifiers its visible statements give it.

Invariants
- Versions of one key are one unit; units, identifiers and rows are in canonical order, whatever the load order was.
- Only identity evidence counts: an advert or a profile that names or shows an identifier, or is registered with it, or
  an advert that repeats a wording (a template stands among the identifiers).
  FOLLOWS, PAID and MEMBER_OF never identify anyone. A payment row belongs to the payer wallet it is about.
- Rows whose every marking forbids links (NO-ALGO, evaluated C4 or X4) are left out; their units stay.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from urllib.parse import unquote

import numpy as np
from numpy.typing import NDArray

from graphsvc.model import EdgeType, NodeKind, RecordKind, split_id
from graphsvc.results import RecordRef
from graphsvc.store import Projection

IDENTITY = (EdgeType.MENTIONS, EdgeType.SHOWS_IMAGE, EdgeType.REGISTERED_WITH)
IDENTIFIERS = (NodeKind.ACCOUNT, NodeKind.PHONE, NodeKind.WALLET, NodeKind.EMAIL, NodeKind.URL, NodeKind.IMAGE)
TEMPLATE = NodeKind.TEMPLATE.value
POSTERS = (RecordKind.AD, RecordKind.ACCOUNT)


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """templates: their ids, sorted. One row for each worded record of a projection: record, its index; template, the
    index of its wording; similarity to it, in [0, 1]."""

    templates: list[str]
    record: NDArray[np.int64]
    template: NDArray[np.int64]
    similarity: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """Units, identifiers and the rows between them.

    refs, nodes, categories: one entry per unit, sorted by ref. poster[u]: an advert or account; records about phones
    and wallets join the poster of their subject and hold nobody together. about[u]: index of the identifier the unit
    is about, -1 for adverts. identifiers: sorted node ids. unit, identifier, confidence, time: one row for each
    distinct (unit, identifier, time), sorted so; time in days since 1970-01-01, NaN when undated. barred: how many
    statements were left out because their markings forbid links.
    """

    refs: list[RecordRef]
    nodes: list[str]
    categories: list[tuple[str, ...]]
    poster: NDArray[np.bool_]
    about: NDArray[np.int64]
    identifiers: list[str]
    unit: NDArray[np.int64]
    identifier: NDArray[np.int64]
    confidence: NDArray[np.float64]
    time: NDArray[np.float64]
    barred: int


def kind_of(node: str) -> str:
    """The kind of a node id: what stands before its first colon."""
    return node.partition(":")[0]


def record_ref(record: str) -> RecordRef:
    """The unit of a record id `record:KIND:SOURCE:KEY@VERSION`."""
    _, (kind, source, key) = split_id(record.rpartition("@")[0])
    return RecordRef(kind, source, key)


def units(projection: Projection, wording: Wording | None = None) -> Units:
    """Units of a projection, and of what its adverts are worded as. Linear in its rows."""
    refs, unit_of_record = refs_of(projection.records)
    is_identifier = identifiers_among(projection.nodes)
    position = np.cumsum(is_identifier) - 1  # node index -> identifier index; nodes are sorted, so identifiers are
    identifiers = [node for node, is_ in zip(projection.nodes, is_identifier.tolist()) if is_]
    first, templates = bisect_left(identifiers, TEMPLATE), wording.templates if wording else []
    identifiers[first:first] = templates  # no identifier sorts between two templates
    position += np.where(position >= first, len(templates), 0)
    record, node, confidence, time, barred = identity(projection, is_identifier)
    unit, identifier = unit_of_record[record], position[node]
    if wording:
        unit = np.concatenate([unit, unit_of_record[wording.record]])
        identifier = np.concatenate([identifier, wording.template + first])
        confidence = np.concatenate([confidence, wording.similarity])
        time = np.concatenate([time, projection.record_time[wording.record]])
    unit, identifier, confidence, time = _distinct(unit, identifier, confidence, time)
    about = np.full(len(refs), -1, dtype=np.int64)
    subject = projection.record_node.astype(np.int64)
    named = is_identifier[subject]
    about[unit_of_record[named]] = position[subject[named]]
    node_of_unit = np.zeros(len(refs), dtype=np.int64)
    node_of_unit[unit_of_record] = subject
    return Units(
        refs, [projection.nodes[node] for node in node_of_unit.tolist()],
        _categories(projection.record_category, unit_of_record, len(refs)),
        np.array([ref.kind in POSTERS for ref in refs], dtype=bool), about,
        identifiers, unit, identifier, confidence, time, barred,
    )  # fmt: skip


def identifiers_among(nodes: list[str]) -> NDArray[np.bool_]:
    """Which nodes identify; they are sorted, so those of one kind are together."""
    found = np.zeros(len(nodes), dtype=bool)
    for kind in IDENTIFIERS:
        found[bisect_left(nodes, f"{kind.value}:") : bisect_left(nodes, f"{kind.value};")] = True  # ";" follows ":"
    return found


def refs_of(records: list[str]) -> tuple[list[RecordRef], NDArray[np.int64]]:
    """Sorted refs, and the unit of each record. Ids are sorted, so versions of one key follow each other."""
    refs: list[RecordRef] = []
    number = np.empty(len(records), dtype=np.int64)
    before, heads = "", dict[str, tuple[str, str]]()
    for place, record in enumerate(records):
        name = record[: record.rindex("@")]
        if name != before:
            head, _, key = name.rpartition(":")
            if head not in heads:
                _, (kind, source) = split_id(head)
                heads[head] = kind, source
            refs.append(RecordRef(*heads[head], unquote(key, errors="surrogatepass")))
            before = name
        number[place] = len(refs) - 1
    order = sorted(range(len(refs)), key=lambda one: (refs[one].kind, refs[one].source, refs[one].key))
    place_of = np.empty(len(refs), dtype=np.int64)
    place_of[order] = np.arange(len(refs))
    return [refs[one] for one in order], place_of[number]


def _categories(of_record: list[str], unit: NDArray[np.int64], units: int) -> list[tuple[str, ...]]:
    """The categories of each unit's records, sorted."""
    names = sorted(set(of_record))
    place = {name: number for number, name in enumerate(names)}
    base = max(len(names), 1)
    cells = np.unique(unit * base + np.array([place[name] for name in of_record], dtype=np.int64))
    ends = np.searchsorted(cells // base, np.arange(units + 1))
    code = (cells % base).tolist()
    known: dict[tuple[int, ...], tuple[str, ...]] = {}
    found = []
    for first, last in zip(ends[:-1].tolist(), ends[1:].tolist()):
        those = tuple(code[first:last])
        if those not in known:
            known[those] = tuple(names[one] for one in those)
        found.append(known[those])
    return found


def identity(
    projection: Projection, is_identifier: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64], NDArray[np.float64], int]:
    """(record, node, confidence, time) of every identity statement and of every record's own subject, and rows
    barred. `is_identifier`, per node."""
    types = tuple(EdgeType)
    stated = np.isin(projection.predicate, [types.index(predicate) for predicate in IDENTITY])
    counted = stated & projection.linkable
    objects = counted & is_identifier[projection.object]
    # a registration may be stated by a third record: then both of its ends are that record's identifiers
    registered = counted & (projection.predicate == types.index(EdgeType.REGISTERED_WITH))
    subjects = registered & is_identifier[projection.subject]
    own = projection.record_linkable & is_identifier[projection.record_node]
    record = np.concatenate([projection.record[objects], projection.record[subjects], np.flatnonzero(own)])
    node = np.concatenate([projection.object[objects], projection.subject[subjects], projection.record_node[own]])
    confidence = np.concatenate(
        [projection.confidence[objects], projection.confidence[subjects], np.ones(int(own.sum()))]
    )
    time = np.concatenate([projection.time[objects], projection.time[subjects], projection.record_time[own]])
    barred = int((stated & ~projection.linkable).sum())
    return record.astype(np.int64), node.astype(np.int64), confidence, time, barred


def _distinct(
    unit: NDArray[np.int64], identifier: NDArray[np.int64], confidence: NDArray[np.float64], time: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
    """Distinct (unit, identifier, time) in that order, each with its highest confidence. NaN sorts last."""
    order = np.lexsort((-confidence, time, identifier, unit))
    unit, identifier, confidence, time = unit[order], identifier[order], confidence[order], time[order]
    same_time = (time[1:] == time[:-1]) | (np.isnan(time[1:]) & np.isnan(time[:-1]))
    repeated = (unit[1:] == unit[:-1]) & (identifier[1:] == identifier[:-1]) & same_time
    kept = np.concatenate([[True], ~repeated]) if len(unit) else np.zeros(0, dtype=bool)
    return unit[kept], identifier[kept], confidence[kept], time[kept]
