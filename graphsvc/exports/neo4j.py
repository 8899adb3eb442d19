"""The graph as `neo4j-admin database import` reads it: NAME.neo4j.nodes.txt, .relationships.txt and companions.

Labels and types are the store's: `Entity` and a kind for what records state, `Result` and a kind for what an algorithm
ascribed. `evidence` is a JSON list with every statement behind a relationship. An attribute is a property of its own
name, in which what a header cannot hold is percent-encoded; a figure is a number. The README holds the command; the
manifest holds marking, limits and the SHA-256 of each file. To bring a case itself into a server, `graphsvc copy`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from graphsvc import bulk, tables
from graphsvc.documents import FIGURES, GraphDocument, GraphEdge, GraphNode
from graphsvc.errors import InputError
from graphsvc.files import check_target, staged
from graphsvc.model import EdgeType, NodeKind
from graphsvc.textsafe import portable_json

SCHEMA = "graphsvc.neo4j/1"
_RESULTS = (NodeKind.ACTOR, NodeKind.NETWORK, NodeKind.TEMPLATE)
_TYPED = {"records": "long", "protected": "boolean"}
_NUMBER: dict[type, str] = {int: "long", float: "double"}
_FIGURE = {"long": re.compile(r"-?[0-9]{1,15}"), "double": re.compile(r"-?[0-9]{1,15}(\.[0-9]+)?(e-?[0-9]{1,2})?")}


class Neo4jImport:
    """Four files beside each other, all or none of them written."""

    NAME = "neo4j"
    SUFFIX = ".neo4j"
    LABEL = "Neo4j: neo4j-admin database import, Browser, Bloom"

    def write(self, document: GraphDocument, path: Path) -> list[Path]:
        check_target(path)
        paths = _paths(path)
        node_columns = _Columns(document.nodes, tables.NODE)
        edge_columns = _Columns(document.edges, (*tables.EDGE, "evidence"))
        files = bulk.Import()
        files.nodes.append(paths["nodes"].name)
        files.relationships.append(paths["relationships"].name)
        manifest = document.manifest() | {"schema": SCHEMA, "markings": document.markings}
        notes = {"marking": str(manifest["banner"]), "limits": str(manifest["limits"])}
        with staged() as stage:
            manifest["files"] = {
                paths["nodes"].name: stage(paths["nodes"], _nodes(files, document.nodes, node_columns)),
                paths["relationships"].name: stage(paths["relationships"], _edges(files, document.edges, edge_columns)),
            }
            manifest["command"] = files.command()
            title = f"Nodes and relationships of {paths['nodes'].name} and {paths['relationships'].name}"
            stage(paths["readme"], bulk.readme(title, manifest["command"], notes))
            stage(paths["manifest"], [portable_json(manifest), "\n"])
        return list(paths.values())


def _paths(path: Path) -> dict[str, Path]:
    name = re.sub(r"(\.neo4j)?$", ".neo4j", path.name, count=1, flags=re.IGNORECASE)
    tails = {
        "nodes": f"nodes{bulk.SUFFIX}", "relationships": f"relationships{bulk.SUFFIX}", "readme": "README.txt",
        "manifest": "manifest.json",
    }  # fmt: skip
    return {what: path.with_name(f"{name}.{tail}") for what, tail in tails.items()}


def _nodes(files: bulk.Import, nodes: Sequence[GraphNode], columns: _Columns) -> Iterator[str]:
    fixed = tables.NODE[1:]
    header = ["id:ID", ":LABEL", *(f"{name}:{_TYPED.get(name, 'string')}" for name in fixed), *columns.header]

    def rows() -> Iterator[list[bulk.Value]]:
        for node in nodes:
            row = tables.node_row(node)
            yield [node.id, _labels(node), *(_kept(row[name]) for name in fixed), *columns.cells(node)]

    return files.lines(header, rows())


def _edges(files: bulk.Import, edges: Sequence[GraphEdge], columns: _Columns) -> Iterator[str]:
    fixed = ("id", *tables.EDGE[4:])
    header = [
        ":START_ID", ":END_ID", ":TYPE", *(f"{name}:{_TYPED.get(name, 'string')}" for name in fixed), "evidence:string",
        *columns.header,
    ]  # fmt: skip

    def rows() -> Iterator[list[bulk.Value]]:
        for edge in edges:
            row = tables.edge_row(edge)
            evidence = [
                {name: cell for name, cell in row.items() if name != "edge"} for row in tables.evidence_rows(edge)
            ]
            yield [
                edge.source, edge.target, _type(edge), *(_kept(row[name]) for name in fixed),
                portable_json(evidence) if evidence else None, *columns.cells(edge),
            ]  # fmt: skip

    return files.lines(header, rows())


class _Columns:
    """The attributes of nodes, or of edges, as properties; a figure's name makes a number if every value is one."""

    def __init__(self, items: Sequence[GraphNode] | Sequence[GraphEdge], fixed: Iterable[str]) -> None:
        self._columns = tables.attribute_columns(items, fixed)
        self._types = {name: self._type(name, items) for name in self._columns}
        self.header = [f"{quote(column, safe=' ')}:{self._types[name]}" for name, column in self._columns.items()]

    def _type(self, name: str, items: Iterable[GraphNode | GraphEdge]) -> str:
        type_ = _NUMBER[FIGURES[name]] if name in FIGURES else "string"
        given = (text for item in items if (text := item.attributes.get(name)))
        return type_ if type_ == "string" or all(map(_FIGURE[type_].fullmatch, given)) else "string"

    def cells(self, item: GraphNode | GraphEdge) -> list[bulk.Value]:
        found = tables.attribute_cells(item.attributes, self._columns)
        return [_kept(found.get(column, "")) for column in self._columns.values()]


def _kept(value: bulk.Value) -> bulk.Value:
    """An empty text makes no property: tables cannot tell the two apart."""
    return None if value == "" else value


def _labels(node: GraphNode) -> str:
    try:
        kind = NodeKind(node.kind)
    except ValueError:
        raise InputError(f"node kind {node.kind!r} has no label; kinds are {', '.join(NodeKind)}") from None
    return f"{'Result' if kind in _RESULTS else 'Entity'};{kind.label}"


def _type(edge: GraphEdge) -> str:
    try:
        return EdgeType(edge.type).value
    except ValueError:
        raise InputError(f"edge type {edge.type!r} does not exist; types are {', '.join(EdgeType)}") from None
