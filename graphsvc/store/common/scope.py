"""Which parts a view may see, and which decisions follow from that."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import UTC, datetime

from graphsvc.marking import Marking
from graphsvc.model import Decision, canonical_json

# Ids of results: functions of data and parameters, not of records, so no marking hides them.
ALWAYS_VISIBLE = ("actor:", "network:", "template:")


def today(now: datetime) -> str:
    """The UTC date that review dates are compared with."""
    return now.astimezone(UTC).date().isoformat()


def visible_parts(parts: Mapping[int, Marking], allowed: Collection[int] | None, day: str) -> frozenset[int]:
    """The parts a view sees: allowed (None: all) and not past their review date, held or not."""
    return frozenset(
        part for part, marking in parts.items() if (allowed is None or part in allowed) and not marking.overdue(day)
    )


def scope_digest(markings: Iterable[Marking]) -> str:
    """16 hex digits over the markings in scope."""
    return hash_of_markings(marking.hash for marking in markings)


def hash_of_markings(hashes: Iterable[str]) -> str:
    return hashlib.sha256(canonical_json(sorted(hashes)).encode()).hexdigest()[:16]


def visible_decisions(
    decisions: Iterable[Decision], seen: Callable[[set[str]], Collection[str]], *, standing: bool, day: str
) -> list[Decision]:
    """Decisions whose targets are all visible, by time and id. `seen(ids)` gives those node and record ids that are.

    `standing`: only those neither undone nor expired.
    """
    found = [d for d in decisions if not standing or (d.stands and not (d.expires and d.expires < day))]
    asked = {t for d in found for t in d.targets if not t.startswith(ALWAYS_VISIBLE)}
    hidden = asked - set(seen(asked))
    return sorted((d for d in found if hidden.isdisjoint(d.targets)), key=lambda d: (d.at, d.id))
