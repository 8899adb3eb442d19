"""From what the service draws to the canvas's props, and the difference between two pictures of a canvas."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from dash import Patch

from graphsvc.service import STRENGTH

DIRECTED = ("PAID", "FOLLOWS")  # elsewhere the direction is our convention and tells a reader nothing
ALSO = ", "  # between the types of edges that are drawn as one line


def node_elements(
    drawn: Iterable[Mapping[str, Any]], places: Mapping[str, tuple[float, float]], *, hubs: Collection[str],
    fresh: Collection[str], pinned: Collection[str],
) -> dict[str, dict[str, Any]]:  # fmt: skip
    """`{ref: element}` of drawn nodes; everything but them goes by node id. `hubs`: shared by many, in a run's eyes."""
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
                "status": "new" if node["id"] in fresh else "",
            },
            "position": {"x": round(places[node["id"]][0], 1), "y": round(places[node["id"]][1], 1)},
        }
        for node in drawn
    }


def edge_elements(drawn: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """`{key: element}`: all edges between two nodes become one line, whose key is the refs of its ends, `ref~ref`.

    `count`: the records behind the line, summed over its edges; `kind`: the strongest among them; `lines`: how many
    edges it stands for, more than there are types of where it ends at a group.
    """
    lines: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for edge in drawn:
        a, b = sorted((edge["source_ref"], edge["target_ref"]))
        lines.setdefault((a, b), []).append(edge)
    return {line_key(*ends): {"data": _line(*ends, edges)} for ends, edges in lines.items()}


def line_key(a: str, b: str) -> str:
    """The key of the line between two refs, the same from either end."""
    return "~".join(sorted((a, b)))


def _line(a: str, b: str, edges: list[Mapping[str, Any]]) -> dict[str, Any]:
    ways = sorted({(edge["source_ref"], edge["target_ref"]) for edge in edges if edge["type"] in DIRECTED})
    source, target = ways[0] if ways else (a, b)
    lines = sum(edge.get("lines", 1) for edge in edges)
    return {
        "source": source,
        "target": target,
        "lines": lines,
        "kind": min((edge["kind"] for edge in edges), key=STRENGTH.index),
        "type": ALSO.join(sorted({edge["type"] for edge in edges})),
        "count": sum(edge["records"] for edge in edges),
        "arrows": ("", "to", "both")[len(ways)],
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
