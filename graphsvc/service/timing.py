"""When things happened, among what a canvas shows: a histogram by day, what lies in a range of days, what is undated.

A record's day is that of its statement where that has a time of its own (a payment), else the day it was posted; days
are those of UTC, as times are stored. What has neither is undated: it lies in no range, and is counted and listed.
An advert is in a range when one of its records is; another node when a line of it is; and a node without any line here
when the time from its first to its last record meets the range.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from graphsvc.errors import InputError
from graphsvc.model import EdgeType, NodeKind, StatementKind, StoredRecord
from graphsvc.store import Edge, Node

if TYPE_CHECKING:
    from graphsvc.service.case import Case
    from graphsvc.service.drawing import Pen

LISTED = 1000  # undated items named; all of them are counted
Key = tuple[str, EdgeType, str]


@dataclass(frozen=True, slots=True)
class Range:
    """Days from `first` to `last`, both in it (`2025-03-01`; '': open on that side). `undated`: keep those as well."""

    first: str = ""
    last: str = ""
    undated: bool = False

    def __contains__(self, day: str) -> bool:
        return (not self.first or self.first <= day) and (not self.last or day <= self.last) if day else self.undated

    def meets(self, first: str, last: str) -> bool:
        """Whether a time from one day to another has a day in the range."""
        if not first or not last:
            return self.undated
        return (not self.last or first <= self.last) and (not self.first or self.first <= last)


@dataclass(frozen=True, slots=True)
class Said:
    """What one record says of one line: its day ('' for none) and the kind of statement."""

    record: str
    day: str
    kind: StatementKind


@dataclass(slots=True)
class Times:
    """Of a set of nodes: what records say of each line among them, and which record is about which advert. where: of an
    advert, the day of its newest record, and the country and place that this one gives."""

    lines: dict[Key, list[Said]] = field(default_factory=dict)
    own: dict[str, dict[str, str]] = field(default_factory=dict)  # advert -> its records -> day
    where: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    nodes: tuple[Node, ...] = ()


def day_range(first: str, last: str, undated: bool = False) -> Range | None:
    """The range, None where nothing limits it. Raises InputError for what is no day, or ends before it begins."""
    for text in (first, last):
        if text and not _is_day(text):
            raise InputError(f"a day is written like 2025-03-01, not {text[:24]!r}")
    if first and last and last < first:
        raise InputError(f"a range from {first} cannot end on {last}")
    return Range(first, last, undated) if first or last else None


def _is_day(text: str) -> bool:
    try:
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def times(case: Case, nodes: Collection[str]) -> Times:
    """Kept for the last set of nodes that was asked about, until the case, its scope or the day change."""
    view = case.view
    now = (case.store.version(), view.digest, case.now[:10], frozenset(nodes))
    if case.timed is not None and case.timed[0] == now:
        return case.timed[1]
    found = Times(nodes=tuple(view.nodes(nodes)))
    for item in view.statements(nodes):
        said, record = item.statement, item.record
        key = (said.subject, said.predicate, said.object)
        found.lines.setdefault(key, []).append(Said(record.id, (said.at or record.posted)[:10], said.kind))
        if record.node.startswith(f"{NodeKind.AD}:"):
            _add(found, record)
    for node in found.nodes:
        if node.kind is NodeKind.AD and node.id not in found.own:  # nothing here is tied to it
            for record in view.records(node.id):
                _add(found, record)
    case.timed = now, found
    return found


def _add(found: Times, record: StoredRecord) -> None:
    own = found.own.setdefault(record.node, {})
    if record.id in own:
        return
    own[record.id] = record.posted[:10]
    told = (record.posted, str(record.parsed().get("country", "")).upper(), record.place)
    found.where[record.node] = max(found.where.get(record.node, ("", "", "")), told)


def within(found: Times, edges: Sequence[Edge], days: Range) -> tuple[list[Node], list[Edge]]:
    """The nodes and edges in a range. What is said of them (records, first, last, kinds, degree) is of the range and of
    what is among these nodes."""
    kept: dict[Key, list[Said]] = {}
    near: dict[str, set[str]] = {}
    touch: dict[str, list[Said]] = {}
    for key, said in found.lines.items():
        inside = [one for one in said if one.day in days]
        if inside:
            kept[key] = inside
            for one, other in ((key[0], key[2]), (key[2], key[0])):
                near.setdefault(one, set()).add(other)
                touch.setdefault(one, []).extend(inside)
    tied = {end for subject, _, object_ in found.lines for end in (subject, object_)}
    shown = [
        made for node in found.nodes if (made := _node(node, found, days, touch, near, node.id in tied)) is not None
    ]
    keyed = [(edge, (edge.subject, edge.predicate, edge.object)) for edge in edges]
    return shown, [_edge(edge, kept[key]) for edge, key in keyed if key in kept]


def _node(
    node: Node, found: Times, days: Range, touch: Mapping[str, list[Said]], near: Mapping[str, set[str]], tied: bool
) -> Node | None:
    own = {record: day for record, day in found.own.get(node.id, {}).items() if day in days}
    said = {one.record: one.day for one in touch.get(node.id, ())}
    if not own and not said:
        lone = node.kind is not NodeKind.AD and not tied and days.meets(node.first[:10], node.last[:10])
        return replace(node, degree=0) if lone else None
    every = {**said, **own}
    first, last = _ends(every.values())
    return replace(node, records=len(every), first=first, last=last, degree=len(near.get(node.id, ())))


def _edge(edge: Edge, said: Sequence[Said]) -> Edge:
    first, last = _ends(one.day for one in said)
    kinds = tuple(kind for kind in edge.kinds if any(one.kind is kind for one in said))
    return replace(edge, records=len({one.record for one in said}), first=first, last=last, kinds=kinds)


def _ends(days: Any) -> tuple[str, str]:
    dated = sorted(day for day in days if day)
    return (dated[0], dated[-1]) if dated else ("", "")


def timing(case: Case, nodes: Collection[str]) -> dict[str, Any]:
    """Every record behind what is drawn, once."""
    from graphsvc.service.drawing import Pen

    found = times(case, nodes)
    day: dict[str, str] = {}
    about: dict[str, tuple[str, ...]] = {}  # a record -> the node or line it is shown by
    for (subject, _, object_), said in sorted(found.lines.items()):
        for one in said:
            about.setdefault(one.record, (subject, object_))
            day[one.record] = min(filter(None, (day.get(one.record, ""), one.day)), default="")
    drawn = {node.id for node in found.nodes}
    for advert, own in found.own.items():
        if advert in drawn:
            for record, posted in own.items():
                about[record] = (advert,)
                day[record] = posted or day.get(record, "")
    counts = Counter(filter(None, day.values()))
    undated = sorted((about[record], record) for record, when in day.items() if not when)
    return {
        "days": dict(sorted(counts.items())), "dated": sum(counts.values()), "undated": len(undated),
        "items": _items(Pen(case, case.view), [ends for ends, _ in undated[:LISTED]]), "zone": "UTC",
    }  # fmt: skip


def _items(pen: Pen, listed: Sequence[tuple[str, ...]]) -> list[dict[str, Any]]:
    nodes = {node["id"]: node for node in pen.nodes(pen.view.nodes({node for ends in listed for node in ends}))}
    return [{"nodes": [nodes[node] for node in ends if node in nodes]} for ends in listed]
