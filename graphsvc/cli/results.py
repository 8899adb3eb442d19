"""Commands about results: cluster, diff, report, export, formats, evaluate."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Annotated, Any

import typer

from graphsvc.cli.printing import CaseArg, JsonFlag, emit, say, table

SHOWN = 25  # networks printed by `cluster`
OutFile = Annotated[Path | None, typer.Option("-o", "--output", metavar="F")]


def cluster(
    case: CaseArg,
    method: Annotated[
        str, typer.Option(help="`graphsvc formats` lists the methods; the default weighs evidence.")
    ] = "",
    seed: Annotated[int, typer.Option()] = 0,
    incremental: Annotated[
        bool, typer.Option("--incremental", help="Link only what records since the last full run touch.")
    ] = False,
    output: OutFile = None,
    json: JsonFlag = False,
) -> None:
    """Find actors and networks; the run is kept in the case."""
    import sys

    from graphsvc.service import open_case

    with open_case(case, create=False) as opened:
        result = opened.cluster(method, seed=seed, incremental=incremental)
        if output:
            write_text(output, chain(opened.written(result), ["\n"]))
        if json:
            for piece in chain(opened.written(result), ["\n"]):
                sys.stdout.buffer.write(piece.encode("utf-8", "replace"))
            return
        rows, more = opened.clusters(limit=SHOWN), opened.ranked() - SHOWN
        shown = opened.masked(
            {"hubs": [(hub.identifier, hub.records, hub.diversity) for hub in result.hubs[:5]],
             "alerts": [alert.text for alert in result.alerts], "notes": list(result.notes)}
        )  # fmt: skip
    say(f"{len(result.actors)} actors, {len(result.networks)} networks ({result.method}, seed {result.seed})")
    table(
        ["network", "wording", "actors", "records", "held by", "falls into"],
        [(r["name"], r["wording"], r["actors"], r["records"], ", ".join(r["held_by"]), r["falls_into"]) for r in rows],
    )
    if more > 0:
        say(f"and {more} more; see the report or the app")
    for identifier, records, diversity in shown["hubs"]:
        say(f"for a verdict: {identifier} stands in {records} records of about {diversity:.0f} different posters")
    for text in shown["alerts"]:
        say(f"contradiction: {text}")
    for note in shown["notes"]:
        say(f"note: {note}")


def diff(
    case: CaseArg,
    old: Annotated[str, typer.Argument(metavar="RUN1")],
    new: Annotated[str, typer.Argument(metavar="RUN2")],
    json: JsonFlag = False,
) -> None:
    """What changed between two runs of a case."""
    from graphsvc.service import open_case

    with open_case(case, create=False) as opened:
        found = opened.diff(old, new)
    if json:
        return emit(found)
    for what, items in found.items():
        say(f"{what}: {items if isinstance(items, int) else len(items)}")
        if isinstance(items, list):
            for item in items[:10]:
                say(f"  {item}")
    return None


def report(
    case: CaseArg,
    format_: Annotated[str, typer.Option("--format", help="html")] = "",
    output: OutFile = None,
    run: Annotated[str, typer.Option(help="A run's id; the newest when not given.")] = "",
    json: JsonFlag = False,
) -> None:
    """A cluster report as one file."""
    from graphsvc.service import open_case

    with open_case(case, create=False) as opened:
        target = output or Path(f"{Path(case).stem or 'case'}-clusters.{format_ or 'html'}")
        written = opened.report(opened.result(run), target, format=format_)
    if json:
        return emit({"written": [str(written)]})
    say(f"written: {written}")
    return None


def export(
    case: CaseArg,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="F")],
    format_: Annotated[str, typer.Option("--format", help="`graphsvc formats` lists them; else by the suffix.")] = "",
    run: Annotated[str, typer.Option(help="A run's id; the newest when not given.")] = "",
    network: Annotated[str, typer.Option(help="Only this network: its id or name.")] = "",
    json: JsonFlag = False,
) -> None:
    """Export the graph as the owner's working copy, its marking written inside."""
    from graphsvc.errors import CaseNotFound
    from graphsvc.service import open_case

    with open_case(case, create=False) as opened:
        nodes = None
        if network:
            rows = [row for row in opened.clusters(run) if network in (row["id"], row["name"])]
            if not rows:
                raise CaseNotFound(f"no network {network!r} in that run; `graphsvc cluster` lists them")
            nodes = rows[0]["nodes"]
        written = opened.export(opened.result(run), output, format=format_, nodes=nodes)
    if json:
        return emit({"written": [str(path) for path in written]})
    say(*(f"written: {path}" for path in written))
    return None


def formats(json: JsonFlag = False) -> None:
    """Export formats, reports, clustering methods, stores and loaders that exist here."""
    from graphsvc import store
    from graphsvc.registry import merged
    from graphsvc.service import choices

    chosen = choices()
    found: dict[str, list[dict[str, Any]]] = {name: chosen[name] for name in ("exports", "reports", "methods")}
    found["stores"] = [{"name": name} for name in sorted(merged(store.STORES, store.GROUP))]
    found["loaders"] = [{"name": name} for name in chosen["loaders"]]
    if json:
        return emit(found)
    for what, entries in found.items():
        say(what)
        table(["  name", "what"], [(f"  {entry['name']}", entry.get("label", "")) for entry in entries])
    return None


def evaluate(
    result: Annotated[Path, typer.Argument(metavar="RESULT")],
    truth: Annotated[Path, typer.Argument(metavar="TRUTH")],
    json: JsonFlag = False,
) -> None:
    """B-cubed, pairwise, ARI, over-merge and giant share of a result against planted truth."""
    from graphsvc.analysis.evaluate import evaluate as measure
    from graphsvc.errors import FileRefused
    from graphsvc.results import Result

    for path in (result, truth):
        if not path.is_file():
            raise FileRefused(f"{path}: no such file")
    found = measure(Result.from_json(result.read_text("utf-8")), truth).as_json()
    if json:
        return emit(found)
    rows = []
    for tier in ("actors", "networks", "links"):
        measures = found.get(tier, {})
        rows += [
            (tier, name, f"{value:.4f}" if isinstance(value, float) else value) for name, value in measures.items()
        ]
    table(["tier", "measure", "value"], rows)
    say("accuracy on synthetic data is not accuracy in the field")
    return None


def write_text(path: Path, pieces: Iterable[str]) -> None:
    """Whole or not at all."""
    import os
    import tempfile

    from graphsvc.errors import InputError

    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", errors="replace", dir=path.parent, delete=False
        ) as part:
            part.writelines(pieces)
        os.replace(part.name, path)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}); choose another place with -o") from error
