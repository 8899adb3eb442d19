"""The whole graph document as JSON, lossless: nodes, edges, evidence, markings, manifest and the embedded result.

Schema `graphsvc.graph/1`: one object, one node or edge a line, names sorted, so that two exports can be compared by
any text tool. Text is kept to the last byte: what UTF-8 cannot hold stands as a \\uXXXX escape. Numbers of the result
are rounded to six decimals as in the result's own document, so that machines agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path

from graphsvc.documents import EvidenceRow, GraphDocument, GraphEdge, GraphNode
from graphsvc.errors import InputError
from graphsvc.files import read_text, write_text
from graphsvc.restore import parse, restore
from graphsvc.textsafe import portable, portable_json

SCHEMA = "graphsvc.graph/1"
_TOLD = ("title", "marking", "nodes", "edges", "software")
_WHAT = "a JSON export of graphsvc"


class Json:
    """One `.json` file, and back."""

    NAME = "json"
    SUFFIX = ".json"
    LABEL = "JSON: graphsvc, notebooks, scripts"

    def write(self, document: GraphDocument, path: Path) -> list[Path]:
        return [write_text(path, _chunks(document))]

    def read(self, path: Path) -> GraphDocument:
        """The document again. Raises InputError for anything that is not exactly one, saying what does not fit."""
        value = parse(read_text(path, _WHAT), f"{_WHAT} ({path.name})")
        if not isinstance(value, dict) or value.pop("schema", None) != SCHEMA:
            raise InputError(f"{str(path)!r} is no graph of schema {SCHEMA}; export it again")
        manifest = value.pop("manifest", None)
        found: GraphDocument = restore(GraphDocument, value, f"{_WHAT} ({path.name})")
        told = found.manifest()
        if not isinstance(manifest, dict) or any(manifest.get(name) != told[name] for name in _TOLD):
            raise InputError(f"{str(path)!r} is not what its manifest says: title, marking or counts; export it again")
        return found


def _chunks(document: GraphDocument) -> Iterator[str]:
    yield f'{{"schema":"{SCHEMA}",\n"title":{portable_json(document.title)},\n'
    yield f'"software":{portable_json(document.software)},\n"manifest":{portable_json(document.manifest())},\n'
    yield f'"marking":{portable_json(document.marking.as_json())},\n"markings":{portable_json(document.markings)},\n'
    yield from _list("nodes", document.nodes)
    yield from _list("edges", document.edges)
    result = "null" if document.result is None else portable(document.result.to_json())
    yield f'"result":{result}}}\n'


def _list(name: str, items: Sequence[GraphNode | GraphEdge]) -> Iterator[str]:
    yield f'"{name}":['
    for at, item in enumerate(items):
        yield (",\n" if at else "\n") + portable_json(_plain(item))
    yield "],\n"


def _plain(item: GraphNode | GraphEdge | EvidenceRow) -> dict[str, object]:
    found: dict[str, object] = {field.name: getattr(item, field.name) for field in fields(item)}
    if isinstance(item, GraphEdge):
        found["evidence"] = [_plain(row) for row in item.evidence]
    return found
