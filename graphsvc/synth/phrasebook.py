"""Invented wording: one file per language in `phrases/`, composed into templates with slots.

A phrase resolves in two steps. When a template is made, `[a|b]` is chosen and `<list>` draws a word: this is the
constant text that an actor, or a whole organisation, repeats. In each advert `{slot}` is filled: city, price, contact.
A new language is a new file; nothing else names it.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

SECTIONS = ("sale", "job", "staff", "housing", "service")
_CHOICE = re.compile(r"\[([^\[\]]*)\]|<(\w+)>")
_OUTSIDE_SLOTS = re.compile(r"[^{}]+(?![^{]*\})")
_SEPARATORS = (" ", " ", " ", "\n", "\n", " * ", " ~ ", "\n\n", " - ")
_ORNAMENTS = ("", "", "", "", "✨", "🌸", "☎", "💎", "➡", "★", "🌴", "✔")


@dataclass(frozen=True, slots=True)
class Language:
    """The phrases of one language. `sections`: name -> (titles, parts); a part is a list of alternatives."""

    code: str
    digits: tuple[str, ...]
    lists: Mapping[str, tuple[str, ...]]
    sections: Mapping[str, tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]]
    contact: Mapping[str, tuple[str, ...]]
    stock: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Wording:
    """A template: constant text with `{slots}`, for `str.format_map`. `separator` joins what follows the body."""

    title: str
    body: str
    separator: str


@dataclass(frozen=True, slots=True)
class City:
    """A city, with its name in those languages that write it in another script."""

    name: str
    names: Mapping[str, str]

    def in_language(self, code: str) -> str:
        return self.names.get(code, self.name)


@dataclass(frozen=True, slots=True)
class Country:
    """Where adverts stand: ISO 3166 code, ISO 4217 currency, languages as often as they weigh, cities."""

    code: str
    weight: int
    currency: str
    languages: tuple[str, ...]
    cities: tuple[City, ...]


@lru_cache(maxsize=1)
def languages() -> dict[str, Language]:
    """Code -> language, for every file in `phrases/`, by code."""
    folder = files(__package__) / "phrases"
    texts = {file.name.removesuffix(".toml"): file.read_text("utf-8") for file in folder.iterdir() if _is_toml(file)}
    return {code: _language(code, tomllib.loads(texts[code])) for code in sorted(texts)}


def _is_toml(file: Traversable) -> bool:
    return file.name.endswith(".toml")


def countries(name: str = "places.toml") -> tuple[Country, ...]:
    """The countries of a file of places in this package."""
    table = tomllib.loads((files(__package__) / name).read_text("utf-8"))
    return tuple(
        Country(
            entry["code"], entry["weight"], entry["currency"], tuple(entry["languages"]),
            tuple(City(city.pop("name"), city) for city in entry["cities"]),
        )
        for entry in table["country"]
    )  # fmt: skip


def _language(code: str, table: dict[str, Any]) -> Language:
    return Language(
        code,
        tuple(table["digits"]),
        {name: tuple(words) for name, words in table["lists"].items()},
        {name: (tuple(table[name]["title"]), tuple(map(tuple, table[name]["parts"]))) for name in SECTIONS},
        {name: tuple(phrases) for name, phrases in table["contact"].items()},
        {name: tuple(phrases) for name, phrases in table["stock"].items()},
    )


def compose(phrase: str, language: Language, rng: random.Random, name: str, drawn: set[str] | None = None) -> str:
    """`phrase` with its choices made; `{slots}` stay. `<name>` is the brand; words in `drawn` are not drawn again."""
    used = set() if drawn is None else drawn

    def choose(match: re.Match[str]) -> str:
        choices: str | None = match[1]
        if choices is not None:
            return rng.choice(choices.split("|"))
        if match[2] == "name":
            return name
        word = rng.choice([word for word in language.lists[match[2]] if word not in used])
        used.add(word)
        return word

    return _CHOICE.sub(choose, phrase)


def make_wording(language: Language, section: str, rng: random.Random, name: str) -> Wording:
    """A fresh template: the first part, most others in any order, at times a stock phrase, in one writer's style."""
    titles, parts = language.sections[section]
    others = list(parts[1:])
    rng.shuffle(others)
    kept = [parts[0], *others[: max(2, len(others) - rng.randrange(3))]]
    drawn: set[str] = set()
    sentences = [compose(rng.choice(part), language, rng, name, drawn) for part in kept]
    if rng.random() < 0.1:
        sentences.append(rng.choice(language.stock["phrases"]))
    ornament, separator = rng.choice(_ORNAMENTS), rng.choice(_SEPARATORS)
    title = compose(rng.choice(titles), language, rng, name)
    if rng.random() < 0.15:
        title = _OUTSIDE_SLOTS.sub(lambda match: match[0].upper(), title)
    if ornament:
        title = f"{ornament} {title}"
        sentences[-1] += f" {ornament}"
    return Wording(title, separator.join(sentences), separator)
