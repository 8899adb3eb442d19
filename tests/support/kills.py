"""Loads that are killed, and loads that run at once. A program of its own: it forks, so it holds no threads.

python -m tests.support.kills kill CASE FILE SEED KILLS    digest after KILLS kills and one whole load
python -m tests.support.kills crowd CASE FILE...           digest after one process for each file, all at once
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from datetime import UTC, datetime

from graphsvc.service import loading, open_case

BATCH = 50  # rows for each transaction here, so that a short load has many points to die at


def _clock() -> datetime:
    return datetime(2026, 1, 15, 12, tzinfo=UTC)


def _load(case: str, file: str, told: int | None = None) -> None:
    """`told`: a pipe that gets one byte for each committed batch."""

    def tell(_done: int, _total: int) -> None:
        if told is not None:
            os.write(told, b".")

    with open_case(case, clock=_clock) as opened:
        opened.load(file, progress=tell)


def _fork(case: str, file: str, told: int | None = None) -> int:
    child = os.fork()
    if child:
        return child
    try:
        _load(case, file, told)
        os._exit(0)
    except BaseException as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        os._exit(1)


def kill(case: str, file: str, seed: int, kills: int) -> None:
    """Starts the same load over and over; kills it a random moment after its first or second commit, or before any."""
    rng = random.Random(seed)
    _load(case + ".whole", file)
    died = 0
    for _ in range(kills):
        heard, told = os.pipe()
        child = _fork(case, file, told)
        os.close(told)
        for _ in range(rng.choice((0, 1, 1, 2))):
            os.read(heard, 1)
        time.sleep(rng.uniform(0, 0.015))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        os.close(heard)
        died += os.WIFSIGNALED(status)
    _load(case, file)
    with open_case(case, clock=_clock) as one, open_case(case + ".whole", clock=_clock) as two:
        print(died, one.store.digest(), two.store.digest())


def crowd(case: str, files: list[str]) -> None:
    """One process for each file, all into the same case at the same time."""
    children = [_fork(case, file) for file in files]
    codes = [os.waitpid(child, 0)[1] for child in children]
    for file in files:
        _load(case + ".turns", file)
    with open_case(case, clock=_clock) as one, open_case(case + ".turns", clock=_clock) as two:
        print(sum(code != 0 for code in codes), one.store.digest(), two.store.digest())


if __name__ == "__main__":
    loading.BATCH = BATCH
    if sys.argv[1] == "kill":
        kill(sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))
    else:
        crowd(sys.argv[2], sys.argv[3:])
