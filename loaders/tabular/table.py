"""One shape for every format: named columns, and rows as lists of text with the place they stand at."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import NamedTuple, Protocol

from graphsvc.errors import FileRefused, InputError
from graphsvc.model import Rejected
from loaders.tabular import magic
from loaders.tabular.limits import HEAD, MAX_COLUMNS, MAX_VALUE
from loaders.tabular.names import show
from loaders.tabular.received import Received


class Row(NamedTuple):
    """`cells` align with the table's columns; several values of one cell (a JSON list) stand on lines of their own.

    `line`, `end_line`: 1-based lines in the text, rows of a sheet, or records of a Parquet file.
    """

    line: int
    end_line: int
    cells: list[str]


class Table(Protocol):
    """Reading twice gives the same twice. `rows` streams; a bad row is a `Rejected` in its place."""

    name: str  # of its file, fit for a sentence
    columns: tuple[str, ...]
    format: str
    encoding: str
    delimiter: str
    warnings: list[str]

    def rows(self) -> Iterator[Row | Rejected]: ...


# What a file holds -> the module that reads it; each has `open_table(received, sheet, most)`.
_READERS = {
    magic.TEXT: "loaders.tabular.delimited",
    magic.JSON: "loaders.tabular.jsonfile",
    magic.XLSX: "loaders.tabular.xlsx",
    magic.PARQUET: "loaders.tabular.parquet",
    magic.YAML: "loaders.tabular.yamlfile",
}


def open_table(received: Received, sheet: str = "", *, head: bool = False) -> Table:
    """The table in a file. `head`: look at its beginning only, enough for its columns. Raises FileRefused, InputError
    for a sheet of what is no workbook."""
    if sheet and received.content != magic.XLSX:
        raise InputError(f"{received.name} is no workbook and has no sheet {show(sheet)}; leave --sheet out")
    table: Table = import_module(_READERS[received.content]).open_table(received, sheet, HEAD if head else -1)
    return table


def check_width(columns: int, name: str) -> None:
    if columns > MAX_COLUMNS:
        raise FileRefused(
            f"{name} has {columns:,} columns, more than the {MAX_COLUMNS:,} that are read; transpose or cut it"
        )


def too_long(column: str, length: int) -> str:
    """Why a row with that value is rejected."""
    return f"column {show(column)} holds {length:,} characters, more than the {MAX_VALUE:,} of one value; shorten it"
