"""How well a result finds the planted truth, at the level of actors and of networks; definitions in `agreement`.

Accuracy on synthetic data is not accuracy in the field.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from graphsvc.analysis.agreement import Measures, measure, resampled
from graphsvc.analysis.scored import auc, average_precision, brier, ece, probability
from graphsvc.errors import FileRefused, InputError
from graphsvc.results import RecordRef, Result

Key = tuple[str, str]  # source, key


@dataclass(frozen=True, slots=True)
class LinkMeasures:
    """Links between actors; a link is right where most records of both are of one true network. `ece`, `brier`,
    `average_precision`, `auc`: of the listed links by their probability, or by their weight, read as log-odds, where
    they have none (`scored`). `reached`: share of the pairs of actors of one true network, with two judged records or
    more each, that are listed. Links of an actor without judged records are left out."""

    links: int
    right: int
    reached: float
    average_precision: float
    auc: float
    ece: float
    brier: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Both levels, and the links between actors. `records`: those judged, all that the truth names. `missing`: of
    those, not in the result and so each a cluster of its own; also by source. `extra`: records of the result that the
    truth does not name, left out."""

    actors: Measures
    networks: Measures
    links: LinkMeasures
    records: int
    missing: int
    missing_by_source: Mapping[str, int]
    extra: int

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def evaluate(result: Result, truth: Iterable[Mapping[str, Any]] | Path) -> Evaluation:
    """Measure a result against rows `{"source", "key", "actor", "network"}`, or a JSON Lines file of them.

    An absent or empty network is a network of the actor alone. At the level of networks a record that stands in no
    network of the result belongs to its actor's cluster. Raises FileRefused, InputError naming the row.
    """
    labels = _Labels(result, truth)
    missing = Counter(source for source, _ in labels.missing)
    return Evaluation(
        measure(labels.true_actors, labels.found_actors),
        measure(labels.true_networks, labels.found_networks),
        _links(result, labels),
        len(labels.keys), len(labels.missing), dict(sorted(missing.items())), labels.extra,
    )  # fmt: skip


def intervals(
    result: Result, truth: Iterable[Mapping[str, Any]] | Path, *, seed: int, samples: int = 1000, level: float = 0.95
) -> dict[str, dict[str, tuple[float, float]]]:
    """Percentile bootstrap intervals over true networks: `{"actors": {measure: (low, high)}, "networks": {...}}`."""
    labels = _Labels(result, truth)
    blocks, tails = labels.true_networks, [(1 - level) / 2, (1 + level) / 2]
    out: dict[str, dict[str, tuple[float, float]]] = {}
    for name, true, found in (
        ("actors", labels.true_actors, labels.found_actors),
        ("networks", labels.true_networks, labels.found_networks),
    ):
        out[name] = {}
        for key, values in resampled(true, found, blocks, seed=seed, samples=samples).items():
            low, high = np.quantile(values, tails)
            out[name][key] = (float(low), float(high))
    return out


def homes(result: Result, truth: Iterable[Mapping[str, Any]] | Path) -> dict[str, Hashable]:
    """The true network of most records of each actor of a result; actors without judged records are left out."""
    return {actor: network for actor, (network, _) in _homes(_Labels(result, truth)).items()}


def _homes(labels: _Labels) -> dict[str, tuple[Hashable, int]]:
    """Actor -> (true network of most of its records, judged records); of equals the one that the truth names first."""
    counts: dict[str, Counter[Hashable]] = {}
    for actor, network in zip(labels.found_actors, labels.true_networks, strict=True):
        if isinstance(actor, str):
            counts.setdefault(actor, Counter())[network] += 1
    return {actor: (seen.most_common(1)[0][0], seen.total()) for actor, seen in counts.items()}


def _links(result: Result, labels: _Labels) -> LinkMeasures:
    home = _homes(labels)
    listed = [link for link in result.links if link.a in home and link.b in home]
    right = np.array([home[link.a][0] == home[link.b][0] for link in listed], dtype=bool)
    weight = np.array([link.weight for link in listed], dtype=np.float64)
    often = {actor for actor, (_, records) in home.items() if records > 1}
    sizes = Counter(home[actor][0] for actor in sorted(often))
    wanted = sum(size * (size - 1) // 2 for size in sizes.values())
    got = sum(bool(good) and link.a in often and link.b in often for link, good in zip(listed, right.tolist()))
    odds = probability(weight).tolist()
    said = [other if link.probability is None else link.probability for link, other in zip(listed, odds)]
    likely = np.array(said, dtype=np.float64)
    return LinkMeasures(
        len(listed), int(right.sum()), got / wanted if wanted else 1.0, average_precision(likely, right),
        auc(likely, right), ece(likely, right), brier(likely, right),
    )  # fmt: skip


class _Labels:
    """True and found labels of the judged records, in the truth's order."""

    def __init__(self, result: Result, truth: Iterable[Mapping[str, Any]] | Path) -> None:
        true = _read(truth)
        actors = _members((cluster.id, cluster.records) for cluster in result.actors)
        networks = _members((cluster.id, cluster.records) for cluster in result.networks)
        self.keys = list(true)
        self.missing = [key for key in self.keys if key not in actors and key not in networks]
        self.extra = len((actors.keys() | networks.keys()) - true.keys())
        self.true_actors = [actor for actor, _ in true.values()]
        self.true_networks = [network for _, network in true.values()]
        self.found_actors: list[Hashable] = [actors.get(key, key) for key in self.keys]
        self.found_networks: list[Hashable] = [networks.get(key, actors.get(key, key)) for key in self.keys]


def _members(clusters: Iterable[tuple[str, Iterable[RecordRef]]]) -> dict[Key, str]:
    """Record -> cluster. The truth names no kind: where two kinds share source and key, the advert is meant."""
    found: dict[RecordRef, str] = {}
    for cluster, records in clusters:
        for ref in records:
            if found.setdefault(ref, cluster) != cluster:
                raise InputError(f"record {ref.key!r} of source {ref.source!r} stands in two clusters of one level")
    return {(ref.source, ref.key): found[ref] for ref in sorted(found, key=lambda ref: (ref.kind == "ad", ref))}


def _read(truth: Iterable[Mapping[str, Any]] | Path) -> dict[Key, tuple[Hashable, Hashable]]:
    """Record -> (actor, network)."""
    rows = _lines(truth) if isinstance(truth, Path) else truth
    found: dict[Key, tuple[Hashable, Hashable]] = {}
    for number, row in enumerate(rows, start=1):
        try:
            key, actor, network = (str(row["source"]), str(row["key"])), str(row["actor"]), row.get("network")
        except (KeyError, TypeError, AttributeError) as error:
            raise InputError(f'truth row {number}: needs "source", "key", "actor" and "network"') from error
        label = (actor, ("network", str(network)) if network not in (None, "") else ("actor", actor))
        if found.setdefault(key, label) != label:
            raise InputError(f"truth row {number}: record {key[1]!r} has two actors or networks; keep one row a record")
    return found


def _lines(path: Path) -> Iterable[Mapping[str, Any]]:
    number = 0
    try:
        with path.open(encoding="utf-8") as file:
            for line in file:
                number += 1
                if line.strip():
                    yield json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise FileRefused(f"{path}, line {number}: not a JSON object; the truth is one object a line") from error
    except (OSError, UnicodeDecodeError) as error:
        raise FileRefused(f"{path}: cannot be read as UTF-8 text ({type(error).__name__})") from error
