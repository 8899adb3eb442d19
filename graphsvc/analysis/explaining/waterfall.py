"""The waterfall of a link: prior, rarity, discount and confidence of each identifier, in nats."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graphsvc.analysis.explaining.scene import Scene
from graphsvc.analysis.rivals.words import WORDS
from graphsvc.linking.evidence import doubted


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the waterfall: what it is, and what it adds or takes away in nats. The label begins with a node id."""

    label: str
    weight: float


def waterfall(scene: Scene, values: Iterable[int]) -> tuple[Step, ...]:
    """Steps of each value; together they are its weight."""
    judged, graph = scene.evidence.judged, scene.graph
    steps = []
    for value in values:
        name = scene.names[graph.identifier[value]]
        epoch = f" in {graph.epoch[value]}" if graph.epoch[value] else ""
        weight, spread = float(judged.weight[value]), float(judged.diversity[value])
        prior, rarity = float(judged.prior[value]), float(judged.rarity[value])
        read = doubted(weight, scene.confidence[value])
        steps += [
            Step(f"{name} prior of a shared {WORDS[graph.kind[value]]}{epoch}", prior),
            Step(f"{name} term frequency", rarity),
        ]
        if judged.hub[value] and spread == 1.0:
            steps.append(Step(f"{name} discount: a person's verdict", weight - prior - rarity))
        elif weight - prior - rarity:
            steps.append(Step(f"{name} discount: about {spread:.1f} posters behind it", weight - prior - rarity))
        if read != weight:
            steps.append(Step(f"{name} confidence of reading it", read - weight))
    return tuple(step for step in steps if abs(step.weight) > 1e-9)
