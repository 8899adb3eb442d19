"""PORT: export formats. A format is a function of one `GraphDocument` to bytes on disk.

The document holds nodes, edges, evidence and marking, and a format adds nothing from elsewhere: no clock, no store.

Before sharing arrives (levels L0-L3), an export is the owner's working copy: full, its marking written inside.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from graphsvc import registry
from graphsvc.documents import GraphDocument

FORMATS: dict[str, str] = {
    "graphml": "graphsvc.exports.graphml:GraphMl",
    "csv": "graphsvc.exports.csv:CsvPair",
    "json": "graphsvc.exports.json:Json",
    "neo4j": "graphsvc.exports.neo4j:Neo4jImport",
}
GROUP = "graphsvc.exports"


class Format(Protocol):
    """`SUFFIX` of the file written; `LABEL` names who opens it."""

    NAME: str
    SUFFIX: str
    LABEL: str

    def write(self, document: GraphDocument, path: Path) -> list[Path]:
        """Write the document; returns the files written (each complete or absent). Raises InputError, StoreError."""
        ...


def get(name: str) -> Format:
    """The format called `name`. Raises UnknownName."""
    found: Format = registry.resolve(FORMATS, name, "export format", GROUP)()
    return found


def by_suffix(path: Path) -> str:
    """The format whose suffix the file has, e.g. `graphml`. Raises UnknownName."""
    return registry.by_suffix(FORMATS, path, "export format", GROUP)
