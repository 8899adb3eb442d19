"""Job adverts of one poster that contradict each other: work in several countries, or one job at very unlike wages.

Honest employers have branches, and agencies many clients: such a finding is a reason to read the adverts side by side.
Each stands beside the same poster with places or wages shuffled among all job adverts that show as many identifiers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import exp, log
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from graphsvc.analysis import money
from graphsvc.analysis.bridges.sentences import many
from graphsvc.analysis.openly import unprotected
from graphsvc.linking.link import Evidence
from graphsvc.linking.units import record_ref
from graphsvc.model import Category, StoredRecord
from graphsvc.results import RecordRef, Result

UNLIKE = 2.0  # times the lowest wage for one job from which wages contradict each other
DRAWS = 99
_NUMBER = re.compile(r"\d+")
Name = TypeVar("Name", str, tuple[str, str])
Measure = Callable[[NDArray[np.float64]], float]


@dataclass(frozen=True, slots=True)
class Offer:
    """What a job advert says in columns. `job`: its title without numbers. `wage`: (currency, natural log of it)."""

    job: str
    country: str
    wage: tuple[str, float] | None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """`kind`: `place` (score: countries) or `wage` (score: highest over lowest). null_mean, reached: of `draws`
    shuffles, the mean score of the same poster, and how many gave as much."""

    kind: str
    actor: str
    jobs: int
    unknown: int
    score: float
    null_mean: float
    reached: int
    draws: int
    sentence: str

    @property
    def beyond_chance(self) -> bool:
        """Whether at most 5 % of the shuffles give as much."""
        return (1 + self.reached) / (1 + self.draws) <= 0.05


def offers(records: Iterable[StoredRecord]) -> dict[RecordRef, Offer]:
    """Offers of all job adverts; of several versions the newest, then the greatest id, counts."""
    newest: dict[RecordRef, tuple[tuple[str, str], Offer]] = {}
    for record in records:
        if record.category is Category.JOB:
            ref, order = record_ref(record.id), (record.posted, record.id)
            if ref not in newest or newest[ref][0] < order:
                newest[ref] = order, _offer(record)
    return {ref: offer for ref, (_, offer) in newest.items()}


def _offer(record: StoredRecord) -> Offer:
    content = record.parsed()
    named: dict[str, str] = {}
    attributes = content.get("attributes", [])
    for name, text in attributes if isinstance(attributes, list) else []:
        named.setdefault(name, text)
    wage = money.read(named.get("salary", ""), named.get("currency", ""))
    job = " ".join(_NUMBER.sub(" ", record.title.casefold()).split())
    paid = (wage.currency, log((wage.low + wage.high) / 2)) if wage and wage.currency else None
    return Offer(job, str(content.get("country", "")), paid)


def contradictions(
    evidence: Evidence, result: Result, said: Mapping[RecordRef, Offer], *, seed: int = 0, draws: int = DRAWS
) -> list[Contradiction]:
    """Contradictions of every actor, those that a shuffle gives least often first."""
    home = {ref: number for number, actor in enumerate(result.actors) for ref in actor.records}
    open_ = unprotected(evidence)
    units = [u for u, ref in enumerate(evidence.units.refs) if open_[u] and ref in said and ref in home]
    told = [said[evidence.units.refs[unit]] for unit in units]
    actor = np.array([home[evidence.units.refs[unit]] for unit in units], dtype=np.int64)
    shown = evidence.graph.degrees()[0][np.array(units, dtype=np.int64)]
    country = _numbered([offer.country for offer in told])
    place = np.array([country[o.country] if o.country else np.nan for o in told], dtype=np.float64)
    jobs = _numbered([(o.job, o.wage[0]) for o in told if o.wage])
    job = np.array([jobs[o.job, o.wage[0]] if o.wage else -1 for o in told], dtype=np.int64)
    paid = np.array([o.wage[1] if o.wage else np.nan for o in told], dtype=np.float64)
    coin = _numbered([o.wage[0] if o.wage else "" for o in told])
    paid_in = np.array([coin[o.wage[0] if o.wage else ""] for o in told], dtype=np.int64)
    each_job = np.where(job >= 0, actor * max(len(jobs), 1) + job, -1)
    found = []
    for row in _beside(actor, place, shown, _countries, 2.0, seed, draws):
        adverts = many(len(row.adverts), "job advert")
        blank = int(np.isnan(place[row.adverts]).sum())
        sentence = f"{adverts} of one poster name work in {row.score:.0f} countries."
        found.append(_made("place", result.actors[row.group].id, row, blank, draws, sentence))
    for row in _beside(each_job, paid, paid_in, _ratio, UNLIKE, seed, draws):
        who = row.group // max(len(jobs), 1)
        adverts = many(len(row.adverts), "job advert")
        sentence = f"{adverts} of one poster under one title; the highest wage is {row.score:.1f} times the lowest."
        found.append(_made("wage", result.actors[who].id, row, 0, draws, sentence))
    return sorted(found, key=lambda c: (c.reached, -c.score, c.kind, c.actor, c.sentence))


@dataclass(frozen=True, slots=True, eq=False)
class _Row:
    """One group whose adverts contradict each other, beside its shuffles."""

    group: int
    adverts: NDArray[np.int64]
    score: float
    mean: float
    reached: int


def _made(kind: str, actor: str, row: _Row, unknown: int, draws: int, sentence: str) -> Contradiction:
    beside = f"Shuffled among all job adverts, as much came up in {row.reached} of {draws} draws."
    return Contradiction(
        kind, actor, len(row.adverts), unknown, round(row.score, 6), round(row.mean, 6), row.reached, draws,
        f"{sentence} {beside}",
    )  # fmt: skip


def _beside(
    group: NDArray[np.int64], value: NDArray[np.float64], classes: NDArray[np.int64], measure: Measure, least: float,
    seed: int, draws: int,
) -> list[_Row]:  # fmt: skip
    """Groups (from 0) whose measure is `least` or more, and that of the same rows, values shuffled within classes."""
    rows = np.argsort(group, kind="stable")
    rows = rows[group[rows] >= 0]
    members = np.split(rows, np.flatnonzero(np.diff(group[rows])) + 1) if len(rows) else []
    kept = [at for at in members if measure(value[at]) >= least]
    observed = np.array([measure(value[at]) for at in kept])
    total, reached = np.zeros(len(kept)), np.zeros(len(kept), dtype=np.int64)
    order = np.argsort(classes, kind="stable")
    blocks = np.split(order, np.flatnonzero(np.diff(classes[order])) + 1)
    rng = np.random.default_rng(seed)
    for _ in range(draws if kept else 0):
        shuffled = value.copy()
        for block in blocks:
            shuffled[block] = value[rng.permutation(block)]
        drawn = np.array([measure(shuffled[at]) for at in kept])
        total += drawn
        reached += drawn >= observed - 1e-9
    return [
        _Row(int(group[at[0]]), at, float(observed[i]), float(total[i] / draws), int(reached[i]))
        for i, at in enumerate(kept)
    ]


def _countries(values: NDArray[np.float64]) -> float:
    return float(len(np.unique(values[~np.isnan(values)])))


def _ratio(values: NDArray[np.float64]) -> float:
    """The highest wage over the lowest, of logarithms; 0 for none."""
    known = values[~np.isnan(values)]
    return exp(float(known.max() - known.min())) if len(known) else 0.0


def _numbered(names: Iterable[Name]) -> dict[Name, int]:
    return {name: number for number, name in enumerate(sorted(set(names)))}
