"""Fits `linking.calibration` anew: python -m graphsvc.bench.linking.fitted [FOLDER ...]

It prints the weights and, for corpora that it did not fit on, the calibration error of the shipped ones and of these.
Corpora are planted here, of several sizes, numbers of hubs and mixtures; each FOLDER holds one of another make
(ads.csv, truth.jsonl), every second of them to fit on. Each corpus counts by the square root of its links, so that
large ones do not rule.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from graphsvc.analysis.evaluate import homes
from graphsvc.analysis.scored import brier, ece, probability
from graphsvc.bench.linking.world import World, found, loaded, planted
from graphsvc.linking.calibration import WEIGHTS, traits
from graphsvc.synth.rates import Rates

SEEDS, OTHERS = range(101, 111), range(121, 131)  # fitted on, shown; the benchmark's and the controls' are below 100
RIDGE = 1e-4
MAKES: tuple[dict[str, Any], ...] = (
    {"records": 1500, "hubs": 20}, {"records": 1500, "hubs": 20}, {"records": 5000, "hubs": 20},
    {"records": 800, "hubs": 0}, {"records": 1500, "hubs": 50}, {"records": 1500, "hubs": 20, "benign": True},
    {"records": 1500, "hubs": 5, "rates": Rates(rotation=0.1)}, {"records": 5000, "hubs": 0},
    {"records": 3000, "hubs": 20, "rates": Rates(paraphrased=0.5, pictures=0.2)},
    {"records": 3000, "hubs": 20,
     "rates": Rates(mixed={"organisation": 0.2, "safety": 0.15, "duo": 0.05, "agency": 0.15})},
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """One corpus: traits of its links, in the order of WEIGHTS, and which are right."""

    name: str
    traits: NDArray[np.float64]
    right: NDArray[np.bool_]


def links(name: str, world: World) -> Links:
    """A link is right where most records of both actors are of one true network."""
    result = found(world.seen)
    home = homes(result, world.rows())
    size = {actor.id: len(actor.records) for actor in result.actors}
    network = {actor: cluster.id for cluster in result.networks for actor in cluster.actors}
    rows, right = [], []
    for link in result.links:
        if link.a in home and link.b in home:
            shared = [(item.kind, item.records) for item in link.evidence]
            together = network.get(link.a, link.a) == network.get(link.b, link.b)
            rows.append(list(traits(shared, (size[link.a], size[link.b]), together=together).values()))
            right.append(home[link.a] == home[link.b])
    return Links(name, np.array(rows, dtype=np.float64).reshape(-1, len(WEIGHTS)), np.array(right, dtype=bool))


def fit(corpora: Sequence[Links]) -> dict[str, float]:
    """Weights of greatest likelihood, with a ridge."""
    x, y = np.concatenate([c.traits for c in corpora]), np.concatenate([c.right for c in corpora])
    share = np.concatenate([np.full(len(c.right), max(len(c.right), 1) ** -0.5) for c in corpora])
    share /= share.sum()

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        odds = x @ weights
        each = np.logaddexp(0.0, np.where(y, -odds, odds))
        slope = x.T @ (share * (probability(odds) - y))
        return float(share @ each + RIDGE * weights @ weights), slope + 2 * RIDGE * weights

    best = minimize(loss, np.zeros(len(WEIGHTS)), jac=True, method="L-BFGS-B").x
    return dict(zip(WEIGHTS, np.round(best, 2).tolist(), strict=True))


def main(folders: Sequence[str]) -> None:
    known = [links(f"seed {s}", planted(seed=s, **make)) for s, make in zip(SEEDS, MAKES, strict=True)]
    fresh = [links(f"seed {s}", planted(seed=s, **make)) for s, make in zip(OTHERS, MAKES, strict=True)]
    for number, folder in enumerate(folders):
        (fresh if number % 2 else known).append(links(folder, loaded(Path(folder), ("ads.csv",))))
    weights = fit(known)
    print(weights)
    for corpus in fresh:
        print(f"{corpus.name}: {len(corpus.right)} links, {corpus.right.mean():.3f} right")
        for name, those in (("shipped", WEIGHTS), ("fitted", weights)):
            said = probability(corpus.traits @ np.array(list(those.values())))
            print(
                f"  {name}: said {said.mean():.3f}, ECE {ece(said, corpus.right):.3f}, "
                f"Brier {brier(said, corpus.right):.3f}"
            )


if __name__ == "__main__":
    main(sys.argv[1:])
