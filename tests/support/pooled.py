"""`graphsvc load CASE FILE` that prepares rows in two processes of their own, however small the file.

python -m tests.support.pooled CASE FILE [BYTES]

After each batch it prints "committed" and waits for a line or the end of its standard input, so that who started it
chooses where it stops. BYTES: the address space this process, and each of those it starts, may take.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from graphsvc.cli import main
from graphsvc.service import case, loading
from loaders import cli

BATCH = 100
COMMITTED = "committed"


def clock() -> datetime:
    return datetime(2026, 1, 15, 12, tzinfo=UTC)


@contextmanager
def _told(_name: str, _rows: int, _quiet: bool) -> Iterator[Callable[[int, int], None]]:
    def progress(_done: int, _total: int) -> None:
        print(COMMITTED, flush=True)
        sys.stdin.readline()

    yield progress


if __name__ == "__main__":
    if len(sys.argv) > 3:
        resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[3]),) * 2)
    loading.BATCH = BATCH
    loading.processes = lambda rows: 2
    case.utc_now = clock
    cli._bar = _told
    main(["load", *sys.argv[1:3]])
