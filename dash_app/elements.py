"""From drawn nodes and edges to what the canvas takes, and the difference between two pictures."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from dash import Patch

from dash_app.views import Place

DIRECTED = ("PAID", "FOLLOWS")  # edges whose direction is a fact of its own; elsewhere the kinds of the ends tell it


def nodes(
    drawn: list[dict[str, Any]], places: Mapping[str, Place], pinned: Collection[str], hubs: Collection[str]
) -> dict[str, Any]:
    """Canvas nodes by ref."""
    return {
        node["ref"]: {
            "data": {
                "label": node["label"],
                "kind": node["kind"],
                "records": node["records"],
                "degree": node["degree"],
                "protected": node["protected"],
                "hub": bool(node["verdict"]) or node["id"] in hubs,
                "pinned": node["id"] in pinned,
            },
            "position": {"x": round(places[node["id"]][0], 1), "y": round(places[node["id"]][1], 1)},
            "classes": "",
        }
        for node in drawn
    }


def edges(drawn: list[dict[str, Any]]) -> dict[str, Any]:
    """Canvas edges by ref."""
    return {
        edge["ref"]: {
            "data": {
                "source": edge["source_ref"],
                "target": edge["target_ref"],
                "type": edge["type"],
                "kind": edge["kind"],
                "count": edge["records"],
                "arrows": edge["type"] in DIRECTED,
            },
            "classes": "",
        }
        for edge in drawn
    }


def change(old: Mapping[str, Any] | None, new: Mapping[str, Any]) -> Any:
    """What to send to a canvas that shows `old`: a Patch of what differs, or all of `new` where nothing is shared.

    What a Patch does not name keeps its identity in the browser, so the canvas leaves it alone.
    """
    if old is None or not (old.keys() & new.keys()):
        return dict(new)
    patch = Patch()
    for key in old:
        if key not in new:
            del patch[key]
    for key, value in new.items():
        if old.get(key) != value:
            patch[key] = value
    return patch
