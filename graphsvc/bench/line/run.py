"""The whole measurement in one document, and its rows as printed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from graphsvc.bench.line.bars import bars, whole
from graphsvc.bench.line.growth import growth
from graphsvc.bench.line.peers import peers
from graphsvc.bench.line.stages import CASE, MEANING, Stage, counted, later, stages
from graphsvc.bench.line.starts import starts
from graphsvc.memory import clustering

SEED = 20261124
QUICK, USUAL, FULL = (500, 2_000), (10_000, 100_000), (10_000, 100_000, 1_000_000)
BESIDE = 5_000  # adverts that peers are measured on: Splink compares pairs
FEW = 1_000


def line(*, quick: bool = False, full: bool = False, sizes: Sequence[int] = ()) -> dict[str, Any]:
    """`sizes`: numbers of adverts, in place of those of `quick`, `full` or neither. {"name", "size", "seed", "sizes",
    "stages", "memory", "growth", "whole", "starts", "peers", "bars", "rows"}."""
    chosen = sorted(set(sizes)) or (QUICK if quick else FULL if full else USUAL)
    found: list[Stage] = []
    memory: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as name:
        for size in chosen:
            folder = Path(name) / str(size)
            folder.mkdir()
            found += stages(folder, size, SEED)
            memory.append(_estimated(size, found, *counted(folder)))
            found.append(later(folder, size, SEED))
        began = list(starts(Path(name) / str(chosen[0]) / CASE))
    beside = list(peers(FEW if quick else BESIDE, SEED))
    figures = {
        "seed": SEED, "sizes": list(chosen),
        "stages": [
            {"name": stage.name, "size": stage.size, **asdict(stage.cost), "rows_per_second": stage.rows_per_second}
            for stage in found
        ],
        "growth": [
            {"name": name, **asdict(grown)}
            for name in MEANING
            if (of := [stage for stage in found if stage.name == name]) and name != "new"
            and (grown := growth(chosen, [stage.cost.wall for stage in of]))
        ],
        "memory": memory,
        "whole": [{"size": size, **asdict(whole(found, size))} for size in chosen],
        "starts": [{"figure": figure, "seconds": seconds, "bar": bar} for figure, seconds, bar in began],
        "peers": beside,
        "bars": [asdict(bar) for bar in bars(chosen, found, began, beside)],
    }  # fmt: skip
    told = f"{', '.join(f'{size:,}' for size in chosen)} adverts, seed {SEED}"
    return {"name": "line", "size": told, "rows": list(rows(figures)), **figures}


def _estimated(size: int, found: Sequence[Stage], records: int, statements: int) -> dict[str, Any]:
    """What `graphsvc.memory` would ask for before clustering, beside what the process held at most."""
    taken = next(stage.cost.peak for stage in found if (stage.name, stage.size) == ("keep", size))
    return {"size": size, "statements": statements, "estimated": clustering(records, statements), "taken": taken}


def rows(figures: dict[str, Any]) -> Iterator[dict[str, str]]:
    """Everything measured, as printed: stages, growth, peers, bars."""
    for stage in figures["stages"]:
        yield _row(
            f"{stage['name']}, {stage['size']:,} adverts",
            f"{seconds(stage['wall'])}, CPU {seconds(stage['cpu'])}, {stage['peak'] / 1e6:,.0f} MB, "
            f"{stage['rows_per_second']:,.0f} adverts/s",
        )
    for total in figures["whole"]:
        yield _row(f"load to report, {total['size']:,} adverts",
                   f"{seconds(total['wall'])}, CPU {seconds(total['cpu'])}, {total['peak'] / 1e6:,.0f} MB")  # fmt: skip
    for asked in figures["memory"]:
        yield _row(f"memory of clustering, {asked['size']:,} adverts, {asked['statements']:,} statements",
                   f"estimated {asked['estimated'] / 1e6:,.0f} MB, held {asked['taken'] / 1e6:,.0f} MB")  # fmt: skip
    for grown in figures["growth"]:
        yield _row(f"growth of {grown['name']}", f"size^{grown['exponent']:.2f}, each advert {grown['ratio']:.2f} x")
    for peer in figures["peers"]:
        yield _row(f"{peer['stage']}: {peer['peer']}", against(peer))
    for bar in figures["bars"]:
        yield _row(f"bar: {bar['figure']}", f"{bar['value']} {'met' if bar['met'] else 'NOT MET'}", bar["bar"])


def against(peer: dict[str, Any]) -> str:
    """Ours beside a peer, or how to get it."""
    if "missing" in peer:
        return f"missing: {peer['missing']}"
    ours, theirs = (seconds(peer[who]["wall"]) for who in ("ours", "theirs"))
    return f"ours {ours}, theirs {theirs}: {peer['ratio']:.1f} x, by CPU {peer['cpu_ratio']:.1f} x"


def seconds(value: float) -> str:
    return f"{value:,.0f} s" if value >= 100 else f"{value:.3g} s" if value >= 0.1 else f"{1000 * value:.3g} ms"


def _row(figure: str, value: str, bar: str = "") -> dict[str, str]:
    return {"figure": figure, "value": value, "bar": bar}
