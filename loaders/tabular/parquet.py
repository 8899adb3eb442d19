"""Parquet files, one batch in memory at a time; structs become dotted columns, lists several values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as arrow
import pyarrow.parquet as parquet

from graphsvc.errors import FileRefused
from graphsvc.model import Rejected
from loaders.tabular import cells
from loaders.tabular.limits import MAX_ROW_GROUP
from loaders.tabular.names import distinct
from loaders.tabular.nested import TooDeep, flatten
from loaders.tabular.received import Received
from loaders.tabular.table import Row, check_width

_BATCH = 512


def open_table(received: Received, sheet: str, most: int) -> ParquetTable:
    """Raises FileRefused when the file is damaged."""
    return ParquetTable(received)


class ParquetTable:
    encoding = delimiter = ""

    def __init__(self, received: Received) -> None:
        self._received = received
        self.name = received.name
        self.format = "parquet" + (".gz" if received.packed else "")
        with received.seekable() as file:
            try:
                opened = parquet.ParquetFile(file)
                schema, metadata = opened.schema_arrow, opened.metadata
                groups = [metadata.row_group(number).total_byte_size for number in range(metadata.num_row_groups)]
            except (arrow.ArrowException, OSError, ValueError) as error:
                raise self._damaged(error) from None
        check_width(len(schema.names), received.name)
        if len(set(schema.names)) != len(schema.names):
            raise FileRefused(f"{received.name} has two columns of one name; rename one and write it again")
        if max(groups, default=0) > MAX_ROW_GROUP:
            raise FileRefused(f"{received.name} has a row group of over 1 GiB; write it with smaller row groups")
        self._names = [leaf for name in schema.names for leaf in _leaves(name, schema.field(name).type)]
        check_width(len(self._names), received.name)
        self.columns, self.warnings = distinct(self._names)

    def rows(self) -> Iterator[Row | Rejected]:
        """`line` is the record's number, from 1."""
        name = self._received.name
        at = {leaf: index for index, leaf in enumerate(self._names)}
        empty = [""] * len(self._names)
        number = 0
        for records in self._batches():
            for record in records:
                number += 1
                try:
                    flat = flatten(record, _text)
                except TooDeep as error:
                    yield Rejected(name, number, str(error))
                    continue
                row = empty.copy()
                for column, value in flat.items():
                    if column in at:
                        row[at[column]] = value
                if any(row):
                    yield Row(number, number, row)

    def _batches(self) -> Iterator[list[dict[str, Any]]]:
        with self._received.seekable() as file:
            try:
                opened = parquet.ParquetFile(file, pre_buffer=False)
                for batch in opened.iter_batches(batch_size=_BATCH, use_threads=False):
                    yield batch.to_pylist()
            except (arrow.ArrowException, OSError, ValueError, OverflowError) as error:
                raise self._damaged(error) from None

    def _damaged(self, error: Exception) -> FileRefused:
        return FileRefused(f"{self._received.name} is a damaged Parquet file ({type(error).__name__}); write it again")


def _leaves(name: str, kind: Any) -> list[str]:
    """Dotted names of the scalars under a column."""
    while arrow.types.is_list(kind) or arrow.types.is_large_list(kind) or arrow.types.is_fixed_size_list(kind):
        kind = kind.value_type
    if arrow.types.is_struct(kind):
        return [leaf for field in kind for leaf in _leaves(f"{name}.{field.name}", field.type)]
    return [name]


def _text(value: object) -> str:
    """Old writers store text as bare bytes; other bytes are no text and are named by their length."""
    if not isinstance(value, bytes):
        return cells.text(value)
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return f"({len(value)} bytes)"
