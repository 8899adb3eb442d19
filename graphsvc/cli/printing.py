"""Two ways to print one answer: a JSON document for scripts, or lines for people."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import Annotated, Any

import typer

CaseArg = Annotated[str, typer.Argument(metavar="CASE", help="A file such as harbour.db, or neo4j://host:7687/NAME.")]
JsonFlag = Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")]


def emit(value: Any) -> None:
    """One JSON document on stdout, UTF-8 whatever the terminal's encoding."""
    from graphsvc.model import canonical_json

    sys.stdout.buffer.write(canonical_json(value).encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()


def say(*lines: str) -> None:
    for line in lines:
        print(visible(line))


def visible(text: str) -> str:
    """Text from data for a terminal: control and direction characters shown, never obeyed."""
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text)


def table(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Columns aligned by their widest value, at most 60 characters each."""
    shown = [[_short(str(value)) for value in row] for row in rows]
    widths = [max([len(head), *(len(row[i]) for row in shown)]) for i, head in enumerate(headings)]
    for row in [list(headings), *shown]:
        say("  ".join(value.ljust(width) for value, width in zip(row, widths)).rstrip())


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"
