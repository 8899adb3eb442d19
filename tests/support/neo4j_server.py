"""A real Neo4j 5.26 for tests, without Docker: jars by Maven once, one server for the whole test run.

Any developer: `from tests.support import neo4j_server; url = neo4j_server.start()`, then `stop()`. A server of your
own serves as well: GRAPHSVC_NEO4J_TEST_URL=neo4j://127.0.0.1:7687.
"""

from __future__ import annotations

import fcntl
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import neo4j

HERE = Path(__file__).parent / "neo4j"
VERSION = "5.26.12"  # as in pom.xml
READY_SECONDS = 180


def cache() -> Path:
    """Where the jars are kept: `neo4j-VERSION` under GRAPHSVC_CACHE, else `graphsvc` under XDG_CACHE_HOME, ~/.cache."""
    named, home = os.environ.get("GRAPHSVC_CACHE"), os.environ.get("XDG_CACHE_HOME")
    return Path(named or Path(home or Path.home() / ".cache") / "graphsvc") / f"neo4j-{VERSION}"


def jars() -> Path:
    """Folder of Neo4j's jars, copied by Maven the first time (116 MB)."""
    kept = cache()
    kept.mkdir(parents=True, exist_ok=True)
    with (kept / "lock").open("w") as lock:  # two test runs may find the cache empty at once
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (kept / "complete").exists():
            shutil.copy(HERE / "pom.xml", kept / "pom.xml")
            subprocess.run(
                ["mvn", "-q", "-B", "dependency:copy-dependencies", f"-DoutputDirectory={kept / 'lib'}",
                 "-DincludeScope=runtime"],
                cwd=kept, check=True, stdout=sys.stderr,
            )  # fmt: skip
            (kept / "complete").touch()
    return kept / "lib"


def _run_folder() -> Path:
    folder = Path(tempfile.gettempdir()) / f"graphsvc-neo4j-{os.environ['GRAPHSVC_TEST_RUN']}"
    folder.mkdir(exist_ok=True)
    return folder


def start() -> str:
    """`neo4j://127.0.0.1:PORT` of this run's server; started by whoever asks first, shared by all workers."""
    named = os.environ.get("GRAPHSVC_NEO4J_TEST_URL")
    if named:
        return named.rstrip("/")
    folder = _run_folder()
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        known = folder / "url"
        if not known.exists():
            known.write_text(launch(folder).url)
        return known.read_text()


@dataclass(frozen=True)
class Server:
    """A running server. `stop` kills it, as a power cut would, and waits until it is gone."""

    url: str
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def launch(folder: Path, port: int = 0, *, auth: bool = False) -> Server:
    """Start a server with its data in `folder`; returns once it answers."""
    port = port or free_port()
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(
            [
                "java",
                "-Xmx1g",
                "-cp",
                f"{jars()}/*",
                str(HERE / "Serve.java"),
                str(folder / "data"),
                str(port),
                "auth" * auth,
            ],
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    (folder / "pid").write_text(str(process.pid))
    server = Server(f"neo4j://127.0.0.1:{port}", process)
    _running.append(server)
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        if _answers(port):
            return server
        time.sleep(0.3)
    server.stop()
    tail = (folder / "log").read_text(errors="replace")[-2000:]
    raise RuntimeError(f"Neo4j did not answer on port {port} within {READY_SECONDS} s:\n{tail}")


def import_files(folder: Path, command: str, files: Path) -> str:
    """Run `neo4j-admin database import ...`, as an export gives it, for a server to be launched in `folder`."""
    home = folder / "data"
    (home / "conf").mkdir(parents=True)
    (home / "conf" / "neo4j.conf").touch()
    tool, *arguments = shlex.split(command)
    assert tool == "neo4j-admin"
    done = subprocess.run(
        ["java", "-Xmx512m", "-cp", f"{jars()}/*", "org.neo4j.cli.AdminTool", *arguments],
        cwd=files, env={**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}, text=True,
        capture_output=True,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"the import failed:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return done.stdout


_running: list[Server] = []  # held, so that a server lives as long as the process that started it


def _answers(port: int) -> bool:
    try:
        with neo4j.GraphDatabase.driver(f"bolt://127.0.0.1:{port}") as driver:
            driver.verify_connectivity()
    except neo4j.exceptions.AuthError:
        return True  # it asks for a password: it is there
    except (neo4j.exceptions.DriverError, neo4j.exceptions.Neo4jError, OSError):
        return False
    return True


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wipe(url: str, case: str) -> None:
    """Remove one case from the server."""
    with neo4j.GraphDatabase.driver(url.replace("neo4j://", "bolt://")) as driver, driver.session() as session:
        session.run(
            "MATCH (n {case: $case}) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS", case=case
        ).consume()


def stop() -> None:
    """End this run's server, if one was started, and remove its data."""
    if "GRAPHSVC_TEST_RUN" not in os.environ:
        return
    folder = Path(tempfile.gettempdir()) / f"graphsvc-neo4j-{os.environ['GRAPHSVC_TEST_RUN']}"
    if (folder / "pid").exists():
        try:
            os.killpg(int((folder / "pid").read_text()), signal.SIGKILL)
        except ProcessLookupError:
            pass
    shutil.rmtree(folder, ignore_errors=True)
