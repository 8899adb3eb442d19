"""What can be chosen here: export formats, reports, methods, loaders, markings. Menus and `formats` show these."""

from __future__ import annotations

from typing import Any

from graphsvc import clustering, exports, reports
from graphsvc.marking import PURPOSES, TLP
from graphsvc.registry import merged


def choices() -> dict[str, Any]:
    """{"exports", "reports", "methods": [{"name", "label", "suffix"}], each method with its own "parameters": {name:
    default}, "method": the default one, "loaders": [name], "purposes": [...], "tlp": [...]}, each in the order of its
    registry's names; outside packages included."""
    return {
        "exports": [_entry(exports.get(name)) for name in sorted(merged(exports.FORMATS, exports.GROUP))],
        "reports": [_entry(reports.get(name)) for name in sorted(merged(reports.REPORTS, reports.GROUP))],
        "methods": [_method(clustering.get(name)) for name in sorted(merged(clustering.METHODS, clustering.GROUP))],
        "method": clustering.DEFAULT,
        "loaders": sorted(merged({}, "graphsvc.loaders")),
        "purposes": list(PURPOSES),
        "tlp": list(TLP),
    }


def _entry(item: Any) -> dict[str, Any]:
    return {"name": item.NAME, "label": item.LABEL, "suffix": getattr(item, "SUFFIX", "")}


def _method(method: clustering.Method) -> dict[str, Any]:
    return {**_entry(method), "parameters": clustering.options(method)}
