"""Adverts that change and texts that repeat: what changed between versions, and what one wording went through."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from graphsvc.errors import InputError
from graphsvc.model import NodeKind
from graphsvc.service.drawing import Pen, known_node

if TYPE_CHECKING:
    from graphsvc.analysis.versions import VersionChange
    from graphsvc.service.case import Case

VERSIONS = 200  # of one advert, the newest


def versions(case: Case, node: str) -> dict[str, Any]:
    from graphsvc.analysis.versions import versions as compare

    view = case.view
    pen = Pen(case, view)
    if known_node(view, node).kind is not NodeKind.AD:
        raise InputError("versions are of an advert; name one, for example by its key")
    records = view.records(node, limit=VERSIONS)
    near = view.neighbours(node, limit=VERSIONS)
    statements = [item.statement for one in near for item in view.evidence(node, one.node.id)]
    found = compare(records, statements, pen.protected)
    return {
        "node": node, "label": pen.label(node, records[0].title if records else ""), "versions": len(records),
        "changes": [_row(pen, change) for change in found],
    }  # fmt: skip


def _row(pen: Pen, change: VersionChange) -> dict[str, Any]:
    mask = pen.mask.text
    return {
        "before": change.before, "after": change.after, "at": change.at,
        "fields": [{"field": f.field, "before": mask(f.before), "after": mask(f.after)} for f in change.fields],
        "texts": [
            {"field": text.field, "pieces": [{**asdict(piece), "text": mask(piece.text)} for piece in text.pieces]}
            for text in change.texts
        ],
        "added": [{"id": name, "label": pen.label(name)} for name in change.added],
        "removed": [{"id": name, "label": pen.label(name)} for name in change.removed],
        "withheld": change.withheld,
    }  # fmt: skip
