"""The README's tables of the straight line.

python -m graphsvc.bench.line.readme --measure    measures as `graphsvc bench --full`, writes figures.json and README.md
python -m graphsvc.bench.line.readme              renders figures.json into README.md again
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graphsvc.bench import run
from graphsvc.bench.blocks import Block
from graphsvc.bench.line.run import against, seconds
from graphsvc.bench.line.stages import MEANING


def measure() -> dict[str, Any]:
    """A million adverts and the store at its full size; about half an hour and 12 GB of disk."""
    return run(options={"line": {"full": True}})


def lines(figures: dict[str, Any]) -> Iterator[str]:
    parts = {part["name"]: part for part in figures["parts"]}
    line, store = parts["line"], parts["store"]
    memory = figures["machine"]["memory"] / 1e9
    yield (
        f"{figures['machine']['summary']}, {memory:.0f} GB; synthetic adverts, seed {line['seed']}; each command in a "
        f"process of its own."
    )
    sizes = line["sizes"]
    yield ""
    yield f"| stage | {' | '.join(f'{size:,} adverts' for size in sizes)} | growth |"
    yield f"|---|{'---|' * len(sizes)}---|"
    grown = {growth["name"]: f"size^{growth['exponent']:.2f}" for growth in line["growth"]}
    for name, meaning in MEANING.items():
        cells = [_cost(stage) for stage in line["stages"] if stage["name"] == name]
        yield f"| {name}: {meaning} | {' | '.join(cells)} | {grown.get(name, '')} |"
    total = " | ".join(f"**{_cost(whole)}**" for whole in line["whole"])
    yield f"| **load to report** | {total} | |"
    yield ""
    asked = [
        f"{row['estimated'] / 1e6:,.0f} MB at {row['size']:,} adverts, which held {row['taken'] / 1e6:,.0f} MB"
        for row in line["memory"]
    ]
    yield f"Memory that clustering asks for before it begins: {'; '.join(asked)}."
    yield ""
    yield "| beside | on the same data | adverts |"
    yield "|---|---|---|"
    for peer in line["peers"]:
        yield f"| {peer['stage']}: {peer['peer']} ({peer['about']}) | {against(peer)} | {peer['records']:,} |"
    yield ""
    yield f"The store at {store['size']}:"
    yield ""
    yield "| question | answers | bar | |"
    yield "|---|---|---|---|"
    for row in store["rows"]:
        verdict = ("met" if row["met"] else "**not met**") if "met" in row else ""
        yield f"| {row['figure']} | {row['value']} | {row['bar']} | {verdict} |"
    yield ""
    yield "| bar | measured | |"
    yield "|---|---|---|"
    for bar in line["bars"]:
        yield f"| {bar['figure']} {bar['bar']} | {bar['value']} | {'met' if bar['met'] else '**not met**'} |"
    judged = [*line["bars"], *(row for row in store["rows"] if "met" in row)]
    missed = [f"{bar['figure']} {bar['value']} (bar {bar['bar']})" for bar in judged if not bar["met"]]
    yield ""
    yield f"Not reached: {'; '.join(missed)}." if missed else "Every bar was reached."


def _cost(cost: dict[str, Any]) -> str:
    return f"{seconds(cost['wall'])}, {cost['peak'] / 1e6:,.0f} MB"


BLOCK = Block("line", Path(__file__).with_name("figures.json"), lines, measure)


if __name__ == "__main__":
    BLOCK.main(__doc__)
