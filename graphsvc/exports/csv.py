"""A CSV pair and its companions: NAME.nodes.csv, NAME.edges.csv, NAME.evidence.csv, NAME.manifest.json.

RFC 4180, comma, UTF-8 with a byte order mark: without it Excel reads the local code page, and pandas, R and
LibreOffice skip it. A cell that a spreadsheet could read as a formula, or that begins with an apostrophe, is written
with one apostrophe before it; `read` takes exactly one away, and the manifest declares it. Phone numbers begin with
`+`, so they come so too. The manifest holds the SHA-256 of each table: a table of another export, or one changed
since, is refused. An unpaired surrogate, which UTF-8 cannot hold, becomes U+FFFD; the JSON export has the original.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from graphsvc import tables
from graphsvc.documents import GraphDocument
from graphsvc.errors import InputError
from graphsvc.files import check_target, read_text, staged
from graphsvc.restore import parse, restore
from graphsvc.textsafe import cell, portable_json, uncell, utf8_text

SCHEMA = "graphsvc.csv/1"
_ESCAPE = {
    "character": "'",
    "rule": "written once before a cell that begins with ' = + - @ tab CR LF NUL, full-width signs included, white "
    "space and invisible characters before a sign ignored; take exactly one leading ' away to get the value",
}
_TYPES: dict[str, Callable[[str], Any]] = {
    "protected": {"true": True, "false": False}.__getitem__,
    "confidence": float,
    "records": int,
    "start": int,
    "end": int,
    "line": int,
}
_MARK = "\ufeff"
_WHAT = "a CSV export of graphsvc"


class CsvPair:
    """Four files beside each other, all or none of them written."""

    NAME = "csv"
    SUFFIX = ".csv"
    LABEL = "CSV pair: Excel, LibreOffice, pandas, R"

    def write(self, document: GraphDocument, path: Path) -> list[Path]:
        check_target(path)
        node_columns = tables.attribute_columns(document.nodes, tables.NODE)
        edge_columns = tables.attribute_columns(document.edges, tables.EDGE)
        nodes = (tables.node_row(n) | tables.attribute_cells(n.attributes, node_columns) for n in document.nodes)
        edges = (tables.edge_row(e) | tables.attribute_cells(e.attributes, edge_columns) for e in document.edges)
        evidence = (row for edge in document.edges for row in tables.evidence_rows(edge))
        written = {
            "nodes": _lines((*tables.NODE, *node_columns.values()), nodes),
            "edges": _lines((*tables.EDGE, *edge_columns.values()), edges),
            "evidence": _lines(tables.EVIDENCE, evidence),
        }
        manifest = document.manifest() | {
            "schema": SCHEMA,
            "encoding": "UTF-8 with byte order mark, comma, CRLF, quotes doubled (RFC 4180)",
            "escape": _ESCAPE,
            "markings": document.markings,
            "attributes": {"nodes": node_columns, "edges": edge_columns},
        }
        paths = _paths(path)
        with staged() as stage:
            manifest["files"] = {paths[table].name: stage(paths[table], lines) for table, lines in written.items()}
            stage(paths["manifest"], [portable_json(manifest), "\n"])
        return list(paths.values())

    def read(self, path: Path) -> GraphDocument:
        """The document again, by any of the four names or NAME.csv; without its result, which tables cannot hold.

        Raises InputError for files that are missing, changed since, or not of this format.
        """
        paths = _paths(path)
        manifest = parse(read_text(paths["manifest"], _WHAT), _WHAT)
        if not isinstance(manifest, dict) or manifest.get("schema") != SCHEMA:
            raise InputError(f"{str(paths['manifest'])!r} is no manifest of schema {SCHEMA}; export again")
        try:
            attributes = {t: {str(c): str(a) for a, c in manifest["attributes"][t].items()} for t in ("nodes", "edges")}
            digests = {table: str(manifest["files"][paths[table].name]) for table in ("nodes", "edges", "evidence")}
            whole = {name: manifest[name] for name in ("title", "marking", "markings", "software")}
        except (KeyError, TypeError, AttributeError) as error:
            raise InputError(f"{str(paths['manifest'])!r} is damaged ({error}); export again") from error
        nodes = _read(paths["nodes"], digests["nodes"], attributes["nodes"])
        edges = _read(paths["edges"], digests["edges"], attributes["edges"])
        for node in nodes:
            node.pop("label", None)
        evidence: dict[str, list[dict[str, Any]]] = {}
        for row in _read(paths["evidence"], digests["evidence"], {}):
            del row["attributes"]
            evidence.setdefault(row.pop("edge", ""), []).append(row)
        for edge in edges:
            edge["evidence"] = evidence.get(edge.get("id", ""), [])
        found: GraphDocument = restore(GraphDocument, {**whole, "nodes": nodes, "edges": edges, "result": None}, _WHAT)
        return found


def _paths(path: Path) -> dict[str, Path]:
    name = re.sub(r"(\.(nodes|edges|evidence))?\.csv$|\.manifest\.json$", "", path.name, flags=re.IGNORECASE)
    tails = {"nodes": "nodes.csv", "edges": "edges.csv", "evidence": "evidence.csv", "manifest": "manifest.json"}
    return {table: path.with_name(f"{name}.{tail}") for table, tail in tails.items()}


def _lines(columns: tuple[str, ...], rows: Iterable[Mapping[str, tables.Value]]) -> Iterator[str]:
    yield _MARK + _line(columns)
    for row in rows:
        yield _line([row.get(column, "") for column in columns])


def _line(values: Iterable[tables.Value]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow([cell(utf8_text(_text(value))) for value in values])
    return line.getvalue()


def _text(value: tables.Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _read(path: Path, digest: str, attributes: Mapping[str, str]) -> list[dict[str, Any]]:
    """Rows of a table: fixed columns with their types, and `attributes` (column -> name) gathered in one mapping."""
    text = read_text(path, _WHAT)
    if hashlib.sha256((_MARK + text).encode()).hexdigest() != digest:
        raise InputError(f"{str(path)!r} was changed since it was exported; export again")
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))  # the limit is the process's: only ever raised
    lines = csv.reader(io.StringIO(text, newline=""))
    try:
        columns = [uncell(column) for column in next(lines)]
        return [_row(dict(zip(columns, map(uncell, line), strict=True)), attributes) for line in lines]
    except (StopIteration, KeyError, ValueError, csv.Error) as error:
        raise InputError(f"{str(path)!r}, line {lines.line_num}, is no row of {_WHAT}; export again") from error


def _row(cells: Mapping[str, str], attributes: Mapping[str, str]) -> dict[str, Any]:
    row: dict[str, Any] = {"attributes": {attributes[c]: text for c, text in cells.items() if c in attributes and text}}
    for column, text in cells.items():
        if column not in attributes:
            row[column] = _TYPES[column](text) if column in _TYPES else text
    return row
