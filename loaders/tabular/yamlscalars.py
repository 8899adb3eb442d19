"""YAML's scalars and flow collections, as text: what stands between quotes or brackets, whatever line it is on."""

from __future__ import annotations

import re

from loaders.tabular.limits import MAX_DEPTH

Value = str | list["Value"] | dict[str, "Value"]
REFUSED = {"&": "an anchor", "*": "an alias", "!": "a tag", "%": "a '%'", "@": "an '@'", "`": "a '`'"}
COMPLEX = "holds a complex key ('? '), which TagPacks have no use for"
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "v": "\v",
            '"': '"', "\\": "\\", "/": "/", " ": " ", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
            "\t": "\t"}  # fmt: skip
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)


class Fault(ValueError):
    """What a line holds that is not read. `line`: 1-based."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line = line


def folded(rows: list[str]) -> str:
    """Lines folded into one, blank lines kept as breaks, deeper lines kept as they are."""
    out: list[str] = []
    blanks = 0
    for row in rows:
        if not row:
            blanks += 1
            continue
        if out:
            deep = row.startswith(" ") or out[-1].startswith(" ")
            out.append("\n" * (blanks + deep) if blanks or deep else " ")
        elif blanks:
            out.append("\n" * blanks)
        out.append(row)
        blanks = 0
    return "".join(out)


def closing(text: str, at: int, mark: str) -> int:
    """Where a quote that is open at `at` is closed, -1 where it is not. Linear; no state outlives a line."""
    while (at := text.find(mark, at)) >= 0:
        if mark == "'" and text[at + 1 : at + 2] == "'":
            at += 2
            continue
        before = at
        while mark == '"' and before and text[before - 1] == "\\":
            before -= 1
        if (at - before) % 2 == 0:
            return at
        at += 1
    return -1


def quoted(text: str, start: int, number: int) -> tuple[str, int]:
    """`(value, end)` of a quoted text; end 0 while it is not closed."""
    mark, at = text[start], closing(text, start + 1, text[start])
    if at < 0:
        return "", 0
    body = text[start + 1 : at]
    if mark == "'":
        return _unfolded(body).replace("''", "'"), at + 1
    body = re.sub(r"(?<!\\)((?:\\\\)*)\\\n[ \t]*", r"\1", body)  # an escaped line break is none
    return _ESCAPE.sub(lambda found: _escaped(found, number), _unfolded(body)), at + 1


def _unfolded(body: str) -> str:
    """A quoted text over several lines as one: line breaks are spaces, blank lines are breaks."""
    if "\n" not in body:
        return body
    rows = body.split("\n")
    trimmed = [rows[0].rstrip(" \t"), *(row.strip(" \t") for row in rows[1:-1]), rows[-1].lstrip(" \t")]
    out, blanks = trimmed[0], 0
    for row in trimmed[1:-1]:
        if row:
            out += ("\n" * blanks if blanks else " ") + row
            blanks = 0
        else:
            blanks += 1
    return out + ("\n" * blanks if blanks else " ") + trimmed[-1]


def _escaped(found: re.Match[str], number: int) -> str:
    code = found[1] or found[2] or found[3]
    if code:
        if int(code, 16) > 0x10FFFF:
            raise Fault(number, f"holds the escape {found[0]!r}, which is no character")
        return chr(int(code, 16))
    if found[4] not in _ESCAPES:
        raise Fault(number, f"holds the escape {found[0]!r}, which YAML does not know")
    return _ESCAPES[found[4]]


_FLOW_PLAIN = re.compile(r"(?:[^\s,\[\]{}:#]|:(?=[^\s,\[\]{}])|(?<=\S)#|\s+(?![\s#,\[\]{}:])|\s+(?=:\S))+")


def flow(text: str, start: int, number: int, depth: int) -> tuple[Value, int]:
    """`(value, end)` of a flow collection; end 0 while it is not closed."""
    if depth > MAX_DEPTH:
        raise Fault(number, f"is nested deeper than {MAX_DEPTH} levels")
    mapping, at = text[start] == "{", start + 1
    entries: list[Value] = []
    named: dict[str, Value] = {}
    while True:
        at = _space(text, at)
        if at >= len(text):
            return "", 0
        if text[at] == "?" and text[at + 1 : at + 2] in ("", " ", "\t", "\n"):
            raise Fault(number, COMPLEX)
        if text[at] == ("}" if mapping else "]"):
            return (named if mapping else entries), at + 1
        value, at = _flow_scalar(text, at, number, depth)
        at = _space(text, at) if at else 0
        if not at or at >= len(text):
            return "", 0
        if text[at] == ":":
            if not isinstance(value, str) or not mapping:
                raise Fault(number, "holds a key that is no text, or a pair in a list; write it as a block")
            inner: Value = ""
            at = _space(text, at + 1)
            if at < len(text) and text[at] not in ",}":
                inner, at = _flow_scalar(text, at, number, depth)
                at = _space(text, at) if at else 0
            if not at or at >= len(text):
                return "", 0
            if value in named:
                raise Fault(number, f"the key {value[:60]!r} stands twice")
            named[value] = inner
        elif mapping:
            named[str(value)] = ""
        else:
            entries.append(value)
        if text[at] == ",":
            at += 1
        elif text[at] not in "}]":
            raise Fault(number, "misses a comma or a closing bracket")


def _space(text: str, at: int) -> int:
    """The next place that is neither space nor comment."""
    while at < len(text):
        if text[at] in " \t\n":
            at += 1
        elif text[at] == "#" and text[at - 1] in " \t\n":
            end = text.find("\n", at)
            at = len(text) if end < 0 else end
        else:
            break
    return at


def _flow_scalar(text: str, at: int, number: int, depth: int) -> tuple[Value, int]:
    if text[at] in "[{":
        return flow(text, at, number, depth + 1)
    if text[at] in "\"'":
        return quoted(text, at, number)
    if text[at] in REFUSED:
        raise Fault(number, f"holds {REFUSED[text[at]]}; write the values out")
    found = _FLOW_PLAIN.match(text, at)
    if found is None:
        raise Fault(number, "misses a value between commas or brackets")
    return re.sub(r"\s*\n\s*", " ", found[0].strip()), found.end()
