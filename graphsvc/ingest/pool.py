"""Preparing the rows of a file batch by batch: in processes of their own where the file is large, else in this one.

Batches come back in their order and are the same either way, so a load that was stopped may go on under another number
of processes. The processes know no store: they get rows and give rows, and end with the process that started them,
however that ends.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from queue import SimpleQueue
from typing import BinaryIO, cast

from graphsvc.errors import GraphsvcError
from graphsvc.ingest.preparing import prepare_all
from graphsvc.ingest.wire import Made, Rows, made_of, packed
from graphsvc.ingest.worker import receive, send

SMALL = 10_000  # rows of a file below which starting processes costs more than they save
MOST = 4  # processes: the one that writes keeps no more busy

Prepare = Callable[[Iterable[Rows]], Iterator[Made]]

# What this process can import the worker can, and nothing else: not what lies in the current folder, for one.
_START = "import sys; sys.path[:] = sys.argv[1:]; from graphsvc.ingest.worker import main; main()"


def processes(rows: int) -> int:
    """How many processes serve a file of so many rows; 0: none but this one."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, MOST) if rows >= SMALL and cores > 1 and sys.executable else 0


@contextmanager
def preparing(marking: str, region: str, count: int) -> Iterator[Prepare]:
    """A function from batches of rows to what `prepare_all` makes of each, in `count` processes, which it starts and
    ends; 0: in this one.

    Raises GraphsvcError where a process ends before its time.
    """
    if not count:
        yield lambda batches: (prepare_all(rows, marking, region) for rows in batches)
        return
    workers: list[_Worker] = []
    threads = ThreadPoolExecutor(count, "preparing")
    try:
        for _ in range(count):
            workers.append(_Worker())  # one by one, so that those begun are ended where the next cannot be
        yield _Pool(workers, threads, marking, region).map
    finally:
        for worker in workers:
            worker.kill()
        threads.shutdown(cancel_futures=True)
        for worker in workers:
            worker.close()


class _Pool:
    """Each thread waits on the pipes of one worker at a time, so none stands still while this process writes."""

    def __init__(self, workers: list[_Worker], threads: ThreadPoolExecutor, marking: str, region: str) -> None:
        self._threads, self._marking, self._region = threads, marking, region
        self._ahead = len(workers) + 1
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        for worker in workers:
            self._idle.put(worker)

    def map(self, batches: Iterable[Rows]) -> Iterator[Made]:
        asked: deque[Future[bytes]] = deque()
        for rows in batches:
            asked.append(self._threads.submit(self._ask, packed((rows, self._marking, self._region))))
            if len(asked) > self._ahead:
                yield made_of(asked.popleft().result())
        while asked:
            yield made_of(asked.popleft().result())

    def _ask(self, request: bytes) -> bytes:
        worker = self._idle.get()
        try:
            return worker.ask(request)
        finally:  # one that is dead too: whoever asks it next must hear of it, not wait
            self._idle.put(worker)


class _Worker:
    """One process. In a session of its own: Ctrl-C is for the process that started it, which then ends it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-c", _START, *sys.path], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            start_new_session=True,
        )  # fmt: skip
        self._requests, self._answers = cast(BinaryIO, self._process.stdin), cast(BinaryIO, self._process.stdout)

    def ask(self, request: bytes) -> bytes:
        try:
            send(self._requests, request)
            return receive(self._answers)
        except (BrokenPipeError, EOFError):
            raise GraphsvcError(
                f"a process that reads rows ended before its time ({_how(self._process.wait())}); what was committed "
                f"stays: run the same command again, with fewer programs beside it if memory was short"
            ) from None

    def kill(self) -> None:
        self._process.kill()

    def close(self) -> None:
        self._process.communicate()


def _how(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"
