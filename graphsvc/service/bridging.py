"""Bridges of a run: ranked beside random ones, in words; and job adverts that contradict each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import islice
from typing import TYPE_CHECKING, Any

from graphsvc.errors import CaseNotFound
from graphsvc.model import RecordKind
from graphsvc.results import RecordRef, Result
from graphsvc.service import gathering
from graphsvc.service.drawing import Pen

if TYPE_CHECKING:
    from graphsvc.service.case import Case

MOST_DRAWN = 200  # adverts offered to the canvas for one finding; the rest by expansion
NOTES = (
    "A bridge is a reason to read the adverts side by side. It says nothing about anyone in them.",
    "Linked does not mean trafficking. Links are for review by a person.",
)


def of_run(case: Case, run: str) -> Result:
    """The result of a run, the newest when none is named. Raises CaseNotFound where there is none."""
    from graphsvc.service.concluding import result

    found = result(case, run)
    if found is None:
        raise CaseNotFound("no clusters yet in this case; run `graphsvc cluster` first")
    return found


def bridges(case: Case, run: str, limit: int, seed: int, draws: int) -> dict[str, Any]:
    from graphsvc.analysis.bridges import contradictions, offers, rank
    from graphsvc.service.concluding import run_names

    document = of_run(case, run)
    view = case.view
    evidence = gathering.evidence(case, view)
    names = run_names(case, document)
    pen = Pen(case, view)
    records = {actor.id: actor.records for actor in document.actors}
    found = rank(evidence, document, seed=seed, draws=draws, limit=limit)
    apart = contradictions(evidence, document, offers(view.every_record()), seed=seed, draws=draws)
    return {
        "bridges": [
            {**asdict(bridge), "beyond_chance": bridge.beyond_chance, "name": names.get(bridge.network, ""),
             "labels": [pen.label(one) for one in bridge.identifiers],
             "nodes": _nodes(bridge.identifiers, [ref for actor in bridge.actors for ref in records[actor]])}
            for bridge in found
        ],
        "contradictions": [
            {**asdict(one), "beyond_chance": one.beyond_chance, "nodes": _nodes((), records[one.actor])}
            for one in apart[:limit]
        ],
        "notes": [*NOTES, *_left_out(document, evidence.units.refs)],
    }  # fmt: skip


def _nodes(identifiers: Sequence[str], records: Iterable[RecordRef]) -> list[str]:
    """Nodes to draw: what joins first, then the adverts."""
    adverts = (ref.node for ref in records if ref.kind == RecordKind.AD)
    return [*identifiers, *islice(adverts, MOST_DRAWN)]


def _left_out(document: Result, refs: list[Any]) -> list[str]:
    """What the run does not know, because it was loaded later."""
    known = {ref for actor in document.actors for ref in actor.records}
    missing = sum(ref not in known for ref in refs)
    return [f"{missing} record(s) came after the run and are left out; cluster again."] if missing else []
