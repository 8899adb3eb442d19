"""Base of the loaders of tables. A loader names its fields and says how one row becomes a record's content."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from graphsvc.errors import FileRefused
from graphsvc.model import RecordKind
from loaders import Options
from loaders.tabular import columns as mapping
from loaders.tabular import times
from loaders.tabular.columns import ColumnMap, Vocabulary
from loaders.tabular.reader import TabularReader
from loaders.tabular.received import Received, receive
from loaders.tabular.sheet import Sheet
from loaders.tabular.table import Table, open_table

Content = dict[str, Any]  # keyword arguments of Record: what the row says, without key, source and place
Build = Callable[[Sequence[str]], Content]

# A file is planned, shown and then loaded: it is looked over once for all three, as long as its bytes are the same.
_recent: deque[tuple[tuple[object, ...], TabularReader]] = deque(maxlen=4)


class TabularLoader:
    """Subclasses set the names below and define `build`.

    `KEYS`: fields that may be the key, together where several, best first. `TIMES`: fields that hold times.
    `NEEDED`: a file without a column for one of these fields is refused.
    """

    NAME = ""
    VERSION = "1"
    KIND = RecordKind.AD
    FIELDS: Mapping[str, tuple[str, ...]] = {}
    KEYS: tuple[tuple[str, ...], ...] = (("key",),)
    TIMES: tuple[str, ...] = ("posted", "captured")
    NEEDED: tuple[str, ...] = ()

    def vocabulary(self, columns: tuple[str, ...]) -> Vocabulary:
        """What is known of column names, given all of them: some words mean different things in different tables."""
        return Vocabulary(self.FIELDS)

    def fit(self, known: tuple[str, ...]) -> float:
        """How well the fields of a file's known columns, in their order, fit this loader: 0 to 1."""
        return 1.0 if set(known) & set(self.NEEDED) else 0.0

    def adapt(self, columns: ColumnMap, table: Table) -> ColumnMap:
        """A last word on the mapping, with the table at hand."""
        return columns

    def build(self, sheet: Sheet) -> Build:
        """The function that makes a row's content. It raises BadRow."""
        raise LookupError(f"{type(self).__name__} builds nothing")

    def sniff(self, columns: tuple[str, ...]) -> float:
        """Half for the fields a file needs, half for the share of its columns that are known."""
        vocabulary = self.vocabulary(columns)
        known, open_ = vocabulary.known(columns), vocabulary.open(columns)
        return self.fit(tuple(known.values())) * (0.5 + 0.5 * len(known) / len(open_)) if open_ else 0.0

    def open(self, path: Path, options: Options) -> TabularReader:
        """Raises FileRefused, InputError; nothing is yielded from a file that is refused."""
        if options.timezone:
            times.check_zone(options.timezone)
        received = receive(path)
        options = replace(options, mapping=dict(options.mapping))
        wanted = (type(self), received, sha256 := received.sha256(), options)
        reader = next((reader for asked, reader in tuple(_recent) if asked == wanted), None)
        if reader is None:
            reader = self._open(received, sha256, options)
            _recent.append((wanted, reader))
        return reader

    def _open(self, received: Received, sha256: str, options: Options) -> TabularReader:
        table = open_table(received, options.sheet)
        columns = mapping.map_columns(
            table.columns, self.vocabulary(table.columns), options.mapping, tuple(options.ignore), received.name
        )
        columns = self.adapt(columns, table)
        if not any(columns.at(field) for field in self.NEEDED):
            raise FileRefused(mapping.nothing_known(received.name, table.columns, self.NAME))
        return TabularReader(self, received, sha256, table, columns, options)
