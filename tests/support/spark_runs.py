"""`graphsvc spark link` in a test, and the files that it and one machine are given."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from graphsvc.model import Tally
from graphsvc.results import Result
from graphsvc.service import open_case
from graphsvc.synth import write
from tests.support import neo4j_server
from tests.support.spark_cluster import environment

SOURCE = "case"
ARTIFACT, VERSION = "neo4j-connector-apache-spark_2.13", "5.3.8_for_spark_3"


@dataclass(frozen=True)
class Ran:
    """A run of `graphsvc spark link`: how it ended, and what it wrote."""

    code: int
    out: str
    err: str
    folder: Path

    @property
    def summary(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.folder / "summary.json").read_text())
        return found

    def table(self, name: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = pq.read_table(self.folder / name).to_pylist()
        return rows


def command(folder: Path, output: Path, *options: str | Path) -> list[str]:
    start = [sys.executable, "-c", "from graphsvc.cli import main; main()", "spark", "link", str(folder)]
    return [*start, "-o", str(output), "--source", SOURCE, "--memory", "900m", *map(str, options)]


def spark_link(folder: Path, output: Path, *options: str | Path) -> Ran:
    """In a process of its own, which takes its JVM and its workers with it when it ends."""
    done = subprocess.run(command(folder, output, *options), env=environment(), capture_output=True, text=True)
    return Ran(done.returncode, done.stdout, done.stderr, output)


def corpus(folder: Path, records: int) -> Path:
    """A synthetic case whose adverts stand in three files of three formats; one row of them says nothing."""
    write(folder / "all", records=records, seed=5, hubs=3)
    parts = folder / "parts"
    parts.mkdir()
    with (folder / "all" / "ads.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    third = len(rows) // 3
    with (parts / "ads-1.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows[:third])
        file.write(",,,service,,,,,,,,,,,\n")
    with (parts / "ads-2.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows[third : 2 * third])
    pq.write_table(pa.Table.from_pylist(rows[2 * third :]), parts / "ads-3.parquet")
    for name in ("accounts", "phones", "wallets", "payments", "follows"):
        (folder / "all" / f"{name}.csv").rename(parts / f"{name}.csv")
    return parts


def one_machine(files: Path, case: Path) -> tuple[list[Tally], Result]:
    """The same files loaded and clustered without Spark."""
    with open_case(str(case)) as opened:
        tallies = [opened.load(path, source=SOURCE) for path in sorted(files.iterdir())]
        return tallies, opened.cluster()


def connector() -> Path:
    """The Neo4j connector's jar, copied by Maven the first time (8 MB)."""
    folder = neo4j_server.cache().parent / "spark-jars"
    jar = folder / f"{ARTIFACT}-{VERSION}.jar"
    if not jar.exists():
        subprocess.run(
            ["mvn", "-q", "-B", "dependency:copy", f"-Dartifact=org.neo4j:{ARTIFACT}:{VERSION}",
             f"-DoutputDirectory={folder}"],
            check=True, stdout=sys.stderr,
        )  # fmt: skip
    return jar
