"""CSV as `neo4j-admin database import full` reads it: headers with types, rows, and the command that loads them.

Source: Neo4j Operations Manual 5, "Import". A text is always quoted, so that an empty one stays a text; None is an
empty field, which makes no property. The files are not named `.csv`: a spreadsheet would take some cells for formulas,
and the importer takes no escape away.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graphsvc.textsafe import utf8_text

Value = str | int | float | bool | None
SUFFIX = ".txt"
BUFFER = 4_194_304  # characters: the importer's own, raised where a field would not fit


class Import:
    """The files of one import, in the order they are given, and the command for them once they are written."""

    def __init__(self) -> None:
        self.nodes: list[str] = []
        self.relationships: list[str] = []
        self._longest = 0

    def lines(self, header: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[str]:
        """The header (`name:TYPE`, as the importer spells them), then one line for each row."""
        yield ",".join(header) + "\n"
        for row in rows:
            line = ",".join(map(_field, row)) + "\n"
            self._longest = max(self._longest, len(line))
            yield line

    def command(self) -> str:
        """What makes a database of the files, in their folder. A field may hold line breaks and must fit a buffer."""
        buffer = max(BUFFER, 2 * self._longest)
        files = [
            *(f"--nodes={name}" for name in self.nodes),
            *(f"--relationships={name}" for name in self.relationships),
        ]
        options = ["--multiline-fields=true", f"--read-buffer-size={buffer}"]
        return shlex.join(["neo4j-admin", "database", "import", "full", "neo4j", *files, *options])


def _field(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return repr(value)
        case _:
            quoted = utf8_text(value).replace('"', '""')
            return f'"{quoted}"'


def readme(title: str, command: str, notes: Mapping[str, str]) -> Iterator[str]:
    """What a person needs to know beside the files."""
    yield f"{title}\n\nWith the server stopped and its database empty, in this folder:\n\n{command}\n\n"
    for name, text in notes.items():
        yield f"{name}: {text}\n"
