"""A TagPack's YAML as a stream of its keys and tags, made of PyYAML's parse events.

Events only: no constructor or resolver is run (RIGHTS C14), so values stay text as written: an unquoted 0x... is an
address and no number, `no` is no truth value. Refused with their line: type tags, merge keys, keys that are no text,
several documents. Aliases are followed, for PyYAML writes them where tags share a list; what they add up to is bounded,
so the billion-laughs bomb ends early. Sources: YAML 1.1; PyYAML 6.0 documentation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, TextIO

import yaml

from loaders.tabular.limits import MAX_DEPTH, MAX_ROW
from loaders.tabular.names import show

Value = str | list["Value"] | dict[str, "Value"]
BAD = "\U0010ffff"  # stands for what YAML allows in no text: a noncharacter, which no sound text holds
LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_ANCHOR = 100  # bytes, about, that an anchor takes beside its name and value
_UNPRINTABLE = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Fault(Exception):
    """What a line holds that is not read. `line`: 1-based."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line = line


class Item(NamedTuple):
    """A key of the document with its value, or, with no key, one entry of the list that is streamed. `twice`: a key
    that stands twice in it."""

    key: str | None
    value: Value
    line: int
    end: int
    twice: str | None


def document(stream: TextIO, streamed: str) -> Iterator[Item]:
    """The top mapping's items in order; the list under the key `streamed` entry by entry. Raises Fault."""
    reader = _Reader(stream)
    reader.take()  # the stream's start
    if isinstance(reader.take(), yaml.StreamEndEvent):
        return
    first = reader.take()
    if isinstance(first, yaml.MappingStartEvent):
        yield from _items(reader, streamed)
    elif not isinstance(first, yaml.ScalarEvent) or first.value:
        raise Fault(_line(first), "begins no 'key: value' lines")
    reader.take()  # the document's end
    if isinstance(second := reader.take(), yaml.DocumentStartEvent):
        raise Fault(_line(second), "begins a second document; save each TagPack as a file of its own")


def _items(reader: _Reader, streamed: str) -> Iterator[Item]:
    seen = set[str]()
    while not isinstance(event := reader.take(), yaml.MappingEndEvent):
        key, line = reader.key(event), _line(event)
        if key in seen:
            raise Fault(line, f"the key {show(key)} stands twice")
        seen.add(key)
        event = reader.take()
        if key == streamed and isinstance(event, yaml.SequenceStartEvent):
            yield Item(key, [], line, line, None)
            while not isinstance(event := reader.take(), yaml.SequenceEndEvent):
                reader.begin(event, tag=True)
                value = reader.value(event, 2)
                yield Item(None, value, _line(event), reader.end, reader.twice[1])
            continue
        reader.begin(event)
        value = reader.value(event, 1)
        if reader.twice[1] is not None:
            raise Fault(reader.twice[0], f"the key {show(reader.twice[1])} stands twice")
        yield Item(key, value, line, reader.end, None)


class _Reader:
    """Values of events. `end`: last line of what was read; `twice`: line and key of one that is repeated."""

    def __init__(self, stream: TextIO) -> None:
        self._stream, self._begun, self._read = stream, 1, 0  # where the last tag began, and characters since
        self._anchors: dict[str, tuple[Value, int]] = {}  # name -> value and its size, in characters and nodes
        self._size = self._shared = 0  # of all values; of those that bear an anchor or stand for an alias
        self._line, self.end = 1, 1
        self.twice: tuple[int, str | None] = 0, None
        self._events = yaml.parse(self, Loader=LOADER)

    def read(self, size: int = -1) -> str:
        """The text as PyYAML asks for it, with BAD for what it would refuse without a line."""
        text = self._stream.read(size)
        self._read += len(text)
        if self._read > MAX_ROW:
            raise Fault(self._begun, f"begins more than {MAX_ROW >> 20} MiB without a new tag; split it")
        return _UNPRINTABLE.sub(BAD, text)

    def take(self) -> yaml.Event:
        try:
            event: yaml.Event = next(self._events)
        except yaml.MarkedYAMLError as error:
            raise _fault(error, self._line) from None
        except (ValueError, OverflowError):  # SafeLoader's, of an escape beyond Unicode
            raise Fault(self._line, "begins what cannot be read, such as an escape that is no character") from None
        self._line = _line(event)
        if getattr(event, "tag", None) is not None:
            raise Fault(self._line, "holds a type tag (!...); write the value alone")
        return event

    def begin(self, event: yaml.Event, *, tag: bool = False) -> None:
        """A new item. Each tag may take MAX_ROW characters; the header, which is kept, takes them as a whole."""
        self.end, self.twice = _line(event), (0, None)
        if tag:
            self._begun, self._read = self.end, 0

    def key(self, event: yaml.Event) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            raise Fault(_line(event), "holds a key that is no text")
        if event.value == "<<" and not event.style:
            raise Fault(_line(event), "holds a merge key (<<); write the values out")
        self._size += len(event.value) + 1
        self.end = max(self.end, _end(event))
        return str(event.value)

    def value(self, event: yaml.Event, depth: int) -> Value:
        """The value that begins with an event, its other events taken."""
        if depth > MAX_DEPTH:
            raise Fault(_line(event), f"is nested deeper than {MAX_DEPTH} levels")
        before = self._size
        self._size += 1
        found: Value
        last = event
        if isinstance(event, yaml.AliasEvent):
            if event.anchor not in self._anchors:
                raise Fault(_line(event), f"holds the alias {show(f'*{event.anchor}')}, but no value above it has it")
            found, size = self._anchors[event.anchor]
            self._size += size
        elif isinstance(event, yaml.ScalarEvent):
            found = str(event.value)
            self._size += len(found)
        elif isinstance(event, yaml.SequenceStartEvent):
            found = []
            while not isinstance(last := self.take(), yaml.SequenceEndEvent):
                found.append(self.value(last, depth + 1))
        else:
            found = {}
            while not isinstance(last := self.take(), yaml.MappingEndEvent):
                key = self.key(last)
                if key in found:
                    self.twice = (_line(last), key)
                found[key] = self.value(self.take(), depth + 1)
        if getattr(event, "flow_style", found != ""):  # a block ends with its last value, not where the next begins
            self.end = max(self.end, _end(last))
        if isinstance(event, yaml.NodeEvent) and event.anchor:
            self._shared += self._size - before
            self._shared += 0 if isinstance(event, yaml.AliasEvent) else _ANCHOR + len(event.anchor)
            if self._shared > MAX_ROW:
                raise Fault(_line(event), f"brings shared values to over {MAX_ROW >> 20} MiB; write them out")
            self._anchors[event.anchor] = found, self._size - before
        return found


def _line(event: yaml.Event) -> int:
    assert event.start_mark is not None
    return event.start_mark.line + 1


def _end(event: yaml.Event) -> int:
    """The line an event ends on; the mark behind a block text stands at the beginning of the next."""
    assert event.end_mark is not None
    return event.end_mark.line + (event.end_mark.column > 0)


def _fault(error: yaml.MarkedYAMLError, line: int) -> Fault:
    """PyYAML's reason, with the line where what it was reading began: an open quote is found at the file's end."""
    line = error.problem_mark.line + 1 if error.problem_mark else line
    begun = error.context_mark.line + 1 if error.context_mark else line
    context = f" ({error.context} from line {begun})" if begun != line else ""
    return Fault(line, f"{str(error.problem)[:200]}{context}")
