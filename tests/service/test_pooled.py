"""Loads whose rows are prepared in processes of their own: stopped, killed and short of memory, they lose nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graphsvc.service import open_case
from tests.support.pooled import COMMITTED, clock

ROOT = Path(__file__).parents[2]
ROWS = 1500
ALLOWED = 2 << 30  # bytes


@pytest.fixture
def adverts(tmp_path: Path) -> Path:
    rows = [f"a{n},Waiter {n},call +44 7700 900{n % 1000:03d},2025-11-{1 + n % 28:02d}" for n in range(ROWS)]
    path = tmp_path / "ads.csv"
    path.write_text("\n".join(["ad_id,title,description,posted", *rows]) + "\n")
    return path


def _command(case: Path, file: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "tests.support.pooled", str(case), str(file), *more]


@contextmanager
def _under_way(case: Path, file: Path) -> Iterator[subprocess.Popen[str]]:
    """A load that has committed its first batch, and goes on when its standard input is closed."""
    with subprocess.Popen(
        _command(case, file), cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, start_new_session=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert COMMITTED in (line.strip() for line in process.stdout)
        yield process


def _children(process: subprocess.Popen[str]) -> list[int]:
    return [int(child) for child in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]


def _gone(pids: list[int]) -> bool:
    """Whether the processes end within ten seconds."""
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{pid}").exists() and _state(pid) != "Z" for pid in pids):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return "Z"


def _finished(case: Path, file: Path, tmp_path: Path) -> None:
    """The same command goes on, and the case equals the one that was loaded undisturbed in this process."""
    done = subprocess.run(_command(case, file), cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert "went on after row" in done.stdout
    with open_case(str(tmp_path / "whole.db"), clock=clock) as whole, open_case(str(case), clock=clock) as one:
        whole.load(file)
        assert one.store.digest() == whole.store.digest()


def test_ctrl_c_is_one_sentence_and_loses_nothing(tmp_path: Path, adverts: Path) -> None:
    case = tmp_path / "case.db"
    with _under_way(case, adverts) as process:
        started = _children(process)
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate()
    assert process.returncode == 130
    assert said == "graphsvc: stopped; what was committed stays, and the same command goes on from there\n"
    assert len(started) == 2
    assert _gone(started)
    _finished(case, adverts, tmp_path)


def test_killed_it_leaves_no_process_and_loses_nothing(tmp_path: Path, adverts: Path) -> None:
    case = tmp_path / "case.db"
    with _under_way(case, adverts) as process:
        started = _children(process)
        process.kill()
    assert _gone(started)
    _finished(case, adverts, tmp_path)


def test_a_process_of_its_that_is_killed_is_one_sentence_and_loses_nothing(tmp_path: Path, adverts: Path) -> None:
    case = tmp_path / "case.db"
    with _under_way(case, adverts) as process:
        for child in _children(process):
            os.kill(child, signal.SIGKILL)
        _, said = process.communicate()
    assert process.returncode == 1
    assert said.startswith("graphsvc: a process that reads rows ended before its time (signal 9);")
    assert said.count("\n") == 1
    _finished(case, adverts, tmp_path)


def test_two_gibibytes_are_enough(tmp_path: Path, adverts: Path) -> None:
    case = tmp_path / "case.db"
    done = subprocess.run(
        _command(case, adverts, str(ALLOWED)), cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count(COMMITTED) == ROWS // 100
