"""How good the suggestions are on planted truth: recall after so many questions, beside walks that weigh by degree.

One record of a true network is the seed; a truthful person answers each question. Recall is the share of the
network's other records that are accepted by then: those asked about, and with `suggest` those ascribed to the same
poster. Networks of more records than questions tell a ranking from mere diligence, so those are what is searched.
Baselines, over the same edges before any hub is known, where each question is about one record:

    walk         personalised PageRank on records, two joined by the sum of 1/degree^2 over what they share; no answers
    walk-yes     the same evidence, one hop, starting from every record accepted so far; no learning
    walk-poster  walk-yes where an answer holds for the poster, as with `suggest`: the rest is what the weights add
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from graphsvc.analysis.suggest.ground import Ground
from graphsvc.analysis.suggest.search import Search
from graphsvc.linking.link import Evidence
from graphsvc.results import RecordRef

METHODS = ("suggest", "walk", "walk-yes", "walk-poster")
QUESTIONS = (10, 25, 50, 100)
RESTART, ROUNDS = 0.15, 20


@dataclass(frozen=True, slots=True)
class Recall:
    """`at`: method -> questions -> mean recall over `searches`. `precision`: method -> share of what is accepted after
    the last question that belongs to the network."""

    searches: int
    at: dict[str, dict[int, float]]
    precision: dict[str, float]


def recall(
    evidence: Evidence, truth: Mapping[RecordRef, str], *, seed: int = 0, searches: int = 100, least: int = 101,
    questions: Sequence[int] = QUESTIONS,
) -> Recall:  # fmt: skip
    """`truth`: record -> true network. Searches start in networks of `least` records or more, each at most once."""
    ground = Ground(evidence)
    walk = _Walk(evidence)
    label = np.array([truth.get(ref, "") for ref in evidence.units.refs], dtype=object)
    members: dict[str, list[int]] = {}
    for unit in np.flatnonzero(ground.open).tolist():
        if label[unit]:
            members.setdefault(label[unit], []).append(unit)
    rng = np.random.default_rng(seed)
    names = [name for name in sorted(members) if len(members[name]) >= least]
    found: dict[str, list[tuple[list[float], float]]] = {name: [] for name in METHODS}
    for name in [names[i] for i in rng.permutation(len(names))[:searches].tolist()]:
        start = members[name][int(rng.integers(len(members[name])))]
        for method, accepted in _runs(ground, walk, start, label == name, max(questions)).items():
            after = [accepted[min(q, len(accepted)) - 1] if accepted else set[int]() for q in questions]
            good = [sum(bool(label[unit] == name) for unit in units) for units in after]
            shares = [right / (len(members[name]) - 1) for right in good]
            found[method].append((shares, good[-1] / len(after[-1]) if after[-1] else 1.0))
    at = {
        method: {q: float(np.mean([good[i] for good, _ in rows])) if rows else 0.0 for i, q in enumerate(questions)}
        for method, rows in found.items()
    }
    precision = {method: float(np.mean([p for _, p in rows])) if rows else 0.0 for method, rows in found.items()}
    return Recall(len(found["suggest"]), at, precision)


def _runs(ground: Ground, walk: _Walk, start: int, right: NDArray[np.bool_], most: int) -> dict[str, list[set[int]]]:
    """Method -> what it accepted after each question, the seed left out."""
    return {
        "suggest": _suggested(ground, start, right, most),
        "walk": walk.ranked(start, right, most),
        "walk-yes": walk.asked(start, right, most, np.full(len(right), -1)),
        "walk-poster": walk.asked(start, right, most, ground.poster),
    }


def _suggested(ground: Ground, start: int, right: NDArray[np.bool_], most: int) -> list[set[int]]:
    """What is accepted after each question, the seed left out; what the seed's poster brings is there from the
    first."""
    search = Search(ground, [ground.node(start)])
    accepted: list[set[int]] = []
    for _ in range(most):
        units, _score = search.best(1)
        if len(units):
            search.answer_unit(int(units[0]), bool(right[units[0]]))
        accepted.append({unit for unit in search.accepted_units() if unit != start})
        if not len(units):
            break
    return accepted


class _Walk:
    """Records joined by sum of 1/degree^2, never expanded into pairs: a record -> values -> records product."""

    def __init__(self, evidence: Evidence) -> None:
        graph, protected = evidence.graph, evidence.rules.protected
        open_ = np.array(
            [evidence.units.identifiers[i] not in protected for i in graph.identifier.tolist()], dtype=bool
        )
        kept = evidence.units.poster[graph.unit] & open_[graph.value]
        unit, value = graph.unit[kept], graph.value[kept]
        degree = np.bincount(value, minlength=graph.values).astype(np.float64)
        shape = (graph.units, graph.values)
        self._shows = csr_array((np.ones(len(unit)), (unit, value)), shape=shape)
        self._weighs = csr_array((1.0 / degree[value] ** 2, (unit, value)), shape=shape)
        self._total = np.maximum(self._weighs @ np.asarray(self._shows.sum(axis=0)).ravel(), 1e-300)
        self._barred = ~evidence.units.poster

    def _once(self, mass: NDArray[np.float64]) -> NDArray[np.float64]:
        spread: NDArray[np.float64] = self._shows @ (self._weighs.T @ mass)
        return spread

    def ranked(self, start: int, right: NDArray[np.bool_], most: int) -> list[set[int]]:
        """Accepted after each question, asked in the order of personalised PageRank."""
        begin = np.zeros(self._shows.shape[0])
        begin[start] = 1.0
        mass = begin
        for _ in range(ROUNDS):
            mass = RESTART * begin + (1.0 - RESTART) * self._once(mass / self._total)
        order = self._top(mass, [start], most).tolist()
        return [{unit for unit in order[: i + 1] if right[unit]} for i in range(len(order))]

    def asked(self, start: int, right: NDArray[np.bool_], most: int, poster: NDArray[np.int64]) -> list[set[int]]:
        """Accepted after each question, each asked beside what is accepted by then. An answer holds for the whole
        poster, where that is not -1."""

        def with_poster(unit: int) -> list[int]:
            return [unit] if poster[unit] < 0 else np.flatnonzero(poster == poster[unit]).tolist()

        taken, seen = set(with_poster(start)), set(with_poster(start))
        score, accepted = self._from(taken), list[set[int]]()
        while len(accepted) < most:
            found = self._top(score, sorted(seen), 1)
            if len(found):
                asked = with_poster(int(found[0]))
                seen.update(asked)
                if right[found[0]]:
                    taken.update(asked)
                    score = score + self._from(asked)
            accepted.append(taken - {start})
            if not len(found):
                break
        return accepted

    def _from(self, units: Iterable[int]) -> NDArray[np.float64]:
        mass = np.zeros(self._shows.shape[0])
        mass[sorted(units)] = 1.0
        return self._once(mass)

    def _top(self, score: NDArray[np.float64], seen: Sequence[int], most: int) -> NDArray[np.int64]:
        score = np.where(self._barred, 0.0, np.round(score, 15))
        score[list(seen)] = 0.0
        candidates = np.flatnonzero(score > 0.0)
        found: NDArray[np.int64] = candidates[np.lexsort((candidates, -score[candidates]))[:most]]
        return found
