from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest

from graphsvc import cli, service
from graphsvc.model import Rejected, Tally
from loaders import LOADERS, get

ADS = "id,title,phone,age\n1,a,555-0100,30\n2,b\n"
PHONES = "phone,carrier\n555-0100,x\n"


class FakeCase:
    """Stands for a case: keeps what it was asked to load."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, dict[str, Any]]] = []

    def __enter__(self) -> FakeCase:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def load(self, path: Path, kind: str = "", *, progress: Any = None, **options: Any) -> Tally:
        self.asked.append((path.name, kind, options))
        return Tally(
            records=2,
            new=1,
            seen=1,
            rejected=[Rejected(path.name, 3, "no")],
            dropped_columns={"age": 1},
            unmapped_columns={"zzz": 2},
            warnings=["careful"],
            mapping={"id": "key"},
            key="id",
            resumed_at=5,
        )


@pytest.fixture
def case(monkeypatch: pytest.MonkeyPatch) -> FakeCase:
    fake = FakeCase()
    monkeypatch.setattr(service, "open_case", lambda name: fake)
    return fake


def run(*words: str) -> int:
    with pytest.raises(SystemExit) as ended:
        cli.main(list(words))
    return int(ended.value.code or 0)


def test_options_reach_the_case_and_only_those_given(case: FakeCase, make: Callable[..., Path]) -> None:
    path = str(make("ads.csv", ADS))
    assert run("load", "h.db", path, "--source", "s", "--map", "title=text", "--map", "a=b=phone", "--dry-run") == 2
    assert (
        run(
            "load",
            "h.db",
            path,
            "--as",
            "ads",
            "--source",
            "s",
            "--region",
            "GB",
            "--map",
            "title=text",
            "--ignore",
            "phone",
            "--timezone",
            "UTC",
            "--monthfirst",
            "--purpose",
            "training",
            "--basis",
            "law",
            "--originator",
            "us",
            "--tlp",
            "RED",
            "--update",
            "--max-bad",
            "0.5",
        )
        == 0
    )
    assert run("load", "h.db", path) == 0
    marking = {"purpose": "training", "basis": "law", "originator": "us", "tlp": "RED"}
    assert case.asked == [
        (
            "ads.csv",
            "ads",
            {
                "source": "s",
                "region": "GB",
                "mapping": {"title": "text"},
                "ignore": ("phone",),
                "timezone": "UTC",
                "dayfirst": False,
                **marking,
                "update": True,
                "max_bad": 0.5,
            },
        ),
        ("ads.csv", "ads", {"update": False, "max_bad": None}),
    ]


def test_a_person_reads_the_mapping_first_and_then_the_tally(
    case: FakeCase, make: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    path = make("ads.csv", ADS)
    assert run("load", "h.db", str(path)) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{path}: ads (csv, utf-8), 2 rows, source ads, key id, unique in 1 row"
    assert lines[1:5] == ["  id     key", "  title  title", "  phone  phone", "  age    (dropped)"]
    assert lines[5:] == [
        f"{path}: 2 records, 1 rejected; 1 new, 0 changed, 1 seen before",
        "  went on after row 5, where an earlier load had stopped",
        "  the mapping saved for this source was used, not the one above; --map replaces it",
        "  rejected: ads.csv line 3: no",
        "  never collected, left out: age, 1 values",
        "  not loaded, no field for it: zzz, 2 values",
        "  warning: careful",
    ]


def test_one_document_in_the_documented_shape(
    case: FakeCase, make: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("load", "h.db", str(make("ads.csv", ADS)), "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["rejected"] == [{"file": "ads.csv", "line": 3, "reason": "no"}]
    assert found["records"] == 2
    assert {"records", "new", "seen", "changed", "rejected", "dropped_columns"} <= set(found)
    assert found["warnings"] == ["careful"]


def test_several_files_are_summed(
    case: FakeCase, make: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("load", "h.db", str(make("ads.csv", ADS)), str(make("numbers.csv", PHONES)), "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["records"], found["new"], found["seen"], found["resumed_at"]) == (4, 2, 2, 10)
    assert [row["file"] for row in found["rejected"]] == ["ads.csv", "numbers.csv"]
    assert found["dropped_columns"] == {"age": 2}
    assert found["warnings"] == ["ads.csv: careful", "numbers.csv: careful"]
    assert found["key"] == "ads.csv: id; numbers.csv: id"
    assert [kind for _, kind, _ in case.asked] == ["ads", "phones"]


def test_a_mistake_in_the_last_file_costs_nothing(
    case: FakeCase, make: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("load", "h.db", str(make("ads.csv", ADS)), str(tmp_path / "gone.csv")) == 2
    said = capsys.readouterr()
    assert case.asked == []
    assert said.err.count("\n") == 1
    assert "does not exist" in said.err


@pytest.mark.parametrize("mapping", ["title", "=text", "title=", " = "])
def test_a_mapping_must_be_a_pair(
    case: FakeCase, make: Callable[..., Path], capsys: pytest.CaptureFixture[str], mapping: str
) -> None:
    assert run("load", "h.db", str(make("ads.csv", ADS)), "--map", mapping) == 2
    assert "is not of the form column=field" in capsys.readouterr().err


def test_a_dry_run_writes_nothing(
    case: FakeCase, make: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    ads, numbers = str(make("ads.csv", ADS)), str(make("numbers.csv", PHONES))
    assert run("load", "h.db", ads, "--dry-run") == 0
    assert "ads (csv, utf-8), 2 rows" in capsys.readouterr().out
    assert run("load", "h.db", ads, "--dry-run", "--json") == 0
    plan = json.loads(capsys.readouterr().out)
    assert (plan["loader"], plan["rows"], plan["columns"]["age"]) == ("ads", 2, "(dropped)")
    assert run("load", "h.db", ads, numbers, "--dry-run", "--json") == 0
    assert [plan["loader"] for plan in json.loads(capsys.readouterr().out)] == ["ads", "phones"]
    assert case.asked == []


@pytest.mark.parametrize("name", LOADERS)
def test_a_template_is_a_header_its_loader_knows(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("template", name) == 0
    [header] = csv.reader(io.StringIO(capsys.readouterr().out))
    assert header == [field for field, synonyms in get(name).FIELDS.items() if synonyms]
    assert get(name).sniff(tuple(header)) > 0.9 * 0.7


def test_synonyms_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("template", "ads", "--synonyms") == 0
    assert "title: ad title, advert title," in capsys.readouterr().out
    assert run("template", "ads", "--json") == 0
    assert json.loads(capsys.readouterr().out)["title"][0] == "ad title"
    assert run("template", "cars") == 2
    assert "unknown loader 'cars'; known: accounts, ads, phones, tagpacks, wallets" in capsys.readouterr().err


def test_importing_the_commands_is_cheap() -> None:
    """`graphsvc --help` imports this module; the readers and their libraries come only with a command."""
    heavy = "('numpy', 'pyarrow', 'openpyxl', 'loaders.tabular')"
    code = f"import loaders.cli, sys; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


def test_max_bad_stopping_at_the_first_rows_leaves_no_case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "wallets.csv"
    path.write_text("address,asset\n" + "nonsense,BTC\n" * 3)
    assert run("load", str(tmp_path / "new.db"), str(path), "--max-bad", "0.5") == 2
    assert "3 of the first 3 rows were rejected" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [path]
