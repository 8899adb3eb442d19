"""Commands about results: what `cluster --incremental` says it did."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.commands import Run


def test_an_incremental_run_says_so_and_names_its_base(tmp_path: Path, run: Run) -> None:
    assert run("synth", tmp_path / "town", "--records", "150", "--seed", "3").code == 0
    case = tmp_path / "town.db"
    assert run("load", case, tmp_path / "town" / "ads.csv").code == 0
    full = json.loads(run("cluster", case, "--incremental", "--json").out)  # there is no base yet
    assert "incremental_from" not in full["parameters"]
    later = tmp_path / "later.csv"
    later.write_text("id,title,phone\n1,An advert,+44 20 7946 0001\n", "utf-8")
    assert run("load", case, later).code == 0
    done = run("cluster", case, "--incremental")
    assert done.code == 0
    assert "note: Carried on from an earlier full run: 1 new record(s)" in done.out
    assert "incremental_from" in json.loads(run("cluster", case, "--incremental", "--json").out)["parameters"]
    assert "incremental_from" not in json.loads(run("cluster", case, "--json").out)["parameters"]
