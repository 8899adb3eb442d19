"""A case as files for the server's own importer: the same case, once the server is started."""

from __future__ import annotations

import stat
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from graphsvc.errors import CaseNotFound, InputError
from graphsvc.rights.audit import verify
from graphsvc.service import Case, open_case
from graphsvc.service.copying import copy_to_files
from graphsvc.store import TABLES
from tests.support import neo4j_server
from tests.support.snapshots import snapshot

Clock = Callable[[], datetime]
AWKWARD = "call \"me\" \\ at +44 7700 900100,\r\n\tor; 'not' | 👨‍👩‍👧 =1+1\\"


@pytest.fixture
def filled(case: Case, adverts: Callable[..., Path], two_posters: Path) -> Case:
    """Two sources under two markings, a run, decisions both standing and undone, a workspace."""
    case.load(two_posters, source="posters")
    other = adverts(
        [{"ad_id": "x1", "title": AWKWARD, "description": AWKWARD * 3, "posted": "2025-11-03"}], "other.csv"
    )
    case.load(other, source="other", tlp="GREEN", purpose="training", basis="consent")
    case.cluster("components")
    case.decide("protect", ["phone:+447700900101"], reason="asked for help")
    case.undo(case.decide("note", ["phone:+447700900100"], value=AWKWARD, reason="seen").id, reason="wrong")
    case.save_workspace("desk", {"shown": ["ad:posters:a0"]})
    return case


@pytest.mark.neo4j
def test_the_importer_makes_an_equal_case(filled: Case, tmp_path: Path, clock: Clock) -> None:
    wanted = {table: list(filled.store.rows(table)) for table in TABLES}
    seen, digest = snapshot(filled.store.view()), filled.store.digest()
    told = copy_to_files(filled.name, "neo4j://127.0.0.1:7687/two%20words", tmp_path / "files", clock=clock)
    assert told["digest"] == digest
    neo4j_server.import_files(tmp_path, told["command"], tmp_path / "files")
    server = neo4j_server.launch(tmp_path)
    try:
        with open_case(f"{server.url}/two%20words", clock=clock, create=False) as found:
            assert found.store.digest() == digest
            assert {table: list(found.store.rows(table)) for table in TABLES} == wanted
            assert snapshot(found.store.view()) == seen
            tally = found.load(tmp_path / "other.csv", source="other", tlp="GREEN", purpose="training", basis="consent")
            assert (tally.new, tally.changed) == (0, 0)
            assert found.store.digest() == digest
            found.decide("same", ["ad:posters:a0", "ad:posters:a1"], reason="one hand")
            assert [chain.fault for chain in verify(list(found.store.rows("audit")))] == ["", ""]
            assert found.unload("other") == 1
    finally:
        server.stop()


def test_the_folder_holds_the_command_and_is_its_owners(filled: Case, tmp_path: Path) -> None:
    told = copy_to_files(filled.name, "neo4j://host/NAME", tmp_path / "files")
    files = sorted((tmp_path / "files").iterdir())
    assert [str(path) for path in files] == told["written"]
    assert told["command"] in (tmp_path / "files" / "README.txt").read_text("utf-8")
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert stat.S_IMODE((tmp_path / "files").stat().st_mode) == 0o700
    last = list(filled.store.rows("audit"))[-1]
    assert (last["verb"], last["object_type"]) == ("disclose", "case")


def test_an_empty_case_is_files_too(case: Case, tmp_path: Path) -> None:
    told = copy_to_files(case.name, "neo4j://host/NAME", tmp_path / "files")
    assert "--nodes=case.txt" in told["command"]
    assert "--relationships" not in told["command"]


def test_what_cannot_be_is_one_sentence(filled: Case, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"neo4j://host:7687/NAME"):
        copy_to_files(filled.name, str(tmp_path / "other.db"), tmp_path / "a")
    with pytest.raises(CaseNotFound):
        copy_to_files(str(tmp_path / "none.db"), "neo4j://host/NAME", tmp_path / "b")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "kept.txt").touch()
    with pytest.raises(InputError, match="holds files already"):
        copy_to_files(filled.name, "neo4j://host/NAME", tmp_path / "full")
    (tmp_path / "taken").touch()
    with pytest.raises(InputError, match="cannot write"):
        copy_to_files(filled.name, "neo4j://host/NAME", tmp_path / "taken")
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["kept.txt"]
