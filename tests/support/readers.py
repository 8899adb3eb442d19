"""Export formats opened by readers that this project did not write: what a partner sees in the tool they have."""

from __future__ import annotations

import csv as stdlib_csv
import io
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import networkx as nx
import pandas as pd

from graphsvc import tables
from graphsvc.documents import GraphDocument
from graphsvc.textsafe import utf8_text, xml_text

Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Seen:
    """Nodes and edges by id, as column -> value without the empty ones; evidence rows by edge; marking and banner."""

    nodes: dict[str, Item]
    edges: dict[str, Item]
    evidence: dict[str, list[Item]]
    manifest: Item
    markings: Item


def graphml(path: Path) -> Seen:
    """NetworkX."""
    graph = nx.read_graphml(path, force_multigraph=True)
    nodes = {node: {"id": node, **data} for node, data in graph.nodes(data=True)}
    edges, evidence = {}, {}
    for source, target, key, data in graph.edges(keys=True, data=True):
        if "evidence" in data:
            evidence[key] = json.loads(data.pop("evidence"))
        edges[key] = {"id": key, "source": source, "target": target, **data}
    return Seen(nodes, edges, evidence, json.loads(graph.graph["manifest"]), json.loads(graph.graph["markings"]))


def csv(path: Path) -> Seen:
    """pandas, which knows nothing of the escape: it is taken off here as the manifest says."""
    manifest = json.loads(path.with_suffix(".manifest.json").read_text("utf-8"))
    escape = manifest["escape"]["character"]

    def rows(table: str) -> list[Item]:
        name = next(name for name in manifest["files"] if name.endswith(f".{table}.csv"))
        frame = pd.read_csv(path.with_name(name), dtype=str, keep_default_na=False, encoding="utf-8")
        frame.columns = [column.removeprefix(escape) for column in frame.columns]
        found = [
            {column: str(cell).removeprefix(escape) for column, cell in row.items()}
            for row in frame.to_dict(orient="records")
        ]
        return [{column: _typed(column, table, cell) for column, cell in row.items() if cell != ""} for row in found]

    evidence: dict[str, list[Item]] = {}
    for row in rows("evidence"):
        evidence.setdefault(row.pop("edge"), []).append({name: row.get(name, "") for name in tables.EVIDENCE[1:]})
    by_id = [{row["id"]: row for row in rows(table)} for table in ("nodes", "edges")]
    return Seen(by_id[0], by_id[1], evidence, manifest, manifest["markings"])


def _typed(column: str, table: str, cell: str) -> Any:
    if (table, column) == ("nodes", "protected"):
        return cell == "true"
    if (table, column) in (("edges", "records"), ("evidence", "start"), ("evidence", "end"), ("evidence", "line")):
        return int(cell)
    return float(cell) if (table, column) == ("evidence", "confidence") else cell


def neo4j(path: Path) -> Seen:
    """The standard library's CSV, whose dialect is the importer's; types as the headers say."""
    manifest = json.loads(path.with_name(f"{path.name}.manifest.json").read_text("utf-8"))

    def rows(what: str) -> list[Item]:
        text = path.with_name(f"{path.name}.{what}.txt").read_bytes().decode("utf-8")
        stdlib_csv.field_size_limit(max(stdlib_csv.field_size_limit(), len(text) + 1))
        header, *lines = stdlib_csv.reader(io.StringIO(text, newline=""))
        columns = [_RENAMED.get(head) or unquote(head.rpartition(":")[0]) for head in header]
        return [
            {column: _imported(column, what, cell) for column, cell in zip(columns, line, strict=True) if cell}
            for line in lines
        ]

    nodes = {row["id"]: {name: cell for name, cell in row.items() if name != "labels"} for row in rows("nodes")}
    edges = {row["id"]: row for row in rows("relationships")}
    evidence = {name: json.loads(row.pop("evidence")) for name, row in edges.items() if "evidence" in row}
    return Seen(nodes, edges, evidence, manifest, manifest["markings"])


_RENAMED = {"id:ID": "id", ":LABEL": "labels", ":START_ID": "source", ":END_ID": "target", ":TYPE": "type"}


def _imported(column: str, what: str, cell: str) -> Any:
    """Figures among the attributes are told as the texts they were; the tables' own columns have their types."""
    if (what, column) == ("nodes", "protected"):
        return cell == "true"
    return int(cell) if (what, column) == ("relationships", "records") else cell


def json_(path: Path) -> Seen:
    """The standard library's JSON."""
    value = json.loads(path.read_bytes())
    nodes, edges, evidence = {}, {}, {}
    columns = [
        tables.attribute_columns([_Attributes(item["attributes"]) for item in value[name]], fixed)
        for name, fixed in (("nodes", tables.NODE), ("edges", (*tables.EDGE, "evidence")))
    ]
    for node in value["nodes"]:
        attributes = tables.attribute_cells(node.pop("attributes"), columns[0])
        nodes[node["id"]] = {name: cell for name, cell in (node | attributes).items() if cell != ""}
    for edge in value["edges"]:
        attributes = tables.attribute_cells(edge.pop("attributes"), columns[1])
        if rows := edge.pop("evidence"):
            evidence[edge["id"]] = rows
        edges[edge["id"]] = {name: cell for name, cell in (edge | attributes).items() if cell != ""}
    return Seen(nodes, edges, evidence, value["manifest"], value["markings"])


@dataclass(frozen=True, slots=True)
class _Attributes:
    attributes: dict[str, str]


READERS: dict[str, Callable[[Path], Seen]] = {"graphml": graphml, "csv": csv, "json": json_, "neo4j": neo4j}
# What a format cannot hold, and what stands in its place; evidence in GraphML is JSON and loses nothing.
LOSS: dict[str, Callable[[str], str]] = {"graphml": xml_text, "csv": utf8_text, "json": str, "neo4j": utf8_text}
EVIDENCE_LOSS: dict[str, Callable[[str], str]] = {"graphml": str, "csv": utf8_text, "json": str, "neo4j": str}
DERIVED = {"json": {"label"}}  # columns that tables add


def expected(document: GraphDocument, name: str) -> Seen:
    """What the reader of that format must see of the document."""
    lose, lose_raw = LOSS[name], EVIDENCE_LOSS[name]

    def item(row: dict[str, tables.Value], attributes: dict[str, tables.Value]) -> Item:
        kept = {c: lose(v) if isinstance(v, str) else v for c, v in (row | attributes).items()}
        return {c: v for c, v in kept.items() if v != "" and c not in DERIVED.get(name, ())}

    node_columns = tables.attribute_columns(document.nodes, tables.NODE)
    edge_columns = tables.attribute_columns(document.edges, (*tables.EDGE, "evidence"))
    return Seen(
        {n.id: item(tables.node_row(n), tables.attribute_cells(n.attributes, node_columns)) for n in document.nodes},
        {e.id: item(tables.edge_row(e), tables.attribute_cells(e.attributes, edge_columns)) for e in document.edges},
        {
            e.id: [{c: lose_raw(v) if isinstance(v, str) else v for c, v in asdict(r).items()} for r in e.evidence]
            for e in document.edges
            if e.evidence
        },
        document.manifest(),
        document.markings,
    )
