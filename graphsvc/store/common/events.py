"""What each writer call tells the audit trail. A store writes the event in the transaction of the change."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from graphsvc.model import Actor, Decision
from graphsvc.rights import audit
from graphsvc.store import Batch, Run
from graphsvc.store.common.scope import hash_of_markings

CASE_KEY = "case_key"  # the setting that holds the key, hex; no caller of settings sees or sets it


@dataclass(frozen=True, slots=True)
class Deed:
    """One change or look-up. `objects`: ids, which leave only as references; `count`: how many, where none is named."""

    verb: str
    object_type: str
    objects: Sequence[str] = ()
    count: int = 0
    fields: Mapping[str, str] = field(default_factory=dict)


def put(batch: Batch) -> Deed:
    return Deed("collect", "record", [record.id for record in batch.records])


def decide(decision: Decision) -> Deed:
    return Deed("alter", "decision", [decision.id, *decision.targets])


def erase(records: Sequence[str]) -> Deed:
    return Deed("erase", "record", records)


def set_(name: str) -> Deed:
    return Deed("config", "setting", [name])


def save_run(run: Run) -> Deed:
    try:
        scope = hash_of_markings(json.loads(run.scope))
    except (ValueError, TypeError):
        scope = ""
    return Deed("combine", "run", [run.id], fields={"scope_digest": scope})


def restore(table: str, count: int) -> Deed:
    """Rows of another store's dump. They are counted, not named: the case key may be among the rows still to come."""
    return Deed("collect", table, count=count)


def event(deed: Deed, head: audit.Head, *, key: bytes, case: str, now: datetime, actor: Actor) -> dict[str, Any]:
    """The event of a deed after `head`. `case`: the random id of this store's own chain."""
    return audit.event(
        head, at=stamp(now), actor=actor, verb=deed.verb, case=case, object_type=deed.object_type,
        object_ids=audit.references(key, deed.objects), n_objects=len(set(deed.objects)) or deed.count,
        fields=deed.fields,
    )  # fmt: skip


def stamp(now: datetime) -> str:
    return now.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
