"""Neo4j beside SQLite, the same adverts in the same run: load, hop, search, path. The server is the caller's own."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from secrets import token_hex
from typing import Any, Protocol, cast

from graphsvc.bench.store.case import SEED, batches
from graphsvc.bench.store.questions import Question, answered, everyday, times
from graphsvc.files import staged
from graphsvc.model import Actor
from graphsvc.registry import load
from graphsvc.store import Store, open_store

FILES = "graphsvc.store.neo4j.importing:write"
ADVERTS = 20_000
QUICK = 2_000
ASKED = 100  # of each question
NOT_RUN = {"figure": "not run", "value": "no server named: --server neo4j://host:7687", "bar": ""}
WARM = 5  # answers before the clock: plans compiled, pages read


def neo4j(*, quick: bool = False, server: str = "", sizes: Sequence[int] = ()) -> dict[str, Any]:
    """`server`: `neo4j://host:7687`; a case of a new name is made there for each size and unloaded again. Without one
    nothing runs. Raises StoreUnavailable."""
    chosen = list(sizes) or [QUICK if quick else ADVERTS]
    rows = [row for adverts in chosen for row in _of(server, adverts)] if server else [NOT_RUN]
    size = f"{', '.join(f'{adverts:,}' for adverts in chosen)} adverts, seed {SEED}"
    return {"name": "neo4j", "size": size, "rows": rows}


class Served(Protocol):
    """A store with a server behind it."""

    def agent(self) -> str: ...


def _of(server: str, adverts: int) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        file, address = str(Path(folder) / "bench.db"), f"{server.rstrip('/')}/bench-{token_hex(4)}"
        with closing(open_store(file)) as here, closing(open_store(address)) as there:
            stores = {"SQLite": here, cast(Served, there).agent(): there}
            try:
                rows = [_loaded(name, store, adverts) for name, store in stores.items()]
                rows.append(_files(here, address, Path(folder) / "import"))
                asked = [(name, everyday(store.view(), adverts)) for name, store in stores.items()]
                return rows + [
                    _answers(name, questions[n]) for n in range(len(asked[0][1])) for name, questions in asked
                ]
            finally:
                if there.has_source("bench"):
                    there.writer(Actor()).unload("bench")


def _loaded(name: str, store: Store, adverts: int) -> dict[str, Any]:
    writer = store.writer(Actor())
    statements, spent = 0, 0.0
    for batch in batches(adverts):
        spent += _timed(lambda batch=batch: writer.put(batch))  # type: ignore[misc]
        statements += len(batch.statements)
    return {
        "figure": f"load of {adverts:,} adverts, {name}", "bar": "", "seconds": spent, "statements": statements,
        "value": f"{spent:.1f} s, {statements / spent:,.0f} statements/s, {adverts / spent:,.0f} adverts/s",
    }  # fmt: skip


def _files(store: Store, address: str, folder: Path) -> dict[str, Any]:
    """What a first load by `neo4j-admin database import` costs on this side."""

    def write() -> None:
        with staged() as stage:
            load(FILES)(store, address, folder, stage)

    folder.mkdir()
    spent = _timed(write)
    size = sum(file.stat().st_size for file in folder.iterdir())
    return {
        "figure": "files for neo4j-admin import", "value": f"{spent:.1f} s, {size / 1e6:.0f} MB", "bar": "",
        "seconds": spent,
    }  # fmt: skip


def _answers(name: str, question: Question) -> dict[str, Any]:
    asked = list(question.arguments)
    for argument in asked[:WARM]:
        question.ask(argument)
    found = times(answered(Question(question.name, question.ask, asked[WARM : WARM + ASKED])))
    return found.row(f"{question.name}, {name}", question.bar)


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
