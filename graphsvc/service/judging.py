"""The verdict queue: identifiers and wordings that many different posters share, waiting for a person to say what each
is. A run discounts them; only a verdict, with its author and date, settles them."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from graphsvc.linking.units import kind_of
from graphsvc.model import Verb
from graphsvc.service.concluding import result
from graphsvc.service.drawing import Pen

if TYPE_CHECKING:
    from graphsvc.service.case import Case


def hubs(case: Case, run: str) -> list[dict[str, Any]]:
    found = result(case, run)
    if found is None:
        return []
    view = case.view
    pen = Pen(case, view)
    told = {target: d for d in view.decisions() if d.verb is Verb.VERDICT for target in d.targets}
    rows = []
    for hub in found.hubs:
        if hub.identifier in pen.protected:
            continue
        verdict = told.get(hub.identifier)
        rows.append(
            {**asdict(hub), "kind": kind_of(hub.identifier), "label": pen.label(hub.identifier),
             "ref": case.ref(hub.identifier), "verdict": verdict.value if verdict else "",
             "author": verdict.author if verdict else "", "at": verdict.at if verdict else "",
             "expires": verdict.expires if verdict else ""}
        )  # fmt: skip
    return sorted(rows, key=lambda row: (bool(row["verdict"]), -row["records"], row["identifier"]))
