"""One file as a loader sees it while it builds records: values by field instead of by column."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from graphsvc.model import Mention, Moment, NodeKind
from loaders.tabular import times
from loaders.tabular.columns import ColumnMap
from loaders.tabular.values import something, split
from loaders.tabular.vocabulary import ATTRIBUTE

Cells = Sequence[str]
Pairs = list[tuple[str, str]]


class BadRow(ValueError):
    """A row that can become no record; the text is the reason, naming the column and the next step."""


class Sheet:
    """Getters are made once for each file and called once for each row."""

    def __init__(self, columns: ColumnMap, readers: Mapping[int, times.Reader]) -> None:
        self.columns = columns
        self._readers = readers

    def named(self, field: str) -> list[tuple[int, str]]:
        """`(index, column name)` of every column of a field, preferred first."""
        return [(index, self.columns.columns[index]) for index in self.columns.at(field)]

    def column(self, field: str) -> str:
        """The name of a field's preferred column, for sentences; the field's own where it has none."""
        return next((name for _, name in self.named(field)), field)

    def index(self, field: str) -> int:
        """The index of a field's preferred column, -1 where it has none."""
        return self.columns.first(field)

    def text(self, field: str) -> Callable[[Cells], str]:
        """A single field as written, '' where it is blank or no column has it."""
        index = self.index(field)
        if index < 0:
            return lambda cells: ""
        return lambda cells: "" if cells[index].isspace() else cells[index]

    def value(self, field: str) -> Callable[[Cells], str]:
        """A single field without surrounding space, '' for a spelling of nothing."""
        index = self.index(field)
        return (lambda cells: "") if index < 0 else (lambda cells: something(cells[index]))

    def moment(self, field: str) -> Callable[[Cells, Pairs], Moment | None]:
        """A single time. What is no time is appended to the given attributes as it was written."""
        index = self.index(field)
        if index < 0:
            return lambda cells, kept: None
        read, column = self._readers[index].read, self.columns.columns[index]

        def get(cells: Cells, kept: Pairs) -> Moment | None:
            raw = something(cells[index])
            if not raw:
                return None
            moment = read(raw)
            if moment is None:
                kept.append((column, raw))
            return moment

        return get

    def pairs(self, *fields: str) -> Callable[[Cells], Pairs]:
        """Short values: `(field, text)`."""
        return _getter([(index, field) for field in fields for index in self.columns.at(field)])

    def kept(self, *fields: str) -> Callable[[Cells], Pairs]:
        """The same, and beside them every column that is kept under its own name."""
        return _getter([(i, field) for field in fields for i in self.columns.at(field)] + self.named(ATTRIBUTE))

    def passages(self, *fields: str) -> Callable[[Cells], tuple[tuple[str, str], ...]]:
        """Further texts as written: `(column, text)`, in the order of the file's columns."""
        taken = sorted(pair for field in fields for pair in self.named(field))
        return lambda cells: tuple(
            (name, cells[index]) for index, name in taken if cells[index] and not cells[index].isspace()
        )

    def mentions(self, field: str, kind: NodeKind, hint: str = "") -> Callable[[Cells], list[Mention]]:
        """Every value in every column of a field."""
        taken = self.named(field)
        return lambda cells: [
            Mention(kind, raw, name, hint) for index, name in taken for raw in split(kind, cells[index])
        ]


def _getter(taken: list[tuple[int, str]]) -> Callable[[Cells], Pairs]:
    return lambda cells: [(name, value) for index, name in taken if (value := something(cells[index]))]
