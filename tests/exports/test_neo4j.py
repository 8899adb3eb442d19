"""The Neo4j import beyond the contract: the importer itself takes it, and a database says what the document said."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import neo4j
import pytest

from graphsvc.documents import GraphDocument, GraphEdge, GraphNode
from graphsvc.errors import InputError
from graphsvc.exports.neo4j import Neo4jImport
from tests.support import documents, neo4j_server

TEXT = '=1+1 \\" \'; "quoted", \r\n \t ,;| Ünïcode 👨‍👩‍👧 \x01 \u202e end\\'


def _document() -> GraphDocument:
    """Both what records state and what an algorithm ascribed, with a stranger's text wherever one can stand."""
    told = documents.graph_saying(TEXT)
    actor, template = "actor:00000000000000aa", "template:00000000000000bb"
    nodes = (
        *told.nodes,
        GraphNode(actor, "actor", "actor 00000000", {"records": "5", "stability": "0.75"}),
        GraphNode(template, "template", "template 00000000", {"adverts": "3"}),
    )
    edges = (
        *told.edges,
        GraphEdge("e2", "ad:s:k", actor, "MEMBER_OF", "inference", 1, "", "", (), {"confidence": "1e-05"}),
        GraphEdge("e3", "ad:s:k", template, "USES_TEMPLATE", "inference", 1, "", "", (), {"similarity": "0.875"}),
    )
    return replace(told, nodes=nodes, edges=edges)


@pytest.mark.neo4j
def test_the_importer_makes_the_graph_of_it(tmp_path: Path) -> None:
    document = _document()
    files = tmp_path / "files"
    files.mkdir()
    written = Neo4jImport().write(document, files / "the harbour's.neo4j")
    command = json.loads(written[-1].read_text("utf-8"))["command"]
    assert command in written[-2].read_text("utf-8")
    neo4j_server.import_files(tmp_path, command, files)
    server = neo4j_server.launch(tmp_path)
    try:
        with neo4j.GraphDatabase.driver(server.url.replace("neo4j://", "bolt://")) as driver:
            nodes = {row["n"]["id"]: row["n"] for row in driver.execute_query("MATCH (n) RETURN n").records}
            found = driver.execute_query("MATCH (s)-[e]->(o) RETURN s.id AS s, e, o.id AS o").records
            edges = {row["e"]["id"]: row["e"] for row in found}
            ends = {(row["e"]["id"], row["s"], row["o"]) for row in found}
    finally:
        server.stop()
    assert {name: set(node.labels) for name, node in nodes.items()} == {
        "ad:s:k": {"Entity", "Ad"}, documents.PHONE: {"Entity", "Phone"},
        "actor:00000000000000aa": {"Result", "Actor"}, "template:00000000000000bb": {"Result", "Template"},
    }  # fmt: skip
    assert nodes["ad:s:k"]["caption"] == nodes["ad:s:k"]["title"] == TEXT
    assert nodes["actor:00000000000000aa"]["records"] == 5
    assert nodes["actor:00000000000000aa"]["stability"] == 0.75
    assert nodes["actor:00000000000000aa"]["protected"] is False
    assert {name: edge.type for name, edge in edges.items()} == {
        "e1": "MENTIONS", "e2": "MEMBER_OF", "e3": "USES_TEMPLATE"
    }  # fmt: skip
    assert (edges["e1"]["note"], edges["e2"]["confidence"], edges["e3"]["similarity"]) == (TEXT, 1e-05, 0.875)
    assert json.loads(edges["e1"]["evidence"])[0]["raw"] == TEXT
    assert ends == {(edge.id, edge.source, edge.target) for edge in document.edges}


def test_a_figure_that_is_none_stays_text(tmp_path: Path) -> None:
    told = documents.graph_saying("x")
    nodes = tuple(replace(node, attributes={"records": value}) for node, value in zip(told.nodes, ("5", "many")))
    written = Neo4jImport().write(replace(told, nodes=nodes), tmp_path / "g.neo4j")
    assert "records:string" in written[0].read_text("utf-8").split("\n")[0]


def test_what_is_no_word_of_the_model_is_refused(tmp_path: Path) -> None:
    told = documents.graph_saying("x")
    kinds = replace(told, nodes=(*told.nodes, GraphNode("x", "a label`", "x", {})))
    types = replace(told, edges=(replace(told.edges[0], type="A TYPE`"),))
    for document, word in ((kinds, "label"), (types, "TYPE")):
        with pytest.raises(InputError, match=word):
            Neo4jImport().write(document, tmp_path / "g.neo4j")
    assert list(tmp_path.iterdir()) == []


def test_a_long_field_widens_the_buffer(tmp_path: Path) -> None:
    written = Neo4jImport().write(documents.graph_saying("x" * 5_000_000), tmp_path / "g.neo4j")
    command = json.loads(written[-1].read_text("utf-8"))["command"]
    assert int(command.rpartition("=")[2]) > 10_000_000
