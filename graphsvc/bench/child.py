"""Work timed in a process of its own: wall, processor time and peak memory, of the whole and of functions inside it.

A parent calls `measured`; the child is this module run with -m. Functions to watch are named `module:name` or
`module:Class.name`, where they are defined, and wrapped before the work begins: what is timed is what a user's command
does, by whatever way it comes to call them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import wraps
from importlib import import_module
from pathlib import Path
from threading import Event, Thread
from typing import Any

from graphsvc.errors import InputError

EVERY = 0.02  # seconds between two looks at a child's memory
PEAK = "VmHWM"
OURS = "graphsvc"


@dataclass(frozen=True, slots=True)
class Cost:
    """wall, cpu: seconds, of the process and those it waited for. peak: bytes held at most, those of processes it
    started added."""

    wall: float
    cpu: float
    peak: int

    def __add__(self, other: Cost) -> Cost:
        """One after the other."""
        return Cost(self.wall + other.wall, self.cpu + other.cpu, max(self.peak, other.peak))


@dataclass(frozen=True, slots=True)
class Measured:
    """`spans`: cost of what was watched, by the name it was given. `out`: what the work printed."""

    cost: Cost
    spans: dict[str, Cost] = field(default_factory=dict)
    out: str = ""


def measured(target: str, words: Sequence[str], watched: Mapping[str, Sequence[str]] | None = None) -> Measured:
    """Call `target` ("module:function") with `words` in a process of its own. `watched`: name -> functions timed under
    it. Raises InputError with the last line the work wrote where it fails."""
    with tempfile.TemporaryDirectory() as folder:
        report, out, err = (Path(folder) / name for name in ("report.json", "out", "err"))
        order = json.dumps({"target": target, "words": list(words), "watched": dict(watched or {}), "to": str(report)})
        with out.open("wb") as stdout, err.open("wb") as stderr:
            start = time.perf_counter()
            process = subprocess.Popen([sys.executable, "-m", __name__, order], stdout=stdout, stderr=stderr)
            over, seen = Event(), [0]
            watcher = Thread(target=_watch, args=(process.pid, over, seen))
            watcher.start()
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(status)
            over.set()
            watcher.join()
        if process.returncode:
            said = err.read_text("utf-8", "replace").splitlines()
            raise InputError(
                f"{' '.join([target, *words])} ended with {process.returncode}: {said[-1] if said else ''}"
            )
        found = json.loads(report.read_text("utf-8"))
        cost = Cost(wall, usage.ru_utime + usage.ru_stime, max(seen[0], found["peak"]))
        spans = {name: Cost(**span) for name, span in found["spans"].items()}
        return Measured(cost, spans, out.read_text("utf-8", "replace"))


def _watch(pid: int, over: Event, seen: list[int]) -> None:
    """Keep the largest sum of the peaks of a process and of those below it."""
    while not over.wait(EVERY):
        seen[0] = max(seen[0], sum(map(_peak, _family(pid))))


def _family(pid: int) -> Iterator[int]:
    """A process and all below it that still run."""
    parent = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:  # it ended meanwhile
                continue
    family = {pid}
    while more := {child for child, above in parent.items() if above in family} - family:
        family |= more
    yield from sorted(family)


def _peak(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    except OSError:  # it ended meanwhile
        return 0
    return next((1024 * int(line.split()[1]) for line in lines if line.startswith(PEAK)), 0)


# --- in the child -------------------------------------------------------------------------------------------------
def main(order: Mapping[str, Any]) -> None:
    """Do what was ordered; write the report whether it succeeds or not."""
    watch = _Watch()
    for name, functions in order["watched"].items():
        for function in functions:
            watch.wrap(function, name)
    module, _, target = order["target"].partition(":")
    try:
        getattr(import_module(module), target)(order["words"])
    finally:
        report = {"peak": watch.peak(), "spans": {name: asdict(span) for name, span in watch.spans.items()}}
        Path(order["to"]).write_text(json.dumps(report), "utf-8")


class _Watch:
    """Costs by name. What a watched function spends in another one is the other's."""

    def __init__(self) -> None:
        self.spans: dict[str, Cost] = {}
        self._inside: list[Cost] = []  # of each running function: what others took meanwhile
        self._most = 0

    def peak(self) -> int:
        """Bytes held at most so far."""
        self._most = max(self._most, _peak(os.getpid()))
        return self._most

    def wrap(self, path: str, name: str) -> None:
        owner, attribute = place(path)
        function: Callable[..., Any] = getattr(owner, attribute)

        @wraps(function)
        def timed(*given: Any, **named: Any) -> Any:
            self.peak()
            _forget_peak()
            self._inside.append(Cost(0.0, 0.0, 0))
            wall, cpu = time.perf_counter(), _cpu()
            try:
                return function(*given, **named)
            finally:
                self._ended(name, time.perf_counter() - wall, _cpu() - cpu)

        setattr(owner, attribute, timed)
        for module in [module for name, module in sys.modules.items() if name.partition(".")[0] == OURS]:
            for known in [known for known, value in vars(module).items() if value is function]:
                setattr(module, known, timed)  # it had been imported from where it is defined

    def _ended(self, name: str, wall: float, cpu: float) -> None:
        others = self._inside.pop()
        peak = max(_peak(os.getpid()), others.peak)
        own = Cost(wall - others.wall, cpu - others.cpu, peak)
        self.spans[name] = self.spans[name] + own if name in self.spans else own
        if self._inside:
            self._inside[-1] += Cost(wall, cpu, peak)


def place(path: str) -> tuple[Any, str]:
    """The module or class that holds a function, and its name there. Raises AttributeError where it is not."""
    module, _, names = path.partition(":")
    *above, attribute = names.split(".")
    owner: Any = import_module(module)
    for one in above:
        owner = getattr(owner, one)
    getattr(owner, attribute)
    return owner, attribute


def _forget_peak() -> None:
    """Start the peak of this process anew from what it holds now, where the system can."""
    try:
        Path("/proc/self/clear_refs").write_text("5", "utf-8")
    except OSError:
        return


def _cpu() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
