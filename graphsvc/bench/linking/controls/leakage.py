"""The leakage guard: what was fitted on one half is judged on another that shares no poster with it.

Splits are by organisation, by time and by country; a network stands on one side, whole. Splitting by advert, as is
often done, leaves most held-out adverts with their own poster in the other half: that share is shown beside.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping

from graphsvc.analysis.evaluate import evaluate
from graphsvc.bench.linking.controls import HUBS, Finding
from graphsvc.bench.linking.spoiled import only
from graphsvc.bench.linking.world import Key, Truth, World, found, planted

LOST = 0.05  # how far below halves of the same size, split by organisation
SPLITS = ("organisation", "time", "country")


def split(truth: Mapping[Key, Truth], by: str) -> tuple[set[Key], set[Key]]:
    """Two halves, about equal in records for `organisation` and `time`. `by`: one of SPLITS, or `advert`, which
    leaks."""
    if by == "advert":
        held = {key for key in truth if _coin("/".join(key))}
        return set(truth) - held, held
    side = _sides(truth, by)
    held = {key for key, told in truth.items() if side[told.network]}
    return set(truth) - held, held


def _sides(truth: Mapping[Key, Truth], by: str) -> dict[str, bool]:
    """Network -> whether it is held out."""
    records: dict[str, list[Truth]] = {}
    for told in truth.values():
        records.setdefault(told.network, []).append(told)
    if by == "organisation":
        return {network: _coin(network) for network in records}
    if by == "country":
        home = {
            network: Counter(t.country for t in told if t.country).most_common() for network, told in records.items()
        }
        held = set(sorted({found[0][0] for found in home.values() if found})[::2])
        return {network: bool(found) and found[0][0] in held for network, found in home.items()}
    begins = {network: min((t.posted for t in told if t.posted), default="") for network, told in records.items()}
    order = sorted(begins, key=lambda network: (begins[network], network))
    seen, held_out = 0, {}
    for network in order:
        held_out[network] = seen >= len(truth) / 2
        seen += len(records[network])
    return held_out


def _coin(name: str) -> bool:
    return hashlib.sha256(name.encode()).digest()[0] % 2 == 1


def leaks(truth: Mapping[Key, Truth], split_: tuple[set[Key], set[Key]]) -> float:
    """Share of the held-out records whose poster has a record in the other half."""
    other, held = split_
    known = {truth[key].actor for key in other}
    return sum(truth[key].actor in known for key in held) / max(len(held), 1)


def held_out(records: int, seed: int, method: str = "") -> list[Finding]:
    """No poster stands on both sides, and no half is linked worse for its time or country than for its size."""
    world = planted(records, seed, hubs=HUBS)
    findings = [Finding("poster in both halves, split by advert", leaks(world.truth, split(world.truth, "advert")))]
    f1 = {}
    for by in SPLITS:
        halves = split(world.truth, by)
        leaked = leaks(world.truth, halves)
        f1[by] = [_f1(world, half, method) for half in halves]
        findings.append(Finding(f"poster in both halves, split by {by}", leaked, "0", leaked == 0.0))
    findings.append(Finding("F1 of networks, the whole", _f1(world, set(world.truth), method)))
    findings += [Finding(f"F1 of networks, worse half by {by}", min(f1[by])) for by in SPLITS]
    usual = sum(f1["organisation"]) / 2
    for by in ("time", "country"):
        lost = usual - sum(f1[by]) / 2
        findings.append(Finding(f"F1 of halves lost by {by}", lost, f"<= {LOST}", lost <= LOST))
    return findings


def _f1(world: World, keys: set[Key], method: str) -> float:
    rows = [row for row in world.rows() if (row["source"], row["key"]) in keys]
    return evaluate(found(only(world.seen, keys), method=method), rows).networks.bcubed_f1
