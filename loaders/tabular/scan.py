"""The first pass over a file: it counts, chooses the key, learns how dates are written, and shows a sample.

Nothing is written before it has seen the whole file, so a file that is refused leaves no trace.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from graphsvc.model import Rejected
from loaders.tabular import keys
from loaders.tabular.columns import DROPPED, UNMAPPED, ColumnMap
from loaders.tabular.keys import Candidate
from loaders.tabular.limits import MAX_VALUE
from loaders.tabular.table import Row, Table, too_long
from loaders.tabular.times import Column
from loaders.tabular.values import something

_SAMPLE_ROWS = 5
_SAMPLE_TEXT = 1_000  # more than is shown: what must be masked is masked before it is cut, or half of it would show


@dataclass(slots=True)
class Census:
    """What the first pass found. `items` counts rows and rejected rows: what an iteration yields."""

    items: int = 0
    rows: int = 0
    filled: dict[int, int] = field(default_factory=dict)  # unmapped and dropped column -> values that are not empty
    times: dict[int, Column] = field(default_factory=dict)
    sample: list[list[str]] = field(default_factory=list)  # cells of the first rows, each cut short
    key: tuple[int, ...] = ()
    key_reason: str = ""


def checked(table: Table, columns: ColumnMap, file: str) -> Iterator[Row | Rejected]:
    """The rows of a table whose mapped values can be kept: not too long, whole characters, no NULs."""
    mapped = columns.mapped()
    for row in table.rows():
        if isinstance(row, Rejected):
            yield row
            continue
        text = "".join(row.cells)
        if len(text) > MAX_VALUE and (long := next((i for i in mapped if len(row.cells[i]) > MAX_VALUE), -1)) >= 0:
            yield Rejected(file, row.line, too_long(columns.columns[long], len(row.cells[long])))
        elif "\x00" in text or not _whole(text):
            yield Rejected(file, row.line, "the row holds a NUL or half a character; export it again as UTF-8")
        else:
            yield row


def census(
    table: Table, columns: ColumnMap, candidates: Sequence[tuple[int, ...]], content: Sequence[int],
    times: Sequence[int], usable: Callable[[Sequence[str]], bool], file: str,
) -> Census:  # fmt: skip
    """Reads the whole table once. `candidates`: columns that may be the key, best first; `content`: columns that make
    two rows different; `times`: columns that hold times; `usable`: whether a row can become a record at all."""
    found = Census(times={index: Column() for index in times})
    counted = [i for i, name in enumerate(columns.fields) if name in (UNMAPPED, DROPPED)]
    filled = dict.fromkeys(counted, 0)
    trials = [Candidate(candidate) for candidate in candidates]
    for row in checked(table, columns, file):
        found.items += 1
        if isinstance(row, Rejected):
            continue
        found.rows += 1
        cells = row.cells
        if trials:
            digest = keys.hash64("\x1f".join([cells[i] for i in content]))
            for trial in trials:
                trial.see(cells, digest, usable)
        for index in counted:
            if cells[index]:
                filled[index] += 1
        for index, column in found.times.items():
            if value := something(cells[index]):
                column.see(value)
        if len(found.sample) < _SAMPLE_ROWS:
            found.sample.append([cell[:_SAMPLE_TEXT] for cell in cells])
    found.filled = {index: count for index, count in filled.items() if count}
    found.key, found.key_reason = keys.choose(trials, columns.columns, found.rows)
    return found


def as_mapped(columns: ColumnMap, cells: Sequence[str]) -> dict[str, str]:
    """One row for people: field -> text, columns of one field one below the other."""
    shown: dict[str, str] = {}
    for index in columns.mapped():
        if text := cells[index].strip():
            name = columns.fields[index]
            shown[name] = f"{shown[name]}\n{text}" if name in shown else text
    return shown


def _whole(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
