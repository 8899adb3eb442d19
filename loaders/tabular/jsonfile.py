"""JSON and JSON Lines: every record an object; columns are all names that occur, in the order they are first met."""

from __future__ import annotations

import io
from collections.abc import Iterator

from graphsvc.errors import FileRefused
from graphsvc.model import Rejected
from loaders.tabular import jsontext
from loaders.tabular.encodings import Encoding, detect
from loaders.tabular.limits import HEAD, MAX_ROW
from loaders.tabular.names import distinct
from loaders.tabular.nested import TooDeep, flatten
from loaders.tabular.received import Received
from loaders.tabular.table import Row, check_width

_LINES = 20  # first lines by which JSON Lines are told from JSON
_HEAD_RECORDS = 200  # enough to tell the columns of a file that is not read as a whole


def open_table(received: Received, sheet: str, most: int) -> JsonTable:
    """Raises FileRefused when the text is no list of records."""
    return JsonTable(received, detect(received, most), _HEAD_RECORDS if most >= 0 else -1)


class JsonTable:
    delimiter = ""

    def __init__(self, received: Received, encoding: Encoding, most: int) -> None:
        self._received, self._encoding = received, encoding
        self.name = received.name
        self.encoding = encoding.label
        with encoding.open(received, "\n") as stream:
            head = stream.read(HEAD)
        self._shape = jsontext.shape(head)
        self._by_line = self._shape.levels == 0 and _by_line(head)
        self.format = ("jsonl" if self._by_line else "json") + (".gz" if received.packed else "")
        self._names = self._discover(most)
        self.columns, self.warnings = distinct(self._names)
        if self._shape.wrapper:
            self.warnings.append(f"only the list {self._shape.wrapper!r} was read, nothing beside it")
        if encoding.guessed:
            self.warnings.append(f"read as {encoding.label}, which is a guess; check names and accents in the sample")

    def _discover(self, most: int) -> list[str]:
        names: dict[str, None] = {}
        found = 0
        for item in self._records():
            if isinstance(item, Rejected):
                continue
            names.update(dict.fromkeys(item[2]))
            check_width(len(names), self._received.name)
            found += 1
            if found == most:
                break
        if not found:
            raise FileRefused(f"{self._received.name} holds no record that can be read; each must be a JSON object")
        return list(names)

    def rows(self) -> Iterator[Row | Rejected]:
        at = {name: index for index, name in enumerate(self._names)}
        empty = [""] * len(self._names)
        for item in self._records():
            if isinstance(item, Rejected):
                yield item
                continue
            cells = empty.copy()
            for name, text in item[2].items():
                cells[at[name]] = text
            yield Row(item[0], item[1], cells)

    def _records(self) -> Iterator[tuple[int, int, dict[str, str]] | Rejected]:
        name, encoding = self._received.name, self._encoding
        with encoding.open(self._received, "\n") as stream:
            parsed = self._lines(stream) if self._by_line else jsontext.records(stream, self._shape, name)
            for line, end, value in parsed:
                if isinstance(value, str):
                    yield Rejected(name, line, value)
                    continue
                try:
                    flat = flatten(value, _text)
                except TooDeep as error:
                    yield Rejected(name, line, str(error))
                    continue
                if not encoding.sound and (fault := encoding.fault("".join([*flat, *flat.values()]))):
                    yield Rejected(name, line, f"the record holds {fault}")
                else:
                    yield line, end, flat

    def _lines(self, stream: io.TextIOWrapper) -> Iterator[tuple[int, int, dict[str, object] | str]]:
        line = 0
        while text := stream.readline(MAX_ROW):
            line += 1
            if len(text) == MAX_ROW and not text.endswith("\n"):
                while (text := stream.readline(MAX_ROW)) and not text.endswith("\n"):
                    pass
                yield line, line, f"the line is longer than {MAX_ROW >> 20} MiB; split it"
            elif not text.isspace():
                try:
                    yield line, line, jsontext.decode(text.rstrip("\r\n"))
                except ValueError as error:
                    yield line, line, str(error)


def _by_line(head: str) -> bool:
    """Whether the first line is a record of its own, or else half of the next: a broken one stays one broken line."""
    lines = [_decodes(line) for line in head.split("\n", _LINES)[:_LINES] if line.strip()]
    return lines[0] or 2 * sum(lines) >= len(lines)


def _decodes(line: str) -> bool:
    try:
        jsontext.decode(line)
    except ValueError:
        return False
    return True


def _text(value: object) -> str:
    """A scalar as text; numbers arrive as they were written."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
