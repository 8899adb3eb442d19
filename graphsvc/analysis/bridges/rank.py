"""Bridges of a result, ranked: job adverts and sale adverts of one poster, or of two whom identifiers join.

A bridge's score is the sum over the identifiers on both sides of weight times log2(1 + adverts of the side that shows
it less), in nats: 12 job adverts and 3 sale adverts under one number count for twice that number. Between two posters
it stands beside random bridges of the same degrees (`null`). Inside one poster there is no such comparison, since the
identifiers that cross are those that made it one poster: its merge risk says how firm that is.
It ranks findings for review, never people.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphsvc.analysis.bridges.null import null, scores
from graphsvc.analysis.bridges.sentences import many, name
from graphsvc.analysis.bridges.sides import JOB, SALE, Crossings, Sides, crossings, sides
from graphsvc.analysis.openly import unprotected
from graphsvc.linking.link import Evidence
from graphsvc.model import Category
from graphsvc.results import Result

DRAWS = 99  # 100 with the observed one: the smallest share that can be told is 1 %
MOST = 500  # bridges compared and listed
NAMED = 3  # identifiers named in sentences


@dataclass(frozen=True, slots=True)
class Bridge:
    """actors: the poster of the job adverts, then that of the sale adverts; one where they are the same. network:
    the network that holds both, '' where none does. identifiers: what stands on both sides, the strongest first.
    jobs, sales, unknown: adverts of these actors by kind; an unknown kind is no third kind. score in nats.
    null_mean: mean score of random bridges of the same degrees; reached: in how many of `draws` rewirings the best
    random bridge of no larger degrees was as strong; all three None inside one actor. merge_risk: of the actor, or of
    the network."""

    actors: tuple[str, ...]
    network: str
    identifiers: tuple[str, ...]
    jobs: int
    sales: int
    unknown: int
    score: float
    null_mean: float | None
    reached: int | None
    draws: int | None
    merge_risk: str
    sentences: tuple[str, ...]

    @property
    def beyond_chance(self) -> bool | None:
        """Whether at most 5 % of the rewirings hold a random bridge as strong; None where nothing was compared."""
        return None if self.reached is None or not self.draws else (1 + self.reached) / (1 + self.draws) <= 0.05


def rank(evidence: Evidence, result: Result, *, seed: int = 0, draws: int = DRAWS, limit: int = MOST) -> list[Bridge]:
    """At most `limit` bridges, the strongest first. Records that the result does not know are left out."""
    poster = posters_of(evidence, result)
    found = sides(evidence, poster)
    crossed = crossings(found, evidence.judged.weight)
    between, strength = scores(crossed, found.poster)
    inside, own = _inside(crossed, found)
    pair, score = np.concatenate([inside, between]), np.concatenate([own, strength])
    known = found.poster[pair // max(len(found.poster), 1)] < len(result.actors)
    known &= found.poster[pair % max(len(found.poster), 1)] < len(result.actors)
    order = np.lexsort((pair, -score))
    order = order[known[order]][:limit]
    compared = np.sort(order[order >= len(inside)])
    chance = null(found, evidence.judged.weight, kinds_of(evidence), pair[compared], draws=draws, seed=seed)
    writer = _Writer(evidence, result, poster, found, crossed)
    out = []
    for row in order.tolist():
        job, sale = divmod(int(pair[row]), len(found.poster))
        beside = None
        if row >= len(inside):
            column = int(np.searchsorted(compared, row))
            beside = float(chance.same[:, column].mean()), int((chance.best[:, column] >= score[row]).sum()), draws
        out.append(writer.bridge(job, sale, float(score[row]), beside))
    return out


def posters_of(evidence: Evidence, result: Result) -> NDArray[np.int64]:
    """The actor of each unit, as its position in the result; beyond them for records that the result does not know."""
    home = {ref: position for position, actor in enumerate(result.actors) for ref in actor.records}
    poster = np.array([home.get(ref, -1) for ref in evidence.units.refs], dtype=np.int64)
    return np.where(poster >= 0, poster, len(result.actors) + np.arange(len(poster)))


def kinds_of(evidence: Evidence) -> NDArray[np.int64]:
    """The kind of each value as a number."""
    return np.unique(np.array(evidence.graph.kind, dtype=str), return_inverse=True)[1].astype(np.int64)


def _inside(crossed: Crossings, found: Sides) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Pairs of the two sides of one poster, and their scores."""
    own = found.poster[crossed.job] == found.poster[crossed.sale]
    pair, where = np.unique(crossed.job[own] * len(found.poster) + crossed.sale[own], return_inverse=True)
    return pair, np.round(np.bincount(where, weights=crossed.strength[own], minlength=len(pair)), 9)


class _Writer:
    """Writes bridges in the words of a result."""

    def __init__(
        self, evidence: Evidence, result: Result, poster: NDArray[np.int64], found: Sides, crossed: Crossings
    ) -> None:
        self._evidence, self._result, self._found, self._crossed = evidence, result, found, crossed
        self._network = {actor: network for network in result.networks for actor in network.actors}
        self._uses = {
            (side, value): uses
            for side, value, uses in zip(found.side.tolist(), found.value.tolist(), found.uses.tolist())
        }

        self._unknown = Counter(
            int(poster[unit])
            for unit in np.flatnonzero(unprotected(evidence) & evidence.units.poster).tolist()
            if not {Category.JOB, Category.SALE}.intersection(evidence.units.categories[unit])
            and Category.UNKNOWN in evidence.units.categories[unit]
        )

    def bridge(self, job: int, sale: int, score: float, beside: tuple[float, int, int] | None) -> Bridge:
        actors = [self._result.actors[int(self._found.poster[side])] for side in (job, sale)]
        ids = tuple(dict.fromkeys(actor.id for actor in actors))
        networks = [self._network.get(actor) for actor in ids]
        together = networks[0] if networks[0] is not None and all(n is networks[0] for n in networks) else None
        risk = actors[0].merge_risk if len(ids) == 1 else together.merge_risk if together else None
        unknown = sum(self._unknown.get(poster, 0) for poster in {int(self._found.poster[s]) for s in (job, sale)})
        mean, reached, draws = beside or (None, None, None)
        values = self._values(job, sale)
        return Bridge(
            ids, together.id if together else "", tuple(dict.fromkeys(self._name(v) for v in values)),
            int(self._found.adverts[job]), int(self._found.adverts[sale]), unknown, round(score, 6),
            None if mean is None else round(mean, 6), reached, draws, risk.level if risk else "",
            self._said(job, sale, values, unknown, beside, len(ids) == 1),
        )  # fmt: skip

    def _values(self, job: int, sale: int) -> list[int]:
        """Values that cross between two sides, the strongest first."""
        start = int(np.searchsorted(self._crossed.job, job))
        stop = int(np.searchsorted(self._crossed.job, job, side="right"))
        rows = start + np.flatnonzero(self._crossed.sale[start:stop] == sale)
        order = np.lexsort((self._crossed.value[rows], -self._crossed.strength[rows]))
        found: list[int] = self._crossed.value[rows[order]].tolist()
        return found

    def _name(self, value: int) -> str:
        named: str = self._evidence.units.identifiers[self._evidence.graph.identifier[value]]
        return named

    def _said(
        self, job: int, sale: int, values: list[int], unknown: int, beside: tuple[float, int, int] | None, own: bool
    ) -> tuple[str, ...]:
        counts = [int(self._found.adverts[side]) for side in (job, sale)]
        whose = "stand under one poster" if own else "of two posters are joined"
        out = [f"{many(counts[JOB], 'job advert')} and {many(counts[SALE], 'sale advert')} {whose}."]
        for value in values[:NAMED]:
            uses = many(self._uses[job, value], "job advert"), many(self._uses[sale, value], "sale advert")
            out.append(f"{uses[0]} and {uses[1]} share {name(self._name(value))}.")
        if len(values) > NAMED:
            out.append(f"{many(len(values) - NAMED, 'further identifier')} on both sides.")
        if unknown:
            out.append(f"{many(unknown, 'advert')} of unknown kind; it is not known on which side they stand.")
        if beside is not None:
            out.append(
                f"Shuffling who shows which identifier gave a bridge as strong in {beside[1]} of {beside[2]} draws."
            )
        return tuple(out)
