"""Column names as words, so that `Job Title`, `job_title`, `jobTitle` and `JOB-TITLE` are one name in any language."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from graphsvc.errors import InputError

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_WORD = re.compile(r"[^\W_]+")
_REPEAT = re.compile(r" \(\d+\)$")  # what `distinct` adds to a repeated name
SHOWN = 60


@lru_cache(maxsize=16384)
def words(name: str) -> tuple[str, ...]:
    """The words of a column name: case, spacing, punctuation and accents do not count."""
    plain = unicodedata.normalize("NFKD", _CAMEL.sub(" ", _REPEAT.sub("", name)))
    return tuple(_WORD.findall("".join(c for c in plain if not unicodedata.combining(c)).casefold()))


@lru_cache(maxsize=16384)
def joined(name: str) -> str:
    """The form in which two names are compared: all words in one."""
    return "".join(words(name))


def spellings(name: str) -> list[str]:
    """Forms to look a column up by, best first: whole, without a number at its end, the last part of a dotted path."""
    whole = joined(name)
    forms = [whole, whole.rstrip("0123456789")]
    if "." in name:
        last = joined(name.rsplit(".", 1)[1])
        forms += [last, last.rstrip("0123456789")]
    return [form for form in dict.fromkeys(forms) if form]


def distinct(names: list[str]) -> tuple[tuple[str, ...], list[str]]:
    """Names made distinct (`phone`, `phone (2)`; `column 3` for an empty one), and warnings that say so."""
    made: list[str] = []
    taken: set[str] = set()
    warnings: list[str] = []
    for position, name in enumerate(names, start=1):
        base = name.strip() or f"column {position}"
        chosen, number = base, 1
        while chosen in taken:
            number += 1
            chosen = f"{base} ({number})"
        if chosen != base:
            warnings.append(f"two columns are called {show(base)}; the later one is read as {show(chosen)}")
        taken.add(chosen)
        made.append(chosen)
    return tuple(made), warnings


def find(name: str, columns: tuple[str, ...], file: str) -> str:
    """The column a user means. Raises InputError, listing what there is."""
    if name in columns:
        return name
    same = [column for column in columns if joined(column) == joined(name)]
    if len(same) == 1:
        return same[0]
    raise InputError(f"{file} has no column {show(name)}; its columns are {listing(columns)}")


def show(text: str, most: int = SHOWN) -> str:
    """Text from a file for a sentence: quoted, one line, at most so many characters."""
    visible = "".join(c if c.isprintable() else "·" for c in text)
    return f"'{visible if len(visible) <= most else visible[: most - 1] + '…'}'"


def listing(columns: tuple[str, ...], most: int = 12) -> str:
    """Column names for a sentence."""
    named = ", ".join(show(column) for column in columns[:most])
    return named + (f" and {len(columns) - most} more" if len(columns) > most else "")
