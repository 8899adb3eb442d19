"""Excel workbooks, one sheet, streamed by openpyxl; what the archive could do to us is checked before it is opened.

Shared strings are the one part openpyxl keeps in memory, so they have a ceiling of their own.
"""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import PurePosixPath
from typing import Any, BinaryIO
from xml.parsers import expat

import openpyxl

from graphsvc.errors import FileRefused, InputError
from graphsvc.model import Rejected
from loaders.tabular import cells
from loaders.tabular.limits import FREE_RATIO, MAX_MEMBERS, MAX_RATIO, MAX_SHEET_ROWS, MAX_STRINGS, MAX_UNPACKED
from loaders.tabular.names import distinct, show
from loaders.tabular.received import Received
from loaders.tabular.table import Row, check_width

_BATCH = 500
_LOOK = 10  # rows in which the header is looked for


def open_table(received: Received, sheet: str, most: int) -> XlsxTable:
    """Raises FileRefused for what is no sound workbook, InputError for a sheet it has not."""
    return XlsxTable(received, sheet)


class XlsxTable:
    encoding = delimiter = ""

    def __init__(self, received: Received, sheet: str) -> None:
        self._received, self._sheet = received, sheet
        self.name = received.name
        self.format = "xlsx" + (".gz" if received.packed else "")
        with received.seekable() as file:
            _check(file, received.name)
        self._more: list[str] = []
        self._header_row, header = self._find_header()
        while header and not header[-1]:
            header.pop()
        if not header:
            raise FileRefused(f"{received.name} holds an empty sheet; name another with --sheet")
        check_width(len(header), received.name)
        self.columns, self.warnings = distinct(header)
        self.warnings += self._more

    def _find_header(self) -> tuple[int, list[str]]:
        """The first row of two cells or more near the top: titles above a table stand in one cell."""
        rows = list(islice(self._values(), _LOOK))
        wide = [(number, row) for number, row in rows if sum(map(bool, row)) > 1]
        filled = [(number, row) for number, row in rows if any(row)]
        if not filled:
            return 1, []
        chosen = (wide or filled)[0]
        if chosen[0] != filled[0][0]:
            self._more.append(f"row {chosen[0]} is read as the header; what stands above it is not read")
        return chosen

    def rows(self) -> Iterator[Row | Rejected]:
        name, width = self._received.name, len(self.columns)
        for number, row in self._values():
            if number <= self._header_row or not any(row):
                continue
            if any(row[width:]):
                yield Rejected(
                    name, number, f"a value stands to the right of the header's {width} columns; name its column"
                )
                continue
            yield Row(number, number, row[:width] + [""] * (width - len(row)))

    def _values(self) -> Iterator[tuple[int, list[str]]]:
        """`(row number, its cells as text)`. Whatever openpyxl raises on a crooked workbook becomes one sentence."""
        name = self._received.name
        with self._received.seekable() as file:
            try:
                with warnings.catch_warnings(action="ignore"):
                    book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
                    source = enumerate(self._choose(book).iter_rows(values_only=True), start=1)
                while True:
                    with warnings.catch_warnings(action="ignore"):
                        batch = [
                            (number, [cells.text(value) for value in row]) for number, row in islice(source, _BATCH)
                        ]
                    if not batch:
                        return
                    if batch[-1][0] > MAX_SHEET_ROWS:
                        raise FileRefused(f"{name} claims more rows than a sheet can have; save it again or as CSV")
                    yield from batch
            except InputError:
                raise
            except Exception as error:  # crooked XML surfaces in openpyxl as nearly any exception
                raise FileRefused(
                    f"{name} is a damaged workbook ({type(error).__name__}); open it, and save it again or as CSV"
                ) from None

    def _choose(self, book: Any) -> Any:
        sheets = {sheet.title: sheet for sheet in book.worksheets}
        visible = [title for title, sheet in sheets.items() if sheet.sheet_state == "visible"]
        if self._sheet and self._sheet not in sheets:
            raise InputError(
                f"{self._received.name} has no sheet {show(self._sheet)}; it has {', '.join(map(show, sheets))}"
            )
        if not sheets:
            raise FileRefused(f"{self._received.name} is a workbook without a sheet of cells; export the table as CSV")
        title = self._sheet or (visible or list(sheets))[0]
        others = [show(other) for other in visible if other != title]
        if others and not self._sheet and not self._more:
            self._more.append(f"sheet {show(title)} is read, {', '.join(others)} not; choose with --sheet")
        chosen = sheets[title]
        chosen.reset_dimensions()  # a sheet's own claim about its size would pad every row
        return chosen


def _check(file: BinaryIO, name: str) -> None:
    """Raises FileRefused for archives that could exhaust memory, hide files, or carry a document type (RIGHTS C12)."""
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            _check_sizes(members, name)
            for member in members:
                if member.filename.endswith((".xml", ".rels")):
                    with archive.open(member) as part:
                        _check_prolog(part, name)
    except FileRefused:
        raise
    except Exception as error:  # zipfile, zlib and struct each have their own for the same damage
        raise FileRefused(f"{name} is a damaged workbook ({type(error).__name__}); save it again or as CSV") from None


def _check_sizes(members: list[zipfile.ZipInfo], name: str) -> None:
    names = [member.filename for member in members]
    if len(members) > MAX_MEMBERS or len(set(names)) != len(names):
        raise FileRefused(f"{name} holds too many parts for a workbook, or one part twice; save it again or as CSV")
    for member in members:
        path = PurePosixPath(member.filename)
        if path.is_absolute() or ".." in path.parts or member.flag_bits & 1:
            raise FileRefused(f"{name} holds a part that is encrypted or named to lie outside; save it again or as CSV")
        if member.filename.endswith("sharedStrings.xml") and member.file_size > MAX_STRINGS:
            raise FileRefused(f"{name} holds more than {MAX_STRINGS >> 20} MiB of distinct text; save it as CSV")
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if unpacked > MAX_UNPACKED or (unpacked > FREE_RATIO and unpacked > MAX_RATIO * max(packed, 1)):
        raise FileRefused(f"{name} unpacks to {unpacked >> 20} MiB, as a decompression bomb does; save it as CSV")


class _Sound(Exception):
    """The first element came before any document type."""


def _check_prolog(part: Any, name: str) -> None:
    """Document types and entities stand before the first element; nothing further is parsed here."""
    refusal = FileRefused(f"{name} holds XML that no workbook needs; open it, and save it again or as CSV")

    def doctype(*_: object) -> None:
        raise refusal

    def element(*_: object) -> None:
        raise _Sound

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = element
    try:
        while chunk := part.read(4096):
            parser.Parse(chunk, False)
    except _Sound:
        return
    except expat.ExpatError:
        pass
    raise refusal
