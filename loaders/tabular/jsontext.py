"""Records out of a JSON text of any size: only the one at hand is in memory.

A text is an array of objects, an object that wraps one (`{"records": [...]}`), or objects one after another. The C
decoder takes one record at a time; where it fails, brackets are counted outside strings to find where the record ends,
so one record that is no valid JSON costs that record, not the file.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from graphsvc.errors import FileRefused
from loaders.tabular.limits import MAX_ROW

WRAPPERS = ("records", "data", "items", "results", "rows", "ads", "adverts", "posts", "listings", "jobs", "hits")
_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|["\[\]{}]', re.DOTALL)  # a lone quote opens an unfinished string
_BETWEEN = re.compile(r"[\s,]*+")
_NULL = "null"
_CHUNK = 1 << 18


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON value")


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return made


# Numbers stay as written: an amount may have more digits than a float, an id more than an integer of 64 bits.
_DECODER = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=_refuse, object_pairs_hook=_once)


def decode(text: str) -> dict[str, object]:
    """One record. Raises ValueError with the reason: no valid JSON, no object, a name twice, nested without end."""
    try:
        value = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        what = error.msg[:1].lower() + error.msg[1:].removesuffix(" at").removesuffix(" starting")
        raise ValueError(f"not valid JSON ({what}, character {error.pos + 1})") from None
    except RecursionError:
        raise ValueError("the record is nested too deeply; flatten it") from None
    if not isinstance(value, dict):
        raise ValueError("not an object of names and values")
    return value


@dataclass(frozen=True, slots=True)
class Shape:
    """Where the records begin: `offset` characters in, inside `levels` brackets, in the array called `wrapper`."""

    offset: int = 0
    levels: int = 0
    wrapper: str = ""


def shape(head: str) -> Shape:
    """Told from the beginning of a text."""
    depth, last, end = 0, "", 0
    for token in _TOKEN.finditer(head):
        mark = token[0]
        if mark == "[" and depth == 0:
            return Shape(token.end(), 1)
        if mark == "[" and depth == 1 and last in WRAPPERS and head[end : token.start()].strip() == ":":
            within = _BETWEEN.match(head, token.end())
            if within and head[within.end() : within.end() + 1] in ("{", "]", ""):
                return Shape(token.end(), 2, last)
        if mark in ("{", "["):
            depth += 1
        elif mark in ("}", "]"):
            depth -= 1
            if depth <= 0:
                break
        elif depth == 1:
            last, end = mark[1:-1], token.end()
    return Shape()


def records(stream: io.TextIOWrapper, form: Shape, name: str) -> Iterator[tuple[int, int, dict[str, object] | str]]:
    """`(line, end line, record or why it is none)`. Raises FileRefused where the text is no such list or breaks off."""
    window = _Window(stream, name, form.offset)
    at = form.offset
    while True:
        at = window.between(at)
        if window.at_end(at):
            if form.levels:
                window.breaks_off()
            return
        if window.text[at] == "]" and form.levels:
            window.close(at + 1, form.levels - 1)
            return
        if window.text.startswith(_NULL, at):
            yield window.line(at), window.line(at), "null is no record; each must be an object"
            at += len(_NULL)
            continue
        if window.text[at] != "{":
            raise FileRefused(f"{name}: line {window.line(at)} holds a value that is no record; each must be an object")
        line = window.line(at)
        value: dict[str, object] | str
        try:
            value, end = _DECODER.raw_decode(window.text, at)
        except (ValueError, RecursionError):  # broken, or cut off by the end of the window
            end = window.skip(at)
            try:
                value = decode(window.text[at:end])
            except ValueError as error:
                value = str(error)
        yield line, window.line(end), value
        at = window.drop(end)


class _Window:
    """The part of a text that is in memory, and the line its positions stand on."""

    def __init__(self, stream: io.TextIOWrapper, name: str, least: int) -> None:
        self._stream, self._name = stream, name
        self.text = stream.read(max(least, _CHUNK))
        self._line, self._counted = 1, 0

    def line(self, at: int) -> int:
        """The line of a position; positions are asked for in order."""
        self._line += self.text.count("\n", self._counted, at)
        self._counted = max(at, self._counted)
        return self._line

    def drop(self, at: int) -> int:
        """Lets go of what lies before a position, once that is much; the position's new value."""
        if at < _CHUNK:
            return at
        self.line(at)
        self.text, self._counted = self.text[at:], 0
        return 0

    def more(self, since: int) -> bool:
        """Reads on; False at the end of the text."""
        if len(self.text) - since > MAX_ROW:
            raise FileRefused(
                f"{self._name} has a record of over {MAX_ROW >> 20} MiB at line {self.line(since)}; this is no table"
            )
        chunk = self._stream.read(_CHUNK)
        self.text += chunk
        return bool(chunk)

    def at_end(self, at: int) -> bool:
        return at >= len(self.text)

    def between(self, at: int) -> int:
        """Past white space and commas, to what comes next, with enough of it in memory to tell a null."""
        while True:
            found = _BETWEEN.match(self.text, at)
            assert found is not None
            at = self.drop(found.end())
            if len(self.text) - at >= len(_NULL) or not self.more(at):
                return at

    def skip(self, at: int) -> int:
        """The end of the object that begins here, by its brackets."""
        return self._closing(at, 0)

    def close(self, at: int, levels: int) -> None:
        """After the list: `levels` brackets are still open, and nothing follows the last of them."""
        end = self._closing(at, levels) if levels else at
        while True:
            if self.text[end:].strip():
                raise FileRefused(f"{self._name} goes on after its records end (line {self.line(end)}); cut it there")
            self.text = self.text[:end]
            if not self.more(end):
                return

    def _closing(self, at: int, depth: int) -> int:
        scanned = at
        while True:
            for token in _TOKEN.finditer(self.text, scanned):
                mark = token[0]
                if mark == '"':
                    scanned = token.start()
                    break
                scanned = token.end()
                if mark in "{[":
                    depth += 1
                elif mark in "}]":
                    depth -= 1
                    if depth == 0:
                        return scanned
            else:
                scanned = len(self.text)
            if not self.more(at):
                self.breaks_off()

    def breaks_off(self) -> NoReturn:
        raise FileRefused(f"{self._name} breaks off in the middle of a record; copy or export it again")
