"""The command line is a contract: names, JSON shapes, and one line on stderr when something is wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import networkx
import pytest

from graphsvc import cli
from tests.support.commands import Run


@pytest.fixture
def town(tmp_path: Path, run: Run) -> Path:
    """A small synthetic town, loaded."""
    assert run("synth", tmp_path / "town", "--records", "150", "--seed", "3").code == 0
    case = tmp_path / "town.db"
    done = run("load", case, tmp_path / "town" / "ads.csv", "--json")
    assert done.code == 0, done.err
    return case


def test_help_lists_every_command_and_imports_no_screen() -> None:
    script = (
        "import sys; from graphsvc.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'dash', 'plotly', 'networkx', 'pandas', 'neo4j', 'numpy'} & set(sys.modules)\n"
        "sys.exit(','.join(sorted(heavy)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    for name in cli.names():
        assert f"\n  {name} " in done.stdout


@pytest.mark.parametrize("name", sorted(cli.names()))
def test_every_command_has_help_and_json(name: str, run: Run) -> None:
    done = run(name, "--help")
    assert done.code == 0
    if name not in ("serve", "demo", "template"):  # those print no document
        assert "--json" in done.out


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["frobnicate"], 2, "unknown command"),
        (["info"], 2, "CASE"),
        (["info", "--colour"], 2, "--colour"),
        (["info", "nowhere.db"], 2, "nowhere.db"),
        (["load", "x.db", "nowhere.csv"], 2, "nowhere.csv"),
        (["cluster", "nowhere.db"], 2, "nowhere.db"),
        (["extract", "--kind", "smell"], 2, "smell"),
        (["evaluate", "a.json", "b.jsonl"], 2, "a.json"),
        (["info", "neo4j://127.0.0.1:9/x"], 3, "does not answer"),
        (["bench", "speed"], 2, "unknown benchmark"),
        (["bench", "--sizes", "ten"], 2, "whole numbers of adverts"),
        (["bench", "--sizes", "1000,-5"], 2, "whole numbers of adverts"),
    ],
)
def test_an_error_is_one_line_and_an_exit_code(
    words: list[str], code: int, says: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(*words)
    assert done.code == code
    assert done.err.startswith("graphsvc: ")
    assert done.err.count("\n") == 1
    assert says in done.err
    assert list(tmp_path.iterdir()) == []  # looking makes nothing


def test_load_reports_the_documented_shape(town: Path, tmp_path: Path, run: Run) -> None:
    found = run("load", town, tmp_path / "town" / "accounts.csv", "--json").json
    assert {"records", "new", "seen", "changed", "rejected", "dropped_columns"} <= set(found)
    assert found["records"] == found["new"] + found["seen"] + found["changed"]


def test_cluster_result_and_evaluate(town: Path, tmp_path: Path, run: Run) -> None:
    target = tmp_path / "result.json"
    found = run("cluster", town, "--seed", "1", "-o", target, "--json")
    assert found.code == 0, found.err
    result = found.json
    assert json.loads(target.read_text("utf-8")) == result
    assert {"id", "records", "identifiers"} <= set(result["actors"][0])
    assert {"source", "key"} <= set(result["actors"][0]["records"][0])
    for network in result["networks"]:
        assert {"id", "actors", "records", "identifiers", "merge_risk"} <= set(network)
    measures = run("evaluate", target, tmp_path / "town" / "truth.jsonl", "--json").json
    assert 0 <= measures["actors"]["bcubed_f1"] <= 1


def test_search_explain_and_decide(town: Path, run: Run) -> None:
    hits = run("search", town, "+", "--json").json["hits"] or run("search", town, "phone", "--json").json["hits"]
    phones = [hit for hit in hits if hit["kind"] == "phone"]
    assert phones
    node = phones[0]["id"]
    made = run("decide", town, "verdict", node, "--value", "agency", "--reason", "its website", "--json").json
    assert (made["verb"], made["value"], made["stands"]) == ("verdict", "agency", True)
    listed = run("decide", town, "list", "--json").json["decisions"]
    assert [row["id"] for row in listed] == [made["id"]]
    undone = run("decide", town, "undo", made["id"], "--reason", "wrong", "--json").json["decisions"][0]
    assert not undone["stands"]
    refused = run("decide", town, "verdict", node, "--value", "agency")
    assert (refused.code, refused.err.count("\n")) == (2, 1)


def test_export_report_and_copy(town: Path, tmp_path: Path, run: Run) -> None:
    run("cluster", town)
    graph = tmp_path / "town.graphml"
    assert run("export", town, "-o", graph, "--json").json["written"] == [str(graph)]
    info = run("info", town, "--json").json
    kinds = [kind for _, kind in networkx.read_graphml(graph).nodes(data="kind")]
    assert sum(kind not in ("actor", "network", "template") for kind in kinds) == info["nodes"]
    report = tmp_path / "town.html"
    assert run("report", town, "-o", report).code == 0
    assert "TLP:AMBER+STRICT" in report.read_text("utf-8")
    done = run("copy", town, tmp_path / "copy.db", "--json")
    assert done.json["rows"]["record"] == info["records"]
    audit = run("audit", tmp_path / "copy.db", "--json").json
    assert audit["intact"]


def test_extract_reads_json_lines(run: Run) -> None:
    lines = b'{"id": 1, "text": "call +44 20 7946 0000"}\nnonsense\n{"id": 2, "text": "a@example.org"}\n'
    done = run("extract", stdin=lines)
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert [(row["id"], row["kind"], row["value"]) for row in rows] == [
        (1, "phone", "+442079460000"), (2, "email", "a@example.org"),
    ]  # fmt: skip
    assert set(rows[0]) == {"id", "kind", "raw", "value", "start", "end", "method", "confidence"}
    assert (done.code, "line 2" in done.err) == (2, True)


def test_hostile_text_cannot_steer_the_terminal(town: Path, tmp_path: Path, run: Run) -> None:
    file = tmp_path / "bad.csv"
    file.write_text("ad_id,title,description\n1,\x1b[31mred\u202e,call +44 7700 900999\n", "utf-8")
    run("load", town, file)
    out = run("search", town, "red").out
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_unload_and_retention(town: Path, run: Run) -> None:
    assert run("unload", town, "ads", "--json").json["records_removed"] == 150
    again = run("unload", town, "ads")
    assert (again.code, again.err.count("\n")) == (2, 1)
    assert run("retention", town, "--json").json["records_erased"] == 0


def test_formats_and_doctor(run: Run) -> None:
    found = run("formats", "--json").json
    assert {"graphml", "csv", "json"} <= {entry["name"] for entry in found["exports"]}
    assert {"components", "louvain", "evidence"} <= {entry["name"] for entry in found["methods"]}
    assert run("doctor", "--json").json["ok"]


WIF = "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ"  # the Bitcoin wiki's worked example
ADVERT = "ad_id,title,description\n1,Waiter,call +44 7700 900123\n"


@pytest.mark.parametrize(
    "words",
    [["--tlp", "PINK"], ["--purpose", "gossip"], ["--region", "UK"], ["--max-bad", "7"], ["--source", "s" * 2000],
     ["--timezone", "Mars/Base"], ["--map", "nothing=text"], ["--as", "things"]],
)  # fmt: skip
def test_a_load_that_fails_leaves_no_case(words: list[str], run: Run, tmp_path: Path) -> None:
    file = tmp_path / "ads.csv"
    file.write_text(ADVERT)
    done = run("load", tmp_path / "new.db", file, *words, "--json")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert [path.name for path in tmp_path.iterdir()] == ["ads.csv"]


def test_a_load_into_memory_is_refused_for_nothing_would_be_left(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "ads.csv"
    file.write_text(ADVERT)
    assert run("load", "memory:", file).code == 2


def test_private_keys_come_back_on_no_stream(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "ads.csv"
    file.write_text(f"{ADVERT}2,{WIF},key {WIF}\n")
    case = tmp_path / "case.db"
    for words in (
        ["load", case, file, "--dry-run", "--json"], ["load", case, file, "--json"], ["search", case, WIF, "--json"],
        ["search", case, WIF], ["explain", case, WIF, "ad:ads:1"], ["load", case, file, "--source", WIF],
        ["decide", case, "note", "ad:ads:1", "--value", WIF, "--reason", WIF],
    ):  # fmt: skip
        done = run(*words)
        assert WIF not in done.out + done.err, words
    assert not [path for path in tmp_path.glob("case.db*") if WIF.encode() in path.read_bytes()]


def test_a_protected_number_is_masked_in_what_commands_print(run: Run, tmp_path: Path) -> None:
    file, case = tmp_path / "ads.csv", tmp_path / "case.db"
    file.write_text(f"{ADVERT}2,Cook,call +44 7700 900123\n3,Cook,call +44 7700 900123\n")
    run("load", case, file)
    assert run("decide", case, "protect", "+44 7700 900123", "--reason", "safety").code == 0
    for words in (
        ["search", case, "+44 7700 900123"], ["explain", case, "ad:ads:1", "ad:ads:2"], ["cluster", case],
        ["decide", case, "list"],
    ):  # fmt: skip
        for form in ((), ("--json",)):
            done = run(*words, *form)
            assert done.code == 0, done.err
            assert not [said for said in ("7700900123", "7700 900123") if said in done.out], words


def test_a_server_that_is_not_there_is_one_line_in_a_real_process() -> None:
    """Outside pytest no handler stands between a library's log and stderr."""
    script = "import sys; from graphsvc.cli import main; main(['info', 'neo4j://127.0.0.1:9/x'])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (done.returncode, done.stderr.count("\n")) == (3, 1), done.stderr


def test_ctrl_c_says_how_to_go_on(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("graphsvc.service.open_case", stop)
    done = run("info", tmp_path / "case.db")
    assert (done.code, done.err.count("\n")) == (130, 1)
    assert "the same command goes on from there" in done.err


def test_no_text_from_a_file_name_breaks_a_line(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "ads\n\x1b[31m.csv"
    file.write_text(ADVERT)
    done = run("load", tmp_path / "case.db", file)
    assert done.code == 0, done.err
    assert "ads\\u000a\\u001b[31m.csv" in done.out


@pytest.mark.parametrize(
    "line", [b"\xff\xfe", b"[]", b'{"id": 1}', b"[" * 200_000, b'{"id": NaN, "text": "x"}', b'{"id": 1, "text": 2}']
)
def test_extract_passes_over_a_line_that_is_none(line: bytes, run: Run) -> None:
    done = run("extract", stdin=line + b'\n{"id": 2, "text": "+44 7700 900123"}\n')
    assert [json.loads(row)["id"] for row in done.out.splitlines()] == [2]
    assert (done.code, done.err.count("\n"), "line 1" in done.err) == (2, 1, True)
