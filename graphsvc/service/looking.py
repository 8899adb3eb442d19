"""Looking: info, search, cards, evidence. Everything here is a function of one view."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from graphsvc import identifiers
from graphsvc.ingest.texts import field_text, values
from graphsvc.marking import combine
from graphsvc.model import Decision, NodeKind, StoredRecord, Verb
from graphsvc.service.checking import check_region
from graphsvc.service.drawing import Pen, known_node
from graphsvc.service.masking import covered, covered_decision
from graphsvc.store import Evidence, View

if TYPE_CHECKING:
    from graphsvc.service.case import Case

SNIPPET = 60  # characters of raw text shown on either side of a find
HANDED_ON_DAYS = 183  # RIGHTS: numbers are handed on; six months of silence end an epoch
RANKS = ("exact", "prefix", "part", "words")


def info(case: Case) -> dict[str, Any]:
    from graphsvc.service.concluding import runs

    view = case.view
    stats = view.stats()
    today = case.now[:10]
    mine = (marking for part, marking in case.store.parts().items() if case.parts is None or part in case.parts)
    overdue = sum(marking.overdue(today) for marking in mine)
    marks = view.markings()
    warnings = []
    if any("not stated" in mark.legal_basis for mark in marks):
        warnings.append("the legal basis of some records is not stated; load with --basis, or set a default")
    if overdue:
        warnings.append(
            f"{overdue} marking(s) are past their review date: their records are out of view until erased or renewed"
        )
    return {
        "case": case.name, "store": case.store.name, **stats, "runs": runs(case), "banner": combine(marks).banner(),
        "overdue": overdue, "decisions": len(view.decisions()), "warnings": warnings,
    }  # fmt: skip


def search(case: Case, text: str, limit: int, region: str) -> list[dict[str, Any]]:
    view = case.view
    hits = view.search(text, identifiers.query(text, region=check_region(region)), limit)
    pen = Pen(case, view)
    drawn = {node["id"]: node for node in pen.nodes(view.nodes([hit.node for hit in hits]))}
    return [
        {**drawn[hit.node], "rank": RANKS[hit.rank],
         "matched": "" if drawn[hit.node]["protected"] else pen.mask.text(hit.matched)}
        for hit in hits if hit.node in drawn
    ]  # fmt: skip


def card(case: Case, node: str) -> dict[str, Any]:
    from graphsvc.service.newest import membership

    view = case.view
    found = known_node(view, node)
    pen = Pen(case, view)
    records = view.records(node)
    hidden = node in pen.protected
    about = [d for d in view.decisions(standing=False) if node in d.targets]
    newest = records[0].parsed() if records else {}
    return {
        **pen.nodes([found])[0],
        "counts": [
            {"type": c.predicate.value, "direction": c.direction, "kind": c.kind.value, "count": c.count}
            for c in view.counts(node)
        ],
        "banner": combine([m for r in records for _, _, m in view.sightings(r.id)] or view.markings()).banner(),
        "attributes": {} if hidden else {name: pen.mask.text(text) for name, text in _attributes(newest).items()},
        "versions": [] if hidden else [_version(view, record, pen) for record in records],
        "candidates": [] if hidden else [_shown_candidate(c, pen) for r in records for c in json.loads(r.candidates)],
        "notes": [decision_row(d) for d in about if d.verb is Verb.NOTE and d.stands],
        "tags": sorted({covered(d.value) for d in about if d.verb is Verb.TAG and d.stands}),
        "decisions": [decision_row(d) for d in about],
        **membership(case, node),
    }  # fmt: skip


def _shown_candidate(candidate: list[Any], pen: Pen) -> list[Any]:
    return [pen.mask.text(part) if isinstance(part, str) else part for part in candidate]


def decision_row(decision: Decision) -> dict[str, Any]:
    decision = covered_decision(decision)
    return {
        "id": decision.id, "verb": decision.verb.value, "targets": list(decision.targets), "value": decision.value,
        "author": decision.author, "at": decision.at, "reason": decision.reason, "expires": decision.expires,
        "stands": decision.stands, "undone_by": decision.undone_by, "undone_at": decision.undone_at,
        "undone_reason": decision.undone_reason,
    }  # fmt: skip


def _attributes(content: dict[str, Any]) -> dict[str, str]:
    """Short attributes of the newest version, for people to read."""
    out: dict[str, str] = {
        name: str(content[name]) for name in ("category", "place", "country", "language", "url") if name in content
    }
    out |= dict(content.get("attributes", []))
    return out


def _version(view: View, record: StoredRecord, pen: Pen) -> dict[str, Any]:
    seen = view.sightings(record.id)
    texts = [pen.mask.field(record.id, name, text) for name, text in values(record) if name != "title" and text]
    return {
        "record": record.id, "title": pen.mask.field(record.id, "title", record.title), "text": "\n\n".join(texts),
        "posted": record.posted, "file": seen[0][1].name if seen else "", "line": seen[0][0].line if seen else 0,
    }  # fmt: skip


def evidence_rows(view: View, a: str, b: str, limit: int, pen: Pen) -> list[dict[str, Any]]:
    hidden = a in pen.protected or b in pen.protected
    return [_row(item, hidden, pen) for item in view.evidence(a, b, limit=limit)]


def _row(item: Evidence, hidden: bool, pen: Pen) -> dict[str, Any]:
    statement, record = item.statement, item.record
    text = pen.mask.field(record.id, statement.field, field_text(record, statement.field))
    spot = statement.end > statement.start
    before = text[max(0, statement.start - SNIPPET) : statement.start] if spot and not hidden else ""
    after = text[statement.end : statement.end + SNIPPET] if spot and not hidden else ""
    sighting, file, marking = item.sightings[0]
    return {
        "record": record.id, "source": record.source, "key": covered(record.key),
        "title": pen.mask.field(record.id, "title", record.title),
        "posted": record.posted, "field": statement.field,
        "raw": "(protected)" if hidden else pen.mask.text(statement.raw),
        "before": before, "after": after, "start": statement.start, "end": statement.end,
        "method": statement.method, "confidence": statement.confidence, "kind": statement.kind.value,
        "file": file.name, "file_sha256": file.sha256, "line": sighting.line,
        "marking": combine([m for _, _, m in item.sightings]).banner(), "tlp": marking.tlp,
        "at": statement.at, "data": json.loads(statement.data),
    }  # fmt: skip


def evidence(case: Case, a: str, b: str, limit: int) -> dict[str, Any]:
    view = case.view
    for node in (a, b):
        known_node(view, node)
    pen = Pen(case, view)
    rows = evidence_rows(view, a, b, limit, pen)
    about = [decision_row(d) for d in view.decisions() if a in d.targets or b in d.targets]
    return {"rows": rows, "decisions": about, "wrong": wrong(view, a, b, rows, pen)}


def wrong(view: View, a: str, b: str, rows: list[dict[str, Any]], pen: Pen) -> list[str]:
    """How this link can be wrong, in plain sentences."""
    out = []
    for node in view.nodes([a, b]):
        if node.kind is NodeKind.AD:
            continue
        name = pen.label(node.id)
        if node.id in pen.verdicts:
            out.append(f"{name} was judged to be a shared service ({pen.verdicts[node.id]}): sharing it says little.")
        elif node.records > 20:
            out.append(
                f"{name} stands in {node.records} records. It may belong to an agency, a platform or a safety phone "
                f"that strangers share."
            )
        if node.kind in (NodeKind.PHONE, NodeKind.ACCOUNT) and _span(node.first, node.last) > HANDED_ON_DAYS:
            out.append(
                f"{name} was used from {node.first[:10]} to {node.last[:10]}; it may have changed hands in between."
            )
    weak = [row for row in rows if row["confidence"] < 0.8]
    if weak:
        out.append(
            f"{len(weak)} of the finds read a hidden or incomplete spelling ({weak[0]['method']}) and may be misread."
        )
    if rows and len({row["file_sha256"] for row in rows}) == 1:
        out.append("All of it comes from one file; no second source confirms it.")
    if not any(row["posted"] for row in rows):
        out.append("None of the records is dated, so a number that changed hands would not show.")
    return out


def _span(first: str, last: str) -> int:
    from datetime import date

    try:
        return (date.fromisoformat(last[:10]) - date.fromisoformat(first[:10])).days
    except ValueError:  # undated
        return 0
