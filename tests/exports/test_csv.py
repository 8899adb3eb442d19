"""The CSV pair beyond the contract: no formula, the escape undone exactly, changed files refused."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphsvc.documents import GraphDocument
from graphsvc.errors import InputError
from graphsvc.exports.csv import CsvPair
from tests.support import documents

TRIGGERS = "=+-@\t\r\n\0＝＋－＠"


def _written(document: GraphDocument, folder: Path) -> list[Path]:
    return CsvPair().write(document, folder / "g.csv")


def _cells(paths: list[Path]) -> list[str]:
    return [
        cell
        for path in paths[:3]
        for row in csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""))
        for cell in row
    ]


def test_four_files_beside_each_other(tmp_path: Path) -> None:
    names = [path.name for path in _written(documents.graph(), tmp_path)]
    assert names == ["g.nodes.csv", "g.edges.csv", "g.evidence.csv", "g.manifest.json"]


@pytest.mark.parametrize(
    "given_name", ["g.csv", "g.CSV", "g", "g.nodes.csv", "g.edges.csv", "g.evidence.csv", "g.manifest.json"]
)
def test_any_of_the_names_reads_them(given_name: str, tmp_path: Path) -> None:
    document = documents.graph()
    _written(document, tmp_path)
    assert CsvPair().read(tmp_path / given_name) == replace(document, result=None)


def test_excel_finds_the_encoding_and_the_line_ends(tmp_path: Path) -> None:
    for path in _written(documents.graph(), tmp_path)[:3]:
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        assert path.read_bytes().endswith(b"\r\n")


@pytest.mark.parametrize("trigger", [*TRIGGERS, " =", "\u200b=", "\xa0+", "'", "''", "+491701234567", "-1", "@SUM(A1)"])
def test_no_cell_begins_with_a_trigger(trigger: str, tmp_path: Path) -> None:
    paths = _written(documents.graph_saying(trigger + "1"), tmp_path)
    cells = _cells(paths)
    assert not [cell for cell in cells if cell.lstrip(" \xa0\u200b").startswith(tuple(TRIGGERS))]
    assert "'" + trigger + "1" in cells


@given(text=st.text(st.sampled_from("'=+-@\t\r\n\0＝＋ \u200b\",;ab"), max_size=12))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_written_and_read_back_is_equal(text: str, tmp_path: Path) -> None:
    document = documents.graph_saying(text)
    _written(document, tmp_path)
    assert CsvPair().read(tmp_path / "g.csv") == _without_empty(document)


def _without_empty(document: GraphDocument) -> GraphDocument:
    """Tables cannot tell an empty attribute from none."""
    nodes = (replace(n, attributes={k: v for k, v in n.attributes.items() if v}) for n in document.nodes)
    edges = (replace(e, attributes={k: v for k, v in e.attributes.items() if v}) for e in document.edges)
    return replace(document, nodes=tuple(nodes), edges=tuple(edges), result=None)


def test_the_escape_is_declared(tmp_path: Path) -> None:
    manifest = json.loads(_written(documents.graph(), tmp_path)[3].read_text("utf-8"))
    assert manifest["schema"] == "graphsvc.csv/1"
    assert manifest["escape"]["character"] == "'"
    assert "take exactly one" in manifest["escape"]["rule"]


@pytest.mark.parametrize("table", [0, 1, 2])
def test_one_changed_byte_is_refused(table: int, tmp_path: Path) -> None:
    path = _written(documents.graph(), tmp_path)[table]
    path.write_bytes(path.read_bytes().replace(b"ad:", b"Ad:", 1))
    with pytest.raises(InputError, match="was changed since it was exported"):
        CsvPair().read(tmp_path / "g.csv")


def test_a_table_of_another_export_is_refused(tmp_path: Path) -> None:
    edges = _written(documents.graph(), tmp_path)[1].read_bytes()
    other = _written(documents.graph_saying("x"), tmp_path)
    other[1].write_bytes(edges)
    with pytest.raises(InputError, match=r"g\.edges\.csv"):
        CsvPair().read(tmp_path / "g.csv")


DAMAGED = (
    "",
    "[]",
    "{}",
    '{"schema":"graphsvc.csv/2"}',
    '{"schema":"graphsvc.csv/1"}',
    '{"schema":"graphsvc.csv/1","attributes":3}',
)


@pytest.mark.parametrize("manifest", DAMAGED)
def test_a_damaged_manifest_is_one_sentence(manifest: str, tmp_path: Path) -> None:
    _written(documents.graph(), tmp_path)[3].write_text(manifest)
    with pytest.raises(InputError):
        CsvPair().read(tmp_path / "g.csv")


@pytest.mark.parametrize(
    "found, put", [("MENTIONS,fact,1", "MENTIONS,fact,one"), ("id,source", "id"), ("\r\n", "\r\nx\r\n")]
)
def test_rows_that_are_none_are_refused_with_their_line(found: str, put: str, tmp_path: Path) -> None:
    """Even when the manifest was made to agree."""
    paths = _written(documents.graph(), tmp_path)
    forged = paths[1].read_bytes().decode().replace(found, put, 1).encode()
    paths[1].write_bytes(forged)
    manifest = json.loads(paths[3].read_text("utf-8"))
    manifest["files"]["g.edges.csv"] = hashlib.sha256(forged).hexdigest()
    paths[3].write_text(json.dumps(manifest))
    with pytest.raises(InputError, match=r"g\.edges\.csv', line \d+"):
        CsvPair().read(tmp_path / "g.csv")


def test_missing_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"g\.manifest\.json"):
        CsvPair().read(tmp_path / "g.csv")
