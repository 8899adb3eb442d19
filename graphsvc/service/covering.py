"""What a case covers: how much of it each source gave, from when, from which countries and in which languages."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import numpy as np

from graphsvc.linking.incremental import DRIFT, placed
from graphsvc.model import StoredRecord, canonical_json
from graphsvc.store import Projection, View
from graphsvc.store.common.shelf import packed, unpacked

KEPT = "coverage"
SAID = ("country", "language")


def coverage(view: View, projection: Projection) -> list[dict[str, Any]]:
    """Per source, as far as records say. A network seen by one source only is warned of."""
    said = _said(view, projection)
    return [
        {
            "source": (name := source["source"]), "records": source["records"], "first": source["first"],
            "last": source["last"], "places": said.get(name, {}).get("country", {}),
            "languages": said.get(name, {}).get("language", {}),
        }
        for source in view.stats()["sources"]
    ]  # fmt: skip


Said = dict[str, dict[str, dict[str, int]]]  # source -> field -> what records say there -> how many do


def _said(view: View, projection: Projection) -> Said:
    """Counted once: a record's id changes with what it says, so later only records that came since are read."""
    shelf = view.shelf()
    kept = shelf.older(KEPT)
    if kept is not None:
        known = unpacked(kept["records"], int(kept["many"][0]))
        said: Said = json.loads(kept["said"].tobytes().decode("utf-8", "surrogatepass"))
        before = placed(known, projection.records)
        if before is not None and len(before) <= (1.0 + DRIFT) * len(known):
            new = [projection.records[one] for one in np.flatnonzero(before < 0).tolist()]
            return _counted(said, view.some_records(new))
    said = _counted({}, view.every_record())
    text = canonical_json(said).encode("utf-8", "surrogatepass")
    shelf.put(
        KEPT,
        {
            "records": packed(projection.records), "many": np.array([len(projection.records)]),
            "said": np.frombuffer(text, np.uint8),
        },
    )  # fmt: skip
    return said


def _counted(said: Said, records: Iterable[StoredRecord]) -> Said:
    """What was counted, and what these records say."""
    for record in records:
        content = record.parsed()
        counts = said.setdefault(record.source, {name: {} for name in SAID})
        for name in SAID:
            if value := content.get(name):
                counts[name][str(value)] = counts[name].get(str(value), 0) + 1
    return {source: {name: dict(sorted(many.items())) for name, many in of.items()} for source, of in said.items()}
