"""Whether some languages, scripts or countries pay more for the linker's mistakes than others.

Of the records put together with an advert, some are not its poster's network: the mean of that share over a group's
adverts is its false-link rate. A group alarms when its rate is above 1.25 times that of all adverts, and the 95 %
bootstrap interval of the ratio, over true networks, lies above 1: with few adverts a ratio says little.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from graphsvc.bench.linking.controls import HUBS, Finding
from graphsvc.bench.linking.world import Key, Truth, World, found, planted
from graphsvc.results import Result

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
ALARM = 1.25
SAMPLES = 1000
SCRIPTS = {"ar": "Arabic", "ru": "Cyrillic", "th": "Thai", "zh": "Han"}  # of the generator's languages; others Latin


def parity(records: int, seed: int, method: str = "") -> list[Finding]:
    """The worst ratio by each attribute, and how many groups alarm."""
    world = planted(records, seed, hubs=HUBS)
    rates = false_links(world, found(world.seen, method=method))
    findings = [Finding("false-link rate", float(np.mean([rate for _, rate in rates.values()])))]
    for name, group_of in ATTRIBUTES.items():
        groups = {key: group_of(world.truth[key]) for key in rates}
        ratios = compare(rates, groups, world.truth, seed)
        alarms = sum(ratio > ALARM and low > 1.0 for ratio, low in ratios.values())
        worst = max((ratio for ratio, _ in ratios.values()), default=1.0)
        findings.append(Finding(f"worst {name}, its rate over all", worst))
        findings.append(Finding(f"alarms by {name}", alarms, "0", alarms == 0))
    return findings


def _language(told: Truth) -> str:
    return told.language


def _script(told: Truth) -> str:
    return SCRIPTS.get(told.language, "Latin")


def _country(told: Truth) -> str:
    return told.country


ATTRIBUTES: dict[str, Callable[[Truth], str]] = {"language": _language, "script": _script, "country": _country}


def false_links(world: World, result: Result) -> dict[Key, tuple[float, float]]:
    """Advert -> (records together with it, share of them that are of another true network)."""
    home = {(ref.source, ref.key): actor.id for actor in result.actors for ref in actor.records}
    home |= {(ref.source, ref.key): network.id for network in result.networks for ref in network.records}
    judged = [key for key in world.truth if key in home]
    size = Counter(home[key] for key in judged)
    same = Counter((home[key], world.truth[key].network) for key in judged)
    found_ = {}
    for key in judged:
        others = size[home[key]] - 1
        if world.truth[key].language and others:
            wrong = size[home[key]] - same[home[key], world.truth[key].network]
            found_[key] = (float(others), wrong / others)
    return found_


def compare(
    rates: Mapping[Key, tuple[float, float]], groups: Mapping[Key, str], truth: Mapping[Key, Truth], seed: int
) -> dict[str, tuple[float, float]]:
    """Group -> (its rate over that of all, lower end of the ratio's interval)."""
    keys = sorted(rates)
    rate = np.array([rates[key][1] for key in keys])
    block = _codes([truth[key].network for key in keys])
    blocks = int(block.max(initial=-1)) + 1
    if not blocks:
        return {}
    drawn = np.random.default_rng(seed).multinomial(blocks, np.full(blocks, 1 / blocks), size=SAMPLES)
    times = np.vstack([np.ones((1, blocks)), drawn]).astype(np.float64)  # the corpus itself, then its resamples
    whole = _mean(times, block, rate, np.ones(len(keys)), blocks)
    out = {}
    for group in sorted({groups[key] for key in keys}):
        inside = np.array([groups[key] == group for key in keys], dtype=np.float64)
        ratio = _divide(_mean(times, block, rate, inside, blocks), whole)
        out[group] = (float(ratio[0]), float(np.quantile(ratio[1:], 0.025)))
    return out


def _mean(times: Floats, block: Ints, rate: Floats, inside: Floats, blocks: int) -> Floats:
    """Mean rate of the adverts inside, in each resample of blocks."""
    wrong = np.bincount(block, weights=rate * inside, minlength=blocks)
    return _divide(times @ wrong, times @ np.bincount(block, weights=inside, minlength=blocks))


def _divide(part: Floats, whole: Floats) -> Floats:
    """1 where there is nothing to divide by: no mistake at all, or nobody of the group."""
    return np.divide(part, whole, out=np.ones_like(part), where=whole > 0)


def _codes(labels: Sequence[str]) -> Ints:
    known: dict[str, int] = {}
    return np.array([known.setdefault(label, len(known)) for label in labels], dtype=np.int64)
