"""`scan`: every identifier in a text.

The text is folded once; one automaton (the kinds' triggers joined) passes over its bytes and names the kinds that can
be in it; each of these cuts its own spans, in linear time. Where two kinds claim the same characters the earlier in
`ORDER` has them: a digest or an address met by its checksum outranks the link around it, and a link its digits.
Inside a link, even an unusable one, digits are never a telephone number and an @ makes no e-mail address.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from graphsvc.identifiers import GROUP, KINDS, Candidate, Find, Scan, get
from graphsvc.identifiers.phones.helplines import is_helpline
from graphsvc.identifiers.reading.linear import Triggers
from graphsvc.identifiers.reading.text import Text
from graphsvc.registry import merged

ORDER = ("pseudonym", "wallet", "account", "email", "url", "image", "phone")
HELPER = "helper-number"


def scan(text: str, region: str = "", kinds: frozenset[str] | None = None, *, named: bool = False) -> Scan:
    """Finds and candidates of `kinds` (None: all), sorted by offset, finds without overlaps. Raises UnknownName."""
    known, triggers = _kinds(kinds)
    prepared = Text(text, named=named)
    out = Scan()
    for name in triggers.of(prepared.data):
        items = list(known[name].find(prepared, region))
        out.finds = _joined(out.finds, [item for item in items if isinstance(item, Find)])
        out.candidates += [item for item in items if isinstance(item, Candidate)]
    helpers = [find for find in out.finds if is_helpline(find.identifier)]
    if helpers:
        out.suppressed[HELPER] = len(helpers)
        out.finds = [find for find in out.finds if not is_helpline(find.identifier)]
    if out.candidates:
        ordered = sorted(out.candidates, key=lambda c: (c.start, c.end, c.kind, c.value))
        out.candidates = list(_apart(ordered, out.finds))
    return out


@lru_cache(maxsize=64)
def _kinds(kinds: frozenset[str] | None) -> tuple[dict[str, Any], Triggers]:
    known = list(merged(KINDS, GROUP)) if kinds is None else sorted(kinds)
    ranked = sorted(known, key=lambda name: (ORDER.index(name) if name in ORDER else len(ORDER), name))
    found = {name: get(name) for name in ranked}
    return found, Triggers({name: kind.TRIGGER for name, kind in found.items()})


def _joined(taken: list[Find], more: list[Find]) -> list[Find]:
    """Both lists by offset, without those of `more` that overlap one already taken. Both are sorted."""
    if not taken or not more:
        return taken or more
    kept, place = [], 0
    for find in more:
        while place < len(taken) and taken[place].end <= find.start:
            place += 1
        if place == len(taken) or find.end <= taken[place].start:
            kept.append(find)
    return sorted([*taken, *kept], key=lambda find: find.start)


def _apart(candidates: list[Candidate], finds: list[Find]) -> Iterator[Candidate]:
    """Candidates that no find contradicts: outside all of them, or another reading of exactly the same characters."""
    place = 0
    for candidate in candidates:
        while place < len(finds) and finds[place].end <= candidate.start:
            place += 1
        find = finds[place] if place < len(finds) and finds[place].start < candidate.end else None
        same = find is not None and (find.start, find.end, find.identifier.kind) == (
            candidate.start, candidate.end, candidate.kind,
        )  # fmt: skip
        if find is None or same:
            yield candidate
