"""The worker process: `python -m dash_app.worker`, one order as JSON on stdin, answers as JSON lines on stdout.

    {"progress": [done, total]}      any number of times; total -1: unknown
    {"result": {...}}                at the end, or
    {"error": "one sentence"}

A process of its own keeps the app answering, can be killed at any point, and hands over no object but JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dash_app.language import N_
from graphsvc.errors import GraphsvcError
from graphsvc.memory import cap
from graphsvc.service import Case, open_case

GONE = N_("The work stopped before it ended; what was committed stays. Start it again to go on.")
SPEAK_EVERY = 0.2  # seconds between two lines of progress
BRIDGES = 200  # findings of a kind that travel to the screen
WORDINGS = 200  # wordings that travel to the screen, those that most identifiers went through
SHOWN = 200  # rejected rows that travel to the screen; all of those the tally lists are in the file

Progress = Callable[[int, int], None]
Task = Callable[[Case, Path, dict[str, Any], Progress], dict[str, Any]]


def load(case: Case, folder: Path, arguments: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Load one file; the list of rejected rows goes into a file of its own."""
    import csv

    tally = case.load(arguments["path"], arguments["kind"], progress=progress, **arguments["options"])
    report: dict[str, Any] = tally.as_json()
    rejected = [(row.file, row.line, row.reason) for row in tally.rejected]
    listing = ""
    if rejected:
        target = folder / "rejected.csv"
        with target.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(("file", "line", "reason"))
            writer.writerows((_cell(file), line, _cell(reason)) for file, line, reason in rejected)
        listing = str(target)
    return {"tally": {**report, "rejected": report["rejected"][:SHOWN]}, "rejected": len(rejected), "listing": listing}


def cluster(case: Case, folder: Path, arguments: dict[str, Any], progress: Progress) -> dict[str, Any]:
    own = arguments.get("parameters", {})
    result = case.cluster(arguments["method"], seed=arguments["seed"], progress=progress, **own)
    return {"actors": len(result.actors), "networks": len(result.networks)}


def export(case: Case, folder: Path, arguments: dict[str, Any], progress: Progress) -> dict[str, Any]:
    written = case.export(
        case.result(), folder / arguments["name"], format=arguments["format"], nodes=arguments["nodes"]
    )
    return {"files": [str(path) for path in written]}


def report(case: Case, folder: Path, arguments: dict[str, Any], progress: Progress) -> dict[str, Any]:
    return {"files": [str(case.report(None, folder / arguments["name"], format=arguments["format"]))]}


def unload(case: Case, folder: Path, arguments: dict[str, Any], progress: Progress) -> dict[str, Any]:
    return {"records": case.unload(arguments["source"])}


def bridges(case: Case, folder: Path, arguments: dict[str, Any], progress: Progress) -> dict[str, Any]:
    return case.bridges(limit=BRIDGES)


def what_if(case: Case, folder: Path, arguments: dict[str, Any], progress: Progress) -> dict[str, Any]:
    return case.what_if(arguments["verb"], arguments["targets"], value=arguments["value"])


def wordings(case: Case, folder: Path, arguments: dict[str, Any], progress: Progress) -> dict[str, Any]:
    return case.rotations(limit=WORDINGS)


TASKS: dict[str, Task] = {
    "load": load, "unload": unload, "cluster": cluster, "bridges": bridges, "export": export, "report": report,
    "what_if": what_if, "wordings": wordings,
}  # fmt: skip


def _cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r", "'") else text


def main() -> int:
    """Do the one order on stdin; exit 0 when it was done or said why not."""
    cap()
    order = json.load(sys.stdin)
    out, sys.stdout = sys.stdout, sys.stderr  # whatever else prints must not end up among the answers
    spoken = 0.0

    def say(message: dict[str, Any]) -> None:
        print(json.dumps(message), file=out, flush=True)

    def progress(done: int, total: int) -> None:
        nonlocal spoken
        if time.monotonic() - spoken >= SPEAK_EVERY:
            spoken = time.monotonic()
            say({"progress": [done, total]})

    try:
        with open_case(order["case"], create=False) as case:
            say({"result": TASKS[order["task"]](case, Path(order["folder"]), order["arguments"], progress)})
    except GraphsvcError as error:
        say({"error": str(error)})
    except Exception as error:
        from dash_app.headers import unexpected

        say({"error": unexpected(error)})
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
