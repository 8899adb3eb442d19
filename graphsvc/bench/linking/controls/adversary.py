"""Posters who know how linking works: what each trick costs, and whether the merge-risk meter tells.

Numbers that change with every second advert, wording that is never the same, look-alike letters and hidden spellings,
and a rival's number planted in one's own adverts so that two strangers look like one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from graphsvc.analysis.evaluate import evaluate
from graphsvc.bench.linking.controls import HUBS, Finding
from graphsvc.bench.linking.spoiled import Plant, rivals_planted
from graphsvc.bench.linking.world import World, found, planted
from graphsvc.results import ActorCluster, NetworkCluster, Result
from graphsvc.synth.rates import Rates

TRICKS: dict[str, Rates] = {
    "numbers rotated": Rates(rotation=0.1),
    "wording paraphrased": Rates(paraphrased=1.0),
    "numbers hidden": Rates(obfuscated=1.0),
    "look-alike letters": Rates(look_alikes=1.0),
    "all of these": Rates(rotation=0.1, paraphrased=1.0, obfuscated=1.0, look_alikes=1.0),
}
Cluster = ActorCluster | NetworkCluster
# Name -> (share of the attacker's adverts that show the rival's number, whether these are the first ones)
PLANTED = {
    "20% of adverts": (0.2, False),
    "50% of adverts": (0.5, False),
    "all adverts": (1.0, False),
    "the first 20%": (0.2, True),
}
PAIRS = 40


def attack(records: int, seed: int, method: str = "") -> list[Finding]:
    """Tricks may cost recall, never precision; a planted number may not make two posters one without a warning."""
    world = planted(records, seed, hubs=HUBS)
    untouched = found(world.seen, method=method)
    plain = evaluate(untouched, world.rows())
    findings = [Finding("F1 of networks, no trick", plain.networks.bcubed_f1)]
    for name, rates in TRICKS.items():
        tricked = planted(records, seed, hubs=HUBS, rates=rates)
        measures = evaluate(found(tricked.seen, method=method), tricked.rows()).networks
        fall = plain.networks.bcubed_precision - measures.bcubed_precision
        findings.append(Finding(f"F1, {name}", measures.bcubed_f1))
        findings.append(Finding(f"precision lost, {name}", fall, "<= 0.02", fall <= 0.02))
    return findings + [finding for name in PLANTED for finding in _rivals(world, untouched, name, method)]


def _rivals(world: World, untouched: Result, name: str, method: str) -> list[Finding]:
    """Attacks on pairs that are apart before; how many merge the two, and how many of those no meter warns of."""
    share, first = PLANTED[name]
    attacked, plants = rivals_planted(world.seen, world.truth, pairs=PAIRS, share=share, seed=world.seed, first=first)
    before = _Homes(world, untouched)
    after = _Homes(world, found(attacked, method=method))
    apart = [plant for plant in plants if before.together(plant) is None]
    merged = [cluster for plant in apart if (cluster := after.together(plant)) is not None]
    silent = sum(cluster.merge_risk.holds for cluster in merged)
    return [
        Finding(f"rival's number in {name}, merged", len(merged) / max(len(apart), 1)),
        Finding(f"rival's number in {name}, unwarned", silent, "0", silent == 0),
    ]


class _Homes:
    """The cluster that holds most records of each true actor, among actors and among networks."""

    def __init__(self, world: World, result: Result) -> None:
        self._levels: list[dict[str, Cluster]] = []
        levels: tuple[Sequence[Cluster], ...] = (result.actors, result.networks)
        for clusters in levels:
            most: dict[str, tuple[int, Cluster]] = {}
            for cluster in clusters:
                keys = [(ref.source, ref.key) for ref in cluster.records]
                counts = Counter(world.truth[key].actor for key in keys if key in world.truth)
                for actor, count in counts.items():
                    if actor not in most or count > most[actor][0]:
                        most[actor] = (count, cluster)
            self._levels.append({actor: cluster for actor, (_, cluster) in most.items()})

    def together(self, plant: Plant) -> Cluster | None:
        """The smallest cluster that is the home of both."""
        for home in self._levels:
            one, other = home.get(plant.attacker), home.get(plant.rival)
            if one is not None and one is other:
                return one
        return None
