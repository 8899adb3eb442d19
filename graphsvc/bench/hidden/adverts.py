"""Cases for a run: adverts with one hidden number, and negatives. `part`: DEVELOPMENT or REPORTING."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import cycle
from typing import Any

from graphsvc.bench.hidden import classes, numbers

DEVELOPMENT, REPORTING = "development", "reporting"


@dataclass(frozen=True, slots=True)
class Case:
    """A text, the row that it was drawn from, its region, and the number in it ('' for none) with where it stands."""

    name: str
    language: str
    region: str
    row: str
    text: str
    number: str = ""
    start: int = 0
    end: int = 0


def positives(seed: int, each: int, part: str = REPORTING) -> Iterator[Case]:
    """`each` adverts of every class, over all its languages and their regions in turn."""
    rng = random.Random(f"{seed}/positives/{part}")
    for name, (ways, only) in classes.CLASSES.items():
        languages = [code for code, row in _table("frames.toml").items() if row[part] and (not only or code in only)]
        for index in range(each):
            language = languages[index % len(languages)]
            frame = rng.choice(_table("frames.toml")[language][part])
            yield _positive(name, ways[index % len(ways)], language, frame, rng)


def framed(seed: int, each: int, part: str = REPORTING) -> Iterator[Case]:
    """Every row with `each` plain numbers, as many international ones, and of a class that hides them, in turn."""
    rng = random.Random(f"{seed}/framed/{part}")
    hiding = cycle(
        name
        for name, (_, only) in classes.CLASSES.items()
        if not only and name not in ("plain", "international", "links")
    )
    for language, table in _table("frames.toml").items():
        for frame in table[part]:
            for name in ("plain", "international", next(hiding)):
                ways = classes.CLASSES[name][0]
                for index in range(each):
                    yield _positive(name, ways[index % len(ways)], language, frame, rng)


def negatives(seed: int, each: int, part: str = REPORTING) -> Iterator[Case]:
    """`each` draws of every row in every region of its language."""
    rng = random.Random(f"{seed}/negatives/{part}")
    for language, table in _table("negatives.toml").items():
        for row in table[part]:
            for region in table["regions"]:
                for _ in range(each):
                    yield Case("negative", language, region, row, _filled(row, region, rng))


def _positive(name: str, way: classes.Hide, language: str, frame: str, rng: random.Random) -> Case:
    table = _table("frames.toml")[language]
    region = rng.choice(table["regions"])
    number, words = numbers.take(region, rng), table["digits"].split()
    shown = classes.doubled(number, words, rng, language) if way is classes.doubled else way(number, words, rng)
    start = frame.index("{x}")
    return Case(name, language, region, frame, frame.replace("{x}", shown), number.e164, start, start + len(shown))


def _filled(row: str, region: str, rng: random.Random) -> str:
    row = "".join(rng.choice("0123456789") if char == "#" else char for char in row)
    if "{m}" in row:
        row = row.replace("{m}", classes.masked(numbers.take(region, rng), (), rng))
    while "{n}" in row:
        row = row.replace("{n}", classes.digits(numbers.take(region, rng)), 1)
    while "{g}" in row:
        row = row.replace("{g}", numbers.take(region, rng).national, 1)
    return row


@lru_cache(maxsize=2)
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("graphsvc.bench.hidden").joinpath(name).read_text("utf-8"))
