"""Finding identifiers in text: adverts per second, beside phonenumbers' matcher in the same run."""

from __future__ import annotations

import csv
import tempfile
import time
from pathlib import Path
from typing import Any

import phonenumbers

from graphsvc import identifiers
from graphsvc.synth import write

SEED = 20261124


def extraction(*, quick: bool = False) -> dict[str, Any]:
    """One core; texts of synthetic adverts. The peer finds phone numbers only."""
    size = 1_000 if quick else 10_000
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), records=size, seed=SEED)
        with (Path(folder) / "ads.csv").open(encoding="utf-8", newline="") as file:
            texts = [(row["title"] + "\n" + row["description"], row["country"]) for row in csv.DictReader(file)]
    start = time.perf_counter()
    finds = sum(len(identifiers.scan(text, region=country).finds) for text, country in texts)
    ours = time.perf_counter() - start
    start = time.perf_counter()
    matches = sum(1 for text, country in texts for _ in phonenumbers.PhoneNumberMatcher(text, country or None))
    theirs = time.perf_counter() - start
    return {
        "name": "extraction", "size": f"{len(texts)} adverts, seed {SEED}, one core",
        "rows": [
            {"figure": "scan, all kinds", "value": f"{len(texts) / ours:.0f} ads/s, {finds} finds", "bar": ""},
            {"figure": "phonenumbers.PhoneNumberMatcher, phones only",
             "value": f"{len(texts) / theirs:.0f} ads/s, {matches} finds", "bar": ""},
            {"figure": "ratio", "value": f"{theirs / ours:.1f} x", "bar": ""},
        ],
    }  # fmt: skip
