"""The part of YAML that TagPacks are written in, as a stream: block and flow collections, all five kinds of scalars.

Values stay text, as written: an unquoted 0x... is an address and no number, `no` is no truth value. Left out on
purpose and refused by name, with the line: anchors and aliases (the billion-laughs bomb), tags (they run constructors
in other readers), merge keys, complex keys, several documents. Sources: YAML 1.2.2; RIGHTS C14 (no YAML library).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, TextIO

from loaders.tabular.limits import MAX_DEPTH, MAX_VALUE
from loaders.tabular.yamllines import Line, Lines
from loaders.tabular.yamlscalars import COMPLEX, REFUSED, Fault, Value, closing, flow, folded, quoted

_KEY = re.compile(r"(?:[^\s#\"'\[\]{},&*!|>%@`?-]|[?-](?=\S))(?:[^:#]|:(?=\S)|(?<=\S)#)*?\s*:(?=\s|$)")
LONGEST_KEY = 1024  # characters, as YAML itself has it
FLOW_LINES = 200  # of one flow collection; longer lists are written as blocks
_QUOTED_KEY = re.compile(r"(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')\s*:(?:\s|$)")
_MERGE = re.compile(r"<<\s*:(?:\s|$)")
_COMMENT = re.compile(r"(?:^|\s)#.*$")
_BLOCK = re.compile(r"([|>])(?:([1-9])([+-]?)|([+-]?)([1-9]?))\s*(?:#.*)?$")


class Item(NamedTuple):
    """A key of the document with its value, or, with the key '', one entry of the list that is streamed. `twice`: a
    key that stands twice in it, '' for none."""

    key: str
    value: Value
    line: int
    end: int
    twice: str


def document(stream: TextIO, streamed: str) -> Iterator[Item]:
    """The top mapping's items in order; the block list under the key `streamed` entry by entry. Raises Fault."""
    lines, twice = Lines(stream), list[str]()
    reader = _Reader(lines, twice)
    first = lines.peek()
    while first is not None and (first.text.startswith("%YAML") or first.text.split("#")[0].strip() == "---"):
        lines.take()
        first = lines.peek()
    if first is not None and first.text.startswith("--- "):
        rest = lines.take().text[4:].lstrip()
        first = Line(0, rest, first.number)
        lines.back(first)
    if first is not None and first.text.startswith("{"):
        yield from _whole(lines, reader, streamed)
        return
    seen = set[str]()
    while (line := lines.peek()) is not None:
        if line.text.rstrip() in ("---", "..."):
            lines.take()
            if line.text.startswith("---") or (line := lines.peek()) is not None:
                raise Fault(line.number, "begins a second document; save each TagPack as a file of its own")
            return
        if line.indent:
            raise Fault(line.number, "is indented, though no key stands above it")
        key, rest = reader.key(lines.take())
        if key in seen:
            raise Fault(line.number, f"the key {key[:60]!r} stands twice")
        seen.add(key)
        if key == streamed and not _COMMENT.sub("", rest).strip():
            following = lines.peek()
            if following and _is_entry(following.text):
                yield from _entries(lines, reader, following.indent, twice)
                continue
        value = reader.value(rest, 0, line.number, 1)
        if key == streamed and isinstance(value, list) and value:
            for entry in value:
                yield Item("", entry, line.number, lines.last, "")
        else:
            yield Item(key, value, line.number, lines.last, "")
        if twice:
            raise Fault(line.number, f"the key {twice[0][:60]!r} stands twice")


def _whole(lines: Lines, reader: _Reader, streamed: str) -> Iterator[Item]:
    """A document that is one flow mapping, as JSON writes it."""
    line = lines.take()
    value = reader.value(line.text, -1, line.number, 1)
    if (rest := lines.peek()) is not None and rest.text.rstrip() != "...":
        raise Fault(rest.number, "goes on after the closing bracket")
    assert isinstance(value, dict)
    for key, inner in value.items():
        if key == streamed and isinstance(inner, list) and inner:
            for entry in inner:
                yield Item("", entry, line.number, lines.last, "")
        else:
            yield Item(key, inner, line.number, lines.last, "")


def _entries(lines: Lines, reader: _Reader, indent: int, twice: list[str]) -> Iterator[Item]:
    while (line := lines.peek()) is not None and line.indent == indent and _is_entry(line.text):
        twice.clear()
        value = reader.entry(2)
        yield Item("", value, line.number, lines.last, twice[0] if twice else "")
    twice.clear()


def _is_entry(text: str) -> bool:
    return text == "-" or text.startswith(("- ", "-\t"))


def _key_end(text: str) -> int:
    """Where a plain key and its colon end, 0 where the text begins with none."""
    found = _KEY.match(text[:LONGEST_KEY])
    return found.end() if found and (found.end() < LONGEST_KEY or len(text) <= LONGEST_KEY) else 0


def _is_pair(text: str) -> bool:
    """Whether a line begins a mapping, be it one that is refused."""
    return bool(_key_end(text) or _QUOTED_KEY.match(text) or _MERGE.match(text)) or text.startswith("? ")


class _Reader:
    """Recursive descent over lines. `twice` collects keys that stand twice."""

    def __init__(self, lines: Lines, twice: list[str]) -> None:
        self._lines, self._twice = lines, twice

    def key(self, line: Line) -> tuple[str, str]:
        """`(key, what follows the colon)` of a line."""
        text = line.text
        if text[0] in "\"'":
            value, end = quoted(text, 0, line.number)
            after = text[end:].lstrip()
            if end and after.startswith(":") and after[1:2] in ("", " ", "\t"):
                return value, after[1:].strip()
        elif text.startswith("? ") or text == "?":
            raise Fault(line.number, COMPLEX)
        elif _MERGE.match(text):
            raise Fault(line.number, "holds a merge key ('<<'); write the values out")
        elif text[0] in REFUSED:
            raise Fault(line.number, f"holds {REFUSED[text[0]]}; write the values out")
        elif end := _key_end(text):
            return text[:end].rstrip()[:-1].rstrip(), text[end:].strip()
        raise Fault(line.number, "is neither 'key: value' nor '- entry'; check its indentation and quotes")

    def value(self, text: str, indent: int, number: int, depth: int) -> Value:
        """The value that begins with `text` behind a key at `indent`, going on in the lines below."""
        if depth > MAX_DEPTH:
            raise Fault(number, f"is nested deeper than {MAX_DEPTH} levels")
        bare = _COMMENT.sub("", text).strip() if text[:1] not in "\"'" or not text else text
        if not bare:
            below = self._lines.peek()
            if below is None or below.indent < indent or (below.indent == indent and not _is_entry(below.text)):
                return ""
            return self.block(below, depth + 1)
        if found := _BLOCK.match(text):
            return self._literal(found, indent)
        if bare[0] in "\"'[{":
            return self._closed(text, indent, number, depth)
        if bare[0] in REFUSED:
            raise Fault(number, f"holds {REFUSED[bare[0]]}; write the values out")
        if _is_entry(bare):
            raise Fault(number, "holds a list entry behind a key; put it on a line of its own")
        if re.search(r":(?:\s|$)", bare):
            raise Fault(number, "holds a second 'key: value' on one line; put it in quotes")
        return self._plain(bare, text, indent)

    def block(self, first: Line, depth: int) -> Value:
        """The block that begins with a line that is looked at, not taken."""
        if _is_entry(first.text):
            entries: list[Value] = []
            while (line := self._lines.peek()) is not None and line.indent == first.indent and _is_entry(line.text):
                entries.append(self.entry(depth + 1))
            self._ends(first.indent)
            return entries
        if not _is_pair(first.text):
            line = self._lines.take()
            return self.value(line.text, first.indent - 1, line.number, depth)
        return self._mapping(first.indent, depth)

    def _mapping(self, indent: int, depth: int) -> dict[str, Value]:
        found: dict[str, Value] = {}
        while (line := self._lines.peek()) is not None and line.indent == indent and not _is_entry(line.text):
            if line.indent == 0 and line.text.rstrip() in ("---", "..."):
                break
            key, rest = self.key(self._lines.take())
            value = self.value(rest, indent, line.number, depth + 1)
            if key in found:
                self._twice.append(key)
            found[key] = value
        self._ends(indent)
        return found

    def _ends(self, indent: int) -> None:
        line = self._lines.peek()
        if line is not None and line.indent > indent:
            raise Fault(line.number, "is indented deeper than what it belongs to")

    def entry(self, depth: int) -> Value:
        """One list entry, its dash included."""
        line = self._lines.take()
        rest = line.text[1:].lstrip(" ")
        indent = line.indent + len(line.text) - len(rest)
        if depth > MAX_DEPTH:
            raise Fault(line.number, f"is nested deeper than {MAX_DEPTH} levels")
        if _COMMENT.sub("", rest).strip() and (_is_entry(rest) or _is_pair(rest)):
            self._lines.back(Line(indent, rest, line.number))
            return self.block(Line(indent, rest, line.number), depth)
        if not _COMMENT.sub("", rest).strip():
            below = self._lines.peek()
            return self.block(below, depth + 1) if below is not None and below.indent > line.indent else ""
        return self.value(rest, line.indent, line.number, depth)

    def _below(self, indent: int) -> Line | None:
        """The next line of a scalar that goes on deeper than `indent`, blank lines among them."""
        line = self._lines.raw()
        if line is None:
            return None
        if line.text.strip() and line.indent <= indent:
            self._lines.back(line)
            return None
        return line

    def _plain(self, bare: str, text: str, indent: int) -> str:
        parts, blanks = [bare], 0
        going = _COMMENT.search(text) is None
        while going and (line := self._below(indent)) is not None:
            if not line.text.strip():
                blanks += 1
                continue
            if line.text.startswith("#"):
                break
            if re.search(r":(?:\s|$)", _COMMENT.sub("", line.text)):
                raise Fault(line.number, "holds 'key: value' in the middle of a text; check its indentation")
            parts.append("\n" * blanks if blanks else " ")
            parts.append(_COMMENT.sub("", line.text).strip())
            blanks, going = 0, _COMMENT.search(line.text) is None
        return "".join(parts)

    def _closed(self, text: str, indent: int, number: int, depth: int) -> Value:
        """A quoted text or a flow collection, over as many lines as it takes to close it."""
        quote = text[0] in "\"'"
        parts, size = [text], len(text)
        value, end = quoted(text, 0, number) if quote else flow(text, 0, number, depth)
        while not end:
            line = self._below(indent if quote else indent - 1)
            if line is None:
                raise Fault(number, "opens a quote or bracket that no line below closes")
            parts.append(line.text)
            size += len(line.text)
            if size > MAX_VALUE or (not quote and len(parts) > FLOW_LINES):
                raise Fault(
                    number, f"opens a value of more than 1 MiB, or a list of over {FLOW_LINES} lines in brackets"
                )
            if closing(line.text, 0, text[0]) >= 0 if quote else re.search(r"[\]}]", line.text):
                whole = "\n".join(parts)
                value, end = quoted(whole, 0, number) if quote else flow(whole, 0, number, depth)
        if _COMMENT.sub("", "\n".join(parts)[end:]).strip():
            raise Fault(number, "goes on after its closing quote or bracket")
        return value

    def _literal(self, found: re.Match[str], indent: int) -> str:
        """A block scalar: `|` keeps line breaks, `>` folds them; `-` drops the last, `+` keeps all."""
        style, chomp = found[1], found[3] or found[4] or ""
        own = int(found[2] or found[5] or 0)
        base = indent + own if own else -1
        rows: list[str] = []
        while (line := self._lines.raw()) is not None:
            if base < 0 and line.text.strip():
                if line.indent <= indent and not (indent == 0 and line.indent > 0):
                    self._lines.back(line)
                    break
                base = line.indent
            if line.text.strip() and line.indent < base:
                self._lines.back(line)
                break
            rows.append(" " * (line.indent - max(base, 0)) + line.text if line.text.strip() else "")
        kept = len(rows)
        while kept and not rows[kept - 1]:
            kept -= 1
        body = "\n".join(rows[:kept]) if style == "|" else folded(rows[:kept])
        if chomp == "+":
            return body + "\n" * (len(rows) - kept + bool(kept))
        end = "\n" if kept and not chomp else ""
        return body + end
