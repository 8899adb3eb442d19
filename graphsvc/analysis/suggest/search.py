"""One search: seeds, answers, and what to look at next (active search of connections, after RedThread: Rabbany, Bayani
and Dubrawski 2018, 'Active Search of Connections for Case Building and Combating Human Trafficking').

One question is about one poster, by the record that says most: linking ascribed the others to it by exclusive
evidence, and a yes or a no holds for them too. A candidate shares an identifier with a seed or with what was accepted.
Its score is the sum of what the shared identifiers are worth in nats, after rarity and diversity, each times how often
it has been right so far:

    weight * (yes + 1) / (yes + no + 1)          of the identifier, the seeds counting as a yes
           * (yes + FEW) / (yes + no + FEW)      of its kind

An answer of yes opens the poster's own identifiers; of no closes the poster and lowers what led to it. Everything is
counted, nothing is drawn: the same answers give the same suggestions. Hubs are not crossed.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphsvc.analysis.suggest.ground import Ground, Ids

FEW = 4.0  # answers that a kind of identifier is credited with before any is given


@dataclass(frozen=True, slots=True)
class Step:
    """One identifier that a suggestion shares with what was accepted. `weight`: nats it adds; `told`: how many
    accepted records, and how many refused ones, show it."""

    identifier: str
    kind: str
    epoch: str
    weight: float
    yes: int
    no: int
    unasked: int = 0  # records that show it and were not asked about


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`node`: the record. `records`: how many records its poster has, that one among them. `score` in nats. `path`:
    node ids from a seed to it, records and identifiers in turn. `evidence`: the heaviest first."""

    node: str
    records: int
    score: float
    path: tuple[str, ...]
    evidence: tuple[Step, ...]


class Search:
    """A search from seeds. Seeds are nodes: records, or identifiers (which are open from the start)."""

    def __init__(self, ground: Ground, seeds: Collection[str]) -> None:
        self._ground = ground
        values = ground.evidence.graph.values
        self._answer = np.zeros(ground.units, dtype=np.int8)  # 1 yes, -1 no
        self._yes, self._no = np.zeros(values), np.zeros(values)
        self._open = np.zeros(values, dtype=bool)
        self._kind_yes, self._kind_no = np.zeros(len(ground.kinds)), np.zeros(len(ground.kinds))
        self._opened: dict[int, tuple[str, ...]] = {}  # open value -> path to it
        self._same, self._apart = _decided(ground)
        for seed in sorted(set(seeds)):
            unit = ground.unit_at(seed)
            if unit is not None:
                self._accept(unit, (seed,))
            for value in ground.values_at(seed):
                self._open_value(value, (seed,))
                self._yes[value] += 1.0
                for other, way in self._follow(ground.units + value, (seed,)):
                    self._accept(other, way)

    @property
    def accepted(self) -> list[str]:
        """Records accepted so far, seeds among them."""
        return [self._ground.node(unit) for unit in self.accepted_units()]

    def accepted_units(self) -> list[int]:
        found: list[int] = np.flatnonzero(self._answer > 0).tolist()
        return found

    def answer(self, node: str, yes: bool) -> None:
        """Teach the search; a node that may not be suggested teaches nothing."""
        unit = self._ground.unit_at(node)
        if unit is not None:
            self.answer_unit(unit, yes)
            return
        for value in self._ground.values_at(node):
            if yes:
                self._open_value(value, (node,))
                self._yes[value] += 1.0
            else:
                self._close(value)

    def answer_unit(self, unit: int, yes: bool) -> None:
        open_ = self._values_of(int(self._ground.poster[unit]))
        led = open_[self._open[open_]]
        kinds = np.unique(self._ground.kind[led])
        if yes:
            self._kind_yes[kinds] += 1.0
            self._accept(unit, self._path(unit))
        elif not self._answer[unit]:
            self._kind_no[kinds] += 1.0
            self._refuse(unit)

    def _values_of(self, poster: int) -> Ids:
        owner, value = self._ground.shows
        found: Ids = value[np.searchsorted(owner, poster) : np.searchsorted(owner, poster, side="right")]
        return found

    def _refuse(self, unit: int) -> None:
        poster = int(self._ground.poster[unit])
        records = self._ground.records_of(poster)
        self._answer[records[self._answer[records] == 0]] = -1
        self._no[self._values_of(poster)] += 1.0

    def _accept(self, unit: int, path: tuple[str, ...]) -> None:
        """Accept a record with the others of its poster, and whatever decisions say of them."""
        waiting = [(unit, path)]
        while waiting:
            at, way = waiting.pop()
            if self._answer[at] > 0:
                continue
            self._take(at, way)
            records = self._ground.records_of(int(self._ground.poster[at])).tolist()
            for record in records:
                if not self._answer[record]:
                    self._take(record, (*way, self._ground.node(record)))
            for record in (at, *records):
                waiting += self._follow(record, (*way, self._ground.node(record)) if record != at else way)

    def _take(self, unit: int, way: tuple[str, ...]) -> None:
        self._answer[unit] = 1
        for value in self._ground.values_of(unit).tolist():
            self._yes[value] += 1.0
            self._open_value(value, (*way, self._ground.name(value)))

    def _follow(self, unit: int, way: tuple[str, ...]) -> list[tuple[int, tuple[str, ...]]]:
        """What decisions say of an accepted node (a unit, or units + value): what is kept apart from it is refused,
        what is the same follows."""
        units, follow = self._ground.units, []
        for other in self._apart.get(unit, ()):
            if other >= units:
                self._close(other - units)
            elif not self._answer[other] and self._ground.open[other]:
                self._refuse(other)
        for other in self._same.get(unit, ()):
            if other < units and self._ground.open[other]:
                follow.append((other, (*way, self._ground.node(other))))
            elif other >= units and self._ground.uses[other - units]:
                self._open_value(other - units, (*way, self._ground.name(other - units)))
        return follow

    def _open_value(self, value: int, path: tuple[str, ...]) -> None:
        if value not in self._opened:
            self._opened[value] = path
            self._open[value] = True

    def _close(self, value: int) -> None:
        """A value that a person keeps apart leads nowhere any more."""
        self._opened.setdefault(value, ())
        self._open[value] = False

    def learnt(self) -> NDArray[np.float64]:
        """What each value is worth by now, in nats; 0 where it is not open."""
        ground = self._ground
        own = (self._yes + 1.0) / (self._yes + self._no + 1.0)
        kind = (self._kind_yes + FEW) / (self._kind_yes + self._kind_no + FEW)
        worth: NDArray[np.float64] = np.where(self._open, ground.weight * own * kind[ground.kind], 0.0)
        return worth

    def best(self, count: int) -> tuple[Ids, NDArray[np.float64]]:
        """(units, scores): one record of each of the best posters, the best first; equal ones by record."""
        ground, worth = self._ground, self.learnt()
        posters = int(ground.poster.max(initial=-1)) + 1
        owner, value = ground.shows
        total = _sums(owner, worth[value], posters)[ground.poster]
        own = _sums(ground.unit, worth[ground.value], ground.units)
        candidates = np.flatnonzero((total > 0.0) & (self._answer == 0) & ground.open)
        order = candidates[np.lexsort((candidates, -own[candidates], ground.poster[candidates], -total[candidates]))]
        first = np.diff(ground.poster[order], prepend=-1) != 0
        order = order[first]
        order = order[np.lexsort((order, -total[order]))][:count]
        return order, total[order]

    def next(self, count: int = 10) -> list[Suggestion]:
        """At most `count` suggestions, the best first; none when nothing open leads anywhere."""
        units, scores = self.best(count)
        worth = self.learnt()
        return [self._suggestion(unit, score, worth) for unit, score in zip(units.tolist(), scores.tolist())]

    def identifiers(self, count: int = 10) -> list[Step]:
        """Open identifiers that lead on, by what they are worth by now."""
        ground, worth = self._ground, self.learnt()
        asked = self._answer[ground.unit] != 0
        unasked = np.bincount(ground.value[~asked & ground.open[ground.unit]], minlength=len(worth))
        values = np.flatnonzero((worth > 0.0) & (unasked > 0))
        order = values[np.lexsort((values, -np.round(worth[values], 9)))][:count]
        return [self._step(value, float(worth[value]), int(unasked[value])) for value in order.tolist()]

    def _step(self, value: int, worth: float, unasked: int = 0) -> Step:
        ground, graph = self._ground, self._ground.evidence.graph
        return Step(
            ground.name(value), graph.kind[value], graph.epoch[value], round(worth, 6), int(self._yes[value]),
            int(self._no[value]), unasked,
        )  # fmt: skip

    def _suggestion(self, unit: int, score: float, worth: NDArray[np.float64]) -> Suggestion:
        ground = self._ground
        poster = int(ground.poster[unit])
        values = [v for v in self._values_of(poster).tolist() if worth[v] > 0.0]
        values.sort(key=lambda v: (-worth[v], v))
        steps = tuple(self._step(value, float(worth[value])) for value in values)
        return Suggestion(ground.node(unit), len(ground.records_of(poster)), round(score, 6), self._path(unit), steps)

    def _path(self, unit: int) -> tuple[str, ...]:
        """The way to a unit by the shortest of the ways to its open values; where only another record of its poster
        shows one, by that record."""
        ground, node = self._ground, self._ground.node(unit)
        for via in (unit, *ground.records_of(int(ground.poster[unit])).tolist()):
            ways = [self._opened[v] for v in ground.values_of(via).tolist() if self._open[v] and self._opened.get(v)]
            if ways:
                return (*min(ways, key=len), node) if via == unit else (*min(ways, key=len), ground.node(via), node)
        return (node,)


def _sums(place: Ids, weight: NDArray[np.float64], size: int) -> NDArray[np.float64]:
    """Sums by place, rounded so that the order of addition does not show."""
    return np.asarray(np.round(np.bincount(place, weights=weight, minlength=size), 9), dtype=np.float64)


def _decided(ground: Ground) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """Standing decisions as neighbours: what is the same as a node, and what is kept apart from it."""
    same: dict[int, list[int]] = {}
    apart: dict[int, list[int]] = {}
    for pairs, table in ((ground.evidence.rules.same, same), (ground.evidence.rules.apart, apart)):
        for a, b in pairs:
            table.setdefault(a, []).append(b)
            table.setdefault(b, []).append(a)
    return same, apart
