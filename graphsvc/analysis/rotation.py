"""Which numbers one template went through: who rotates, and who only has several.

Each identifier of a template's adverts is held for one or more tenures; an identifier that falls silent as long as a
recycled number does begins another. Tenures of one kind in order of their start give the changes, with the gap or the
overlap of each. One after another is a succession: the poster gave a number up. Side by side is a pool: an agency's
desks, a platform, several posters of one copied text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isnan

from graphsvc.linking.epochs import SILENCE
from graphsvc.linking.units import kind_of
from graphsvc.store.common.arrays import day_of

OVERLAP = 0.2  # share of the shorter tenure that may overlap the other in a succession: old adverts linger


@dataclass(frozen=True, slots=True)
class Use:
    """One advert of the template showed one identifier. `at`: UTC ISO 8601, a date, or ''."""

    at: str
    identifier: str
    record: str


@dataclass(frozen=True, slots=True)
class Tenure:
    """One identifier in unbroken use: first and last time as the adverts give them, the same in days since
    1970-01-01, and how many adverts."""

    identifier: str
    kind: str
    first: str
    last: str
    start: float
    end: float
    records: int


@dataclass(frozen=True, slots=True)
class Change:
    """From one tenure to the next of its kind. at, day: when the next one begins. gap: days from the last use of the
    one to the first of the other, negative where they overlap. overlap: in days, 0 where there is a gap."""

    kind: str
    before: str
    after: str
    at: str
    day: float
    gap: float
    overlap: float


@dataclass(frozen=True, slots=True)
class Rotation:
    """What one template went through. tenures: by start. changes: by time. patterns: kind -> 'one', 'succession',
    'pool' or 'mixed'. undated: identifiers with undated uses only. withheld: identifiers that are protected."""

    template: str
    tenures: tuple[Tenure, ...]
    changes: tuple[Change, ...]
    patterns: tuple[tuple[str, str], ...]
    undated: tuple[str, ...]
    withheld: int


def rotation(template: str, uses: Iterable[Use], protected: Collection[str] = ()) -> Rotation:
    """The rotation of one template's identifiers. Depends on the uses as a set; a time that is none is undated."""
    by_identifier: defaultdict[str, set[Use]] = defaultdict(set)
    for use in uses:
        by_identifier[use.identifier].add(use)
    withheld = [identifier for identifier in by_identifier if identifier in protected]
    for identifier in withheld:
        del by_identifier[identifier]
    tenures = [tenure for identifier, shown in by_identifier.items() for tenure in _tenures(identifier, shown)]
    tenures.sort(key=lambda tenure: (tenure.start, tenure.end, tenure.identifier))
    changes: list[Change] = []
    patterns: list[tuple[str, str]] = []
    for kind in sorted({tenure.kind for tenure in tenures}):
        held = [tenure for tenure in tenures if tenure.kind == kind]
        steps = [_change(before, after) for before, after in pairwise(held)]
        changes += steps
        patterns.append((kind, _pattern(held)))
    changes.sort(key=lambda change: (change.day, change.kind, change.before, change.after))
    dated = {tenure.identifier for tenure in tenures}
    undated = tuple(sorted(by_identifier.keys() - dated))
    return Rotation(template, tuple(tenures), tuple(changes), tuple(patterns), undated, len(withheld))


def _tenures(identifier: str, uses: Iterable[Use]) -> list[Tenure]:
    """The dated uses of one identifier, cut where it was silent."""
    dated = sorted((day, use.at, use.record) for use in uses if not isnan(day := day_of(use.at)))
    held: list[list[tuple[float, str, str]]] = []
    for use in dated:
        if not held or use[0] - held[-1][-1][0] > SILENCE:
            held.append([])
        held[-1].append(use)
    return [
        Tenure(identifier, kind_of(identifier), run[0][1], run[-1][1], run[0][0], run[-1][0],
               len({record for _, _, record in run}))
        for run in held
    ]  # fmt: skip


def _change(before: Tenure, after: Tenure) -> Change:
    overlap = max(0.0, min(before.end, after.end) - after.start)
    gap = after.start - before.end
    return Change(before.kind, before.identifier, after.identifier, after.first, after.start, gap, overlap)


def _pattern(held: Sequence[Tenure]) -> str:
    """How the tenures of one kind, by start, follow each other: each is held against the longest lasting before it."""
    if len({tenure.identifier for tenure in held}) == 1:
        return "one"
    beside, lasting = 0, held[0]
    for tenure in held[1:]:
        overlap = min(lasting.end, tenure.end) - tenure.start
        shorter = min(lasting.end - lasting.start, tenure.end - tenure.start)
        beside += tenure.start < lasting.end and overlap >= OVERLAP * shorter
        lasting = max(lasting, tenure, key=lambda one: one.end)
    if not beside:
        return "succession"
    return "pool" if beside > (len(held) - 1) / 2 else "mixed"
