"""Fits the weights of `phones.evidence` to the invented adverts and sentences of one part.

    python -m graphsvc.bench.hidden.fitting     writes `graphsvc/identifiers/phones/evidence.toml` anew

Every row of the tables is one template and weighs the same, however many numbers are drawn for it; adverts and
sentences with ids weigh the same in sum. The lists of words for something else (`words.toml`) are left out of account
for digits without gaps, so that the weights say what may be told of a noun that no list holds; what is written in
groups like a telephone number (a VAT number, a patient's) is a short list. Logistic regression with a ridge, by
Newton's method (Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, 4.4.1).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from graphsvc.bench.hidden.adverts import DEVELOPMENT, Case, framed, negatives
from graphsvc.identifiers import phone
from graphsvc.identifiers.phones import evidence, forms, hidden
from graphsvc.identifiers.reading.text import Text

SEED, EACH = 11, 8
_RIDGE = 0.3
# What no id shows: how large these weights grow is for the ridge to say, and they may outweigh a noun.
_TELLING, _SLIGHT_RIDGE = ("style:", "exit", "form:format"), 0.0003
_STEPS = 30
# The fit takes numbers and ids to be as many; in adverts numbers are the more common by far, so even odds lie lower.
# From .5 down to .2 no further row of other figures passed (development and shown); F1 of plain numbers rose by .014.
LEAST = 0.25


@dataclass(frozen=True, slots=True)
class Row:
    """What is seen of one number in one case, and whether it is the number of the case."""

    template: str
    method: str
    seen: tuple[str, ...]
    right: bool


def rows(cases: list[Case]) -> Iterator[Row]:
    """A row for every run or hidden number of the cases that may be a number, whatever noun is near."""
    for case in cases:
        text, template = Text(case.text), f"{case.language}/{case.row}"
        found = [*_plain(text, case), *hidden.hidden(text, case.region)]
        for number in found:
            yield Row(template, number.method.partition(":")[0], number.seen, number.number == case.number)


def _plain(text: Text, case: Case) -> Iterator[hidden.Number]:
    """The first number of each run; a part of the number of a case gives way to the whole, which hides."""
    for start, end in text.outside_links(found.span() for found in phone.RUNS.finditer(text.data)):
        run = text.folded[start:end]
        numbers = (phone.at_home(text, piece, case.region) for piece in forms.pieces(run, start) if run[0] != "+")
        first = next((number for number in numbers if number), None)
        if first is None or (first.other and "form:bare" not in first.seen):
            continue
        if first.number == case.number or not _overlaps(first, case):
            yield first


def _overlaps(number: hidden.Number, case: Case) -> bool:
    return number.start < case.end and case.start < number.end


def fit(found: list[Row]) -> dict[str, float]:
    """Weights by name, the bias among them."""
    names = sorted({name for row in found for name in row.seen})
    place = {name: at for at, name in enumerate(names)}
    inputs = np.zeros((len(found), len(names) + 1))
    inputs[:, -1] = 1.0
    for at, row in enumerate(found):
        inputs[at, [place[name] for name in row.seen]] = 1.0
    right = np.array([row.right for row in found], dtype=float)
    share = _shares(found)
    ridge = np.diag([*(_SLIGHT_RIDGE if name.startswith(_TELLING) else _RIDGE for name in names), 0.0])
    weights = np.zeros(len(names) + 1)
    for _ in range(_STEPS):
        odds = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (share * (right - odds)) - ridge @ weights
        curve = (inputs * (share * odds * (1 - odds))[:, None]).T @ inputs + ridge
        weights = weights + np.linalg.solve(curve, slope)
    return {**{name: float(weights[at]) for name, at in place.items()}, "bias": float(weights[-1])}


def _shares(found: list[Row]) -> np.ndarray:
    """The weight of each row: one for each template, and both answers the same in sum."""
    many = Counter((row.template, row.right) for row in found)
    share = np.array([1 / many[row.template, row.right] for row in found])
    right = np.array([row.right for row in found])
    share[right] *= share[~right].sum() / share[right].sum()
    return share


def document(weights: dict[str, float], found: list[Row]) -> str:
    """The file of `phones.evidence`."""
    rows = [len({row.template for row in found if row.right is right}) for right in (True, False)]
    lines = [
        "# Log-odds that digits are a telephone number, by what is seen (`phones.surroundings`). Written by",
        "# `python -m graphsvc.bench.hidden.fitting`: logistic regression on the rows `development` of",
        f"# `graphsvc/bench/hidden`: {rows[0]} of adverts, {rows[1]} of other figures, {len(found)} draws, seed {SEED}",
        f"# `least`: the confidence from which a number is a node.\nleast = {LEAST}\n\n[weights]",
        *(f'"{name}" = {weight:.2f}' for name, weight in weights.items()),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    cases = [*framed(SEED, EACH, DEVELOPMENT), *negatives(SEED, EACH, DEVELOPMENT)]
    found = list(rows(cases))
    weights = fit(found)
    path = Path(evidence.__file__).with_name(evidence.FILE)
    path.write_text(document(weights, found), encoding="utf-8")


if __name__ == "__main__":
    main()
