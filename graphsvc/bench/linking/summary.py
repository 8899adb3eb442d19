"""Many corpora as one: means with intervals, and which bars they reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from statistics import mean
from typing import Any

from graphsvc.bench.linking.controls import Finding
from graphsvc.bench.linking.measured import CEILING, LEVELS, OURS, Measured
from graphsvc.bench.linking.paid import Paid
from graphsvc.bench.linking.seeded import FIRST, LEAST, QUESTIONS
from graphsvc.bench.linking.spread import over_networks, over_seeds

COLUMNS = {
    "bcubed_precision": "P", "bcubed_recall": "R", "bcubed_f1": "F1", "over_merge": "over-merge",
    "giant_share": "giant share",
}  # fmt: skip
OTHERS = ("pairwise_precision", "pairwise_recall", "pairwise_f1", "ari", "fragmentation", "worst_purity")
SUGGEST = "suggest"
WALKS = ("walk", "walk-yes")  # what the bar speaks of; the other ways use our own posters or weights
BAR_QUESTIONS = 50
LINKS = ("average_precision", "auc", "ece", "brier", "reached")


def methods(found: Sequence[Measured]) -> dict[str, Any]:
    """Method -> level -> column -> mean and interval over seeds; `settings` that the truth chose, over all seeds."""
    return {
        name: {
            level: {
                **{
                    column: asdict(over_seeds([getattr(one.levels[name][level], field) for one in found]))
                    for field, column in COLUMNS.items()
                },
                "settings": sorted({one.setting[name][level] for one in found}),
            }
            for level in LEVELS
        }
        for name in found[0].levels
    }


def bars(found: Sequence[Measured]) -> list[dict[str, Any]]:
    """The bars of the design, each met or not by the mean over seeds."""
    out = []
    for level in LEVELS:
        f1 = {name: float(mean(one.levels[name][level].bcubed_f1 for one in found)) for name in found[0].levels}
        mixed = float(mean(one.levels[OURS][level].over_merge for one in found))
        rival = max((name for name in f1 if name not in (OURS, CEILING)), key=f1.__getitem__)
        out += [
            _bar(f"{level}, B-cubed F1", f1[OURS], ">= 0.95", f1[OURS] >= 0.95),
            _bar(f"{level}, F1 less {rival}", f1[OURS] - f1[rival], "> 0", f1[OURS] > f1[rival]),
            _bar(f"{level}, over-merge", mixed, "<= 0.02", mixed <= 0.02),
        ]
    ece = float(mean(one.links.ece for one in found))
    out.append(_bar("links, expected calibration error", ece, "<= 0.05", ece <= 0.05))
    for least in LEAST:
        asked = [one.recall[least].at for one in found if one.recall[least].searches]
        for walk in WALKS if asked else ():
            ours, walked = (float(mean(at[way][BAR_QUESTIONS] for at in asked)) for way in (SUGGEST, walk))
            ratio = ours / max(walked, 1e-9)
            figure = f"recall at {BAR_QUESTIONS} over {walk}, networks of {least}+"
            out.append(_bar(figure, ratio, ">= 1.5", ratio >= 1.5))
    return out


def others(found: Sequence[Measured]) -> list[dict[str, Any]]:
    """The measures that only ours has, or that the table of methods has no room for. A corpus without any network to
    search says nothing of the search."""
    rows: list[dict[str, Any]] = []
    for level in LEVELS:
        spread = over_networks([one.labels[level] for one in found], "bcubed_f1")
        rows.append({"figure": f"{level}, B-cubed F1 over true networks", **asdict(spread)})
    values: dict[str, list[float]] = {}
    for one in found:
        for name, value in _flat(one).items():
            values.setdefault(name, []).append(value)
    return rows + [{"figure": name, **asdict(over_seeds(those))} for name, those in values.items()]


def _flat(one: Measured) -> dict[str, float]:
    found: dict[str, float] = {}
    for level in LEVELS:
        measures = asdict(one.levels[OURS][level])
        found |= {f"{level}, {name.replace('_', ' ')}": measures[name] for name in OTHERS}
    links = asdict(one.links)
    found |= {f"links, {name.replace('_', ' ')}": links[name] for name in LINKS}
    for least, recall in one.recall.items():
        if recall.searches:
            ways = recall.at.items()
            found |= {f"recall at {q}, {way}, networks of {least}+": at[q] for way, at in ways for q in QUESTIONS}
    for k in FIRST:
        found[f"bridges, precision at {k}"] = one.bridges.precision[k]
        found[f"bridges, at {k}, degree-matched null"] = one.bridges.null[k]
    found["bridges, share of planted ones ranked"] = one.bridges.met / max(one.bridges.planted, 1)
    return found | _paid(one.paid)


def _paid(one: Paid) -> dict[str, float]:
    """Of a corpus without a poster whose customers pay what is asked, only the clusters of wallets."""
    found = {
        "wallets, precision": one.guarded.precision, "wallets, recall": one.guarded.recall,
        "wallets, plain rule's precision": one.plain.precision, "wallets, plain rule's recall": one.plain.recall,
    }  # fmt: skip
    if one.planted:
        found["payments of the price, planted posters tied"] = one.found / one.planted
        found["payments of the price, adverts matched"] = one.matched
        found["payments of the price, adverts matched by chance"] = one.by_chance
        found["payments of the price, of as many, times moved"] = one.moved / max(one.told, 1)
    return found


def recalls(others: Sequence[dict[str, Any]]) -> dict[str, str]:
    """The means of recall after each number of questions, by way of asking and least size of network, in one line."""
    lines: dict[str, list[str]] = {}
    for other in others:
        if other["figure"].startswith("recall at "):
            lines.setdefault(other["figure"].partition(", ")[2], []).append(f"{other['mean']:.3f}")
    return {f"recall at {'/'.join(map(str, QUESTIONS))}, {way}": " / ".join(said) for way, said in lines.items()}


def together(runs: Sequence[Sequence[Finding]]) -> list[dict[str, Any]]:
    """Findings of several seeds as one: mean value; `held`: seeds that meet the bar; `met`: all do."""
    return [
        {
            "figure": same[0].figure, "value": float(mean(one.value for one in same)), "bar": same[0].bar,
            "held": sum(bool(one.met) for one in same), "seeds": len(same), "met": all(one.met for one in same),
        }
        for same in zip(*runs, strict=True)
    ]  # fmt: skip


def text(spread: dict[str, float]) -> str:
    return f"{spread['mean']:.3f} [{spread['low']:.3f}, {spread['high']:.3f}]"


def _bar(figure: str, value: float, bar: str, met: bool) -> dict[str, Any]:
    return {"figure": figure, "value": float(value), "bar": bar, "met": bool(met)}
