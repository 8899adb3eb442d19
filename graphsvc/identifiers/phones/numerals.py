"""Digits in words: `numerals.toml` read into one table, every language at once.

A word stands for digits and may take what follows into itself: "twenty" takes one unit, "сто" takes a ten and a unit,
"soixante" takes a teen, "double" the next digit. Words are kept in the skeleton of `reading.skeleton`.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import product
from typing import Any

from graphsvc.identifiers.reading.linear import utf8
from graphsvc.identifiers.reading.skeleton import skeleton

_LEET = str.maketrans("oeis", "0315")
_SHORT = 2  # letters
_MARKED = {"ü": "ue", "ö": "oe", "ä": "ae", "å": "aa"}


@dataclass(frozen=True, slots=True)
class Numeral:
    """What a word stands for. `digits`: as dialled; `takes`: how many digits at its end may be replaced by what
    follows (0, 1 or 2); `times`: repeats the next digit; `alike`: only sounds like a digit; `short`: has one or two
    Latin letters or can be read as a Latin word, which is more often no digit; `languages`: whose."""

    digits: str
    takes: int = 0
    times: int = 0
    alike: bool = False
    short: bool = False
    languages: frozenset[str] = frozenset()


@lru_cache(maxsize=1)
def numerals() -> dict[str, Numeral]:
    """Word (skeleton, lower case) -> numeral. Where languages share a word they share its value."""
    found: dict[str, Numeral] = {}
    for language, table in _languages().items():
        for word, digits, takes in (*_words(table), *_compounds(table)):
            for spelling in _spellings(word):
                known = found.get(spelling)
                languages = frozenset({language}) | (known.languages if known else frozenset())
                short = spelling.isascii() and (len(spelling) <= _SHORT or not _is_latin(word))
                found[spelling] = Numeral(known.digits if known else digits, takes, short=short, languages=languages)
    for word, digits in _pairs(_table()["alike"]["words"]):
        found.setdefault(word, Numeral(digits, alike=True, languages=frozenset({"en"})))
    for times, words in _table()["times"].items():
        for word in words.split():
            found[skeleton(word)[0]] = Numeral("", times=int(times))
    for word, numeral in list(found.items()):
        if "en" in numeral.languages and not numeral.alike:
            found.update((leet, numeral) for leet in _leet(word) if leet not in found)
    return found


@lru_cache(maxsize=1)
def stems() -> tuple[str, ...]:
    """Every word that a numeral is made of, as alternatives of a pattern over UTF-8, the longest first; without those
    of one or two Latin letters, which are in every sentence."""
    table = _table()
    english = {word for word, numeral in numerals().items() if "en" in numeral.languages and word.isalpha()}
    words = {spelling for row in _languages().values() for word, _, _ in _words(row) for spelling in _spellings(word)}
    words |= {word for word, numeral in numerals().items() if numeral.times or numeral.alike}
    words |= {row["hundred"] for row in table.values() if "hundred" in row}
    words |= {ten[:-1] for row in table.values() if row.get("elided") for ten in row["tens"].split()}
    kept = [word for word in words if len(word.encode()) > _SHORT]
    ordered = sorted(kept, key=lambda word: (-len(word), word))
    return tuple(_with_digits(word) if word in english else utf8(word) for word in ordered)


def short_words() -> tuple[str, ...]:
    """The others, and the words that join: in a run they stand between two numerals."""
    joining = {row["and"] for row in _languages().values() if "and" in row}
    words = joining | {word for word in numerals() if len(word.encode()) <= _SHORT and word.isalpha()}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def _languages() -> dict[str, dict[str, Any]]:
    return {name: table for name, table in _table().items() if "units" in table}


def _with_digits(word: str) -> str:
    return "".join(f"[{char}{char.translate(_LEET)}]" if char in "oeis" else char for char in word)


@lru_cache(maxsize=1)
def plus_words() -> tuple[str, ...]:
    """Words for the plus sign of a calling code."""
    return tuple(skeleton(word)[0] for word in _table()["plus"]["words"].split())


@lru_cache(maxsize=1)
def ands() -> frozenset[str]:
    """Words between a ten and its unit: treinta y uno."""
    return frozenset(table["and"] for table in _table().values() if "and" in table and table.get("tens_first", True))


@lru_cache(maxsize=1)
def hundreds() -> frozenset[str]:
    """Words that make the digit before them a hundred."""
    return frozenset(table["hundred"] for table in _table().values() if "hundred" in table)


@lru_cache(maxsize=1)
def scores() -> frozenset[str]:
    """Languages that count 60 and 80 on to 79 and 99, and say 80 as four twenties."""
    return frozenset(name for name, table in _table().items() if table.get("scores"))


def _is_latin(word: str) -> bool:
    """Otherwise its skeleton may be a name: Greek ένα reads as Eva."""
    return all("LATIN" in unicodedata.name(char, "") for char in word if char.isalpha())


def _words(table: dict[str, Any]) -> Iterator[tuple[str, str, int]]:
    """`(word, digits, takes)` of one language."""
    units = [word.split("/") for word in table["units"].split()]
    yield from ((word, str(value), 0) for value, words in enumerate(units) for word in words)
    for value, words in enumerate(table.get("teens", "").split(), 10):
        yield from ((word, str(value), 0) for word in words.split("/"))
    for value, words in enumerate(table.get("tens", "").split(), 2):
        yield from ((word, f"{value}0", 1) for word in words.split("/"))
    for value, words in enumerate(table.get("hundreds", "").split(), 1):
        yield from ((word, f"{value}00", 2) for word in words.split("/"))
    yield from ((word, digits, 0) for word, digits in _pairs(table.get("further", "")))


def _compounds(table: dict[str, Any]) -> Iterator[tuple[str, str, int]]:
    """`(word, digits, takes)` of a ten and a unit written as one word."""
    units = [word.split("/") for word in table["units"].split()]
    for value, words in enumerate(table.get("tens", "").split(), 2):
        for unit, names in enumerate(units[1:], 1):
            digits = f"{value}{unit}"
            yield from ((_joined(ten, name, table), digits, 0) for ten in words.split("/") for name in names)


def _joined(ten: str, unit: str, table: dict[str, Any]) -> str:
    if not table.get("tens_first", True):
        return f"{unit}{table['and']}{ten}"
    return f"{ten[:-1] if table.get('elided') and unit[0] in 'uo' else ten}{unit}"


def _spellings(word: str) -> set[str]:
    """Its skeleton; marked vowels also as two letters; apostrophes also left out."""
    twice = "".join(_MARKED.get(char, char) for char in word)
    plain = {skeleton(word)[0], skeleton(twice)[0]}
    return plain | {form.replace("'", "") for form in plain}


def _leet(word: str) -> Iterator[str]:
    """Spellings with some letters as digits: f1ve, s3ven, 0ne."""
    choices = [(char, char.translate(_LEET)) if char in "oeis" else (char,) for char in word]
    yield from sorted({"".join(chosen) for chosen in product(*choices)} - {word})


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for item in text.split():
        word, _, digits = item.partition("=")
        yield word, digits


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads(files("graphsvc.identifiers.phones").joinpath("numerals.toml").read_text("utf-8"))
