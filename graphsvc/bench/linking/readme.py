"""The README's table of linking, rendered from committed figures, so that a test can say whether it is true.

python -m graphsvc.bench.linking.readme --measure    measures at full size, writes figures.json and README.md
python -m graphsvc.bench.linking.readme              renders figures.json into README.md again
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graphsvc.bench import machine
from graphsvc.bench.blocks import Block
from graphsvc.bench.linking.measured import LEVELS, OURS
from graphsvc.bench.linking.run import failures, linking
from graphsvc.bench.linking.summary import text


def measure() -> dict[str, Any]:
    """At full size, some ten minutes."""
    return {**linking()["figures"], "machine": machine()["summary"]}


def _lines(figures: dict[str, Any]) -> Iterator[str]:
    seeds, few = figures["seeds"], figures["control_seeds"]
    yield (
        f"{figures['records']:,} synthetic adverts for each of {len(seeds)} seeds, {figures['hubs']} hubs, mean over "
        f"seeds with 95 % bootstrap interval; {figures['machine']}. Ours uses its defaults; every baseline is shown at "
        f"the setting that *the truth* likes best."
    )
    for level in LEVELS:
        yield ""
        yield f"| {level} | B-cubed P | R | F1 | over-merged clusters | giant share |"
        yield "|---|---|---|---|---|---|"
        for name, of in figures["methods"].items():
            row = of[level]
            cells = [f"**{name}**" if name == OURS else name, f"{row['P']['mean']:.3f}", f"{row['R']['mean']:.3f}"]
            cells += [text(row["F1"]), f"{row['over-merge']['mean']:.1%}", f"{row['giant share']['mean']:.1%}"]
            yield f"| {' | '.join(cells)} |"
    yield ""
    yield "| bar | measured | |"
    yield "|---|---|---|"
    for bar in figures["bars"]:
        yield f"| {bar['figure']} {bar['bar']} | {bar['value']:.3f} | {'met' if bar['met'] else '**not met**'} |"
    yield ""
    yield f"Negative controls, {figures['control_records']:,} adverts for each of {len(few)} seeds:"
    yield ""
    yield "| | control | bars met in every seed | |"
    yield "|---|---|---|---|"
    for number, (name, findings) in enumerate(figures["controls"].items(), start=1):
        judged = [finding for finding in findings if finding["bar"]]
        said = "; ".join(f"{f['figure']} {f['value']:.3f} ({f['bar']})" for f in judged)
        yield f"| {number} | {name} | {sum(f['met'] for f in judged)} of {len(judged)} | {said} |"
    missed = failures(figures)
    yield ""
    yield f"Not reached: {'; '.join(missed)}." if missed else "Every bar was reached."
    if figures["left_out"]:
        yield ""
        yield "; ".join(f"{name}: {why}" for name, why in figures["left_out"].items()) + "."
    smallest = figures["smallest"]
    cell = ", ".join(f"{name} {value:.4f}" for name, value in smallest["figures"].items())
    yield ""
    yield f"Smallest corpus, measured again by a test ({smallest['records']} adverts, seed {smallest['seed']}): {cell}."
    yield f"This is synthetic data: {figures['notice']}."


BLOCK = Block("linking", Path(__file__).with_name("figures.json"), _lines, measure)


if __name__ == "__main__":
    BLOCK.main(__doc__)
