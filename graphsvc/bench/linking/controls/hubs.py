"""The hub sweep: switchboards, platforms, stock texts and pictures, forwarding numbers, buildings, none to fifty."""

from __future__ import annotations

from graphsvc.analysis.evaluate import evaluate
from graphsvc.bench.linking.controls import Finding
from graphsvc.bench.linking.world import found, planted

SWEEP = (0, 5, 10, 20, 35, 50)
FLAT = 0.02  # how far precision may fall below that without hubs


def sweep(records: int, seed: int, method: str = "") -> list[Finding]:
    """B-cubed precision of actors and networks must not fall as hubs are added."""
    lowest: dict[str, list[float]] = {"actors": [], "networks": []}
    findings = []
    for hubs in SWEEP:
        world = planted(records, seed, hubs=hubs)
        measures = evaluate(found(world.seen, method=method), world.rows())
        lowest["actors"].append(measures.actors.bcubed_precision)
        lowest["networks"].append(measures.networks.bcubed_precision)
        findings.append(Finding(f"F1 of actors, {hubs} hubs", measures.actors.bcubed_f1))
        findings.append(Finding(f"F1 of networks, {hubs} hubs", measures.networks.bcubed_f1))
    for level, precision in lowest.items():
        fall = precision[0] - min(precision)
        findings.append(Finding(f"precision of {level} lost with hubs", fall, f"<= {FLAT}", fall <= FLAT))
    return findings
