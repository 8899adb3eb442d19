"""Names to implementations: built-ins listed in Python, outside packages merged in by entry point.

A registry is a plain dict `name -> "module:Attribute"`. Nothing is imported until it is asked for, so siblings
stay independent and the command line starts fast.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from graphsvc.errors import UnknownName


def merged(builtin: Mapping[str, str], group: str) -> dict[str, str]:
    """Built-in entries plus those of outside packages under entry-point `group`; a built-in name wins."""
    return {**_outside(group), **builtin}


@cache
def _outside(group: str) -> dict[str, str]:
    """Asked once a process: finding every installed package's entry points takes some 10 ms."""
    return {point.name: point.value for point in entry_points(group=group)}


@cache
def load(path: str) -> Any:
    """The object at `"module:Attribute"`."""
    module, _, attribute = path.partition(":")
    return getattr(import_module(module), attribute)


def resolve(builtin: Mapping[str, str], name: str, what: str, group: str) -> Any:
    """The implementation called `name`. Raises UnknownName, listing the names that exist."""
    known = merged(builtin, group)
    if name not in known:
        raise UnknownName(what, name, list(known))
    return load(known[name])


def by_suffix(builtin: Mapping[str, str], path: Path, what: str, group: str) -> str:
    """The name of the entry whose `SUFFIX` the file's name ends with, whatever its case; the longest such suffix.

    Raises UnknownName, listing the names that exist.
    """
    known = merged(builtin, group)
    suffixes = {str(load(known[name]).SUFFIX): name for name in sorted(known)}
    fitting = [suffix for suffix in suffixes if path.name.lower().endswith(suffix)]
    if not fitting:
        raise UnknownName(what, path.suffix or path.name, list(known))
    return suffixes[max(fitting, key=len)]
