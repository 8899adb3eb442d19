"""Joining: personas from the likeliest pair down, first those that stand together, then those that follow each other,
then those that use one wording, and once more those that stand together and were left apart (`rejoining`).

Each join changes what the next pair is compared with, so a second pass asks again. What is no contact (a wording, a
picture, a page, a wallet) goes to the persona that nearly all of its adverts are of, when all contacts are joined: it
can be copied or passed on, and would join an organisation's posters into one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphsvc.linking.bonds import Bonds, bonds
from graphsvc.linking.graph import EvidenceGraph
from graphsvc.linking.hubs import CONTACTS
from graphsvc.linking.joint import sides
from graphsvc.linking.personas import Personas
from graphsvc.linking.rejoining import Learn, join_left, join_worded
from graphsvc.linking.succession import Successions, successions
from graphsvc.linking.traits import BASE, FOLLOWING, TOGETHER, intercept, log_odds, share

ENOUGH = 2.0  # nats, 88 %: a pair that is wrongly kept apart is asked again, one wrongly joined is not
FOLLOWS = 1.0  # nats for a succession: of personas that never stand together, fewer can be wrong
PASSES = 2
ASKED = 2000  # pairs from which the share of one poster's is learnt, evenly over all
NEARLY = 0.9  # share of the adverts with contacts that show a thing which one persona has


@dataclass(frozen=True, slots=True, eq=False)
class Joined:
    """persona: of each value, one value that stands for it. common: what is no contact and no one persona's. tied:
    contacts that a succession or a wording joined, two and two, with the value that carries it. share: learnt share of
    pairs of one poster among the contacts that stand together."""

    persona: NDArray[np.int64]
    common: NDArray[np.bool_]
    tied: tuple[tuple[int, int, int], ...]
    share: float


def apart(graph: EvidenceGraph) -> Joined:
    """Every value a persona of its own."""
    return Joined(np.arange(graph.values), np.zeros(graph.values, dtype=bool), (), BASE)


def joined(graph: EvidenceGraph, weight: NDArray[np.float64], carriers: EvidenceGraph) -> Joined:
    """Personas of a graph's values. `weight`: nats per value. `carriers`: the graph by which numbers follow each other,
    stock wordings in it too."""
    found, strongest = Personas(graph, weight), bonds(graph)
    return settled(graph, found, strongest, successions(carriers), learnt(found, asked(strongest)))


def settled(
    graph: EvidenceGraph, found: Personas, strongest: Bonds, following: Successions, share_: float,
    learn: Learn = share,
) -> Joined:  # fmt: skip
    """Personas by pairs of values that may be one poster's, given the share of such pairs that are. `learn`: the same
    share of pairs that only a wording ties, and of those left apart, from the log-odds of those in this graph."""
    base = intercept(share_)
    tied: list[tuple[int, int, int]] = []
    for _ in range(PASSES):
        _join_together(found, strongest, base)
        tied += _join_following(found, following)
        tied += join_worded(graph, found, learn)
    join_left(found, strongest, learn)
    common = np.zeros(graph.values, dtype=bool)
    for thing in np.flatnonzero(~graph.of_kind(*CONTACTS)).tolist():
        persona, of_all = found.holder(thing)
        if of_all >= NEARLY:
            found.join(persona, thing)
        else:
            common[thing] = persona >= 0
    whose, nobodys = sides(graph, np.array([found.of(v) for v in range(graph.values)], dtype=np.int64), strongest, tied)
    return Joined(whose, common | nobodys, tuple(tied), share_)


def asked(pairs: Bonds) -> Bonds:
    """The pairs from which the share of one poster's is learnt."""
    step = max(1, len(pairs.a) // ASKED)
    return Bonds(pairs.a[::step], pairs.b[::step], pairs.handover[::step])


def learnt(found: Personas, pairs: Bonds) -> float:
    """The share of pairs that are one poster's, learnt from pairs of single values."""
    those = zip(pairs.a.tolist(), pairs.b.tolist(), pairs.handover.tolist())
    return share([intercept(BASE) + log_odds(found.traits(a, b, turned=turned), TOGETHER) for a, b, turned in those])


def _join_together(found: Personas, pairs: Bonds, base: float) -> None:
    refused: set[tuple[int, int, int, int, bool]] = set()
    for a, b, handover in zip(pairs.a.tolist(), pairs.b.tolist(), pairs.handover.tolist()):
        x, y = sorted((found.of(a), found.of(b)))
        asked = (x, y, found.size(x), found.size(y), handover)
        if x == y or asked in refused:
            continue
        if base + log_odds(found.traits(x, y, turned=handover), TOGETHER) >= ENOUGH:
            found.join(x, y)
        else:
            refused.add(asked)


def _join_following(found: Personas, pairs: Successions) -> list[tuple[int, int, int]]:
    """The numbers that were joined, two and two, with what carries the succession."""
    tied = []
    columns = (pairs.a, pairs.b, pairs.carrier, pairs.odds)
    for a, b, carrier, odds in zip(*(column.tolist() for column in columns)):
        x, y = sorted((found.of(a), found.of(b)))
        if x == y:
            continue
        traits = found.traits(x, y, turned=True) | {"succession": odds}
        if log_odds(traits, FOLLOWING) >= FOLLOWS:
            found.join(x, y)
            tied.append((a, b, carrier))
    return tied
