"""The platforms of `platforms.toml`: how each is called, where its accounts live, and what a name there looks like."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class Platform:
    """One platform; `platforms.toml` says what each field means. Patterns are matched whole."""

    name: str
    title: str
    words: tuple[str, ...]
    aliases: tuple[str, ...]
    hosts: tuple[str, ...]
    paths: tuple[re.Pattern[str], ...]
    shape: re.Pattern[str]
    folds: bool
    kept: re.Pattern[str]
    reserved: frozenset[str]
    numbers: bool

    def canonical(self, name: str) -> str:
        """The one spelling of a name on this platform, '' when it can be none."""
        name = name.strip().lstrip("@$~").rstrip(".")
        if self.kept.fullmatch(name):
            return name
        name = name.lower() if self.folds else name
        return name if self.shape.fullmatch(name) and name not in self.reserved else ""

    def in_path(self, path: str) -> str:
        """The name that a link's path holds, '' for none."""
        for pattern in self.paths:
            found = pattern.match(path)
            if found:
                return self.canonical(found[1] or "")
        return ""


@lru_cache(maxsize=1)
def platforms() -> dict[str, Platform]:
    """Every platform by name, in the order of the file."""
    table = _table()
    common = table["common"].split()
    return {
        name: Platform(
            name=name,
            title=row["title"],
            words=tuple(row["words"]),
            aliases=tuple(row.get("aliases", ())),
            hosts=tuple(row.get("hosts", ())),
            paths=tuple(re.compile(path + "(?:/.*)?$", re.ASCII | re.DOTALL) for path in row.get("paths", ())),
            shape=re.compile(row["shape"]),
            folds=row.get("folds", True),
            kept=re.compile(row.get("kept", "(?!)")),
            reserved=frozenset([*common, *row.get("reserved", "").split()]),
            numbers=row.get("numbers", False),
        )
        for name, row in table.items()
        if isinstance(row, dict)
    }


@lru_cache(maxsize=1)
def ordinary_words() -> frozenset[str]:
    """Words that follow a platform's name in sentences without being a name."""
    return frozenset(_table()["ordinary"].split())


def _table() -> dict[str, Any]:
    text = files("graphsvc.identifiers.platforms").joinpath("platforms.toml").read_text("utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=1)
def by_word() -> dict[str, Platform]:
    """Every name, title and word of a platform, in lower case."""
    return {
        word: platform
        for platform in platforms().values()
        for word in (platform.name, platform.title.lower(), *platform.words)
    }


@lru_cache(maxsize=1)
def by_label() -> dict[str, Platform]:
    """`by_word`, and what only a column's label would say: hosts, and aliases too short for running text."""
    labels = {label: platform for platform in platforms().values() for label in (*platform.hosts, *platform.aliases)}
    return {**labels, **by_word()}


@lru_cache(maxsize=1)
def by_host() -> dict[str, Platform]:
    """Every host of a platform's links."""
    return {host: platform for platform in platforms().values() for host in platform.hosts}
