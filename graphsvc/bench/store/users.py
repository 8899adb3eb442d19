"""Several people asking at once, as the app serves them: threads of one process, a connection each.

Without a pause, which no person asks, eight on two cores are four to a core, and answers take four times one user's at
best. The bar is on asking with a pause after every answer, still shorter than a person's.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from graphsvc.bench.store.questions import Question, answered, times

USERS = 8
PAUSE = 0.25  # seconds after an answer
MORE = 3.0  # times the 95th percentile of one user


def together(questions: Sequence[Question], pause: float = PAUSE) -> Iterator[dict[str, Any]]:
    """Rows for each question: alone, by all users without a pause, and with one of so many seconds."""
    for question in questions:
        _asked(question, USERS, 0)  # every user's connection has been opened and used
        alone = times(answered(question))
        yield alone.row(f"{question.name}, one user", question.bar)
        for idle, said in ((0.0, "without a pause"), (pause, f"a pause of {pause:g} s after each answer")):
            found = times(_asked(question, USERS, idle))
            ratio = found.p95 / alone.p95
            row = found.row(f"{question.name}, {USERS} users, {said}", 0)
            row |= {"value": f"{row['value']}; {ratio:.1f} x one user", "ratio": ratio, "users": USERS, "pause": idle}
            if idle == pause:
                row |= {"bar": f"p95 < {question.bar:g} ms, <= {MORE:g} x"}
                row |= {"met": found.p95 < question.bar and ratio <= MORE}
            yield row


def _asked(question: Question, users: int, pause: float) -> list[float]:
    """Milliseconds of every answer; the arguments are shared out among the users."""
    ready = Barrier(users)

    def ask(arguments: Sequence[Any]) -> list[float]:
        ready.wait()
        spent = []
        for argument in arguments:
            start = time.perf_counter()
            question.ask(argument)
            spent.append(1000 * (time.perf_counter() - start))
            time.sleep(pause)
        return spent

    with ThreadPoolExecutor(users) as pool:
        shares = [question.arguments[user::users] for user in range(users)]
        return [one for spent in pool.map(ask, shares) for one in spent]
