"""Carrying on from the last full run: what it left on the shelf, and the result that later records make of it.

The base is the last full run of the same scope, method, seed and parameters, under the same decisions. Where there is
none, or too much came since, or something was taken away, everything is linked anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from graphsvc.model import Decision, canonical_json
from graphsvc.restore import restore
from graphsvc.results import WHAT, Result
from graphsvc.store import View

if TYPE_CHECKING:
    from graphsvc.analysis.incremental import Left
    from graphsvc.service.case import Case


def leave(
    view: View, result: Result, left: Left, digest: str, decisions: Sequence[Decision], run: str,
    parameters: Mapping[str, Any],
) -> None:  # fmt: skip
    """Keep what runs that carry on from this one need. `digest`: of the result's bytes."""
    from graphsvc.analysis.incremental import base_of

    shelf = view.shelf()
    if not shelf.lasts:
        return
    about = canonical_json({"run": run, "digest": digest, "decisions": _digest(decisions)})
    base = base_of(left, result)
    shelf.put(
        _name(result.method, result.seed, parameters),
        {**base.packed(), "about": np.frombuffer(about.encode("ascii"), dtype=np.uint8)},
    )


def carry_on(
    case: Case, view: View, method: str, seed: int, parameters: Mapping[str, Any], decisions: Sequence[Decision]
) -> Result | None:
    """The result, None where everything is to be linked anew."""
    from graphsvc.analysis.incremental import carried_on
    from graphsvc.linking.incremental import Base, region
    from graphsvc.linking.wording import later_wording
    from graphsvc.marking import combine
    from graphsvc.service.covering import coverage

    shelf = view.shelf()
    kept = shelf.older(_name(method, seed, parameters))
    if kept is None:
        return None
    about = json.loads(kept["about"].tobytes())
    run = case.store.run(about["run"])
    if run is None or about["decisions"] != _digest(decisions):
        return None
    projection = view.projection()
    wording = later_wording(projection, view.some_records, shelf)
    if wording is None:
        return None
    base = Base.unpacked(kept)
    touched = region(projection, base, wording)
    if touched is None:
        return None
    plain = carried_on(
        projection, wording, base, touched, json.loads(run.document), digest=about["digest"], decisions=decisions,
        marking=combine(view.markings()), coverage=coverage(view, projection), parameters=parameters,
    )  # fmt: skip
    found: Result = restore(Result, plain, WHAT)
    return found


def _name(method: str, seed: int, parameters: Mapping[str, Any]) -> str:
    asked = canonical_json([method, seed, dict(parameters)])
    return f"base-{hashlib.sha256(asked.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def _digest(decisions: Sequence[Decision]) -> str:
    said = sorted([d.id, d.verb.value, *d.targets, d.value] for d in decisions if d.stands)
    return hashlib.sha256(canonical_json(said).encode("utf-8", "surrogatepass")).hexdigest()
