"""Lines of a YAML text with their indentation, one of them looked at before it is taken."""

from __future__ import annotations

from typing import NamedTuple, TextIO

from loaders.tabular.limits import MAX_ROW
from loaders.tabular.yamlscalars import Fault


class Line(NamedTuple):
    """`text` without its indentation and its end; `number` from 1."""

    indent: int
    text: str
    number: int


class Lines:
    """Lines with one line of look-ahead; blank lines and comments are passed over unless asked for."""

    def __init__(self, stream: TextIO) -> None:
        self._stream, self._next, self._number = stream, list[Line](), 0
        self.last = 0  # number of the last line that was taken

    def raw(self) -> Line | None:
        if self._next:
            line = self._next.pop()
        else:
            text = self._stream.readline(MAX_ROW)
            if not text:
                return None
            self._number += 1
            if len(text) >= MAX_ROW:
                raise Fault(self._number, f"is longer than {MAX_ROW >> 20} MiB; split it")
            text = text.rstrip("\r\n")
            bare = text.lstrip(" ")
            line = Line(len(text) - len(bare), bare, self._number)
        self.last = max(self.last, line.number)
        return line

    def back(self, line: Line) -> None:
        self._next.append(line)
        self.last = line.number - 1 if line.number == self.last else self.last

    def peek(self) -> Line | None:
        while (line := self.raw()) is not None:
            if line.text.strip() and not line.text.startswith("#"):
                if line.text.startswith("\t"):
                    raise Fault(line.number, "is indented by a tab; YAML indents by spaces")
                self.back(line)
                return line
        return None

    def take(self) -> Line:
        line = self.raw()
        assert line is not None
        return line
