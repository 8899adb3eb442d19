"""Every export format, found through its registry: a new one is tested the day it registers."""

from __future__ import annotations

import base64
import stat
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphsvc import exports
from graphsvc.documents import GraphDocument
from graphsvc.errors import InputError, UnknownName
from graphsvc.marking import Marking
from tests.support import documents, golden
from tests.support.readers import READERS, expected

FOLDER = Path(exports.__file__).parent
HOSTILE = (
    "\x00", "\x0b", "a\x00b\ud800c\ufffe\uffff", "\u202eevil\u202c", "<data key='d0'>&amp;]]></data>", "=1+1", "+44 20",
    "'", "''x", "\t=", "\r\n", "a\rb", "＝cmd", " =1", '"', '"",\n', "{{7*7}}", "x" * 200_000, "e\u0301" * 50, "",
    "../../etc/passwd", "👨‍👩‍👧", "\ufeff=1", "\x85\u2028",
)  # fmt: skip


@pytest.fixture(params=sorted(exports.FORMATS))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def _write(name: str, document: GraphDocument, folder: Path) -> list[Path]:
    made = exports.get(name)
    return made.write(document, folder / f"harbour{made.SUFFIX}")


def test_forgot_to_register() -> None:
    files = {path.stem for path in FOLDER.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    registered = {path.split(":")[0].rsplit(".", 1)[-1] for path in exports.FORMATS.values()}
    assert files - {"__init__"} == registered


def test_forgot_an_outside_reader() -> None:
    assert set(READERS) == set(exports.FORMATS)
    assert {path.name for path in golden.GOLDEN.iterdir() if path.is_dir()} >= set(exports.FORMATS)


def test_it_is_what_the_port_says(name: str) -> None:
    made = exports.get(name)
    assert name == made.NAME
    assert made.SUFFIX.startswith(".")
    assert made.LABEL
    assert type(made).__doc__


def test_the_suffix_chooses(name: str) -> None:
    assert exports.by_suffix(Path(f"a/B.c{exports.get(name).SUFFIX.upper()}")) == name


def test_an_unknown_suffix_lists_the_known() -> None:
    with pytest.raises(UnknownName, match=r"'\.docx'; known: csv, graphml, json, neo4j"):
        exports.by_suffix(Path("clusters.docx"))


def test_bytes_are_golden(name: str, tmp_path: Path) -> None:
    for path in _write(name, documents.graph(), tmp_path):
        golden.check(f"{name}/{path.name}", path.read_bytes())


def test_order_of_the_document_does_not_matter(name: str, tmp_path: Path) -> None:
    document = documents.graph()
    shuffled = replace(document, nodes=document.nodes[::-1], edges=document.edges[::-1])
    (tmp_path / "again").mkdir()
    first, second = _write(name, document, tmp_path), _write(name, shuffled, tmp_path / "again")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_an_outside_reader_sees_it_all(name: str, tmp_path: Path) -> None:
    document = documents.graph()
    path = _write(name, document, tmp_path)[0].with_name(f"harbour{exports.get(name).SUFFIX}")
    seen, wanted = READERS[name](path), expected(document, name)
    assert seen.nodes == wanted.nodes
    assert seen.edges == wanted.edges
    assert seen.evidence == wanted.evidence


def test_kind_marking_and_limits_are_written_inside(name: str, tmp_path: Path) -> None:
    document = documents.graph()
    seen = READERS[name](_write(name, document, tmp_path)[0].with_name(f"harbour{exports.get(name).SUFFIX}"))
    assert {edge: item["kind"] for edge, item in seen.edges.items()} == {e.id: e.kind for e in document.edges}
    assert seen.markings == document.markings
    assert Marking.from_json(seen.manifest["marking"]) == document.marking
    assert seen.manifest["banner"] == "TLP:AMBER+STRICT NOT-IMM"
    assert "does not mean trafficking" in seen.manifest["limits"]


def test_every_person_like_node_has_a_category(name: str, tmp_path: Path) -> None:
    """LED art 6: unknown until somebody assessed it, and never missing."""
    seen = READERS[name](_write(name, documents.graph(), tmp_path)[0].with_name(f"harbour{exports.get(name).SUFFIX}"))
    found = {item["kind"]: item.get("subject_category") for item in seen.nodes.values()}
    assert found == {"ad": None, "email": "unknown", "phone": "unknown", "actor": "unknown"}


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:20]))
def test_hostile_text_is_safe(name: str, text: str, tmp_path: Path) -> None:
    _check_text(name, text, tmp_path)


@given(text=st.text(st.characters(), max_size=40))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_safe(name: str, text: str, tmp_path: Path) -> None:
    _check_text(name, text, tmp_path)


def _check_text(name: str, text: str, folder: Path) -> None:
    document = documents.graph_saying(text)
    path = _write(name, document, folder)[0].with_name(f"harbour{exports.get(name).SUFFIX}")
    seen, wanted = READERS[name](path), expected(document, name)
    assert (seen.nodes, seen.edges, seen.evidence) == (wanted.nodes, wanted.edges, wanted.evidence)


def test_what_is_left_out_is_nowhere_in_the_bytes(name: str, tmp_path: Path) -> None:
    """Not as text, not in another case, not percent-encoded, not in base64."""
    whole = documents.graph()
    gone = documents.PHONE
    document = replace(
        whole,
        nodes=tuple(node for node in whole.nodes if node.id != gone),
        edges=tuple(edge for edge in whole.edges if gone not in (edge.source, edge.target) and edge.id != "e5"),
        result=None,
    )
    secrets = [gone, documents.CAPTIONS[gone], gone.split(":")[1], "tel:", "record:ad:city-ads:C-001@99aa88"]
    written = b"".join(path.read_bytes() for path in _write(name, document, tmp_path)).lower()
    for secret in secrets:
        for form in (secret, quote(secret), quote(secret, safe=""), base64.b64encode(secret.encode()).decode()):
            assert form.lower().encode() not in written


def test_an_empty_graph_is_a_file_too(name: str, tmp_path: Path) -> None:
    document = replace(documents.graph(), nodes=(), edges=(), result=None)
    path = _write(name, document, tmp_path)[0].with_name(f"harbour{exports.get(name).SUFFIX}")
    assert READERS[name](path).nodes == {}


def test_files_are_for_their_owner_and_nothing_else_is_left(name: str, tmp_path: Path) -> None:
    written = _write(name, documents.graph(), tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted(written)
    assert {stat.S_IMODE(path.stat().st_mode) for path in written} == {0o600}


def test_a_place_that_cannot_be_is_one_sentence(name: str, tmp_path: Path) -> None:
    made = exports.get(name)
    (tmp_path / "folder.out").mkdir()
    for path in (tmp_path / "folder.out", tmp_path / "missing" / "x", tmp_path / ("n" * 300), tmp_path / "a\0b"):
        with pytest.raises(InputError) as refused:
            made.write(documents.graph(), path)
        assert "\n" not in str(refused.value)
    assert list(tmp_path.iterdir()) == [tmp_path / "folder.out"]
