"""A graph document as flat rows: the columns that every tabular export shares, in the same words and order.

`label` is what a drawing tool shows: the caption with controls made visible. Attributes follow the fixed columns,
each under its own name, controls made visible; one whose name is taken stands as `attribute.NAME`. Case is no
difference: Gephi drops a second column that differs in case alone. An empty attribute is no attribute: tables cannot
tell the two apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields

from graphsvc.documents import EvidenceRow, GraphEdge, GraphNode
from graphsvc.textsafe import shorten, visible

Value = str | int | float | bool

NODE = ("id", "label", "kind", "caption", "actor", "network", "protected", "subject_category", "marking")
EDGE = ("id", "source", "target", "type", "kind", "records", "first", "last")
EVIDENCE = ("edge", *(field.name for field in fields(EvidenceRow)))
_PREFIX = "attribute."
_LABEL = 200


def node_row(node: GraphNode) -> dict[str, Value]:
    """NODE columns of a node, without its attributes."""
    row: dict[str, Value] = {name: getattr(node, name) for name in NODE if name != "label"}
    return {**row, "label": shorten(visible(node.caption), _LABEL)}


def edge_row(edge: GraphEdge) -> dict[str, Value]:
    """EDGE columns of an edge, without its attributes and evidence."""
    return {name: getattr(edge, name) for name in EDGE}


def evidence_rows(edge: GraphEdge) -> Iterator[dict[str, Value]]:
    """EVIDENCE columns, one row for each statement behind the edge."""
    for row in edge.evidence:
        yield {"edge": edge.id, **{name: getattr(row, name) for name in EVIDENCE[1:]}}


def attribute_columns(items: Iterable[GraphNode | GraphEdge], fixed: Iterable[str]) -> dict[str, str]:
    """Attribute name -> column, sorted by name, for every attribute that any item has. One to one, in any case."""
    taken = {name.casefold() for name in fixed}
    columns: dict[str, str] = {}
    for name in sorted({name for item in items for name, value in item.attributes.items() if value}):
        column = visible(name) or _PREFIX
        while column.casefold() in taken:
            column = _PREFIX + column
        taken.add(column.casefold())
        columns[name] = column
    return columns


def attribute_cells(attributes: Mapping[str, str], columns: Mapping[str, str]) -> dict[str, Value]:
    """Column -> text of the attributes that are not empty."""
    return {column: attributes[name] for name, column in columns.items() if attributes.get(name)}
