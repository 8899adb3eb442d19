"""Bridges of a run: ranked beside random ones, in words; and job adverts that contradict each other."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from graphsvc.errors import CaseNotFound
from graphsvc.results import Result
from graphsvc.service import gathering

if TYPE_CHECKING:
    from graphsvc.service.case import Case

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
    found = rank(evidence, document, seed=seed, draws=draws, limit=limit)
    apart = contradictions(evidence, document, offers(view.every_record()), seed=seed, draws=draws)
    return {
        "bridges": [
            {**asdict(bridge), "beyond_chance": bridge.beyond_chance, "name": names.get(bridge.network, "")}
            for bridge in found
        ],
        "contradictions": [asdict(one) for one in apart[:limit]],
        "notes": [*NOTES, *_left_out(document, evidence.units.refs)],
    }  # fmt: skip


def _left_out(document: Result, refs: list[Any]) -> list[str]:
    """What the run does not know, because it was loaded later."""
    known = {ref for actor in document.actors for ref in actor.records}
    missing = sum(ref not in known for ref in refs)
    return [f"{missing} record(s) came after the run and are left out; cluster again."] if missing else []
