"""Which loader a file is for, told from its columns alone."""

from __future__ import annotations

from pathlib import Path

from graphsvc.errors import FileRefused, InputError
from graphsvc.registry import load, merged
from loaders import GROUP, LOADERS, Options
from loaders.tabular import magic
from loaders.tabular.names import joined, listing
from loaders.tabular.received import receive
from loaders.tabular.table import open_table

PACKS = "tagpacks"  # what is written in YAML: no other loader has a use for it
CLEAR = 0.1  # how much better the best must be than the next


def choose(path: Path, options: Options) -> str:
    """The name of the loader whose fields fit best. Raises FileRefused when none fits, InputError when two do."""
    received = receive(path)
    table = open_table(received, options.sheet, head=True)
    if received.content == magic.YAML:
        return PACKS
    columns = table.columns
    said = {joined(column): field for column, field in options.mapping.items()}
    read_as = tuple(said.get(joined(column)) or column for column in columns)
    known = merged(LOADERS, GROUP)
    scores = sorted(((load(known[name])().sniff(read_as), name) for name in known), key=lambda s: (-s[0], s[1]))
    best, name = scores[0]
    if best <= 0:
        raise FileRefused(
            f"{received.name}: no loader knows its columns ({listing(columns)}); check that the first line is "
            f"a header, or say --as {'|'.join(sorted(known))} and --map column=field"
        )
    rivals = [other for score, other in scores[1:] if score > 0 and best - score < CLEAR]
    if rivals:
        raise InputError(f"{received.name} could be {' or '.join([name, *rivals])}; say which with --as")
    return name
