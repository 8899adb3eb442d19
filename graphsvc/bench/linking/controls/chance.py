"""What must vanish when the data are shuffled: clusters without ties, links without times, skill without labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import replace

import numpy as np

from graphsvc.analysis.evaluate import homes
from graphsvc.analysis.scored import auc
from graphsvc.analysis.wallets import adverts_of, beside, shown
from graphsvc.bench.linking.controls import HUBS, Finding
from graphsvc.bench.linking.spoiled import rewired, shifted, undated
from graphsvc.bench.linking.world import Seen, evidence, found, planted
from graphsvc.results import Result

PERMUTATIONS = 200
DAYS = 365.0  # that times are moved by at most


def rewire(records: int, seed: int, method: str = "") -> list[Finding]:
    """Clusters that the result calls one network or one poster: in a rewired corpus there is none to find."""
    world = planted(records, seed, hubs=HUBS)
    real, chance = (
        _called_one(found(world.seen, method=method)),
        _called_one(found(rewired(world.seen, seed), method=method)),
    )
    share = chance / max(real, 1)
    return [
        Finding("clusters called one, real data", real),
        Finding("of as many, called one when rewired", share, "<= 0.01",
                share <= 0.01),
    ]  # fmt: skip


def _called_one(result: Result) -> int:
    return sum(network.wording in ("one network", "one poster") for network in result.networks)


def shift(records: int, seed: int, method: str = "") -> list[Finding]:
    """What only times link, pairs of records and posters with wallets: how much of it moved times leave."""
    seen = planted(records, seed, hubs=HUBS).seen
    return [*_pairs(seen, seed, method), *_paid(seen, seed, method)]


def _pairs(seen: Seen, seed: int, method: str) -> list[Finding]:
    """Pairs of records that are together with their times and not without."""
    dated, without, moved = (_actors(found(one, method=method)) for one in (seen, undated(seen), shifted(seen, seed)))
    by_time = _together(dated) - _together(dated, without)
    left = _together(dated, moved) - _together(dated, without, moved)
    share = left / by_time if by_time else 0.0
    return [
        Finding("share of pairs linked by their times alone", by_time / max(_together(dated), 1)),
        Finding("of these, linked with times moved", share, "<= 0.1", share <= 0.1),
    ]


def _paid(seen: Seen, seed: int, method: str) -> list[Finding]:
    """Wallets into which money follows a poster's adverts more often than by chance."""
    result = found(seen, method=method)
    wallets = shown(evidence(seen), result)
    told = adverts_of(seen.records)
    adverts = {a.id: [told[ref] for ref in a.records if ref in told] for a in result.actors if a.id in wallets}
    rng = np.random.default_rng(seed)
    moved = {
        actor: [replace(advert, day=advert.day + rng.uniform(-DAYS, DAYS)) for advert in those]
        for actor, those in sorted(adverts.items())
    }
    real, left = (
        sum(one.holds for one in beside(which, wallets, seen.payments, draws=99, seed=seed))
        for which in (adverts, moved)
    )
    share = left / max(real, 1)
    return [
        Finding("wallets that payments tie to adverts in time", real),
        Finding("of as many, tied with times moved", share, "<= 0.05", share <= 0.05),
    ]


def _actors(result: Result) -> dict[Hashable, Hashable]:
    return {ref: actor.id for actor in result.actors for ref in actor.records}


def _together(*partitions: dict[Hashable, Hashable]) -> int:
    """Pairs that are together in every one of these partitions."""
    sizes = Counter(tuple(partition[ref] for partition in partitions) for ref in partitions[0])
    return sum(size * (size - 1) // 2 for size in sizes.values())


def permute(records: int, seed: int, method: str = "") -> list[Finding]:
    """Weights of links tell right from wrong; with the true networks dealt to other actors they must not."""
    world = planted(records, seed, hubs=HUBS)
    result = found(world.seen, method=method)
    home = homes(result, world.rows())
    listed = [(link.a, link.b) for link in result.links if link.a in home and link.b in home]
    weight = np.array([link.weight for link in result.links if link.a in home and link.b in home])
    names, networks = sorted(home), [home[actor] for actor in sorted(home)]
    rng = np.random.default_rng(seed)
    drawn = []
    for _ in range(PERMUTATIONS):
        dealt = dict(zip(names, _dealt(networks, rng)))
        drawn.append(auc(weight, np.array([dealt[a] == dealt[b] for a, b in listed], dtype=bool)))
    mean = float(np.mean(drawn))
    # the standard error of the mean over permutations bounds what chance does to it
    error = float(np.std(drawn)) / np.sqrt(PERMUTATIONS)
    real = auc(weight, np.array([home[a] == home[b] for a, b in listed], dtype=bool))
    return [
        Finding("AUC of link weights, true labels", real, "> 0.5", real > 0.5),
        Finding("AUC, permuted labels", mean, "0.5 +- 0.05", abs(mean - 0.5) <= max(0.05, 3 * error)),
    ]


def _dealt(labels: Sequence[Hashable], rng: np.random.Generator) -> list[Hashable]:
    return [labels[i] for i in rng.permutation(len(labels)).tolist()]
