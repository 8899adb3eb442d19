"""Delimited text: comma, semicolon, tab or pipe, quotes as RFC 4180 has them, line breaks inside quotes allowed.

`csv` parses in strict mode, because its lenient mode mends broken quotes in silence. Memory is bounded by the lines
this hands to it: a row beyond MAX_ROW is read past, not read in. Where lines end in line feeds, a bare carriage return
is text: writers that end lines so, pandas among them, leave it unquoted.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice
from math import log2

from graphsvc.errors import FileRefused
from graphsvc.model import Rejected
from loaders.tabular.encodings import Encoding, detect
from loaders.tabular.limits import MAX_ROW
from loaders.tabular.names import distinct
from loaders.tabular.received import Received
from loaders.tabular.table import Row, check_width

_RETURN = "\udc82"  # stands for a carriage return inside a line while csv reads it
DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 256 << 10  # characters the delimiter is told from


def open_table(received: Received, sheet: str, most: int) -> DelimitedTable:
    """Raises FileRefused when the first line cannot be a header."""
    return DelimitedTable(received, detect(received, most))


class DelimitedTable:
    def __init__(self, received: Received, encoding: Encoding) -> None:
        self._received, self._encoding = received, encoding
        self.name = received.name
        self.encoding = encoding.label
        # The parser's own ceiling is process-wide and only ever raised; rows are bounded here.
        csv.field_size_limit(max(csv.field_size_limit(), MAX_ROW * 2))
        with encoding.open(received, "") as stream:
            sample = stream.read(_SAMPLE)
        self._newline = "\n" if "\n" in sample else ""
        self.delimiter, self._skip = _delimiter(sample, self._newline)
        self.format = ("tsv" if self.delimiter == "\t" else "csv") + (".gz" if received.packed else "")
        with encoding.open(received, self._newline) as stream:
            header = self._header(stream)
        self.columns, self.warnings = distinct(header)
        check_width(len(self.columns), received.name)
        if encoding.guessed:
            self.warnings.append(f"read as {encoding.label}, which is a guess; check names and accents in the sample")

    def _header(self, stream: io.TextIOWrapper) -> list[str]:
        name = self._received.name
        header = next((found for _, found in self._parsed(stream) if isinstance(found, str) or _filled(found)), None)
        if header is None:
            raise FileRefused(f"{name} holds nothing but blank lines; export it again")
        if isinstance(header, str):
            raise FileRefused(f"{name} has no header that can be read, for {header}")
        if fault := self._encoding.fault("".join(header)):
            raise FileRefused(f"{name}: the header holds {fault}")
        while len(header) > 1 and not header[-1].strip():
            header.pop()  # a delimiter at the end of each line
        return [column.strip() for column in header]

    def rows(self) -> Iterator[Row | Rejected]:
        """Raises FileRefused when a quote is never closed: the rest of the file would be one value."""
        name, width, sound = self._received.name, len(self.columns), self._encoding.sound
        with self._encoding.open(self._received, self._newline) as stream:
            parsed = self._parsed(stream)
            while not _filled(next(parsed)[1]):
                continue  # up to and with the header
            for lines, cells in parsed:
                if isinstance(cells, str):
                    yield Rejected(name, lines.first, cells)
                    continue
                if not any(cells):
                    continue
                if len(cells) != width:
                    if len(cells) < width or any(cells[width:]):
                        yield Rejected(name, lines.first, _ragged(len(cells), width))
                        continue
                    del cells[width:]
                if not sound and (fault := self._encoding.fault("".join(cells))):
                    yield Rejected(name, lines.first, f"the row holds {fault}")
                    continue
                yield Row(lines.first, lines.number, cells)

    def _parsed(self, stream: io.TextIOWrapper) -> Iterator[tuple[_Lines, list[str] | str]]:
        """The cells of each row, or why it has none, beside where it stands."""
        lines = _Lines(stream, self._received.name, self._newline)
        for _ in range(self._skip):
            lines.start()
            next(lines, "")
        reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
        while True:
            lines.start()
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                if lines.ended:
                    raise FileRefused(_unclosed(self._received.name, lines.first)) from None
                yield lines, f"not valid CSV ({error}); double the quotes inside values"
                continue
            if lines.overlong:
                yield lines, f"the row is longer than {MAX_ROW >> 20} MiB; split it"
            elif lines.returns:
                yield lines, [cell.replace(_RETURN, "\r") for cell in cells]
            else:
                yield lines, cells


class _Lines:
    """Physical lines for `csv.reader`. It asks for another line of one row only inside an open quote."""

    def __init__(self, stream: io.TextIOWrapper, name: str, newline: str) -> None:
        self._readline, self._name, self._bare = stream.readline, name, newline == "\n"
        self.number = self.first = 0
        self.ended = self.overlong = self.returns = False
        self._size = self._quotes = 0

    def start(self) -> None:
        """A new row begins with the next line."""
        self._size = self._quotes = 0
        self.overlong = self.returns = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._readline(MAX_ROW + 1)
        if not line:
            self.ended = self._size > 0
            raise StopIteration
        self.number += 1
        if not self._size:
            self.first = self.number
        begun = self._size > 0
        self._size += len(line)
        self._quotes += line.count('"')
        if self._size > MAX_ROW:
            return self._past(line, begun)
        return self._kept(line) if self._bare and "\r" in line else line

    def _kept(self, line: str) -> str:
        """The line with its carriage returns stood in for, but for one that ends it."""
        end = "\r\n" if line.endswith("\r\n") else "\n" if line.endswith("\n") else ""
        body = line[: len(line) - len(end)]
        self.returns |= "\r" in body
        return body.replace("\r", _RETURN) + end

    def _past(self, line: str, begun: bool) -> str:
        """Reads past the rest of the row, and returns what ends it for the parser."""
        self.overlong = True
        while not (line.endswith(("\n", "\r")) and self._quotes % 2 == 0):
            fresh = line.endswith(("\n", "\r"))
            line = self._readline(MAX_ROW + 1)
            if not line:
                if self._quotes % 2:
                    raise FileRefused(_unclosed(self._name, self.first))
                break
            self.number += fresh
            self._quotes += line.count('"')
        return '"\n' if begun else "overlong\n"


def _filled(cells: list[str] | str) -> bool:
    return any(cell and not cell.isspace() for cell in cells)


def _unclosed(name: str, line: int) -> str:
    return f"{name}: the quote opened in line {line} is never closed; close it, or double the quotes inside values"


def _ragged(found: int, width: int) -> str:
    many = "values" if found != 1 else "value"
    return f"{found} {many} where the header has {width} columns; quote values that hold the delimiter"


def _delimiter(sample: str, newline: str) -> tuple[str, int]:
    """`(delimiter, lines to skip)`: the one that gives many columns and the same number in every row.

    Excel's `sep=;` line decides for itself.
    """
    first = sample.split("\n", 1)[0].strip("\ufeff\r ")
    if first.lower().startswith("sep=") and first[4:] in DELIMITERS:
        return first[4:], 1
    whole = [line.replace("\r", "") if newline else line for line in io.StringIO(sample, newline=newline)]
    if len(sample) >= _SAMPLE and len(whole) > 1:
        whole.pop()
    best, delimiter = 0.0, ","
    for candidate in DELIMITERS:
        rows = [row for row in islice(csv.reader(whole, delimiter=candidate), 200) if row]
        width = len(rows[0]) if rows else 0
        if width < 2:
            continue
        alike = sum(len(row) == width for row in rows) / len(rows)
        if (score := alike * log2(width + 1)) > best:
            best, delimiter = score, candidate
    return delimiter, 0
