"""The line at one size: each command in a process of its own, linking taken apart into its stages."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graphsvc.bench.child import Cost, Measured, measured

COMMAND = "graphsvc.cli:main"
CASE = "case.db"
HUBS = 20
NEW = 1_000  # adverts that arrive in a case that was linked already

# Parts of `graphsvc cluster`, by the functions that do them; what is left over is `keep`.
PARTS: Mapping[str, Sequence[str]] = {
    "project": ("graphsvc.store.common.view:SharedView.projection", "graphsvc.service.covering:coverage"),
    "wordings": ("graphsvc.linking.wording:kept_wording",),
    "link": ("graphsvc.linking.units:units", "graphsvc.linking.link:weighed", "graphsvc.linking.link:link"),
    "cluster": ("graphsvc.clustering.evidence:Evidence.partition",),
    "risk": ("graphsvc.analysis.clusters:from_actors",),
}
MEANING = {
    "synth": "adverts made up, not part of the line",
    "load": "read, identify, store",
    "project": "the case as arrays",
    "wordings": "texts that repeat",
    "link": "evidence, actors and the links between them",
    "cluster": "networks of actors",
    "risk": "merge risk and rival explanations",
    "keep": "names, the result kept, start of the process",
    "report": "one HTML file",
    "export": "one GraphML file",
    "new": f"{NEW:,} more adverts: load, link, cluster",
}
# What the bar on a million adverts covers.
LINE = ("load", "project", "wordings", "link", "cluster", "risk", "keep", "report")


@dataclass(frozen=True, slots=True)
class Stage:
    """What a stage cost in a case of a size (adverts). `rows`: those it read, where that is not all of them."""

    name: str
    size: int
    cost: Cost
    rows: int = 0

    @property
    def rows_per_second(self) -> float:
        return (self.rows or self.size) / self.cost.wall


def stages(folder: Path, size: int, seed: int) -> Iterator[Stage]:
    """Every stage of MEANING but the last, in order. Some five times the size of the adverts' file is needed below
    `folder`."""
    adverts, case = folder / "adverts", folder / CASE
    yield Stage("synth", size, _made(adverts, size, seed).cost)
    yield Stage("load", size, _run("load", case, adverts / "ads.csv").cost)
    found = measured(COMMAND, ["cluster", str(case)], PARTS)
    yield from (Stage(name, size, cost) for name, cost in parted(found).items())
    yield Stage("report", size, _run("report", case, "-o", folder / "report.html").cost)
    yield Stage("export", size, _run("export", case, "-o", folder / "case.graphml").cost)


def later(folder: Path, size: int, seed: int) -> Stage:
    """What comes into the case that `stages` left in `folder`."""
    case = folder / CASE
    _made(folder / "new", NEW, seed + 1)
    new = _run("load", case, folder / "new" / "ads.csv", "--source", "new").cost
    return Stage("new", size, new + _run("cluster", case).cost, NEW)


def counted(folder: Path) -> tuple[int, int]:
    """Records and statements of the case in `folder`."""
    info = json.loads(_run("info", folder / CASE, "--json").out)
    return info["records"], info["statements"]


def parted(found: Measured) -> dict[str, Cost]:
    """The parts of a clustering run, what is left over last."""
    parts = {name: found.spans[name] for name in PARTS}
    wall, cpu = (sum(getattr(cost, what) for cost in parts.values()) for what in ("wall", "cpu"))
    whole = found.cost
    return {**parts, "keep": Cost(max(whole.wall - wall, 0.0), max(whole.cpu - cpu, 0.0), whole.peak)}


def _made(folder: Path, size: int, seed: int) -> Measured:
    return _run("synth", folder, "--records", size, "--seed", seed, "--hubs", HUBS)


def _run(*words: object) -> Measured:
    return measured(COMMAND, [str(word) for word in words])
