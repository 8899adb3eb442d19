"""Why two things are linked, or why not: evidence, paths and weights, how the link formed, what would change it."""

from __future__ import annotations

from dataclasses import asdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from graphsvc import clustering
from graphsvc.model import NodeKind, split_id
from graphsvc.service.connecting import paths
from graphsvc.service.drawing import Pen, known_node
from graphsvc.service.gathering import evidence
from graphsvc.service.looking import evidence_rows, wrong
from graphsvc.store import View

if TYPE_CHECKING:
    from graphsvc.analysis.explain import Explainer
    from graphsvc.service.case import Case

ROWS, STEP_ROWS = 50, 5  # evidence between the two, and between neighbours on a path


def explain(case: Case, a: str, b: str) -> dict[str, Any]:
    view = case.view
    for node in (a, b):
        known_node(view, node)
    pen = Pen(case, view)
    walk = paths(case, a, b, 6, 3, False, (), ())
    rows = evidence_rows(view, a, b, ROWS, pen)
    for path in walk["paths"]:
        steps = [node["id"] for node in path["nodes"]]
        for left, right in pairwise(steps):
            if {left, right} != {a, b}:
                rows += evidence_rows(view, left, right, STEP_ROWS, pen)
    weighed = _explainer(case, view).pair(a, b)
    return {
        "a": a, "b": b, "linked": weighed.linked, "reason": weighed.reason or walk["reason"], "paths": walk["paths"],
        "hidden": walk["hidden"], "evidence": rows,
        "waterfall": [{"label": _shown(pen, step.label), "weight": step.weight} for step in weighed.waterfall],
        "doubts": [*weighed.doubts, *wrong(view, a, b, rows, pen)],
        "formed": [{**asdict(event), "label": _shown(pen, event.label)} for event in weighed.formed],
        "changes": [{**asdict(change), "label": _shown(pen, change.label)} for change in weighed.changes],
        "rivals": [{**asdict(rival), "state": rival.state} for rival in weighed.rivals],
    }  # fmt: skip


def _explainer(case: Case, view: View) -> Explainer:
    """The case's evidence indexed by the newest run; kept until either changes."""
    from graphsvc.analysis.explain import Explainer
    from graphsvc.service.concluding import named, result

    run = named(case, "")
    name = run.id if run else ""
    gathered = evidence(case, view, plain=run is not None and clustering.get(run.method).TIER == "plain")
    if case.explainer is None or case.explainer[0] is not gathered or case.explainer[1] != name:
        case.explainer = gathered, name, Explainer(gathered, result(case))
    return case.explainer[2]


def _shown(pen: Pen, label: str) -> str:
    """A label may begin with a node id; protected ones are masked, others captioned."""
    kind, _, _ = label.partition(":")
    if kind in set(NodeKind) and " " not in split_id(label)[0]:
        node, _, rest = label.partition(" ")
        return f"{pen.label(node)} {rest}".strip()
    return label
