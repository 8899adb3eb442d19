"""`GraphCanvas`: props in, events out. Every event holds `n`, which grows, so that the same click twice fires twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash.development.base_component import Component

INPUTS = (
    "id", "nodes", "edges", "theme", "highlight", "command", "locked", "options", "banner", "legend", "words",
    "ariaLabel", "style", "className",
)  # fmt: skip
OUTPUTS = (
    "tapNode", "tapEdge", "tapCanvas", "expandNode", "contextNode", "hover", "keyPress", "selection", "viewport",
    "positions", "image",
)  # fmt: skip


class GraphCanvas(Component):
    """A network drawn on a canvas. Elements are known by key; `Patch` on `nodes` or `edges` touches only what it names.

    In
    - nodes: {key: {"data": {"label", "kind", "records", "degree", "protected", "hub", "pinned", "status"},
      "position": {"x", "y"}, "classes"}}; kind: a `NodeKind` value; status: "new", "review" or ""; label is raw text;
      without a position a node is placed near a neighbour; one already drawn moves only when its position prop changes
    - edges: {key: {"data": {"source", "target", "kind", "type", "label", "count", "arrows"}, "classes"}}; kind: "fact"
      (drawn solid), "assessment" (dashed), "inference" (dotted); count: badge from 2 on; arrows: "", "to", "both";
      an edge waits undrawn until both its ends are there; parallel edges would lie on each other, so merge them first
    - theme: "light" or "dark"
    - highlight: keys of nodes and edges to light; all others dim; [] or None ends it
    - command: {"op", "ids", "n", ...} or a list of these, carried out once, then set to None by the canvas. op: fit,
      zoomTo, viewport {zoom, pan}, select, focus, clear, lock, unlock, pin, unpin, hide, show, layout {positions: {key:
      {x, y}}} or {name: concentric|circle|grid|breadthfirst}, png and svg {full, scale, labels, time}
    - options: {"labels": bool, "maxLabel": graphemes (28), "legend": bool, "controls": bool}
    - banner: marking burnt into pictures; legend: [{"symbol", "label"}] in place of what is drawn
    - words: {word: text} in place of the English ones (js/words.js)

    Out, each {..., "n"}
    - tapNode, tapEdge, expandNode (double click, Enter): {"id"}; tapCanvas: {}; hover: {"id" or None}
    - contextNode (right click, menu key): {"id", "x", "y", "ids"}, x and y in pixels of the window
    - keyPress: {"key", "ids"}: Delete, Escape, ?, letters, Mod+z, Mod+y; `ids` are the selected, else the focused.
      (React keeps a prop named `key` for itself: a component given another one is made anew)
    - selection: {"nodes", "edges", "by"}, sorted keys, by "user" or "command"
    - viewport: {"zoom", "pan": {"x", "y"}}; given at first, it is returned to instead of fitting
    - positions: {"nodes": {key: {"x", "y"}}}: every node moved here whose prop does not yet say so
    - image: {"op", "uri" or "svg", "width", "height", "time", "n"}, n that of the command
    """

    _children_props: list[str] = []
    _base_nodes = ["children"]
    _namespace = "dash_app"
    _type = "GraphCanvas"

    def __init__(
        self,
        id: str | dict[str, Any],
        *,
        nodes: Mapping[str, Any] | None = None,
        edges: Mapping[str, Any] | None = None,
        theme: str = "light",
        **props: Any,
    ) -> None:
        self._prop_names = [*INPUTS, *OUTPUTS]
        self.available_properties = self._prop_names
        self._valid_wildcard_attributes: list[str] = []
        self.available_wildcard_properties: list[str] = []
        super().__init__(  # type: ignore[no-untyped-call]
            id=id, nodes=dict(nodes or {}), edges=dict(edges or {}), theme=theme, **props
        )
