"""A process that changes a case file in a fixed way and can be killed and run again.

    python -m tests.support.loading CASE write BATCHES [FIRST]    a series of batches, going on from its cursor
    python -m tests.support.loading CASE expire DAY               erase what is overdue

Prints `ready` once the case is open. With FIRST, adverts are numbered from there (several writers side by side).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from graphsvc.model import Actor, Decision, Verb
from graphsvc.store import Batch, Cursor, Store, open_store
from tests.support.records import CLOSED, OPEN, PHONE, advert, batch

JOB = "loading"
SIZE = 5


def batches(count: int, first: int = 0, job: str = JOB) -> Iterator[Batch]:
    for number in range(count):
        start = first + number * SIZE
        adverts = [advert(str(key), PHONE, f"phone:+99900000{key:04d}") for key in range(start, start + SIZE)]
        adverts.append(advert(str(start), PHONE, version=f"{number + 1:012x}", title=f"Version {number}"))
        marking = (OPEN, CLOSED)[number % 2]
        yield batch(adverts, marking, name=f"{number}.csv", cursor=Cursor(job, number + 1, number + 1 == count, "{}"))


def write(store: Store, count: int, first: int = 0, job: str = JOB) -> None:
    """Every batch, and a decision after every third; what the cursor says is there already is not written again."""
    cursor = store.cursor(job)
    writer = store.writer(Actor())
    for number, made in enumerate(batches(count, first, job)):
        if cursor is None or number >= cursor.rows:
            writer.put(made)
        if number % 3 == 0:
            at = f"2026-01-01T00:00:{number % 60:02d}Z"
            writer.decide(Decision.make(Verb.NOTE, (made.records[0].node,), str(number), "ada", at, "seen"))


if __name__ == "__main__":
    path, what, how, *rest = sys.argv[1:]
    case = open_store(path)
    print("ready", flush=True)
    if what == "write":
        start_ = int(rest[0]) if rest else 0
        write(case, int(how), start_, f"{JOB}-{start_}")
    else:
        case.writer(Actor()).expire(how)
    case.close()
