"""Wallets and payments against what was planted: multi-input clusters, and payments of the price an advert asks.

Judged are pairs of wallets, among all that stand in the inputs of a transaction of several, where both owners are
known. Beside our clusters stands the plain rule, by which the inputs of every transaction have one owner: what the
guards against CoinJoins and services are worth.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import comb

import numpy as np

from graphsvc.analysis.wallets import (
    Advert,
    Beside,
    adverts_of,
    beside,
    read_tags,
    services,
    shown,
    transactions,
    wallet_clusters,
)  # fmt: skip
from graphsvc.analysis.wallets.clusters import CHAINS
from graphsvc.bench.linking.world import World, evidence
from graphsvc.identifiers import clean
from graphsvc.linking.partitions import Union
from graphsvc.model import NodeKind
from graphsvc.results import Result
from graphsvc.synth.money import RATE
from graphsvc.synth.wallets import ASSETS

CURRENCIES = ("AUD", "CAD", "EUR", "GBP", "USD")
RATES = {(ASSETS[chain], currency): rate for chain, rate in RATE.items() for currency in CURRENCIES}
PRICED = "time and price"
DAYS = 365.0  # that times are moved by at most
DRAWS = 199


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of wallets put together, against pairs of one owner."""

    precision: float
    recall: float


@dataclass(frozen=True, slots=True)
class Paid:
    """`inputs`: wallets judged. guarded, plain: clusters as we make them, and by the plain rule. planted: posters whose
    customers pay what they ask and whose wallet an advert shows; found: of those, tied by time and price. told: pairs
    tied so; matched, by_chance: the planted ones' adverts with such a payment, and the mean of their shifts. moved:
    pairs still tied with the times of adverts moved."""

    inputs: int
    guarded: Pairs
    plain: Pairs
    planted: int
    found: int
    told: int
    matched: float
    by_chance: float
    moved: int


def paid(world: World, result: Result) -> Paid:
    """Both measures on one corpus."""
    weighed = evidence(world.seen)
    wallets = shown(weighed, result)
    stops = services(world.seen.payments, read_tags(world.seen.records), weighed, wallets)
    inputs = [one.inputs for one in transactions(world.seen.payments) if one.chain in CHAINS and len(one.inputs) > 1]
    judged = sorted({wallet for those in inputs for wallet in those if wallet in world.owners} - stops.keys())
    ours = {w: c.id for c in wallet_clusters(world.seen.payments, stops).clusters for w in c.wallets}
    true = [world.owners[wallet] for wallet in judged]
    guarded = _pairs(true, [ours.get(wallet, wallet) for wallet in judged])
    naive = _united(inputs)
    plain = _pairs(true, [naive[wallet] for wallet in judged])
    told = adverts_of(world.seen.records)
    adverts = {a.id: [told[ref] for ref in a.records if ref in told] for a in result.actors if a.id in wallets}
    tied = _tied(world, adverts, wallets)
    rng = np.random.default_rng(world.seed)
    moved = {
        actor: [replace(advert, day=advert.day + rng.uniform(-DAYS, DAYS)) for advert in those]
        for actor, those in sorted(adverts.items())
    }
    price = [clean(NodeKind.WALLET, entry["value"]) for entry in world.planted if entry["kind"] == "price"]
    asked = {wallet.id for wallet in price if wallet}
    planted = [one for one in tied if one.wallet in asked]
    return Paid(
        len(judged), guarded, plain,
        len({one.wallet for one in planted}), len({one.wallet for one in planted if one.holds}),
        sum(one.holds for one in tied),
        sum(one.matched for one in planted) / max(sum(one.adverts for one in planted), 1),
        sum(one.null_mean for one in planted) / max(sum(one.adverts for one in planted), 1),
        sum(one.holds for one in _tied(world, moved, wallets)),
    )  # fmt: skip


def _tied(world: World, adverts: Mapping[str, Sequence[Advert]], wallets: Mapping[str, Sequence[str]]) -> list[Beside]:
    found = beside(adverts, wallets, world.seen.payments, rates=RATES, draws=DRAWS, seed=world.seed)
    return [one for one in found if one.kind == PRICED]


def _united(inputs: Sequence[Sequence[str]]) -> dict[str, int]:
    """The plain rule."""
    names = sorted({wallet for those in inputs for wallet in those})
    place = {wallet: number for number, wallet in enumerate(names)}
    union = Union(len(names), ())
    for first, *others in inputs:
        for other in others:
            union.join(place[first], place[other])
    return {wallet: union.find(number) for wallet, number in place.items()}


def _pairs(true: Sequence[Hashable], found: Sequence[Hashable]) -> Pairs:
    """1 where there is no pair to judge."""
    together, right, wanted = (
        sum(comb(size, 2) for size in Counter(labels).values()) for labels in (found, zip(found, true), true)
    )
    return Pairs(right / together if together else 1.0, right / wanted if wanted else 1.0)
