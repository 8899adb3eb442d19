"""Word lists kept as data: `loaders/vocabulary/NAME.toml`, comma-separated, several languages side by side."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

ATTRIBUTE = "attribute"  # the field of a column that is kept under its own name


def word_list(name: str) -> dict[str, Any]:
    """One list as it stands in its file."""
    return tomllib.loads(files("loaders").joinpath("vocabulary", f"{name}.toml").read_text("utf-8"))


def phrases(text: str) -> tuple[str, ...]:
    return tuple(" ".join(phrase.split()) for phrase in text.split(","))


def fields(name: str, shared: Mapping[str, tuple[str, ...]] | None = None) -> dict[str, tuple[str, ...]]:
    """Field -> synonyms of one loader: its own fields, those it shares, its attributes, and ATTRIBUTE itself."""
    own, common = word_list(name), shared or {}
    made = {field: (*common.get(field, ()), *phrases(text)) for field, text in own["fields"].items()}
    made |= {field: synonyms for field, synonyms in common.items() if field not in made}
    return made | {field: phrases(text) for field, text in own["attributes"].items()} | {ATTRIBUTE: ()}


def attributes(name: str) -> tuple[str, ...]:
    """The fields of one loader that become attributes: short values kept as they are."""
    return tuple(word_list(name)["attributes"])
