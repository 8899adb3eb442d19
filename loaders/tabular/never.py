"""What is never collected, by the name of its column; `vocabulary/never.toml` lists it.

Law and harm are the reason: GDPR article 9 and LED article 10 data, names and bodies of people who may be victims,
ages, identity papers, pictures, exact addresses. A name is matched word by word: `race` is not in `trace`, `age` not
in `page`. A loader that means something else by a word (a wallet's `address`) exempts that word, never a phrase.
"""

from __future__ import annotations

from collections.abc import Iterator

from loaders.tabular.names import words
from loaders.tabular.vocabulary import phrases, word_list

_TABLE = word_list("never")
GROUPS: dict[str, tuple[str, ...]] = {group: phrases(text) for group, text in _TABLE["groups"].items()}
# A word that turns a name into something else: the hash of a picture is no picture, an e-mail address no street.
_OTHERWISE = {group: frozenset(phrases(text)) for group, text in _TABLE["otherwise"].items()}


def _index() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for group, listed in GROUPS.items():
        for phrase in listed:
            parts = words(phrase)
            table.setdefault(parts[0], []).append((parts, group))
            if len(parts) > 1:
                table.setdefault("".join(parts), []).append((("".join(parts),), group))
    return table


_PHRASES = _index()


def _stems(word: str) -> Iterator[str]:
    yield word
    bare = word.rstrip("0123456789")
    if bare != word:
        yield bare
    if bare.endswith("s"):
        yield bare[:-1]


def group(name: str, exempt: frozenset[str] = frozenset()) -> str:
    """Why a column of that name is never collected, or ''. `exempt`: words that mean something else to the caller."""
    parts = words(name)
    for at, word in enumerate(parts):
        for stem in _stems(word):
            for phrase, why in _PHRASES.get(stem, ()):
                if parts[at + 1 : at + len(phrase)] != phrase[1:] or (len(phrase) == 1 and phrase[0] in exempt):
                    continue
                if not _OTHERWISE.get(why, frozenset()).intersection(parts):
                    return why
    return ""
