"""Load, then ask, alone and at once; every figure with its bar."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

from graphsvc.bench.store.case import SEED, batches
from graphsvc.bench.store.questions import Question, all_of, answered, everyday, times
from graphsvc.bench.store.users import PAUSE, together
from graphsvc.errors import InputError
from graphsvc.model import Actor
from graphsvc.store import Store, open_store

ADVERTS = 2_000_000
QUICK = 20_000


def store(*, quick: bool = False, case: str = "") -> dict[str, Any]:
    """About five minutes and 6 GB of disk at full size. `case`: a file to keep the made case in; when it is there
    already it is only asked. Raises InputError for a case that this benchmark did not make."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(case) if case else Path(folder) / "bench.db"
        made = not path.exists()
        opened = open_store(str(path))
        try:
            loaded = [_load(opened, QUICK if quick else ADVERTS, path)] if made else []
            view = opened.view()
            adverts = _adverts(view.stats(), path)
            pause = PAUSE / 5 if quick else PAUSE
            rows = [*loaded, *map(_row, all_of(view, adverts)), *together(everyday(view, adverts), pause)]
        finally:
            opened.close()
    return {"name": "store", "size": f"{adverts:,} adverts, seed {SEED}", "adverts": adverts, "rows": rows}


def _adverts(stats: dict[str, Any], path: Path) -> int:
    if [source["source"] for source in stats["sources"]] != ["bench"]:
        raise InputError(f"{path} was not made by this benchmark; name a file that is not there yet, and it makes one")
    return int(stats["records"])


def _load(opened: Store, adverts: int, path: Path) -> dict[str, Any]:
    writer = opened.writer(Actor())
    statements, spent = 0, 0.0
    for batch in batches(adverts):
        start = time.perf_counter()
        writer.put(batch)
        spent += time.perf_counter() - start
        statements += len(batch.statements)
    size = sum(file.stat().st_size for file in path.parent.glob(f"{path.name}*"))
    return {
        "figure": f"bulk load of {adverts:,} adverts, {statements:,} statements",
        "value": f"{spent:.1f} s, {statements / spent:,.0f} statements/s, {adverts / spent:,.0f} adverts/s, "
        f"{size / 1e9:.2f} GB",
        "bar": ">= 20,000 statements/s", "seconds": spent, "statements": statements,
    }  # fmt: skip


def _row(question: Question) -> dict[str, Any]:
    return times(answered(question)).row(question.name, question.bar)
