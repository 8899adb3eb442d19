"""The audit trail: the shape of an event and the chain that holds events together. Pure; a store persists them.

Invariants
- An event is one JSON object, written in the transaction of the change it tells of; `seq` counts from 1 in each chain.
- `hash` is the SHA-256 of the event's canonical JSON without `hash`; it covers `prev_hash`, so an edit, a deletion or
  another order breaks the chain. A cut tail or a chain rewritten whole does not: only a checkpoint (count and head),
  kept where whoever writes the store cannot reach it, shows those.
- No name, number or text of the data is in an event: objects are HMACs under the case key, `case` is a random id.
  A case copied elsewhere keeps its old chain beside the new one; `case` tells them apart.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from graphsvc import __version__
from graphsvc.errors import InputError
from graphsvc.model import Actor, canonical_json

# Directive (EU) 2016/680, art. 25 names the first six.
VERBS = (
    "collect", "alter", "consult", "disclose", "combine", "erase", "login", "deny", "config", "hold", "approve",
    "breakglass",
)  # fmt: skip
RESULTS = ("allow", "deny", "error")
GENESIS = "0" * 64
LISTED = 100  # objects named one by one; more are one digest and a count
FREE = ("purpose", "justification", "recipient", "level", "scope_digest", "result")


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain stands: the `seq` and `hash` of its newest event; 0 and GENESIS before the first."""

    seq: int = 0
    hash: str = GENESIS


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A head noted elsewhere, to be compared later."""

    case: str
    count: int
    head: str


@dataclass(frozen=True, slots=True)
class Chain:
    """What `verify` found of one chain. `fault` is '' when it holds, else what is wrong and where."""

    case: str
    count: int
    head: str
    fault: str = ""

    @property
    def checkpoint(self) -> Checkpoint:
        return Checkpoint(self.case, self.count, self.head)


def reference(key: bytes, identifier: str) -> str:
    """What stands for an id outside the data: HMAC-SHA-256 under the case key, 32 hex digits."""
    return hmac.new(key, identifier.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()[:32]


def references(key: bytes, identifiers: Iterable[str]) -> list[str]:
    """Sorted references of up to LISTED objects; of more, one `digest:` over all of them."""
    found = sorted(set(identifiers))
    if len(found) <= LISTED:
        return sorted(reference(key, identifier) for identifier in found)
    return [f"digest:{reference(key, canonical_json(found))}"]


def event(
    head: Head,
    *,
    at: str,
    actor: Actor,
    verb: str,
    case: str,
    object_type: str,
    object_ids: Sequence[str] = (),
    n_objects: int = 0,
    fields: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """The event that follows `head`. `object_ids`: references, never ids. `fields`: any of FREE.

    Raises InputError for a verb, field or result that does not exist.
    """
    extra = dict(fields or {})
    if verb not in VERBS:
        raise InputError(f"audit verb {verb!r} does not exist; choose one of {', '.join(VERBS)}")
    if unknown := sorted(extra.keys() - set(FREE)):
        raise InputError(f"audit field {unknown[0]!r} does not exist; choose among {', '.join(FREE)}")
    if extra.get("result", "allow") not in RESULTS:
        raise InputError(f"audit result {extra['result']!r} does not exist; choose one of {', '.join(RESULTS)}")
    body: dict[str, Any] = {
        "seq": head.seq + 1, "ts_utc": at, "actor": actor.name, "role": actor.role, "session": actor.session,
        "verb": verb, "case": case, "object_type": object_type, "object_ids": list(object_ids),
        "purpose": actor.purpose, "justification": actor.justification, "recipient": "", "level": "",
        "scope_digest": "", "result": "allow", "n_objects": n_objects, "software_version": __version__,
        **extra, "prev_hash": head.hash,
    }  # fmt: skip
    return {**body, "hash": digest(body)}


def digest(body: Mapping[str, Any]) -> str:
    """SHA-256 of an event's canonical JSON, its own `hash` left out."""
    text = canonical_json({name: value for name, value in body.items() if name != "hash"})
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def verify(events: Iterable[Mapping[str, Any]], checkpoints: Iterable[Checkpoint] = ()) -> list[Chain]:
    """Walk every chain (events sorted by case and seq) and compare it with what was noted elsewhere; by case."""
    noted: dict[str, dict[int, str]] = {}
    for checkpoint in checkpoints:
        noted.setdefault(checkpoint.case, {})[checkpoint.count] = checkpoint.head
    chains = [
        _walk(case, group, noted.pop(case, {})) for case, group in groupby(events, key=lambda event: str(event["case"]))
    ]
    chains += [Chain(case, 0, GENESIS, "no event is left of a chain that a checkpoint names") for case in noted]
    return sorted(chains, key=lambda chain: chain.case)


def _walk(case: str, events: Iterable[Mapping[str, Any]], noted: dict[int, str]) -> Chain:
    head, fault = Head(), ""
    for found in events:
        fault = fault or _fault(head, found, noted)
        head = Head(head.seq + 1, str(found["hash"]))
    if not fault and (late := [count for count in noted if count > head.seq]):
        fault = f"the chain ends at event {head.seq}, but a checkpoint saw event {max(late)}"
    return Chain(case, head.seq, head.hash, fault)


def _fault(head: Head, found: Mapping[str, Any], noted: Mapping[int, str]) -> str:
    seq = head.seq + 1
    if found["seq"] != seq:
        return f"event {seq} is missing or out of order"
    if found["prev_hash"] != head.hash:
        return f"event {seq} does not follow event {head.seq}"
    if digest(found) != found["hash"]:
        return f"event {seq} was changed after it was written"
    if noted.get(seq, found["hash"]) != found["hash"]:
        return f"event {seq} differs from the checkpoint that saw it"
    return ""
