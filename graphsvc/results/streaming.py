"""Large documents piece by piece: canonical JSON of a dataclass written and read without ever holding it whole.

A document is one object; some of its fields are lists of many items. A piece ends between two items or two fields, so
no string, number or item is cut in two. Whatever the pieces, joined they are the same bytes. Floats are written rounded
to DECIMALS, so that platforms agree; `exact` gives the values as they will be read again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, get_args, get_type_hints

from graphsvc.errors import InputError
from graphsvc.model import CANONICAL

DECIMALS = 6
STEP = 500  # items written at once
PIECE = 1 << 20  # characters from which a piece ends

Change = Callable[[Any], Any]


def rounded(value: Any) -> Any:
    """Plain values for JSON. One pass, and no `asdict`, which copies deeply: results hold millions of values."""
    if isinstance(value, str | int | None):
        return value
    if isinstance(value, float):
        return _rounded(value)
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(item) for item in value]
    return {name: rounded(getattr(value, name)) for name in _names(value.__class__)}


def exact(value: Any) -> Any:
    """The same value, its floats as they are written."""
    if isinstance(value, float):
        return _rounded(value)
    if isinstance(value, tuple | list):
        return type(value)(exact(item) for item in value)
    if isinstance(value, dict):
        return {name: exact(item) for name, item in value.items()}
    if not is_dataclass(value) or isinstance(value, type):
        return value
    found = {name: exact(getattr(value, name)) for name in _inexact(value.__class__)}
    return replace(value, **found) if found else value


def pieces(value: Any, many: Collection[str], change: Change | None = None) -> Iterator[str]:
    """Canonical text of a dataclass whose fields `many` are tuples of dataclasses. `change` is made to the plain values
    of each item and of each other field."""
    part: list[str] = []
    size = 0
    for text in _texts(value, many, change):
        part.append(text)
        size += len(text)
        if size >= PIECE:
            yield "".join(part)
            part, size = [], 0
    if part:
        yield "".join(part)


def values(found: Iterable[str], many: Collection[str], what: str) -> Iterator[tuple[str, Any]]:
    """(name, plain value) of each field of a canonical document, and of each item of its fields `many`; the name of
    such a field alone, with None, first. Nothing where there is no text. Raises InputError, naming `what` the document
    was meant to be."""
    reader = _Reader(iter(found), what)
    if reader.ended():
        return
    reader.expect("{")
    while not reader.skip("}"):
        name = reader.value()
        if not isinstance(name, str):
            raise reader.error("a field has no name")
        reader.expect(":")
        if name not in many:
            yield name, reader.value()
        else:
            yield name, None
            reader.expect("[")
            while not reader.skip("]"):
                yield name, reader.value()
                if not reader.skip(","):
                    reader.expect("]")
                    break
        if not reader.skip(","):
            reader.expect("}")
            return


def field_in(found: Iterable[str], name: str) -> Any:
    """The value of one field that is an object and not the first, found without reading what stands before it; None
    where there is none. Inside strings a quotation mark has a backslash before it, so none can look like a field."""
    start = f',"{name}":{{'
    for text in found:
        at = text.find(start)
        if at >= 0:
            return _DECODER.raw_decode(text, at + len(start) - 1)[0]
    return None


def _texts(value: Any, many: Collection[str], change: Change | None) -> Iterator[str]:
    before = "{"
    for name in sorted(_names(value.__class__)):
        label, item = f'{before}"{name}":', getattr(value, name)
        before = ","
        if name not in many:
            plain = rounded(item)
            yield label + _ENCODER.encode(change(plain) if change else plain)
            continue
        yield label + "["
        for start in range(0, len(item), STEP):
            some: Any = item[start : start + STEP]
            if change:
                some = [change(rounded(one)) for one in some]
            yield ("," if start else "") + _ENCODER.encode(some)[1:-1]
        yield "]"
    yield "}"


def _plain(value: Any) -> dict[str, Any]:
    """One level of a dataclass; the encoder asks again for dataclasses inside, and takes other values as they are."""
    found = {name: getattr(value, name) for name in _names(value.__class__)}
    for name in _bare(value.__class__):
        found[name] = rounded(found[name])
    return found


def _rounded(value: float) -> float:
    return round(value, DECIMALS) + 0.0  # + 0.0: no negative zero


@cache
def _names(cls: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cls))


@cache
def _inexact(cls: Any) -> tuple[str, ...]:
    """Fields of a dataclass that may hold floats."""
    return tuple(name for name, hint in get_type_hints(cls).items() if _may_hold_floats(hint))


@cache
def _bare(cls: Any) -> tuple[str, ...]:
    """Fields of a dataclass whose floats are in no other dataclass."""
    hints = get_type_hints(cls)
    return tuple(name for name in _inexact(cls) if not _holds_dataclass(hints[name]))


def _may_hold_floats(hint: Any) -> bool:
    if _holds_dataclass(hint) and not get_args(hint):
        return bool(_inexact(hint))
    return hint in (float, Any) or any(_may_hold_floats(inner) for inner in get_args(hint))


def _holds_dataclass(hint: Any) -> bool:
    return is_dataclass(hint) or any(_holds_dataclass(inner) for inner in get_args(hint))


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON number")


_ENCODER = json.JSONEncoder(**CANONICAL, default=_plain)
_DECODER = json.JSONDecoder(parse_constant=_no_constant)


class _Reader:
    """Values one after another out of a text that comes in pieces."""

    def __init__(self, found: Iterator[str], what: str) -> None:
        self._found, self._what = found, what
        self._text, self._at = "", 0

    def value(self) -> Any:
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except ValueError as error:
                if not self._more():
                    raise self.error(str(error)) from error
                continue
            # a number may go on in the next piece, where that was cut by others
            if end < len(self._text) or not isinstance(value, int | float) or not self._more():
                self._at = end
                return value

    def ended(self) -> bool:
        """Whether there is no more text."""
        while self._at >= len(self._text):
            if not self._more():
                return True
        return False

    def skip(self, mark: str) -> bool:
        """Whether `mark` comes next; it is passed over."""
        if self.ended() or self._text[self._at] != mark:
            return False
        self._at += 1
        return True

    def expect(self, mark: str) -> None:
        if not self.skip(mark):
            raise self.error(f"{mark!r} was expected")

    def error(self, reason: str) -> InputError:
        return InputError(f"not {self._what}: {reason}")

    def _more(self) -> bool:
        following = next(self._found, None)
        if following is None:
            return False
        self._text, self._at = self._text[self._at :] + following, 0
        return True
