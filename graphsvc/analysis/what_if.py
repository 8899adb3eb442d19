"""What a decision would change, before it is made: the case clustered with and without it, and the difference."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graphsvc.analysis.diff import diff
from graphsvc.model import Decision
from graphsvc.results import RecordRef, Result

Run = Callable[[Sequence[Decision]], Result]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """`networks`, `actors`: as `analysis.diff` gives them. `moved`: records whose actor has other records than before.
    `linked`, `unlinked`: links that come and go between actors that stay as they are. `hubs`: identifiers that become
    hubs, and that no longer are. `worded`: networks of the same records under another wording: (name, was, is).
    `notes`: alerts and notes that only the new result has. `result`: the case under the decision."""

    networks: dict[str, Any]
    actors: dict[str, Any]
    moved: tuple[RecordRef, ...]
    linked: int
    unlinked: int
    hubs: tuple[tuple[str, ...], tuple[str, ...]]
    worded: tuple[tuple[str, str, str], ...]
    notes: tuple[str, ...]
    result: Result

    @property
    def nothing(self) -> bool:
        """Whether nobody's record, link or wording would change."""
        return not (self.moved or self.linked or self.unlinked or any(self.hubs) or self.worded)


def what_if(
    run: Run,
    decisions: Iterable[Decision],
    decision: Decision,
    *,
    names: Mapping[str, str] | None = None,
    before: Result | None = None,
) -> WhatIf:
    """What `decision` would change; one that stands already is taken back instead. `run`: clusters the case under
    decisions, the rest of its parameters being bound. `before`: the result under `decisions`, where it is at hand.
    Nothing is stored."""
    standing = [one for one in decisions if one.stands]
    known = {one.id for one in standing}
    after = [one for one in standing if one.id != decision.id]
    if decision.id not in known:
        after.append(replace(decision, undone_by="", undone_at="", undone_reason=""))
    old, new = before or run(standing), run(after)
    named = names or {}
    was, now = _wordings(old), _wordings(new)
    stays = {actor.id for actor in old.actors} & {actor.id for actor in new.actors}
    links = [{(link.a, link.b) for link in one.links if {link.a, link.b} <= stays} for one in (old, new)]
    hubs = [{hub.identifier for hub in one.hubs} for one in (old, new)]
    return WhatIf(
        diff(old, new, named),
        diff(old, new, named, tier="actor"),
        _moved(old, new),
        len(links[1] - links[0]),
        len(links[0] - links[1]),
        (tuple(sorted(hubs[1] - hubs[0])), tuple(sorted(hubs[0] - hubs[1]))),
        tuple((named.get(n, n), was[n], now[n]) for n in sorted(was.keys() & now.keys()) if was[n] != now[n]),
        tuple(alert.text for alert in new.alerts if alert not in old.alerts)
        + tuple(note for note in new.notes if note not in old.notes),
        new,
    )


def _wordings(result: Result) -> dict[str, str]:
    return {network.id: network.wording for network in result.networks}


def _moved(old: Result, new: Result) -> tuple[RecordRef, ...]:
    home = {record: actor.id for actor in old.actors for record in actor.records}
    return tuple(
        sorted(record for actor in new.actors for record in actor.records if home.get(record, actor.id) != actor.id)
    )
