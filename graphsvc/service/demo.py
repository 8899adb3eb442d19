"""The demo case: synthetic, made once."""

from __future__ import annotations

from pathlib import Path

from graphsvc.service.case import open_case
from graphsvc.store import Clock


def make_demo(directory: str | Path, *, clock: Clock | None = None, fresh: bool = False) -> str:
    """The demo case (`demo.db` in `directory`): made, loaded and clustered if absent; returns its path."""
    from graphsvc.synth import demo

    folder = Path(directory)
    path = folder / "demo.db"
    if path.exists() and not fresh:
        return str(path)
    for leftover in folder.glob("demo.db*"):
        leftover.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    files = demo(folder / "files")
    part = folder / "making.db"
    for leftover in folder.glob("making.db*"):
        leftover.unlink()
    with open_case(str(part), clock=clock) as case:
        case.defaults(basis="synthetic data", originator="graphsvc demo", purpose="training")
        for file in files:
            case.load(file)
        case.cluster()
    for made in sorted(folder.glob("making.db*")):
        made.rename(folder / made.name.replace("making", "demo", 1))
    return str(path)
