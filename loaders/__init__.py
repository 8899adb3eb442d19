"""PORT: loaders turn files into records. They know the model and nothing of stores, identifiers or linking.

    reader = read("ads.csv")            # sniffs which loader; reader.plan says what will happen
    for item in reader: ...             # Record | Rejected, streaming, in file order

A loader claims columns by name and synonym; what it does not claim is dropped by name (never-collect) or reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from graphsvc.model import Record, Rejected
from graphsvc.registry import resolve

LOADERS: dict[str, str] = {
    "ads": "loaders.ads:AdsLoader",
    "phones": "loaders.phones:PhonesLoader",
    "wallets": "loaders.wallets:WalletsLoader",
    "accounts": "loaders.accounts:AccountsLoader",
    "tagpacks": "loaders.tagpacks:TagPacksLoader",
}
GROUP = "graphsvc.loaders"


@dataclass(frozen=True, slots=True)
class Options:
    """How to read. `mapping`: column -> field, before the synonyms; `ignore`: columns to leave out by name.

    `region` is for whoever reads national numbers later; `sheet` names the sheet of a workbook; `dayfirst` None leaves
    03/04/2024 to the column, and undated where the column does not tell.
    """

    source: str = ""
    region: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    timezone: str = ""
    dayfirst: bool | None = None
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What reading will do, shown before use. `sample`: first rows as mapped. `columns`: column -> field, '' unmapped,
    '(dropped)' never collected, '(ignored)' by name. `rows`: what iterating yields, rejected rows among them."""

    path: str
    loader: str
    source: str
    format: str
    encoding: str
    delimiter: str
    sha256: str
    size: int
    rows: int
    columns: Mapping[str, str]
    key: str
    sample: tuple[Mapping[str, str], ...]
    warnings: tuple[str, ...]


class Reader(Protocol):
    """One file being read. Iterating twice reads twice; memory stays flat in the file's size."""

    plan: Plan
    dropped_columns: dict[str, int]
    unmapped_columns: dict[str, int]
    warnings: list[str]

    def __iter__(self) -> Iterator[Record | Rejected]: ...


class Loader(Protocol):
    """`FIELDS`: field -> synonyms, in order of preference. `sniff`: how well columns fit, 0 to 1."""

    NAME: str
    VERSION: str
    FIELDS: Mapping[str, tuple[str, ...]]

    def sniff(self, columns: tuple[str, ...]) -> float: ...

    def open(self, path: Path, options: Options) -> Reader:
        """Raises FileRefused with one sentence when the file is not what it claims; nothing is read beyond it."""
        ...


def get(name: str) -> Loader:
    """The loader called `name`. Raises UnknownName."""
    loader: Loader = resolve(LOADERS, name, "loader", GROUP)()
    return loader


def read(path: str | Path, kind: str = "", options: Options | None = None) -> Reader:
    """A reader over one file; `kind` names the loader, else the columns decide. Raises FileRefused, UnknownName."""
    from loaders.tabular import choose

    chosen = Options() if options is None else options
    return get(kind or choose(Path(path), chosen)).open(Path(path), chosen)


def open_reader(path: str | Path, kind: str = "", **options: Any) -> Reader:
    """`read` with the options as keywords: the door by which `graphsvc.service` reaches loaders without importing
    them (entry point `graphsvc.reader`)."""
    return read(path, kind, Options(**options))
