"""The benchmark of linking: planted corpora under twenty hubs, ours beside the baselines, then the negative controls.

No parameter of ours is chosen on the truth; every parameter of a baseline is. Nothing is left out for looking bad.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

from graphsvc.bench.linking import graphs, summary
from graphsvc.bench.linking.controls import CONTROLS
from graphsvc.bench.linking.controls import run as control
from graphsvc.bench.linking.measured import LEVELS, cell, measured
from graphsvc.bench.linking.peers import left_out

HUBS = 20
NOTICE = "accuracy on synthetic data is not accuracy in the field"
SMALLEST = {"records": 600, "seed": 1, "hubs": HUBS}
FULL = (5_000, range(1, 11)), (2_000, range(1, 5))  # adverts and seeds: of the corpora, of the controls
QUICK = (1_500, range(1, 3)), (800, range(1, 2))


def linking(*, quick: bool = False) -> dict[str, Any]:
    """Two minutes when quick, some fifteen at full size, on two cores. `figures`: what the rows say, as numbers."""
    (records, seeds), (few, few_seeds) = QUICK if quick else FULL
    with ProcessPoolExecutor(_cores(), mp_context=get_context("spawn")) as pool:  # each corpus alone: no order matters
        corpora = [pool.submit(measured, records, seed, hubs=HUBS) for seed in seeds]
        controls = {name: [pool.submit(control, name, few, seed) for seed in few_seeds] for name in CONTROLS}
        found = [corpus.result() for corpus in corpora]
        findings = {name: summary.together([run.result() for run in runs]) for name, runs in controls.items()}
    graph_bars, graph_rows = graphs.measured()
    figures = {
        "records": records, "hubs": HUBS, "seeds": list(seeds),
        "control_records": few, "control_seeds": list(few_seeds),
        "methods": summary.methods(found), "bars": summary.bars(found) + graph_bars,
        "others": summary.others(found) + graph_rows,
        "controls": findings,
        "left_out": left_out(), "smallest": {**SMALLEST, "figures": cell(**SMALLEST)}, "notice": NOTICE,
    }  # fmt: skip
    return {
        "name": "linking",
        "size": f"{records:,} adverts, {HUBS} hubs, seeds {seeds[0]}-{seeds[-1]}; controls {few:,} adverts, "
        f"seeds {few_seeds[0]}-{few_seeds[-1]}; means, 95 % bootstrap intervals",
        "rows": rows(figures), "figures": figures,
    }  # fmt: skip


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def rows(figures: dict[str, Any]) -> list[dict[str, Any]]:
    """Everything measured, as printed: the limit of synthetic data last."""
    said = [
        _row(f"{level}, B-cubed: {name}", _said(of[level]))
        for level in LEVELS for name, of in figures["methods"].items()
    ]  # fmt: skip
    said += [_judged(f"bar: {bar['figure']}", bar, "") for bar in figures["bars"]]
    said += [
        _row(other["figure"], summary.text(other))
        for other in figures["others"]
        if not other["figure"].startswith("recall")
    ]
    said += [_row(name, means) for name, means in summary.recalls(figures["others"]).items()]
    for number, (name, findings) in enumerate(figures["controls"].items(), start=1):
        said += [_judged(f"{number} {name}: {f['figure']}", f, f" in {f['held']} of {f['seeds']}") for f in findings]
    said += [_row(name, why) for name, why in figures["left_out"].items()]
    return [*said, _row("note", figures["notice"])]


def _row(figure: str, value: str, bar: str = "") -> dict[str, Any]:
    return {"figure": figure, "value": value, "bar": bar}


def _said(of: dict[str, Any]) -> str:
    """One method at one level, short enough for a line."""
    said = f"P {of['P']['mean']:.3f} R {of['R']['mean']:.3f} F1 {summary.text(of['F1'])}"
    return f"{said} mixed {of['over-merge']['mean']:.1%}"


def _judged(figure: str, finding: dict[str, Any], after: str) -> dict[str, Any]:
    if not finding["bar"]:
        return _row(figure, f"{finding['value']:.4f}")
    verdict = "met" if finding["met"] else "NOT MET"
    return {**_row(figure, f"{finding['value']:.4f} {verdict}{after}", finding["bar"]), "met": finding["met"]}


def failures(figures: dict[str, Any]) -> Sequence[str]:
    """What did not reach its bar, in words; published beside what did."""
    missed = [f"{bar['figure']} {bar['value']:.3f} (bar {bar['bar']})" for bar in figures["bars"] if not bar["met"]]
    return missed + [
        f"{name}: {f['figure']} {f['value']:.3f} (bar {f['bar']}; met in {f['held']} of {f['seeds']} seeds)"
        for name, findings in figures["controls"].items() for f in findings if f["bar"] and not f["met"]
    ]  # fmt: skip
