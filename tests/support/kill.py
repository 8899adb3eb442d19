"""kill -9 at random moments: run a command, kill it, run it again, until it is done.

    outcome = until_done(command, seed=1, kills=50, longest=0.4)

Each start goes on from what the last one left, so kills fall into every phase of the work; after `kills` kills the
command is left to finish.
"""

from __future__ import annotations

import random
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """`kills`: how many processes were killed before they ended; `starts`: how many were begun in all."""

    kills: int
    starts: int


def until_done(
    command: Sequence[str],
    *,
    seed: int,
    kills: int,
    longest: float,
    shortest: float = 0.0,
    ready: str = "",
    between: Callable[[], None] | None = None,
    again: Callable[[], None] | None = None,
) -> Outcome:
    """Kill a command `kills` times, `shortest` to `longest` seconds after it says `ready`, or after its start.

    between: called after each kill, to check what was left. again: called when the command finished before enough kills
    were made; it must make the work undone, so that there is something to kill. Raises AssertionError where the
    command itself fails.
    """
    draw = random.Random(seed)
    made = starts = 0
    while made < kills:
        starts += 1
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert process.stdout is not None
        if ready:
            while (line := process.stdout.readline()) and ready not in line:
                pass
        time.sleep(draw.uniform(shortest, longest))
        process.send_signal(signal.SIGKILL)
        _, errors = process.communicate()
        if process.returncode == -signal.SIGKILL:
            made += 1
            if between:
                between()
        else:
            assert process.returncode == 0, errors
            assert again is not None, "the command was done before it could be killed; shorten the delays"
            again()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return Outcome(made, starts + 1)
