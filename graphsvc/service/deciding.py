"""Decisions: stored data with author, time and reason, checked before they are kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from graphsvc.errors import CaseNotFound, InputError
from graphsvc.model import VERDICTS, Decision, Verb
from graphsvc.results import Result
from graphsvc.service import concluding
from graphsvc.service.checking import check_words
from graphsvc.service.drawing import Pen

if TYPE_CHECKING:
    from graphsvc.service.case import Case

FOUND = (*concluding.CLUSTERS, "template:")  # what a run found, and no record names
CATEGORIES = ("unknown", "third_party", "contact", "witness", "possible_victim", "victim")


def decide(case: Case, verb: str, targets: Sequence[str], value: str, reason: str, expires: str) -> Decision:
    decision = _made(case, verb, targets, value, reason, expires)
    case.store.writer(case.actor).decide(decision)
    return decision


def _made(case: Case, verb: str, targets: Sequence[str], value: str, reason: str, expires: str) -> Decision:
    try:
        known = Verb(verb)
    except ValueError:
        raise InputError(f"unknown decision {verb!r}; known: {', '.join(v.value for v in Verb)}") from None
    _check(known, targets, value, reason)
    _check_expiry(expires, case.now[:10])
    check_words(f"the {known.value}", value, reason, expires)
    view = case.view
    for target in targets:
        if target.startswith(FOUND):
            found: object = concluding.holds(case, target)
        else:
            found = view.record(target) if target.startswith("record:") else view.node(target)
        if not found:
            raise CaseNotFound(f"this case shows no {target.split(':', 1)[0]} of that id; look for it with search")
    return Decision.make(known, tuple(targets), value, case.actor.name, case.now, reason.strip(), expires)


def what_if(case: Case, verb: str, targets: Sequence[str], value: str, reason: str, run: str) -> dict[str, Any]:
    from graphsvc.analysis.what_if import what_if as compare

    decision = _made(case, verb, targets, value, reason or "what if", "")
    before = concluding.named(case, run)
    if before is None:
        raise CaseNotFound("no clusters yet in this case; run `graphsvc cluster` first")
    view = case.view
    names = json.loads(before.lineage)
    again = concluding.runner(case, before.method, before.seed, json.loads(before.parameters))
    standing = [one for one in view.decisions() if one.stands]
    stored, old = concluding.result(case, before.id), again(standing)  # what the run found may have changed since
    found = compare(again, standing, decision, before=old)
    told = _Names(names, stored, old, found.result)
    pen = Pen(case, view)
    return {
        "networks": told.of(found.networks), "actors": told.of(found.actors), "moved": len(found.moved),
        "linked": found.linked, "unlinked": found.unlinked,
        "hubs": {name: [pen.label(hub) for hub in hubs] for name, hubs in zip(("become", "no_longer"), found.hubs)},
        "worded": [dict(zip(("network", "was", "is"), told.of(list(row)))) for row in found.worded],
        "notes": list(found.notes), "nothing": found.nothing and not _changes(found.networks, found.actors),
    }  # fmt: skip


def _changes(*found: dict[str, Any]) -> bool:
    return any(rows for one in found for part, rows in one.items() if part != "unchanged")


class _Names:
    """Names of clusters that no stored run holds: those that the next runs would give them."""

    def __init__(self, names: dict[str, str], stored: Result | None, before: Result, after: Result) -> None:
        from graphsvc.analysis.diff import lineage

        now = lineage(names, stored, before)
        self._names = {**lineage(now, before, after), **now}

    def of(self, value: Any) -> Any:
        """A difference with every id in it named."""
        if isinstance(value, dict):
            return {key: self.of(one) for key, one in value.items()}
        if isinstance(value, list):
            return [self.of(one) for one in value]
        return self._names.get(value, value) if isinstance(value, str) else value


def undo(case: Case, decision: str, reason: str) -> Decision:
    if not reason.strip():
        raise InputError("an undo needs a reason; say why in a few words")
    check_words("the undo", reason)
    for standing in case.view.decisions():
        if standing.id == decision:
            undone = standing.undo(case.actor.name, case.now, reason.strip())
            case.store.writer(case.actor).decide(undone)
            return undone
    raise CaseNotFound(f"no standing decision {decision}; `graphsvc decide CASE list` shows them")


def _check_expiry(expires: str, today: str) -> None:
    try:
        day = date.fromisoformat(expires or today)
    except ValueError:
        raise InputError(f"{expires!r} is no date; say until when as 2027-01-31") from None
    if day.isoformat() < today:
        raise InputError(f"{expires} has passed already; name a day to come, or none")


def _check(verb: Verb, targets: Sequence[str], value: str, reason: str) -> None:
    if not reason.strip():
        raise InputError(f"a decision needs a reason; say in a few words why {verb.value}")
    if verb in concluding.PAIRS and len(set(targets)) != 2:
        raise InputError(f"{verb.value} is about two things; name both")
    if verb not in concluding.PAIRS and len(set(targets)) < 1:
        raise InputError(f"{verb.value} needs a target; name a node or record")
    if verb is Verb.VERDICT and value not in VERDICTS:
        raise InputError(f"unknown verdict {value!r}; known: {', '.join(VERDICTS)}")
    if verb in (Verb.NOTE, Verb.TAG) and not value.strip():
        raise InputError(f"a {verb.value} needs its text")
    if verb is Verb.CATEGORY and value not in CATEGORIES:
        # 'suspect' and 'convicted' need two people (proposer and approver), which accounts bring
        raise InputError(f"category {value!r} cannot be set by one person; known here: {', '.join(CATEGORIES)}")
