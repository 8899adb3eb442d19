"""Adverts that change and texts that repeat: what changed between versions, and what one wording went through."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from graphsvc.errors import CaseNotFound, InputError
from graphsvc.model import NodeKind
from graphsvc.service.drawing import Pen, known_node

if TYPE_CHECKING:
    from graphsvc.analysis.rotation import Rotation, Use
    from graphsvc.analysis.versions import VersionChange
    from graphsvc.model import StoredRecord
    from graphsvc.service.case import Case

VERSIONS = 200  # of one advert, the newest
EXCERPT = 120  # characters of a wording in a list


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


class _Repeating:
    """The adverts of a view by the wording they repeat; protected ones, and those that forbid links, are left out."""

    def __init__(self, case: Case) -> None:
        from graphsvc.analysis.rotation import Use
        from graphsvc.linking.units import IDENTIFIERS, IDENTITY, kind_of
        from graphsvc.linking.wording import worded
        from graphsvc.model import EdgeType

        view = case.view
        self.pen = Pen(case, view)
        projection = view.projection()
        self.record = {record.id: record for record in view.every_record() if record.node not in self.pen.protected}
        found = worded(projection, self.record.values())
        self.members: defaultdict[str, list[str]] = defaultdict(list)
        home: dict[int, str] = {}
        for number, template in zip(found.record.tolist(), found.template.tolist()):
            home[number] = found.templates[template]
            self.members[home[number]].append(projection.records[number])
        self.uses: defaultdict[str, list[Use]] = defaultdict(list)
        identity = [tuple(EdgeType).index(predicate) for predicate in IDENTITY]
        rows = zip(
            projection.record.tolist(), projection.predicate.tolist(), projection.object.tolist(),
            projection.linkable.tolist(),
        )  # fmt: skip
        for number, predicate, object_, linkable in rows:
            node = projection.nodes[object_]
            if linkable and number in home and predicate in identity and kind_of(node) in IDENTIFIERS:
                record = projection.records[number]
                self.uses[home[number]].append(Use(self.record[record].posted, node, record))

    def rotation(self, template: str) -> Rotation:
        from graphsvc.analysis.rotation import rotation

        return rotation(template, self.uses[template], self.pen.protected)

    def text(self, record: StoredRecord) -> str:
        return self.pen.mask.text(f"{record.title}\n{record.text}")

    def summary(self, template: str) -> dict[str, Any]:
        records = [self.record[name] for name in self.members[template]]
        times = sorted(record.posted for record in records if record.posted)
        rotated = self.rotation(template)
        first = min(records, key=lambda record: (record.posted or "9", record.id))
        return {
            "id": template, "adverts": len({record.node for record in records}), "first": times[0] if times else "",
            "last": times[-1] if times else "", "identifiers": len({use.identifier for use in self.uses[template]}),
            "changes": len(rotated.changes), "patterns": dict(rotated.patterns),
            "excerpt": " ".join(self.text(first).split())[:EXCERPT],
        }  # fmt: skip


def rotations(case: Case, limit: int) -> dict[str, Any]:
    repeating = _Repeating(case)
    found = [repeating.summary(template) for template in repeating.members]
    found.sort(key=lambda row: (-row["changes"], -row["adverts"], row["id"]))
    return {"templates": found[:limit], "more": max(0, len(found) - limit)}


def rotation(case: Case, template: str) -> dict[str, Any]:
    from graphsvc.linking.templates import Constant, slots

    repeating = _Repeating(case)
    if template not in repeating.members:
        raise CaseNotFound("this case shows no template of that id; `graphsvc rotation CASE` lists them")
    pen, records = repeating.pen, [repeating.record[name] for name in repeating.members[template]]
    read = slots([repeating.text(record) for record in records], [record.posted for record in records])
    rotated = repeating.rotation(template)
    nodes = sorted({record.node for record in records})
    titles = pen.view.titles(nodes)
    return {
        **repeating.summary(template),
        "members": [{"id": node, "label": pen.label(node, titles.get(node, ""))} for node in nodes],
        "pieces": [
            {"constant": piece.text} if isinstance(piece, Constant) else {"slot": asdict(piece)}
            for piece in read.pieces
        ],
        "tenures": [{**asdict(tenure), "label": pen.label(tenure.identifier)} for tenure in rotated.tenures],
        "steps": [
            {**asdict(change), "before_label": pen.label(change.before), "after_label": pen.label(change.after)}
            for change in rotated.changes
        ],
        "undated": [{"id": name, "label": pen.label(name)} for name in rotated.undated], "withheld": rotated.withheld,
    }  # fmt: skip
