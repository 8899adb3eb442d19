"""What was asked for, beside what was measured. A bar whose size was not run is left out, never guessed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphsvc.bench.child import Cost
from graphsvc.bench.line.growth import growth
from graphsvc.bench.line.stages import LINE, Stage

MILLION = 1_000_000
LEVELS = (("floor", 30, 8), ("target", 10, 4), ("goal", 5, 4))  # minutes and GB of a million adverts
LATER = 10  # seconds
GROWTH = 1.5


@dataclass(frozen=True, slots=True)
class Bar:
    """`value`, `bar`: as printed."""

    figure: str
    value: str
    bar: str
    met: bool


def whole(stages: Iterable[Stage], size: int) -> Cost:
    """The line at a size: load to report."""
    total = Cost(0.0, 0.0, 0)
    for stage in stages:
        if stage.size == size and stage.name in LINE:
            total = total + stage.cost
    return total


def bars(
    sizes: Sequence[int], stages: Sequence[Stage], starts: Iterable[tuple[str, float, float]],
    peers: Iterable[Mapping[str, Any]],
) -> Iterator[Bar]:  # fmt: skip
    if MILLION in sizes:
        total = whole(stages, MILLION)
        minutes, held = total.wall / 60, total.peak / 1e9
        for name, most, memory in LEVELS:
            yield Bar(f"1,000,000 adverts, load to report: {name}", f"{minutes:.1f} min, {held:.1f} GB",
                      f"< {most} min, < {memory} GB", minutes < most and held < memory)  # fmt: skip
        new = next(stage.cost.wall for stage in stages if (stage.name, stage.size) == ("new", MILLION))
        yield Bar("1,000 adverts more, into 1,000,000", f"{new:.1f} s", f"< {LATER} s", new < LATER)
    grown = growth(sizes, [whole(stages, size).wall for size in sizes])
    if grown is not None:
        yield Bar(f"time for each advert, {sizes[0]:,} to {sizes[-1]:,}", f"{grown.ratio:.2f} x", f"< {GROWTH} x",
                  grown.ratio < GROWTH)  # fmt: skip
    for figure, seconds, limit in starts:
        yield Bar(figure, f"{seconds:.2f} s", f"< {limit:g} s", seconds < limit)
    for peer in peers:
        if "ratio" in peer:
            yield Bar(f"{peer['stage']} beside {peer['peer']}", f"{peer['ratio']:.1f} x its speed", "> 1 x",
                      peer["ratio"] > 1)  # fmt: skip
