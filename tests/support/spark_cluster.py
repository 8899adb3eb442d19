"""A standalone Spark cluster on this machine: a master and workers of one core, as processes of their own.

Any developer: `with spark_cluster.started(2, folder) as cluster: ...`; `cluster.kill(0)` takes a worker away with its
executor, as a power cut would. Everything is gone at the end.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from tests.support.neo4j_server import free_port

READY_SECONDS = 120


@dataclass(frozen=True)
class Cluster:
    url: str
    workers: list[subprocess.Popen[bytes]]

    def kill(self, number: int) -> None:
        _end(self.workers[number])


@contextmanager
def started(workers: int, folder: Path) -> Iterator[Cluster]:
    port, web = free_port(), free_port()
    url = f"spark://127.0.0.1:{port}"
    processes = [_run(folder, "master.Master", "--host", "127.0.0.1", "--port", port, "--webui-port", web)]
    try:
        _wait(lambda: _registered(web) >= 0, "the master", folder)
        processes += [
            _run(folder, "worker.Worker", "--host", "127.0.0.1", "--cores", 1, "--memory", "1g",
                 "--webui-port", free_port(), "--work-dir", folder / f"worker-{number}", url)
            for number in range(workers)
        ]  # fmt: skip
        _wait(lambda: _registered(web) == workers, "all workers", folder)
        yield Cluster(url, processes[1:])
    finally:
        for process in reversed(processes):
            _end(process)


def environment() -> dict[str, str]:
    """Of every process of the cluster, and of the one that drives it."""
    quick = "-XX:TieredStopAtLevel=1"  # these live for seconds
    return {**os.environ, "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable, "JAVA_TOOL_OPTIONS": quick}


def _run(folder: Path, name: str, *arguments: object) -> subprocess.Popen[bytes]:
    spec = find_spec("pyspark")
    assert spec is not None
    assert spec.origin is not None
    program = Path(spec.origin).parent / "bin" / "spark-class"
    with (folder / "cluster.log").open("ab") as log:
        return subprocess.Popen(
            [program, f"org.apache.spark.deploy.{name}", *map(str, arguments)],
            cwd=folder, env=environment() | {"SPARK_DAEMON_MEMORY": "256m"}, stdout=log, stderr=log,
            start_new_session=True,
        )  # fmt: skip


def _registered(web: int) -> int:
    """Workers that the master knows; -1 while it does not answer."""
    with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{web}/json/", timeout=5) as answer:
        return answer.read().decode().count('"ALIVE"') - 1  # the master is alive too
    return -1


def _wait(until: object, what: str, folder: Path) -> None:
    assert callable(until)
    deadline = time.monotonic() + READY_SECONDS
    while not until():
        if time.monotonic() > deadline:
            log = (folder / "cluster.log").read_text(errors="replace")[-2000:]
            raise RuntimeError(f"{what} did not come up within {READY_SECONDS} s:\n{log}")
        time.sleep(0.3)


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
