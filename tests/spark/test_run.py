"""The whole distributed path against one machine: the same files, the same answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graphsvc.analysis.agreement import measure
from graphsvc.model import Tally
from graphsvc.results import RecordRef, Result
from tests.support.spark_runs import Ran, corpus, one_machine, spark_link

pytestmark = [pytest.mark.spark, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return corpus(tmp_path_factory.mktemp("files"), 2000)


@pytest.fixture(scope="module")
def alone(files: Path) -> tuple[list[Tally], Result]:
    return one_machine(files, files.parent / "one.db")


@pytest.fixture(scope="module")
def ran(files: Path) -> Ran:
    done = spark_link(files, files.parent / "spark", "--master", "local[2]", "--shard", "100")
    assert (done.code, done.err.replace("Picked up JAVA_TOOL_OPTIONS: -XX:TieredStopAtLevel=1\n", "")) == (0, "")
    return done


def refs(records: list[dict[str, str]]) -> list[tuple[str, str, str]]:
    return [(one["kind"], one["source"], one["key"]) for one in records]


def of(records: tuple[RecordRef, ...]) -> list[tuple[str, str, str]]:
    return [(ref.kind, ref.source, ref.key) for ref in records]


def weighed(evidence: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    names = ("identifier", "epoch", "records", "elsewhere", "role")
    return [(*(one[name] for name in names), round(one["weight"], 6)) for one in evidence]


def told(evidence: Any) -> list[tuple[Any, ...]]:
    return [(e.identifier, e.epoch, e.records, e.elsewhere, e.role, round(e.weight, 6)) for e in evidence]


def test_actors_are_those_of_one_machine_with_their_evidence(ran: Ran, alone: tuple[list[Tally], Result]) -> None:
    found = {
        row["id"]: (refs(row["records"]), row["identifiers"], weighed(row["evidence"])) for row in ran.table("actors")
    }
    expected = {a.id: (of(a.records), list(a.identifiers), told(a.evidence)) for a in alone[1].actors}
    assert len(expected) > 100
    assert found == expected


def test_networks_and_the_actors_in_them_are_those_of_one_machine(ran: Ran, alone: tuple[list[Tally], Result]) -> None:
    found = {row["id"]: (row["actors"], refs(row["records"]), row["identifiers"]) for row in ran.table("networks")}
    assert found == {n.id: (list(n.actors), of(n.records), list(n.identifiers)) for n in alone[1].networks}
    inside = {(row["id"], row["network"]) for row in ran.table("actors") if row["network"]}
    assert inside == {(actor, network.id) for network in alone[1].networks for actor in network.actors}


def test_links_and_hubs_are_those_of_one_machine(ran: Ran, alone: tuple[list[Tally], Result]) -> None:
    links = {(row["a"], row["b"]): (round(row["weight"], 6), weighed(row["evidence"])) for row in ran.table("links")}
    assert links == {(one.a, one.b): (round(one.weight, 6), told(one.evidence)) for one in alone[1].links}
    hubs = [(row["identifier"], row["records"], round(row["diversity"], 6), row["guess"]) for row in ran.table("hubs")]
    assert hubs == [(h.identifier, h.records, round(h.diversity, 6), h.guess) for h in alone[1].hubs]
    assert hubs


def test_every_row_is_counted_and_a_rejected_one_is_told(ran: Ran, alone: tuple[list[Tally], Result]) -> None:
    tallies = alone[0]
    rejected = [row for tally in tallies for row in tally.rejected]
    assert len(rejected) == 1
    assert (ran.summary["records"], ran.summary["rejected"]) == (sum(t.records for t in tallies), 1)
    assert ran.summary["rejected_rows"] == [f"{row.file} line {row.line}: {row.reason}" for row in rejected]
    assert f"rejected: {ran.summary['rejected_rows'][0]}" in ran.out
    assert not (ran.folder / "_work").exists()


def test_a_component_too_large_for_a_worker_is_cut_and_the_result_says_so(
    small: Path, small_result: Result, tmp_path: Path
) -> None:
    done = spark_link(small, tmp_path / "cut", "--master", "local[2]", "--limit", "20")
    assert done.code == 0
    cut = done.summary["cut"]
    assert cut["linking"] + sum(cut["joining"]) > 0
    assert "were cut: links through them are not complete" in done.out
    place = {ref: n for n, actor in enumerate(small_result.actors) for ref in of(actor.records)}
    rows = [(place[ref], n) for n, row in enumerate(done.table("actors")) for ref in refs(row["records"])]
    assert len(rows) == len(place)
    assert measure([one for one, _ in rows], [other for _, other in rows]).ari > 0.8


def test_adverts_that_share_nothing_are_an_actor_each(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "ads.csv").write_text("ad_id,title,description\n1,Room,Quiet and bright\n2,Car,Red and fast\n")
    done = spark_link(folder, tmp_path / "out", "--master", "local[1]")
    assert done.code == 0, done.err
    assert sorted(row["records"][0]["key"] for row in done.table("actors")) == ["1", "2"]
    assert [len(done.table(name)) for name in ("networks", "links", "hubs")] == [0, 0, 0]


def test_a_file_that_is_refused_is_one_line_that_names_it(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "junk.csv").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    done = spark_link(folder, tmp_path / "out", "--master", "local[1]")
    last = done.err.splitlines()[-1]
    assert done.code == 2
    assert last.startswith("graphsvc: junk.csv")
    assert "--only" in last
    assert "Traceback" not in done.err
