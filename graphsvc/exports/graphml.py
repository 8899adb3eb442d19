"""GraphML 1.0 (graphml.graphdrawing.org), for Gephi, yEd, Cytoscape, igraph and NetworkX.

Written here rather than by NetworkX, whose writer stops at a control character and gives parallel edges ids that
repeat, which Gephi drops as "already exists". Node and edge ids are the XML ids and are not repeated as attributes:
igraph would then hold two. `evidence` is a JSON list with every statement behind the edge, its raw text lossless;
other text loses what XML cannot hold. An empty value is left out. The graph itself carries `title`, `banner`,
`limits` and, as JSON, `manifest` and `markings`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from graphsvc import tables
from graphsvc.documents import GraphDocument
from graphsvc.files import write_text
from graphsvc.textsafe import portable_json, xml_text

_TYPES = {("node", "protected"): "boolean", ("edge", "records"): "long"}
_GRAPH = ("title", "banner", "limits", "manifest", "markings")
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


class GraphMl:
    """One `.graphml` file."""

    NAME = "graphml"
    SUFFIX = ".graphml"
    LABEL = "GraphML: Gephi, yEd, Cytoscape, igraph"

    def write(self, document: GraphDocument, path: Path) -> list[Path]:
        return [write_text(path, _chunks(document))]


def _chunks(document: GraphDocument) -> Iterator[str]:
    node_columns = tables.attribute_columns(document.nodes, tables.NODE)
    edge_columns = tables.attribute_columns(document.edges, (*tables.EDGE, "evidence"))
    yield _HEAD
    yield from _keys("graph", "g", _GRAPH)
    yield from _keys("node", "n", (*tables.NODE[1:], *node_columns.values()))
    yield from _keys("edge", "e", (*tables.EDGE[3:], "evidence", *edge_columns.values()))
    yield '<graph id="G" edgedefault="directed">\n'
    yield _data("g", _graph_values(document)) + "\n"
    for node in document.nodes:
        row = tables.node_row(node)
        values = {name: row[name] for name in tables.NODE[1:]}
        yield f"<node id={_id(node.id)}>"
        yield _data("n", values | tables.attribute_cells(node.attributes, node_columns)) + "</node>\n"
    for edge in document.edges:
        row = tables.edge_row(edge)
        values = {name: row[name] for name in tables.EDGE[3:]}
        if edge.evidence:
            evidence = [
                {name: cell for name, cell in row.items() if name != "edge"} for row in tables.evidence_rows(edge)
            ]
            values["evidence"] = portable_json(evidence)
        yield f"<edge id={_id(edge.id)} source={_id(edge.source)} target={_id(edge.target)}>"
        yield _data("e", values | tables.attribute_cells(edge.attributes, edge_columns)) + "</edge>\n"
    yield "</graph>\n</graphml>\n"


def _graph_values(document: GraphDocument) -> dict[str, tables.Value]:
    manifest = document.manifest()
    return {
        "title": document.title,
        "banner": str(manifest["banner"]),
        "limits": str(manifest["limits"]),
        "manifest": portable_json(manifest),
        "markings": portable_json(document.markings),
    }


def _keys(domain: str, prefix: str, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        kind = _TYPES.get((domain, name), "string")
        yield f'<key id={_key(prefix, name)} for="{domain}" attr.name={_quoted(name)} attr.type="{kind}"/>\n'


def _data(prefix: str, values: Mapping[str, tables.Value]) -> str:
    return "".join(
        f"<data key={_key(prefix, name)}>{_text(value)}</data>" for name, value in values.items() if value != ""
    )


@lru_cache(maxsize=1024)
def _key(prefix: str, name: str) -> str:
    """`n-kind`: not `d3`, `x` or `label`, which Gephi takes for its own columns and drops what else they name. What
    an XML name token may not hold stands as `:hex:`, so a stranger's column name is one key and no other's."""
    token = re.sub("[^A-Za-z0-9._-]", lambda found: f":{ord(found.group()):x}:", name)
    return f'"{prefix}-{token}"'


def _id(identifier: str) -> str:
    """As an XML attribute. Model ids hold nothing that XML forbids; a foreign one is percent-encoded as theirs are."""
    if xml_text(identifier) != identifier:
        identifier = "".join(c if xml_text(c) == c else quote(c, errors="surrogatepass") for c in identifier)
    return quoteattr(identifier)


def _quoted(text: str) -> str:
    return quoteattr(xml_text(text))


def _text(value: tables.Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return escape(xml_text(str(value)), {"\r": "&#13;"})  # a bare CR would be read as a line feed
