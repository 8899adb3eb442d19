"""Commands of the loaders: `load` reads files into a case, `template` shows how a file may look.

Everything but typer is imported when a command runs, so that `graphsvc --help` stays fast.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graphsvc.cli.printing import CaseArg, JsonFlag, emit, say
from graphsvc.errors import InputError

if TYPE_CHECKING:
    from graphsvc.model import Tally
    from loaders import Plan

SHOWN = 20  # rejected rows listed for a person; --json lists them all


def load(
    case: CaseArg,
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="CSV, TSV, JSON, JSONL, XLSX, Parquet, TagPack YAML; .gz too."),
    ],
    kind: Annotated[str, typer.Option("--as", metavar="KIND", help="ads, phones, wallets, accounts or tagpacks.")] = "",
    source: Annotated[str, typer.Option(metavar="NAME", help="Name of the source; else the file's.")] = "",
    region: Annotated[str, typer.Option(metavar="CC", help="Country of numbers written without their code.")] = "",
    map_: Annotated[
        list[str] | None, typer.Option("--map", metavar="COLUMN=FIELD", help="What a column holds; may be repeated.")
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="COLUMN", help="Leave a column out; repeatable.")] = None,
    timezone: Annotated[str, typer.Option(metavar="ZONE", help="Zone of times without one, as Europe/Madrid.")] = "",
    dayfirst: Annotated[
        bool | None, typer.Option("--dayfirst/--monthfirst", help="How to read dates such as 03/04/2024.")
    ] = None,
    sheet: Annotated[str, typer.Option(metavar="SHEET", help="Sheet of a workbook; else the first.")] = "",
    purpose: Annotated[str, typer.Option(help="What the records may be used for.")] = "",
    basis: Annotated[str, typer.Option(help="Legal basis of holding them.")] = "",
    originator: Annotated[str, typer.Option(help="Whose records they are.")] = "",
    tlp: Annotated[str, typer.Option(metavar="TLP", help="CLEAR, GREEN, AMBER, AMBER+STRICT or RED.")] = "",
    update: Annotated[
        bool, typer.Option("--update", help="The rows are new versions of the source's records.")
    ] = False,
    max_bad: Annotated[
        float | None, typer.Option("--max-bad", metavar="RATE", help="Stop when more than this share is rejected.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be read; write nothing.")] = False,
    json: JsonFlag = False,
) -> None:
    """Load files into a case, and say what became of every row and column."""
    from graphsvc.service import check_load
    from loaders import open_reader

    reading: dict[str, Any] = {
        "source": source, "region": region, "mapping": _pairs(map_ or []), "ignore": tuple(ignore or ()),
        "timezone": timezone, "dayfirst": dayfirst, "sheet": sheet,
    }  # fmt: skip
    marking = {"purpose": purpose, "basis": basis, "originator": originator, "tlp": tlp}
    if case.startswith("memory:") and not dry_run:
        raise InputError("a case in memory is gone when the command ends; name a file such as harbour.db")
    # Every file is looked over before the first is written: a mistake in the last one costs nothing.
    plans = [open_reader(file, kind, **reading).plan for file in files]
    for plan in plans:
        check_load(plan.source, plan.columns, reading | marking | {"max_bad": max_bad})
    if not json:
        for plan in plans:
            say(*_planned(plan))
    if dry_run:
        if json:
            emit([_as_json(plan) for plan in plans] if len(plans) > 1 else _as_json(plans[0]))
        return
    options = {name: value for name, value in (reading | marking).items() if value not in ("", (), {}, None)}
    tallies = _loaded(case, files, plans, options | {"update": update, "max_bad": max_bad}, quiet=json)
    if json:
        emit(_summed(files, tallies))
    else:
        for plan, tally in zip(plans, tallies, strict=True):
            say(*_told(plan, tally))


def template(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="ads, phones, wallets, accounts or tagpacks.")],
    synonyms: Annotated[bool, typer.Option("--synonyms", help="List the column names that are known.")] = False,
    json: JsonFlag = False,
) -> None:
    """Print the header of a CSV file, or the names its columns may have."""
    import csv

    from loaders import get

    fields = get(kind).FIELDS
    if json:
        emit({name: list(names) for name, names in fields.items()})
    elif synonyms:
        say(*(f"{name}: {', '.join(names)}" if names else name for name, names in fields.items()))
    else:
        csv.writer(sys.stdout, lineterminator="\n").writerow(name for name, names in fields.items() if names)


def _pairs(texts: list[str]) -> dict[str, str]:
    pairs = {}
    for text in texts:
        column, equals, field = text.rpartition("=")
        if not (column.strip() and equals and field.strip()):
            raise InputError(f"--map {text!r} is not of the form column=field")
        pairs[column.strip()] = field.strip()
    return pairs


def _loaded(case: str, files: list[Path], plans: list[Plan], options: dict[str, Any], *, quiet: bool) -> list[Tally]:
    from graphsvc.service import check_first, open_case

    for file, plan in zip(files, plans, strict=True):
        check_first(file, plan.loader, options)
    tallies = []
    with open_case(case) as opened:
        for file, plan in zip(files, plans, strict=True):
            with _bar(file.name, plan.rows, quiet) as progress:
                tallies.append(opened.load(file, plan.loader, progress=progress, **options))
    return tallies


@contextmanager
def _bar(name: str, rows: int, quiet: bool) -> Iterator[Any]:
    """A progress bar on stderr while there is a person to see it; None otherwise."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    parts = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*parts, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(escape(name), total=rows if rows >= 0 else None)
        yield lambda done, total: shown.update(task, completed=done, total=total if total >= 0 else None)


def _planned(plan: Plan) -> Iterator[str]:
    """How a file will be read, before it is."""
    form = ", ".join(part for part in (plan.format, plan.encoding) if part)
    yield f"{plan.path}: {plan.loader} ({form}), {plan.rows} rows, source {plan.source}, key {plan.key}"
    width = min(40, max((len(column) for column in plan.columns), default=0))
    for column, field in plan.columns.items():
        yield f"  {column:<{width}}  {field or '(not loaded)'}"


def _told(plan: Plan, tally: Tally) -> Iterator[str]:
    """What became of a file."""
    rejected = len(tally.rejected) + tally.suppressed.get("rejected-not-listed", 0)
    yield (
        f"{plan.path}: {tally.records} records, {rejected} rejected; "
        f"{tally.new} new, {tally.changed} changed, {tally.seen} seen before"
    )
    if tally.resumed_at:
        yield f"  went on after row {tally.resumed_at}, where an earlier load had stopped"
    if tally.mapping and tally.mapping != dict(plan.columns):
        yield "  the mapping saved for this source was used, not the one above; --map replaces it"
    for row in tally.rejected[:SHOWN]:
        yield f"  rejected: {row.file} line {row.line}: {row.reason}"
    if rejected > SHOWN:
        yield f"  and {rejected - SHOWN} more rejected; --json lists them"
    for what, counts in (
        ("never collected, left out", tally.dropped_columns), ("not loaded, no field for it", tally.unmapped_columns),
        ("refused and masked", tally.refused), ("counted, not kept as a node", tally.suppressed),
    ):  # fmt: skip
        for name, count in sorted(counts.items()):
            yield f"  {what}: {name}, {count} values"
    for warning in tally.warnings:
        yield f"  warning: {warning}"


def _summed(files: list[Path], tallies: list[Tally]) -> dict[str, Any]:
    """The documented shape: one file's tally; of several, numbers added, lists joined, columns merged."""
    if len(tallies) == 1:
        return tallies[0].as_json()
    total: dict[str, Any] = {name: type(value)() for name, value in tallies[0].as_json().items()}
    for file, tally in zip(files, tallies, strict=True):
        one: dict[str, Any] = tally.as_json()
        one["warnings"] = [f"{file.name}: {warning}" for warning in tally.warnings]
        one["key"] = f"{'; ' if total['key'] else ''}{file.name}: {tally.key}"
        for name, value in one.items():
            if name == "mapping":
                total[name] |= value
            elif isinstance(value, dict):
                total[name] = {key: total[name].get(key, 0) + value.get(key, 0) for key in sorted(total[name] | value)}
            else:
                total[name] += value
    return total


def _as_json(plan: Plan) -> dict[str, Any]:
    from dataclasses import asdict

    from graphsvc.service import sample

    return asdict(plan) | {"sample": sample(plan)}
