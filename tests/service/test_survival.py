"""A load that is killed, and loads that run at once: nothing lost, nothing doubled, nothing half."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
KILLS = 500 if os.environ.get("GRAPHSVC_SOAK") else 50


def _run(*arguments: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.kills", *arguments], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout.split()


def _adverts(path: Path, first: int, count: int) -> Path:
    rows = [
        f"a{n},Waiter {n},call +44 7700 900{n % 1000:03d},2025-11-{1 + n % 28:02d}" for n in range(first, first + count)
    ]
    path.write_text("\n".join(["ad_id,title,description,posted", *rows]) + "\n")
    return path


def test_killed_at_random_points_a_load_ends_as_if_it_never_was(tmp_path: Path) -> None:
    """RIGHTS C28: kill -9, then the same command again; the digest equals the uninterrupted load's."""
    file = _adverts(tmp_path / "ads.csv", 0, KILLS * 190)
    died, killed, whole = _run("kill", str(tmp_path / "case.db"), str(file), "20261124", str(KILLS))
    assert killed == whole
    assert int(died) == KILLS  # each was killed in the middle of it


def test_eight_processes_load_at_once_and_nothing_is_lost(tmp_path: Path) -> None:
    """RIGHTS C31: no process meets a locked store, and the case equals the one loaded in turns."""
    files = [str(_adverts(tmp_path / f"ads{n}.csv", n * 200, 300)) for n in range(8)]
    failed, together, in_turn = _run("crowd", str(tmp_path / "case.db"), *files)
    assert failed == "0"
    assert together == in_turn
