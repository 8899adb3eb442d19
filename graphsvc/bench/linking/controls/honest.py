"""Where nobody is organised nothing may be found, and who knows the truth must score exactly one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from graphsvc.analysis.agreement import measure
from graphsvc.analysis.evaluate import evaluate
from graphsvc.bench.linking.controls import HUBS, Finding
from graphsvc.bench.linking.world import World, found, planted
from graphsvc.results import NetworkCluster, Result
from graphsvc.synth.rates import Rates

# All of it is what independents do to stay safe; landlords and firms only fill the town.
SAFETY = Rates(benign={"safety": 0.5, "duo": 0.2, "employer": 0.05, "landlord": 0.05})


def benign(records: int, seed: int, method: str = "") -> list[Finding]:
    """False networks: clusters of several posters among posters who have nothing to do with each other."""
    world = planted(records, seed, hubs=20, benign=True)
    result = found(world.seen, method=method)
    rate = evaluate(result, world.rows()).networks.false_per_1000_units
    return [
        Finding("posters", world.posters),
        Finding("false networks per 1,000 posters", rate, "<= 1", rate <= 1.0),
        Finding(
            "of these, beyond a stray record", _beyond_strays(world, result), "0", _beyond_strays(world, result) == 0
        ),
    ]


def safety(records: int, seed: int, method: str = "") -> list[Finding]:
    """Groups of independents who share a safety phone and a screening text, at times a building or a copied template,
    and duos who advertise together."""
    world = planted(records, seed, hubs=HUBS, benign=True, rates=SAFETY)
    groups = Counter(entry["kind"] for entry in world.planted)
    result = found(world.seen, method=method)
    networks = evaluate(result, world.rows()).networks
    beyond, called = _beyond_strays(world, result), _called_together(world, result.networks)
    return [
        Finding("groups that share a safety phone", groups["safety-phone"]),
        Finding("duos", groups["duo"] // 2),
        Finding("clusters of several independents", networks.mixed, "0", networks.mixed == 0),
        Finding("of these, beyond a stray record", beyond, "0", beyond == 0),
        Finding("of these, called one", called, "0", called == 0),
    ]


def _beyond_strays(world: World, result: Result) -> int:
    """Networks that hold two records or more of each of two posters: not one advert that went to a friend's."""
    return sum(sum(count > 1 for count in Counter(_actors(world, network)).values()) > 1 for network in result.networks)


def _actors(world: World, network: NetworkCluster) -> list[str]:
    """The true actor of each judged record."""
    keys = [(ref.source, ref.key) for ref in network.records]
    return [world.truth[key].actor for key in keys if key in world.truth]


def _called_together(world: World, networks: Iterable[NetworkCluster]) -> int:
    """How many of those that hold several posters are called one."""
    return sum(
        len(set(_actors(world, network))) > 1 and network.wording in ("one network", "one poster")
        for network in networks
    )


def oracle(records: int, seed: int, _: str = "") -> list[Finding]:
    """The truth judged against itself, at both levels."""
    told = list(planted(records, seed, hubs=HUBS).truth.values())
    scores = []
    for labels in ([row.actor for row in told], [row.network for row in told]):
        own = measure(labels, [f"found {label}" for label in labels])
        scores += [own.pairwise_f1, own.bcubed_f1, own.ari, own.worst_purity, 1.0 - own.over_merge]
        scores += [1.0 - own.fragmentation, float(own.units == own.clusters)]
    return [Finding("lowest measure of the truth against itself", min(scores), "1.000", min(scores) == 1.0)]
