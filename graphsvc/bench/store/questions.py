"""What is asked of a case: hops, searches, paths, the largest hub, the whole; each with its bar in milliseconds."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from graphsvc.bench.store.case import HUB, SEED, VOCABULARY, digits, identifiers, phone, word
from graphsvc.model import node_id
from graphsvc.store import View

QUERIES = 400


@dataclass(frozen=True, slots=True)
class Question:
    """`bar`: of the 95th percentile, in milliseconds; 0 for none."""

    name: str
    ask: Callable[[Any], object]
    arguments: Sequence[Any]
    bar: float = 0


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds."""

    p50: float
    p95: float
    p99: float

    def row(self, figure: str, bar: float) -> dict[str, Any]:
        """As a benchmark prints it; `met` where there is a bar."""
        said = f"p50 {self.p50:.2f} ms, p95 {self.p95:.2f} ms, p99 {self.p99:.2f} ms"
        row: dict[str, Any] = {"figure": figure, "value": said, "bar": "", **asdict(self)}
        return {**row, "bar": f"p95 < {bar:g} ms", "met": self.p95 < bar} if bar else row


def answered(question: Question) -> list[float]:
    """Milliseconds of each answer, one after the other."""
    spent = []
    for argument in question.arguments:
        start = time.perf_counter()
        question.ask(argument)
        spent.append(1000 * (time.perf_counter() - start))
    return spent


def times(spent: Sequence[float]) -> Times:
    return Times(*(float(np.percentile(spent, q)) for q in (50, 95, 99)))


def starts(adverts: int) -> tuple[list[str], list[int]]:
    """Adverts drawn evenly, and the numbers of identifiers drawn as adverts name them."""
    random = np.random.default_rng(SEED + 1)
    numbers = identifiers(random, QUERIES, adverts, hub=0.0)
    ads = [node_id("ad", "bench", f"{number:08d}") for number in random.integers(0, adverts, QUERIES)]
    return ads, numbers.tolist()


def everyday(view: View, adverts: int) -> list[Question]:
    """What a person asks all the time, whoever else asks: a hop, a search, a path."""
    ads, numbers = starts(adverts)
    nodes = [name for pair in zip(ads, map(phone, numbers)) for name in pair]
    searches = list(searched(view, adverts).values())
    mixed = [queries[row] for row in range(QUERIES // len(searches)) for queries in searches]
    return [
        Question("expand", lambda name: (view.counts(name), view.neighbours(name)), nodes[:QUERIES], 10),
        Question("search", lambda query: view.search(query), mixed, 50),
        Question("path", lambda pair: view.paths(*pair, max_degree=200), list(pairwise(ads))[: QUERIES // 4], 50),
    ]


def searched(view: View, adverts: int) -> dict[str, list[str]]:
    """Kind of search -> texts."""
    ads, numbers = starts(adverts)
    random = np.random.default_rng(SEED + 2)
    drawn = (VOCABULARY ** random.random(size=(QUERIES, 3))).astype(int).tolist()
    words = [" ".join(map(word, row)) for row in drawn]
    titles = [title for name, title in sorted(view.titles(ads).items())]
    called = [digits(number) for number in numbers]
    return {
        "exact": [f"+999{number}" for number in called],
        "prefix": [f"+999{number[: 2 + row % 7]}" for row, number in enumerate(called)],
        "substring": [number[2 : 6 + row % 4] for row, number in enumerate(called)],
        "part of a title": [title[3 : 9 + row % 16] for row, title in enumerate(titles)],
        "two words": [" ".join(text.split()[:2]) for text in words],
        "three words": words,
        "one or two characters": [
            (called[row] + words[row])[row % 12 : row % 12 + 1 + row % 2] for row in range(QUERIES)
        ],
    }


def all_of(view: View, adverts: int) -> Iterator[Question]:
    """Every question, the everyday ones first."""
    ads, numbers = starts(adverts)
    nodes = [name for pair in zip(ads, map(phone, numbers)) for name in pair]
    yield Question("one hop, uniform over adverts and power-law over numbers", view.neighbours, nodes, 10)
    yield Question("three capped hops (25 for each node, 500 in all)",
                   lambda name: view.expand([name], hops=3, cap=500, per_node=25), nodes, 50)  # fmt: skip
    for name, queries in searched(view, adverts).items():
        yield Question(f"search, {name}", view.search, queries, 50)
    pairs = list(pairwise(ads))[: QUERIES // 4]
    yield Question("paths between two adverts, no hub above 200 crossed",
                   lambda pair: view.paths(*pair, max_degree=200), pairs, 50)  # fmt: skip
    yield Question("paths between two adverts, hubs crossed", lambda pair: view.paths(*pair), pairs, 50)
    hub = view.node(HUB)
    many = f"{hub.degree if hub else 0:,} neighbours"
    yield Question(f"counts of the largest hub, {many}", view.counts, [HUB] * 10)
    yield Question(f"one hop from the largest hub, {many}", view.neighbours, [HUB] * 10)
    yield Question("all edges among 500 nodes of a capped expansion",
                   lambda name: view.edges_among([n.id for n in view.expand([name], hops=3, cap=500, per_node=25)]),
                   nodes[:50])  # fmt: skip
    yield Question("totals of the case (info)", lambda _: view.stats(), [""])
    for name in ("first asked for", "asked for again"):
        yield Question(f"projection of the whole case to arrays, {name}", lambda _: view.projection(), [""])
