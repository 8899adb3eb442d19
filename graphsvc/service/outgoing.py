"""Out: exports, reports and answers as they leave the case, each noted in its trail where it is a disclosure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphsvc import exports, reports
from graphsvc.brief.build import DETAILED, RANKED, review_order
from graphsvc.documents import ReportContext
from graphsvc.errors import CaseNotFound
from graphsvc.marking import Marking
from graphsvc.results import NetworkCluster, Result
from graphsvc.service.concluding import diff, run_names, runs, unranked
from graphsvc.service.documenting import graph_document, hidden, masked_result, stand_ins
from graphsvc.service.drawing import Pen

if TYPE_CHECKING:
    from graphsvc.service.case import Case


def export(case: Case, result: Result | None, path: Path, format_: str, nodes: Collection[str] | None) -> list[Path]:
    made = exports.get(format_ or exports.by_suffix(path))
    # A part of the graph travels without the result: that would tell of the whole.
    document = graph_document(case, result if nodes is None else None, nodes)
    written = made.write(document, path)
    case.store.writer(case.actor).note(
        "disclose", "export", [node.id for node in document.nodes], recipient="", level="working copy",
        justification=case.actor.justification,
    )  # fmt: skip
    return written


def masked(case: Case, value: Any) -> Any:
    """An answer as it may leave the case: protected nodes under their stand-ins, their values blocked out of texts."""
    pen = Pen(case, case.view)
    return hidden(value, stand_ins(pen), pen) if pen.protected else value


def written(case: Case, result: Result) -> Iterator[str]:
    """A result's canonical text as it may leave the case, piece by piece."""
    pen = Pen(case, case.view)
    names = stand_ins(pen)
    return result.pieces((lambda value: hidden(value, names, pen)) if names else None)


def report(case: Case, result: Result | None, path: Path, format_: str) -> Path:
    result = result or case.result()
    if result is None:
        raise CaseNotFound("there is no run to report; make one with `graphsvc cluster`")
    found = reports.get(format_ or reports.by_suffix(path))
    pen = Pen(case, case.view)
    names = stand_ins(pen)
    shown = masked_result(result, names, pen)
    assert shown is not None
    written = found.write(shown, report_context(pen, shown, names), path)
    case.store.writer(case.actor).note(
        "disclose", "report", [network.id for network in result.networks], recipient="", level="working copy",
        justification=case.actor.justification,
    )  # fmt: skip
    return written


def report_context(pen: Pen, result: Result, names: dict[str, str]) -> ReportContext:
    """What a report shows beside `result`, in which protected nodes go by their stand-ins, `names`."""
    case = pen.case
    real = {stand_in: node for node, stand_in in names.items()}
    out_of = unranked(result, {*names, *names.values()})
    told = review_order(result, out_of)[:RANKED]
    inside = {actor for network in told for actor in network.actors}
    wanted = {i for n in told for i in n.identifiers} | {h.identifier for h in result.hubs}
    wanted |= {e.identifier for a in result.actors if a.id in inside for e in a.evidence}
    wanted |= {e.identifier for link in result.links if inside.issuperset((link.a, link.b)) for e in link.evidence}
    captions = {i: pen.label(real.get(i, i)) for i in sorted(wanted)}
    captions |= run_names(case, result)
    return ReportContext(
        title=f"Cluster report: {Path(case.name).stem}", at=case.now, author=case.actor.name,
        banner=Marking.from_json(result.marking).banner(), captions=captions,
        records=_described(pen, told[:DETAILED]), changed=_changed(case, result), unranked=out_of,
    )  # fmt: skip


def _described(pen: Pen, networks: Iterable[NetworkCluster]) -> dict[str, tuple[str, str, str, str, int]]:
    """Title, time, place, file and line of every record in these; those of protected nodes stay undescribed."""
    view = pen.view
    out: dict[str, tuple[str, str, str, str, int]] = {}
    for ref in sorted({ref for network in networks for ref in network.records}):
        found = view.records(ref.node, limit=1) if ref.node not in pen.protected else []
        if found:
            seen = view.sightings(found[0].id)
            file, line = (seen[0][1].sha256, seen[0][0].line) if seen else ("", 0)
            title = pen.mask.field(found[0].id, "title", found[0].title)
            out[ref.text] = (title, found[0].posted, found[0].place, file, line)
    return out


def _changed(case: Case, result: Result) -> dict[str, Any]:
    """What changed since the run before by the same method; empty when there is none."""
    alike = [run["id"] for run in runs(case) if run["method"] == result.method]
    return diff(case, alike[-2], alike[-1]) if len(alike) > 1 else {}
