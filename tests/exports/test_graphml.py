"""GraphML beyond the contract: what XML itself, and the tools that read it, insist on."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest

from graphsvc.documents import GraphDocument, GraphNode
from graphsvc.exports.graphml import GraphMl
from tests.support import documents

NS = "{http://graphml.graphdrawing.org/xmlns}"


def _written(document: GraphDocument, folder: Path) -> Path:
    return GraphMl().write(document, folder / "g.graphml")[0]


def test_edge_ids_are_unique_in_the_graph(tmp_path: Path) -> None:
    """Gephi drops an edge whose id repeats, parallel edges above all."""
    root = ElementTree.parse(_written(documents.graph(), tmp_path)).getroot()
    ids = [edge.get("id") for edge in root.iter(f"{NS}edge")]
    assert sorted(ids) == ["e1", "e2", "e3", "e4", "e5"]


def test_parallel_edges_stay_apart(tmp_path: Path) -> None:
    graph = nx.read_graphml(_written(documents.graph(), tmp_path))
    assert isinstance(graph, nx.MultiDiGraph)
    kinds = {data["kind"] for data in graph.get_edge_data("ad:city-ads:C-001", documents.PHONE).values()}
    assert kinds == {"fact", "assessment"}


def test_ids_are_not_attributes_as_well(tmp_path: Path) -> None:
    """igraph would hold two attributes of that name."""
    root = ElementTree.parse(_written(documents.graph(), tmp_path)).getroot()
    assert "id" not in {key.get("attr.name") for key in root.iter(f"{NS}key")}


def test_keys_are_declared_once_and_are_name_tokens(tmp_path: Path) -> None:
    nodes = (
        GraphNode("n", "ad", "", {"Job title/<x>": "a", "job title/<x>": "b", "\x0b": "c", "d3": "d", "kind": "e"}),
    )
    root = ElementTree.parse(_written(replace(documents.graph(), nodes=nodes, edges=()), tmp_path)).getroot()
    keys = [(key.get("for"), str(key.get("id")), str(key.get("attr.name"))) for key in root.iter(f"{NS}key")]
    assert all(re.fullmatch(r"[\w.:-]+", identifier) for _, identifier, _ in keys)
    assert len({identifier for _, identifier, _ in keys}) == len(keys)
    assert len({(domain, name.casefold()) for domain, _, name in keys}) == len(keys)
    used = {data.get("key") for data in root.iter(f"{NS}data")}
    assert used <= {identifier for _, identifier, _ in keys}


def test_types_are_the_tables_own(tmp_path: Path) -> None:
    """`records` counts on an edge; on a node it is a stranger's attribute and stays text."""
    graph = nx.read_graphml(_written(documents.graph(), tmp_path), force_multigraph=True)
    assert all(type(data["records"]) is int for _, _, data in graph.edges(data=True))
    assert {data["records"] for _, data in graph.nodes(data=True) if "records" in data} == {"5"}
    assert all(type(data["protected"]) is bool for _, data in graph.nodes(data=True))


@pytest.mark.parametrize("foreign", ["a\x00b", "a\ud800", "a b", "a'\"<&>"])
def test_a_foreign_id_cannot_break_the_file(foreign: str, tmp_path: Path) -> None:
    graph = nx.read_graphml(
        _written(replace(documents.graph(), nodes=(GraphNode(foreign, "ad", "", {}),), edges=()), tmp_path)
    )
    assert len(graph) == 1


def test_the_label_is_safe_to_draw_and_the_caption_whole(tmp_path: Path) -> None:
    graph = nx.read_graphml(_written(documents.graph_saying("\u202e" + "long " * 100), tmp_path))
    data = graph.nodes["ad:s:k"]
    assert data["label"].startswith("⟨U+202E⟩long")
    assert data["label"].endswith("more characters)")
    assert data["caption"] == "\u202e" + "long " * 100
