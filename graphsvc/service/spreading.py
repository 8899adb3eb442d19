"""Looks at a whole case: how many others identifiers are tied to, which of them are hubs, what each source covers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from graphsvc.model import NodeKind, split_id
from graphsvc.service.drawing import Pen

if TYPE_CHECKING:
    from graphsvc.service.case import Case

NAMED = 12  # hubs


def spread(case: Case) -> dict[str, Any]:
    """Distinct neighbours of every node that is no advert; read once for each state of the case."""
    from graphsvc.service.concluding import result

    view = case.view
    projection = view.projection()
    size = len(projection.nodes)
    pairs = np.unique(projection.subject.astype(np.int64) * size + projection.object) if size else np.empty(0, np.int64)
    ends = np.unique(np.concatenate([pairs, (pairs % max(size, 1)) * size + pairs // max(size, 1)]))
    degree = np.bincount(ends // max(size, 1), minlength=size)
    advert = np.array([node.startswith(f"{NodeKind.AD}:") for node in projection.nodes], dtype=bool)
    many, counts = np.unique(degree[~advert & (degree > 0)], return_counts=True)
    pen, document = Pen(case, view), result(case)
    place = {node: number for number, node in enumerate(projection.nodes)} if document and document.hubs else {}
    hubs: list[dict[str, Any]] = [
        {"ref": case.ref(hub.identifier), "kind": split_id(hub.identifier)[0], "label": pen.label(hub.identifier),
         "degree": int(degree[place[hub.identifier]])}
        for hub in (document.hubs if document else ())
        if hub.identifier in place and hub.identifier not in pen.protected
    ]  # fmt: skip
    return {
        "nodes": int(counts.sum()), "degrees": [[int(k), int(n)] for k, n in zip(many, counts, strict=True)],
        "hubs": sorted(hubs, key=lambda hub: (-hub["degree"], hub["label"]))[:NAMED],
    }  # fmt: skip


def coverage(case: Case) -> list[dict[str, Any]]:
    from graphsvc.service.covering import coverage as covered

    view = case.view
    return covered(view, view.projection())
