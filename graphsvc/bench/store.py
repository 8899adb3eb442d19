"""The embedded store at 2,000,000 adverts and 5,000,000 edges: bulk load, hops, search, the largest hub.

The data are made of a seed and written straight into a case file in batches, as an ingest would. Degrees have a heavy
tail: one number stands in a fifth of all adverts, a few in thousands, most identifiers in one to five.
"""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphsvc.marking import Marking
from graphsvc.model import (
    Actor,
    Category,
    EdgeType,
    RecordKind,
    Sighting,
    SourceFile,
    Statement,
    StoredRecord,
    canonical_json,
    node_id,
    record_id,
)
from graphsvc.store import Batch, Cursor, Store, View, open_store

SEED = 20261124
ADVERTS = 2_000_000
QUICK = 20_000
BATCH = 5_000
QUERIES = 400
HUB = "phone:+999000000000"
VOCABULARY = 20_000
ONSETS = ("b", "br", "c", "ch", "d", "dr", "f", "fl", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "pl", "qu", "r",
          "s", "sh", "st", "t", "tr", "v", "w", "y", "z", "")  # fmt: skip
VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "oo")
CODAS = ("", "n", "r", "s", "l", "m", "t", "ck", "nd", "st", "ng", "rt")
SPREAD = 618_033_989  # has no factor with 10^9 in common: numbers of any size become nine digits, each once


def store(*, quick: bool = False) -> dict[str, Any]:
    """Load, then ask; every figure with its bar. Takes about five minutes and 6 GB of disk at full size."""
    adverts = QUICK if quick else ADVERTS
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        opened = open_store(str(path))
        try:
            rows = [_load(opened, adverts, path), *_ask(opened.view(), adverts)]
        finally:
            opened.close()
    return {"name": "store", "size": f"{adverts:,} adverts, seed {SEED}", "rows": rows}


def _load(opened: Store, adverts: int, path: Path) -> dict[str, Any]:
    writer = opened.writer(Actor())
    statements, spent = 0, 0.0
    for batch in batches(adverts):
        start = time.perf_counter()
        writer.put(batch)
        spent += time.perf_counter() - start
        statements += len(batch.statements)
    size = sum(file.stat().st_size for file in path.parent.iterdir())
    return {
        "figure": f"bulk load of {adverts:,} adverts, {statements:,} statements",
        "value": f"{spent:.1f} s, {statements / spent:,.0f} statements/s, {adverts / spent:,.0f} adverts/s, "
        f"{size / 1e9:.2f} GB",
        "bar": ">= 20,000 statements/s", "seconds": spent, "statements": statements,
    }  # fmt: skip


def batches(adverts: int) -> Iterator[Batch]:
    """The adverts, 5,000 at a time; the same for the same number."""
    marking = Marking()
    file = SourceFile(
        hashlib.sha256(b"bench").hexdigest(), "bench", "bench.csv", 0, "ads", "1", "2026-01-01T00:00:00Z", "bench",
        marking.hash,
    )  # fmt: skip
    random = np.random.default_rng(SEED)
    for first in range(0, adverts, BATCH):
        many = min(BATCH, adverts - first)
        words = (VOCABULARY ** random.random(size=(many, 36))).astype(int)  # word n is about 1 / n as frequent
        phones = _identifiers(random, many, adverts, hub=0.2)
        others = _identifiers(random, many, adverts, hub=0.0)
        kinds = random.integers(0, 3, size=many)
        extra = random.random(many) < 0.5
        records, sightings, statements = [], [], []
        for row in range(many):
            record = _record(first + row, [_word(word) for word in words[row].tolist()])
            records.append(record)
            sightings.append(Sighting(record.id, file.sha256, first + row + 2, "2026-01-01T00:00:00Z", marking.hash))
            objects = [_phone(phones[row]), _other(kinds[row], others[row])]
            if extra[row]:
                objects.append(_phone(others[row] + 1))
            statements += [_statement(record, name, at) for at, name in enumerate(dict.fromkeys(objects))]
        done = first + many == adverts
        yield Batch(marking, file, records, sightings, statements, Cursor("bench", first + many, done))


def _identifiers(random: np.random.Generator, many: int, adverts: int, hub: float) -> NDArray[np.int64]:
    """Numbers of identifiers: the hub is 0; the others are drawn from a power law over adverts / 3 of them."""
    drawn = (random.random(many) ** 3 * (adverts / 3)).astype(np.int64) + 1
    return np.where(random.random(many) < hub, 0, drawn)


@lru_cache(maxsize=VOCABULARY)
def _word(number: int) -> str:
    """A pronounceable word for a number, in letters about as varied as a language's; frequent words are short."""
    letters = ""
    number += 1
    while number:
        number, onset = divmod(number, len(ONSETS))
        number, vowel = divmod(number, len(VOWELS))
        number, coda = divmod(number, len(CODAS))
        letters += ONSETS[onset] + VOWELS[vowel] + CODAS[coda]
    return letters


def _digits(number: int) -> str:
    return f"{number * SPREAD % 10**9:09d}"


def _phone(number: int) -> str:
    return f"phone:+999{_digits(number)}"  # +999 is no country's


def _other(kind: int, number: int) -> str:
    if kind == 0:
        return node_id("email", f"poster{number}@example.org")
    return node_id("account", "telegram" if kind == 1 else "wechat", f"poster_{number}")


def _record(number: int, words: list[str]) -> StoredRecord:
    title, text = " ".join(words[:5]), " ".join(words[5:])
    key = f"{number:08d}"
    posted = f"20{20 + number % 6}-{1 + number % 12:02d}-{1 + number % 28:02d}"
    content = canonical_json({"kind": "ad", "source": "bench", "key": key, "title": title, "text": text})
    version = hashlib.sha256(content.encode()).hexdigest()[:12]
    return StoredRecord(
        record_id("ad", "bench", key, version), node_id("ad", "bench", key), RecordKind.AD, "bench", key, version,
        title, text, posted, Category.JOB, "", content, 1,
    )  # fmt: skip


def _statement(record: StoredRecord, object_: str, position: int) -> Statement:
    raw = object_.partition(":")[2]
    return Statement(
        record.id, record.node, EdgeType.MENTIONS, object_, "text", 10 * position, 10 * position + len(raw), raw,
        "scan", 0.95,
    )  # fmt: skip


def _ask(view: View, adverts: int) -> Iterator[dict[str, Any]]:
    random = np.random.default_rng(SEED + 1)
    numbers = _identifiers(random, QUERIES, adverts, hub=0.0)
    ads = [node_id("ad", "bench", f"{number:08d}") for number in random.integers(0, adverts, QUERIES)]
    starts = [name for pair in zip(ads, map(_phone, numbers)) for name in pair]
    yield _timed(
        "one hop, uniform over adverts and power-law over numbers", lambda name: view.neighbours(name), starts, 5
    )
    yield _timed("three capped hops (25 for each node, 500 in all)",
                 lambda name: view.expand([name], hops=3, cap=500, per_node=25), starts, 50)  # fmt: skip
    drawn = (VOCABULARY ** random.random(size=(QUERIES, 3))).astype(int).tolist()
    words = [" ".join(map(_word, row)) for row in drawn]
    titles = [title for name, title in sorted(view.titles(ads).items())]
    digits = [_digits(int(number)) for number in numbers]
    searches = {
        "exact": [f"+999{number}" for number in digits],
        "prefix": [f"+999{number[: 2 + row % 7]}" for row, number in enumerate(digits)],
        "substring": [number[2 : 6 + row % 4] for row, number in enumerate(digits)],
        "part of a title": [title[3 : 9 + row % 16] for row, title in enumerate(titles)],
        "two words": [" ".join(text.split()[:2]) for text in words],
        "three words": words,
        "one or two characters": [
            (digits[row] + words[row])[row % 12 : row % 12 + 1 + row % 2] for row in range(QUERIES)
        ],
    }
    for name, queries in searches.items():
        yield _timed(f"search, {name}", lambda query: view.search(query), queries, 50)
    pairs = list(pairwise(ads))
    yield _timed("paths between two adverts, no hub above 200 crossed",
                 lambda pair: view.paths(*pair, max_degree=200), pairs[: QUERIES // 4], 200)  # fmt: skip
    yield _timed("paths between two adverts, hubs crossed", lambda pair: view.paths(*pair), pairs[: QUERIES // 4], 200)
    hub = view.node(HUB)
    degree = hub.degree if hub else 0
    yield _timed(f"counts of the largest hub, {degree:,} neighbours", lambda name: view.counts(name), [HUB] * 10, 0)
    yield _timed(
        f"one hop from the largest hub, {degree:,} neighbours", lambda name: view.neighbours(name), [HUB] * 10, 0
    )
    yield _timed("all edges among 500 nodes of a capped expansion",
                 lambda name: view.edges_among([n.id for n in view.expand([name], hops=3, cap=500, per_node=25)]),
                 starts[:50], 0)  # fmt: skip
    yield _timed("totals of the case (info)", lambda _: view.stats(), [""], 0)
    yield _timed("projection of the whole case to arrays", lambda _: view.projection(), [""], 0)


def _timed(figure: str, action: Callable[[Any], Any], arguments: list[Any], bar: float) -> dict[str, Any]:
    """Milliseconds at the median, the 95th and the 99th percentile."""
    spent = []
    for argument in arguments:
        start = time.perf_counter()
        action(argument)
        spent.append(1000 * (time.perf_counter() - start))
    p50, p95, p99 = (float(np.percentile(spent, q)) for q in (50, 95, 99))
    return {
        "figure": figure, "value": f"p50 {p50:.2f} ms, p95 {p95:.2f} ms, p99 {p99:.2f} ms",
        "bar": f"p95 < {bar:g} ms" if bar else "", "p50": p50, "p95": p95, "p99": p99,
    }  # fmt: skip
