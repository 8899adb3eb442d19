"""README sessions are run as they stand: a command whose output differs fails. `GRAPHSVC_REFRESH=1` rewrites them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SESSION = re.compile(r"```console\n(.*?)```", re.DOTALL)


def _run(command: str, folder: Path) -> str:
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "COLUMNS": "120",
        "PYTHONIOENCODING": "utf-8",
    }
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, timeout=240
    )
    return done.stdout + done.stderr


def _again(session: str, folder: Path) -> str:
    """The session with the output its commands give now. `...` alone on a line stands for what is left out."""
    out: list[str] = []
    for block in re.split(r"(?m)^(?=\$ )", session):
        if not block.strip():
            continue
        command, _, shown = block.partition("\n")
        given = _run(command.removeprefix("$ "), folder)
        out.append(f"{command}\n{_shortened(given, shown)}")
    return "".join(out)


def _shortened(given: str, shown: str) -> str:
    """What the README shows of an output: all, or where it holds a line `...`, the lines before and after that."""
    if "\n...\n" not in f"\n{shown}":
        return given
    before, _, after = f"\n{shown}".partition("\n...\n")
    lines = given.splitlines(keepends=True)
    first, last = before.count("\n"), len(after.splitlines())
    return "".join([*lines[:first], "...\n", *(lines[-last:] if last else [])])


@pytest.mark.parametrize("name", ["README.md"])
def test_the_sessions_in_the_readme_are_true(name: str, tmp_path: Path) -> None:
    text = (ROOT / name).read_text("utf-8")
    sessions = SESSION.findall(text)
    assert sessions, f"{name} shows no session"
    for session in sessions:
        now = _again(session, tmp_path)
        if os.environ.get("GRAPHSVC_REFRESH"):
            text = text.replace(session, now)
            (ROOT / name).write_text(text, "utf-8")
        else:
            assert now == session


def test_python_in_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert blocks
    monkeypatch.chdir(tmp_path)
    for command in ("graphsvc synth town --records 200 --seed 7",):
        _run(command, tmp_path)
    for block in blocks:
        done = subprocess.run([sys.executable, "-c", block], cwd=tmp_path, capture_output=True, text=True, timeout=240)
        assert done.returncode == 0, done.stderr
