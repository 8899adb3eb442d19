"""JSON documents back into frozen dataclasses, by their type hints: what does not fit is refused, with its place.

`parse` reads JSON from anywhere: repeated names, NaN, and depth beyond the reader's are refused (RFC 8259 leaves them
open, and two programs would read two things). `restore` takes exact types: a document either is one, or is refused
in one sentence; nothing odd travels on into reports and exports.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from graphsvc.errors import InputError

Build = Callable[[Any], Any]


class _Mismatch(Exception):
    """What does not fit; `place` grows from the inside out."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.place: list[str] = []

    def at(self, step: str) -> _Mismatch:
        self.place.insert(0, step)
        return self

    def __str__(self) -> str:
        return f"{''.join(self.place).lstrip('.') or 'the whole'}: {self.reason}"


def parse(text: str | bytes, what: str) -> Any:
    """The JSON value in `text`. Raises InputError, naming `what` it was meant to be."""
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise InputError(f"not {what}: {reason}") from error


def restore(cls: type[Any], value: object, what: str) -> Any:
    """An instance of the dataclass `cls`. Raises InputError, naming `what` it was meant to be and the place."""
    try:
        hint: Any = cls
        return _builder(hint)(value)
    except _Mismatch as error:
        raise InputError(f"not {what}: {error}") from error


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name occurs twice in one object")
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON number")


@cache
def _builder(hint: Any) -> Build:
    origin, inner = get_origin(hint), get_args(hint)
    if hint is Any:
        return lambda value: value
    if is_dataclass(hint):
        return _dataclass(hint)
    if origin in (Union, types.UnionType):
        return _optional(inner)
    if origin is tuple:
        return _sequence(tuple, _builder(inner[0]))
    if origin is frozenset:
        return _sequence(frozenset, _builder(inner[0]))
    if origin is dict:
        return _mapping(_builder(inner[1]))
    return _scalar(hint)


def _dataclass(cls: Any) -> Build:
    hints = get_type_hints(cls)
    builders = {f.name: _builder(hints[f.name]) for f in fields(cls)}
    needed = {f.name for f in fields(cls) if f.default is MISSING and f.default_factory is MISSING}

    def build(value: Any) -> Any:
        _expect(value, dict, "an object")
        if missing := needed - value.keys():
            raise _Mismatch(f"{min(missing)!r} is missing")
        if unknown := value.keys() - builders.keys():
            raise _Mismatch(f"{min(unknown)!r} is unknown")
        found = {}
        for name, item in value.items():
            try:
                found[name] = builders[name](item)
            except _Mismatch as error:
                raise error.at(f".{name}") from None
        return cls(**found)

    return build


def _sequence(make: Callable[[Any], Any], build_item: Build) -> Build:
    def build(value: Any) -> Any:
        _expect(value, list, "a list")
        found = []
        for at, item in enumerate(value):
            try:
                found.append(build_item(item))
            except _Mismatch as error:
                raise error.at(f"[{at}]") from None
        return make(found)

    return build


def _mapping(build_item: Build) -> Build:
    def build(value: Any) -> Any:
        _expect(value, dict, "an object")
        found = {}
        for name, item in value.items():
            try:
                found[name] = build_item(item)
            except _Mismatch as error:
                raise error.at(f"[{name!r}]") from None
        return found

    return build


def _optional(inner: tuple[Any, ...]) -> Build:
    (kind,) = (hint for hint in inner if hint is not type(None))
    build_item = _builder(kind)
    return lambda value: None if value is None else build_item(value)


def _scalar(kind: type[Any]) -> Build:
    words = {str: "text", int: "a whole number", float: "a number", bool: "true or false"}[kind]

    def build(value: Any) -> Any:
        if kind is float and type(value) is int:
            return float(value)
        _expect(value, kind, words)
        return value

    return build


def _expect(value: Any, kind: type[Any], words: str) -> None:
    if type(value) is not kind:
        raise _Mismatch(f"expected {words}")
