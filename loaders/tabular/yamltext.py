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
_UNPRINTABLE = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Fault(Exception):
    """What a line holds that is not read. `line`: 1-based."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line = line


class Item(NamedTuple):
    """A key of the document with its value, or, with the key '', one entry of the list that is streamed. `twice`: a
    key that stands twice in it, '' for none."""

    key: str
    value: Value
    line: int
    end: int
    twice: str


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
            yield Item(key, [], line, line, "")
            while not isinstance(event := reader.take(), yaml.SequenceEndEvent):
                reader.begin(event)
                value = reader.value(event, 2)
                yield Item("", value, _line(event), reader.end, reader.twice[1])
            continue
        reader.begin(event)
        value = reader.value(event, 1)
        if reader.twice[1]:
            raise Fault(reader.twice[0], f"the key {show(reader.twice[1])} stands twice")
        yield Item(key, value, line, reader.end, "")


def _line(event: yaml.Event) -> int:
    return int(event.start_mark.line) + 1


class _Text:
    """A stream that counts what was read since a tag began, and marks what YAML does not allow."""

    def __init__(self, stream: TextIO) -> None:
        self._stream, self.since = stream, 0

    def read(self, size: int) -> str:
        text = self._stream.read(size)
        self.since += len(text)
        if self.since > MAX_ROW:
            raise MemoryError
        return text if text.isascii() and text.isprintable() else _UNPRINTABLE.sub(BAD, text)


class _Reader:
    """Values of events. `end`: last line of what was read; `twice`: (line, key) of a repeated key, (0, '') for none."""

    def __init__(self, stream: TextIO) -> None:
        self._text = _Text(stream)
        self._events = yaml.parse(self._text, Loader=LOADER)
        self._anchors: dict[str, tuple[Value, int]] = {}  # name -> value, its size in characters and nodes
        self._size = self._kept = self._added = 0  # of all values read; of those anchored; of those aliased
        self._seen, self.end, self.twice = 1, 1, (0, "")

    def take(self) -> yaml.Event:
        try:
            event: yaml.Event = next(self._events)
        except MemoryError:
            raise Fault(self._seen, f"begins more than {MAX_ROW >> 20} MiB without a tag; split it") from None
        except yaml.MarkedYAMLError as error:
            raise _fault(error, self._seen) from None
        except (ValueError, OverflowError):  # SafeLoader's, of an escape beyond Unicode
            raise Fault(self._seen, "begins a text with an escape that is no character") from None
        self._seen = _line(event)
        return event

    def begin(self, event: yaml.Event) -> None:
        """A new item: only a tag has a budget of its own, so that the header is bounded as a whole."""
        self.end, self.twice = _line(event), (0, "")

    def key(self, event: yaml.Event) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            raise Fault(_line(event), "holds a key that is no text")
        if event.value == "<<" and event.style is None:
            raise Fault(_line(event), "holds a merge key (<<); write the values out")
        self.value(event, 0)
        return str(event.value)

    def value(self, event: yaml.Event, depth: int) -> Value:
        """The value that begins with an event, its other events taken."""
        if isinstance(event, yaml.AliasEvent):
            return self._aliased(event)
        assert isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent)
        if event.tag is not None:
            raise Fault(_line(event), "holds a type tag (!...); write the value alone")
        if depth > MAX_DEPTH:
            raise Fault(_line(event), f"is nested deeper than {MAX_DEPTH} levels")
        before = self._size
        self._size += 1
        found: Value
        if isinstance(event, yaml.ScalarEvent):
            found = str(event.value)
            self._size += len(found)
            if found:
                self._ends(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            found = []
            while not isinstance(inner := self.take(), yaml.SequenceEndEvent):
                found.append(self.value(inner, depth + 1))
        else:
            found = {}
            while not isinstance(inner := self.take(), yaml.MappingEndEvent):
                key = self.key(inner)
                if key in found:
                    self.twice = (_line(inner), key)
                found[key] = self.value(self.take(), depth + 1)
        if isinstance(event, yaml.CollectionStartEvent) and event.flow_style:
            self._ends(inner)
        if event.anchor is not None:
            self._kept += self._size - before
            if self._kept > MAX_ROW:
                raise Fault(_line(event), f"brings anchored values to more than {MAX_ROW >> 20} MiB; write them out")
            self._anchors[event.anchor] = found, self._size - before
        return found

    def _ends(self, event: yaml.Event) -> None:
        """A block text's mark stands at the beginning of the line below."""
        self.end = max(self.end, int(event.end_mark.line) + (event.end_mark.column > 0))

    def _aliased(self, event: yaml.AliasEvent) -> Value:
        if event.anchor not in self._anchors:
            raise Fault(_line(event), f"holds the alias {show('*' + event.anchor)}, which no value above it is named")
        found, size = self._anchors[event.anchor]
        self._size += size
        self._added += size
        if self._added > MAX_ROW:
            raise Fault(_line(event), f"brings aliased values to more than {MAX_ROW >> 20} MiB; write them out")
        self._ends(event)
        return found


def _fault(error: yaml.MarkedYAMLError, seen: int) -> Fault:
    """PyYAML's reason, with the line where what it was reading began: an open quote is found at the file's end."""
    line = error.problem_mark.line + 1 if error.problem_mark else seen
    within = error.context_mark.line + 1 if error.context_mark else line
    began = f" ({error.context}, from line {within})" if error.context and within != line else ""
    return Fault(line, f"{show(error.problem or 'no YAML', 200).strip(chr(39))}{began}")
