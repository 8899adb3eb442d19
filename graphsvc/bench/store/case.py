"""A case of any size made of a seed, written straight into a store in batches, as an ingest would.

Degrees have a heavy tail: one number stands in a fifth of all adverts, a few in thousands, most identifiers in one to
five. 2,000,000 adverts have 5,000,000 edges.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from graphsvc.marking import Marking
from graphsvc.model import (
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
from graphsvc.store import Batch, Cursor

SEED = 20261124
BATCH = 5_000
HUB = "phone:+999000000000"
VOCABULARY = 20_000
ONSETS = ("b", "br", "c", "ch", "d", "dr", "f", "fl", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "pl", "qu", "r",
          "s", "sh", "st", "t", "tr", "v", "w", "y", "z", "")  # fmt: skip
VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "oo")
CODAS = ("", "n", "r", "s", "l", "m", "t", "ck", "nd", "st", "ng", "rt")
SPREAD = 618_033_989  # has no factor with 10^9 in common: numbers of any size become nine digits, each once


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
        phones = identifiers(random, many, adverts, hub=0.2)
        others = identifiers(random, many, adverts, hub=0.0)
        kinds = random.integers(0, 3, size=many)
        extra = random.random(many) < 0.5
        records, sightings, statements = [], [], []
        for row in range(many):
            record = _record(first + row, list(map(word, words[row].tolist())))
            records.append(record)
            sightings.append(Sighting(record.id, file.sha256, first + row + 2, "2026-01-01T00:00:00Z", marking.hash))
            objects = [phone(phones[row]), _other(kinds[row], others[row])]
            if extra[row]:
                objects.append(phone(others[row] + 1))
            statements += [_statement(record, name, at) for at, name in enumerate(dict.fromkeys(objects))]
        done = first + many == adverts
        yield Batch(marking, file, records, sightings, statements, Cursor("bench", first + many, done))


def identifiers(random: np.random.Generator, many: int, adverts: int, hub: float) -> NDArray[np.int64]:
    """Numbers of identifiers: the hub is 0; the others are drawn from a power law over adverts / 3 of them."""
    drawn = (random.random(many) ** 3 * (adverts / 3)).astype(np.int64) + 1
    return np.where(random.random(many) < hub, 0, drawn)


@lru_cache(maxsize=VOCABULARY)
def word(number: int) -> str:
    """A pronounceable word for a number, in letters about as varied as a language's; frequent words are short."""
    letters = ""
    number += 1
    while number:
        number, onset = divmod(number, len(ONSETS))
        number, vowel = divmod(number, len(VOWELS))
        number, coda = divmod(number, len(CODAS))
        letters += ONSETS[onset] + VOWELS[vowel] + CODAS[coda]
    return letters


def digits(number: int) -> str:
    return f"{number * SPREAD % 10**9:09d}"


def phone(number: int) -> str:
    return f"phone:+999{digits(number)}"  # +999 is no country's


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
