"""Everything that is measured on one corpus: ours and every baseline, at the levels of actors and of networks."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from graphsvc.analysis.agreement import Measures, measure
from graphsvc.analysis.evaluate import LinkMeasures, evaluate
from graphsvc.analysis.suggest.recall import Recall
from graphsvc.bench.linking.baselines import BASELINES, Labels
from graphsvc.bench.linking.paid import Paid, paid
from graphsvc.bench.linking.peers import installed
from graphsvc.bench.linking.plain import Plain, plain
from graphsvc.bench.linking.seeded import Bridges, bridged, suggested
from graphsvc.bench.linking.world import Key, World, found, planted
from graphsvc.results import Result

LEVELS = ("actors", "networks")
OURS = "graphsvc"
CEILING = "ceiling: true ties only"  # no linker, but what one could reach that makes no mistake


@dataclass(frozen=True, slots=True)
class Labelled:
    """True and found labels of one corpus's records at one level, and the true network of each: what is resampled."""

    true: list[Hashable]
    found: list[Hashable]
    network: list[Hashable]


@dataclass(frozen=True, slots=True)
class Measured:
    """`levels`: method -> level -> measures; `setting`: method -> level -> the setting that the truth liked best.
    `labels`: level -> labels of ours. `recall`: least size of a network -> recall of its records."""

    levels: dict[str, dict[str, Measures]]
    setting: dict[str, dict[str, str]]
    labels: dict[str, Labelled]
    links: LinkMeasures
    recall: dict[int, Recall]
    bridges: Bridges
    paid: Paid


def measured(records: int, seed: int, *, hubs: int) -> Measured:
    """Makes the corpus, links it, and judges."""
    world = planted(records, seed, hubs=hubs)
    result = found(world.seen)
    judged = evaluate(result, world.rows())
    levels = {OURS: {"actors": judged.actors, "networks": judged.networks}}
    setting = {OURS: dict.fromkeys(LEVELS, "default")}
    view = plain(world.seen.projection)
    for name, run in {**BASELINES, **installed()}.items():
        levels[name], setting[name] = _best(world, view, run)
    levels[CEILING] = {level: _ceiling(view, [_label(world, key, level) for key in view.keys]) for level in LEVELS}
    setting[CEILING] = dict.fromkeys(LEVELS, "")
    return Measured(
        levels, setting, _labels(world, result), judged.links, suggested(world), bridged(world, result),
        paid(world, result),
    )  # fmt: skip


def cell(records: int, seed: int, *, hubs: int) -> dict[str, float]:
    """The smallest figures: B-cubed F1 and over-merge of ours on one corpus, for a test that measures them again."""
    world = planted(records, seed, hubs=hubs)
    judged = evaluate(found(world.seen), world.rows())
    return {
        f"{level} {name}": round(getattr(getattr(judged, level), field), 4)
        for level in LEVELS
        for name, field in (("B-cubed F1", "bcubed_f1"), ("over-merge", "over_merge"))
    }


def _label(world: World, key: Key, level: str) -> str:
    return world.truth[key].actor if level == "actors" else world.truth[key].network


def _ceiling(view: Plain, true: Sequence[str]) -> Measures:
    """Components over shared identifiers, with an identifier of several true units taken for one of each."""
    unit = {label: number for number, label in enumerate(sorted(set(true)))}
    owner = np.array([unit[label] for label in true], dtype=np.int64)
    own = np.unique(view.value * max(len(unit), 1) + owner[view.record], return_inverse=True)[1]
    size = view.records + len(own)
    graph = coo_array((np.ones(len(own)), (view.record, view.records + own)), shape=(size, size))
    return measure(true, connected_components(graph, directed=False)[1][: view.records].tolist())


def _best(
    world: World, view: Plain, run: Callable[[Plain], Mapping[str, Labels]]
) -> tuple[dict[str, Measures], dict[str, str]]:
    """At each level, the measures and name of the setting of highest B-cubed F1; of equals the first."""
    true = {level: [_label(world, key, level) for key in world.truth] for level in LEVELS}
    best: dict[str, Measures] = {}
    name: dict[str, str] = {}
    for setting, labels in run(view).items():
        home = dict(zip(view.keys, labels, strict=True))
        for level in LEVELS:
            found_ = measure(true[level], [home[key] for key in world.truth])
            if level not in best or found_.bcubed_f1 > best[level].bcubed_f1:
                best[level], name[level] = found_, setting
    return best, name


def _labels(world: World, result: Result) -> dict[str, Labelled]:
    actor: dict[tuple[str, str], Hashable] = {
        (ref.source, ref.key): cluster.id for cluster in result.actors for ref in cluster.records
    }
    network = actor | {(ref.source, ref.key): cluster.id for cluster in result.networks for ref in cluster.records}
    told = list(world.truth.values())
    networks: list[Hashable] = [row.network for row in told]
    return {
        "actors": Labelled([row.actor for row in told], [actor[key] for key in world.truth], networks),
        "networks": Labelled(networks, [network[key] for key in world.truth], networks),
    }
