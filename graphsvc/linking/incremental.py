"""Linking what is new: only the regions that later records touch are linked anew, the rest is carried over.

A *group* is a network of the base run, or an actor outside every network. Records touch a group where they share an
identifier or a wording with it that was no hub in the base run; groups that one new record touches may become one. So
the region holds the touched groups whole, and enough others as ballast that rarity, the learnt share of one poster's
pairs and the odds of chance are still taken from a crowd. What was a hub in the base run stays one: its diversity is a
matter of the whole case. The region depends on the base run and the set of new records, not on the order they came in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphsvc.linking.graph import LIST_LENGTH
from graphsvc.linking.templates import TemplateIndex
from graphsvc.linking.units import Wording, identifiers_among, identity
from graphsvc.store import Projection
from graphsvc.store.common.shelf import Arrays, packed, unpacked

DRIFT = 0.1  # new records for each one of the base, above which all is linked anew
REGION = 0.5  # share of all records in touched groups, above which linking only these saves nothing
BALLAST = 10_000  # records that are linked at least

Groups = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Base:
    """What a full run leaves. records: the projection's, sorted; rows: how many rows each had; actor, network: index of
    each record's in the result, network -1 for none; hubs: identifiers and wordings that were hubs."""

    records: list[str]
    rows: NDArray[np.int64]
    actor: NDArray[np.int64]
    network: NDArray[np.int64]
    hubs: frozenset[str]

    @property
    def group(self) -> Groups:
        """Group of each record: its network's number, or past all of them its actor's."""
        return np.where(self.network >= 0, self.network, self.network.max(initial=-1) + 1 + self.actor)

    def packed(self) -> Arrays:
        hubs = sorted(self.hubs)
        return {
            "records": packed(self.records), "rows": self.rows, "actor": self.actor, "network": self.network,
            "hubs": packed(hubs), "many": np.array([len(hubs)], dtype=np.int64),
        }  # fmt: skip

    @staticmethod
    def unpacked(kept: Arrays) -> Base:
        hubs = unpacked(kept["hubs"], int(kept["many"][0]))
        records = unpacked(kept["records"], len(kept["rows"]))
        return Base(records, kept["rows"], kept["actor"], kept["network"], frozenset(hubs))


@dataclass(frozen=True, slots=True, eq=False)
class Wordings:
    """Wordings of adverts as they were last read. records: the projection's then; read: indices of those with a text;
    leader: of each the number in its wording's id, 0 for none; similarity: to that wording, 1 where it is alone."""

    records: list[str]
    read: NDArray[np.int64]
    leader: NDArray[np.uint64]
    similarity: NDArray[np.float64]
    index: TemplateIndex


@dataclass(frozen=True, slots=True, eq=False)
class Region:
    """records: which records of the projection are linked; fresh: which are new or say something new; before: base
    index of each record, -1 for new ones; touched: groups of the base that new records touch."""

    records: NDArray[np.bool_]
    fresh: NDArray[np.bool_]
    before: NDArray[np.int64]
    touched: Groups


def rows_of(projection: Projection) -> NDArray[np.int64]:
    """Rows of each record of a projection."""
    return np.bincount(projection.record, minlength=len(projection.records))


def unit_numbers(records: Sequence[str]) -> NDArray[np.int64]:
    """The same number for versions of one key, which follow each other where ids are sorted."""
    names = [record[: record.rindex("@")] for record in records]
    changed = [one != other for one, other in zip(names[1:], names[:-1])]
    return np.cumsum(np.array([False, *changed], dtype=np.int64))[: len(names)]


def placed(known: Sequence[str], now: Sequence[str]) -> NDArray[np.int64] | None:
    """Index among `known` of each of the records `now`, -1 for new ones; None where one is gone. Both are sorted."""
    there = set(known)
    old = np.array([record in there for record in now], dtype=bool)
    if np.count_nonzero(old) != len(known):
        return None
    found = np.full(len(now), -1, dtype=np.int64)
    found[old] = np.arange(len(known))
    return found


def told(projection: Projection, last: Wordings, before: NDArray[np.int64], later: NDArray[np.int64],
         texts: Sequence[str]) -> Wording:  # fmt: skip
    """Wordings of all records. before: index in `last` of each; later: records read since, with their `texts`."""
    leader, near = np.zeros(len(before), dtype=np.uint64), np.ones(len(before))
    base_leader = np.zeros(len(last.records), dtype=np.uint64)
    base_leader[last.read] = last.leader
    base_near = np.ones(len(last.records))
    base_near[last.read] = last.similarity
    old = before >= 0
    leader[old], near[old] = base_leader[before[old]], base_near[before[old]]
    found = last.index.assign(texts)
    leader[later], near[later] = found.digest, np.where(found.similarity > 0, found.similarity, 1.0)
    leader[~projection.record_linkable] = 0
    templates, place, many = np.unique(leader, return_inverse=True, return_counts=True)
    repeated = (many > 1) & (templates > 0)
    number = np.cumsum(repeated) - 1
    record = np.flatnonzero(repeated[place])
    ids = [f"template:{template:016x}" for template in templates[repeated].tolist()]
    return Wording(ids, record, number[place[record]], near[record])


def region(projection: Projection, base: Base, wording: Wording) -> Region | None:
    """What is to be linked anew; None where all is: too much is new or touched, or something is gone."""
    before = placed(base.records, projection.records)
    if before is None:
        return None
    old = before >= 0
    fresh = ~old
    fresh[old] = rows_of(projection)[old] != base.rows[before[old]]
    if np.count_nonzero(fresh) > DRIFT * len(base.records):
        return None
    record, value = shown(projection, wording)
    names = (*projection.nodes, *wording.templates)
    telling = np.array([name not in base.hubs for name in names], dtype=bool)[value]
    record, value = record[telling], value[telling]
    many = np.bincount(record, minlength=len(projection.records))
    tells = many[record] <= LIST_LENGTH  # a directory touches nobody
    asked = np.zeros(int(value.max(initial=-1)) + 1, dtype=bool)
    asked[value[fresh[record] & tells]] = True
    touched_records = np.zeros(len(projection.records), dtype=bool)
    touched_records[record[asked[value]]] = True
    number = unit_numbers(projection.records)
    touched_records |= np.isin(number, number[fresh])  # versions of what is new, too
    group = np.full(len(before), -1, dtype=np.int64)
    group[old] = base.group[before[old]]
    touched = np.unique(group[touched_records & old])
    inside = fresh | np.isin(group, touched)
    if np.count_nonzero(inside) > REGION * len(before):
        return None
    return Region(_with_ballast(inside, group), fresh, before, touched)


def shown(projection: Projection, wording: Wording) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(record, value) of all identifiers and wordings that records show; wordings are numbered past the nodes."""
    record, node, _, _, _ = identity(projection, identifiers_among(projection.nodes))
    value = np.concatenate([node, wording.template + len(projection.nodes)])
    return np.concatenate([record, wording.record]), value


def _with_ballast(inside: NDArray[np.bool_], group: Groups) -> NDArray[np.bool_]:
    """More groups, whole, until there are enough records. Groups are numbered by the hashes that are their ids, so that
    the first ones are like any others."""
    missing = BALLAST - int(np.count_nonzero(inside))
    if missing <= 0:
        return inside
    size = np.bincount(group[~inside & (group >= 0)])
    last = int(np.searchsorted(np.cumsum(size), missing))
    return inside | ((group >= 0) & (group <= last))


def only(projection: Projection, wording: Wording, records: NDArray[np.bool_]) -> tuple[Projection, Wording]:
    """What some records show, and how they are worded."""
    chosen = np.flatnonzero(records)
    place = np.cumsum(records) - 1
    rows = records[projection.record]
    used = np.zeros(len(projection.nodes), dtype=bool)
    for column in (projection.subject[rows], projection.object[rows], projection.record_node[chosen]):
        used[column] = True
    node = (np.cumsum(used) - 1).astype(np.int32)
    part = Projection(
        nodes=[projection.nodes[one] for one in np.flatnonzero(used).tolist()],
        records=[projection.records[one] for one in chosen.tolist()],
        record_node=node[projection.record_node[chosen]], record_time=projection.record_time[chosen],
        record_linkable=projection.record_linkable[chosen],
        record_category=[projection.record_category[one] for one in chosen.tolist()],
        subject=node[projection.subject[rows]], predicate=projection.predicate[rows],
        object=node[projection.object[rows]], record=place[projection.record[rows]].astype(np.int32),
        confidence=projection.confidence[rows], time=projection.time[rows], linkable=projection.linkable[rows],
    )  # fmt: skip
    worded = records[wording.record]
    templates, number = np.unique(wording.template[worded], return_inverse=True)
    return part, Wording(
        [wording.templates[one] for one in templates.tolist()], place[wording.record[worded]], number,
        wording.similarity[worded],
    )  # fmt: skip
