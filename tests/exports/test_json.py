"""The JSON export restores the document, whatever the text, and refuses what is not one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphsvc.errors import InputError
from graphsvc.exports.json import Json
from graphsvc.results import Result
from tests.support import documents


def test_the_document_comes_back_equal(tmp_path: Path) -> None:
    document = documents.graph()
    (path,) = Json().write(document, tmp_path / "g.json")
    assert Json().read(path) == document


def test_the_embedded_result_keeps_its_digest(tmp_path: Path) -> None:
    (path,) = Json().write(documents.graph(), tmp_path / "g.json")
    embedded = json.dumps(json.loads(path.read_text("utf-8"))["result"])
    assert Result.from_json(embedded).digest == documents.result().digest


@given(text=st.text(st.characters(), max_size=40))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_comes_back_to_the_last_character(text: str, tmp_path: Path) -> None:
    document = documents.graph_saying(text)
    (path,) = Json().write(document, tmp_path / "g.json")
    assert Json().read(path) == document


def test_one_item_a_line(tmp_path: Path) -> None:
    (path,) = Json().write(documents.graph(), tmp_path / "g.json")
    lines = path.read_text("utf-8").splitlines()
    assert sum(line.startswith(('{"actor"', '{"attributes"')) for line in lines) == 10


REFUSED = {
    "no JSON": "[", "a list": "[]", "another schema": '{"schema":"graphsvc.graph/9"}', "a name twice": '{"a":1,"a":2}',
    "not a number": '{"schema":NaN}', "deep": "[" * 100_000, "huge number": "9" * 5_000,
    "nothing in it": '{"schema":"graphsvc.graph/1"}',
}  # fmt: skip


@pytest.mark.parametrize("text", REFUSED.values(), ids=list(REFUSED))
def test_what_is_not_one_is_refused_in_a_sentence(text: str, tmp_path: Path) -> None:
    path = tmp_path / "g.json"
    path.write_text(text)
    with pytest.raises(InputError) as refused:
        Json().read(path)
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 300


CHANGES = {
    "kind": ('"kind":"fact"', '"kind":"certain"', "is no assessment"),
    "an end": ('"source":"ad:city-ads:C-001"', '"source":"ad:x"', "ends at a node that is not in the graph"),
    "an id": ('"id":"e2"', '"id":"e1"', "share an id"),
    "a type": ('"records":1', '"records":"1"', r"edges\[0\]\.records: expected a whole number"),
    "its marking": ('\n"marking":{"caveats"', '\n"marking":{"x":1,"caveats"', "marking: 'x' is unknown"),
    "its TLP": ('"tlp":"AMBER+STRICT"},\n"markings"', '"tlp":"PINK"},\n"markings"', "TLP 'PINK' does not exist"),
    "the manifest's marking": ('"tlp":"AMBER+STRICT"', '"tlp":"CLEAR"', "is not what its manifest says"),
    "evidence": (
        '"confidence":0.99',
        '"confidence":"high"',
        r"edges\[0\]\.evidence\[0\]\.confidence: expected a number",
    ),
    "a count": ('"nodes":5', '"nodes":6', "is not what its manifest says"),
}


@pytest.mark.parametrize("found, put, reason", CHANGES.values(), ids=list(CHANGES))
def test_what_does_not_fit_is_refused_with_its_place(found: str, put: str, reason: str, tmp_path: Path) -> None:
    (path,) = Json().write(documents.graph(), tmp_path / "g.json")
    text = path.read_text("utf-8")
    assert found in text
    path.write_text(text.replace(found, put, 1), "utf-8")
    with pytest.raises(InputError, match=reason):
        Json().read(path)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "latin.json").write_bytes(b'"\xe9"')
    for name in ("absent.json", "latin.json"):
        with pytest.raises(InputError, match=name):
            Json().read(tmp_path / name)
