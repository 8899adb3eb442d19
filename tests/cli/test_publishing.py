"""`graphsvc publish`, and `copy --files`, as a person types them."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphsvc.service import open_case
from tests.support.commands import Run


@pytest.fixture
def adverts(tmp_path: Path) -> Path:
    path = tmp_path / "ads.csv"
    path.write_text("ad_id,title,description\n" + "".join(f"a{n},Waiter {n},+44 7700 900100\n" for n in range(3)))
    return path


@pytest.mark.neo4j
def test_a_run_is_published_and_withdrawn(neo4j_case: str, adverts: Path, run: Run) -> None:
    run("load", neo4j_case, adverts)
    run("cluster", neo4j_case, "--method", "components")
    found = run("publish", neo4j_case, "--json").json
    assert (found["nodes"], found["edges"]) == ({"Actor": 1, "Network": 1}, 5)
    assert "1 Actor, 1 Network, 5 edges" in run("publish", neo4j_case).out
    assert run("publish", neo4j_case, "--withdraw", "--json").json == {"withdrawn": True}


def test_publishing_elsewhere_says_where_to(adverts: Path, tmp_path: Path, run: Run) -> None:
    with open_case(str(tmp_path / "case.db")) as case:
        case.load(adverts)
    refused = run("publish", tmp_path / "case.db")
    assert (refused.code, refused.out) == (2, "")
    assert "graphsvc copy" in refused.err


def test_a_copy_as_files_tells_the_command(adverts: Path, tmp_path: Path, run: Run) -> None:
    with open_case(str(tmp_path / "case.db")) as case:
        case.load(adverts)
    done = run("copy", tmp_path / "case.db", "neo4j://host/NAME", "--files", tmp_path / "files", "--json").json
    assert done["command"].startswith("neo4j-admin database import full neo4j --nodes=case.txt")
    assert (tmp_path / "files" / "record.txt").exists()
