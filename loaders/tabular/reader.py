"""Reading one file: a first pass that plans and counts, then records as often as they are asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any, Protocol

from graphsvc.model import Locator, Record, RecordKind, Rejected, canonical_json, slug
from loaders import Options, Plan
from loaders.tabular import columns as mapping
from loaders.tabular.clock import Reading
from loaders.tabular.columns import ColumnMap
from loaders.tabular.keys import key_of
from loaders.tabular.names import show
from loaders.tabular.received import Received
from loaders.tabular.scan import Census, as_mapped, census, checked
from loaders.tabular.sheet import BadRow, Sheet
from loaders.tabular.table import Table
from loaders.tabular.times import Column, Reader
from loaders.tabular.vocabulary import ATTRIBUTE

MAX_CANDIDATES = 4  # each costs 16 bytes a row while the file is looked over


class _Loader(Protocol):
    NAME: str
    KIND: RecordKind
    KEYS: tuple[tuple[str, ...], ...]
    TIMES: tuple[str, ...]

    def build(self, sheet: Sheet) -> Callable[[Sequence[str]], dict[str, Any]]: ...


class TabularReader:
    """A file whose first pass is done: the plan says what iterating will give."""

    def __init__(
        self, loader: _Loader, received: Received, sha256: str, table: Table, columns: ColumnMap, options: Options
    ) -> None:
        """`sha256`: of the bytes as received, taken before anything is parsed."""
        candidates = [combination for fields in loader.KEYS for combination in _combinations(columns, fields)]
        candidates = candidates[:MAX_CANDIDATES]
        times = [index for name in loader.TIMES for index in columns.at(name)[:1]]
        captured = columns.at("captured")  # when we looked is no difference between two rows
        content = [index for index in columns.mapped() if index not in captured]
        usable = _usable(loader.build(Sheet(columns, {index: Reader() for index in times})))
        found = census(table, columns, candidates, content, times, usable, received.name)
        columns = columns.change({index: ATTRIBUTE for index in columns.at("key") if index not in found.key})
        self._loader, self._received, self._table, self._columns = loader, received, table, columns
        self._key = found.key
        self._readers = {index: _reader(column, options) for index, column in found.times.items()}
        self.dropped_columns = _counts(found, columns, mapping.DROPPED)
        self.unmapped_columns = _counts(found, columns, mapping.UNMAPPED)
        self.warnings = [*table.warnings, *columns.notes, *_time_warnings(found, columns, self._readers)]
        if not found.items:
            self.warnings.append("the file has a header and no rows")
        self.plan = Plan(
            path=str(received.path), loader=loader.NAME, source=options.source or slug(received.stem),
            format=table.format, encoding=table.encoding, delimiter=table.delimiter, sha256=sha256,
            size=received.size, rows=found.items, columns=columns.as_dict(), key=found.key_reason,
            sample=tuple(as_mapped(columns, cells) for cells in found.sample), warnings=tuple(self.warnings),
        )  # fmt: skip

    def __iter__(self) -> Iterator[Record | Rejected]:
        build = self._loader.build(Sheet(self._columns, self._readers))
        kind, source, sha256, key = self._loader.KIND, self.plan.source, self.plan.sha256, self._key
        name = self._received.name
        for row in checked(self._table, self._columns, name):
            if isinstance(row, Rejected):
                yield row
                continue
            try:
                content = build(row.cells)
            except BadRow as error:
                yield Rejected(name, row.line, str(error))
                continue
            record = Record(kind, source, key_of(row.cells, key), Locator(sha256, row.line, row.end_line), **content)
            yield record if key else replace(record, key=_row_key(record))


def _usable(build: Callable[[Sequence[str]], object]) -> Callable[[Sequence[str]], bool]:
    def usable(cells: Sequence[str]) -> bool:
        try:
            build(cells)
        except BadRow:
            return False
        return True

    return usable


def _row_key(record: Record) -> str:
    """80 bits of the content's SHA-256: a billion rows collide with a chance of one in two million."""
    digest = hashlib.sha256(canonical_json(record.content()).encode("utf-8")).hexdigest()
    return f"row-{digest[:20]}"


def _combinations(columns: ColumnMap, fields: tuple[str, ...]) -> list[tuple[int, ...]]:
    """Candidates for a key: each column of ids in turn, or the preferred columns of other fields together."""
    if fields == ("key",):
        return [(index,) for index in columns.at("key")]
    first = tuple(columns.first(field) for field in fields)
    return [] if -1 in first else [first]


def _counts(found: Census, columns: ColumnMap, what: str) -> dict[str, int]:
    return {
        column: found.filled.get(index, 0)
        for index, (column, field) in enumerate(zip(columns.columns, columns.fields))
        if field == what
    }


def _reader(column: Column, options: Options) -> Reader:
    return Reader(column.dayfirst if options.dayfirst is None else options.dayfirst, options.timezone)


def _time_warnings(found: Census, columns: ColumnMap, readers: Mapping[int, Reader]) -> list[str]:
    return list(
        chain.from_iterable(
            _about(show(columns.columns[index]), column, readers[index]) for index, column in found.times.items()
        )
    )


def _about(name: str, column: Column, reader: Reader) -> Iterator[str]:
    """What a user should know of how a time column was read."""
    either, wrong = column.slashed, column.readings[Reading.UNREAD]
    if either and reader.dayfirst is None:
        say = "say --dayfirst or --monthfirst"
        yield f"column {name}: {_many(either, 'time')} such as 03/04/2024, ambiguous and left undated; {say}"
    elif either:
        order = "day" if reader.dayfirst else "month"
        yield f"column {name}: {_many(either, 'time')} such as 03/04/2024, read {order} first"
    if reader.dayfirst is not None:
        wrong += column.readings[Reading.MONTH if reader.dayfirst else Reading.DAY]
    if wrong:
        yield f"column {name}: {_many(wrong, 'value')} that cannot be read as a time, kept as text"
    if column.naive and not reader.zone:
        yield f"column {name}: {_many(column.naive, 'time')} without a zone, read as UTC; say --timezone if wrong"


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
