"""Texts into hashed tokens, many texts at once, identifiers left out.

A token is a word, one character of a script without spaces, or one picture. Left out, because text is compared without
its numbers: every word with a digit in it, digit words, and every stretch between spaces that holds an `@`, a scheme
or a known domain ending. A picture between two such is a separator and goes with them.

Words are hashed as polynomials modulo 2^64 over their folded characters, by prefix: the character at position p of
the whole batch weighs BASE^p, and a word's sum is divided by BASE^start. So a batch costs a fixed number of array
operations, whatever its words are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphsvc.linking.templates.folding import CLASS_SHIFT, FOLDED, Class, table

LONGEST = 1_000_000  # characters of one text that are read; no advert is longer, and memory stays bounded
_BASE = 0x9E3779B97F4A7C15  # odd, hence invertible modulo 2^64
_MODULUS = 1 << 64
_AT, _COLON, _SLASH, _DOT = map(ord, "@:/.")

# Domain endings seen in adverts; a rarer one stays as a word and costs one slot.
_ENDINGS = (
    "com net org info biz me io co ly cc tv app site online club link xyz ru ua by kz de fr es it pt ro pl nl be ch at "
    "uk ie us ca mx br ar au nz cn jp kr th vn in ph sg hk tw ae sa tr eu cz hu bg gr se no dk fi example"
)
_DIGIT_WORDS = (
    "zero oh one two three four five six seven eight nine double triple "
    "cero uno dos tres cuatro cinco seis siete ocho nueve um dois quatro sete oito nove "
    "un deux trois quatre cinq sept huit neuf null eins zwei drei vier fünf sechs sieben acht neun "
    "due tre quattro cinque sei sette otto unu doi trei patru cinci sase sapte opt noua "
    "ноль один два три четыре пять шесть семь восемь девять нуль одна чотири шість сім вісім дев'ять "
    "صفر واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة 零 一 二 三 四 五 六 七 八 九 〇"
)


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """hashes, classes: one entry for each token, texts one after another. counts: tokens of each text."""

    hashes: NDArray[np.uint64]
    classes: NDArray[np.uint8]
    counts: NDArray[np.int64]


def tokenise(texts: Sequence[str], *, masked: bool = True) -> Tokens:
    """Tokens of each text, without its identifiers if `masked`. Linear in the characters."""
    pieces = [text[:LONGEST] for text in texts]
    joined = "\n".join([*pieces, ""])
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    ends = np.cumsum(np.fromiter(map(len, pieces), dtype=np.int64, count=len(pieces)) + 1)
    entries = table()[codes]
    classes = (entries >> np.uint32(CLASS_SHIFT)).astype(np.uint8)
    seen = classes != Class.DROPPED
    if not seen.all():
        ends = np.cumsum(seen)[ends - 1]
        codes, entries, classes = codes[seen], entries[seen], classes[seen]
    in_word = (classes == Class.LETTER) | (classes == Class.DIGIT)
    begins = in_word.copy()
    begins[1:] &= ~in_word[:-1]
    begins |= classes >= Class.GLYPH
    starts = np.flatnonzero(begins)
    bounds = np.searchsorted(starts, ends)
    if not len(starts):
        return Tokens(np.zeros(0, np.uint64), np.zeros(0, np.uint8), np.zeros(len(pieces), np.int64))
    hashes = _hashes(entries, starts)
    if masked:
        hidden = _hidden(codes, classes, starts, hashes)
        hidden |= _separators(classes[starts], hidden, bounds)
        bounds = np.concatenate([[0], np.cumsum(~hidden)])[bounds]
        starts, hashes = starts[~hidden], hashes[~hidden]
    return Tokens(hashes, classes[starts], np.diff(bounds, prepend=0))


def _hashes(entries: NDArray[np.uint32], starts: NDArray[np.int64]) -> NDArray[np.uint64]:
    powers, inverses = _powers(max(16, (len(entries) - 1).bit_length()))
    terms = (entries & np.uint32(FOLDED)).astype(np.uint64)
    terms *= powers[: len(terms)]
    return mixed(np.add.reduceat(terms, starts) * inverses[starts])


@lru_cache(maxsize=4)
def _powers(bits: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """BASE^p and BASE^-p for p below 2^bits."""
    size = 1 << bits
    made = []
    for base in (_BASE, pow(_BASE, -1, _MODULUS)):
        powers = np.full(size, base, dtype=np.uint64)
        powers[0] = 1
        made.append(np.cumprod(powers, dtype=np.uint64))
    return made[0], made[1]


def mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Every bit of the result depends on every bit of the value (the finaliser of splitmix64; Steele et al., 2014)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _hidden(
    codes: NDArray[np.uint32], classes: NDArray[np.uint8], starts: NDArray[np.int64], hashes: NDArray[np.uint64]
) -> NDArray[np.bool_]:
    """Which tokens are part of an identifier."""
    hidden = np.zeros(len(starts), dtype=bool)
    digits = np.flatnonzero(classes == Class.DIGIT)
    hidden[np.searchsorted(starts, digits, side="right") - 1] = True
    words, endings = _word_lists()
    hidden |= is_in(hashes, words)
    where = _addresses(codes, classes, starts, hashes, endings)
    if len(where):
        gaps = np.flatnonzero((classes == Class.BREAK) | (classes >= Class.GLYPH))
        after = np.searchsorted(gaps, where)
        first = np.searchsorted(starts, np.concatenate([[0], gaps + 1])[after])
        last = np.searchsorted(starts, np.append(gaps, len(codes))[after])
        size = len(starts) + 1
        hidden |= np.cumsum(np.bincount(first, minlength=size) - np.bincount(last, minlength=size))[:-1] > 0
    return hidden


def _separators(classes: NDArray[np.uint8], hidden: NDArray[np.bool_], bounds: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Pictures between two hidden tokens of one text, whose last token is before `bounds`."""
    found = np.zeros(len(classes), dtype=bool)
    at = np.flatnonzero(classes[1:-1] == Class.SYMBOL) + 1
    at = at[hidden[at - 1] & hidden[at + 1]]
    text = np.searchsorted(bounds, at, side="right")
    first = np.concatenate([np.zeros(1, np.int64), bounds])[text]
    found[at[(at > first) & (at + 1 < bounds[text])]] = True
    return found


def _addresses(
    codes: NDArray[np.uint32], classes: NDArray[np.uint8], starts: NDArray[np.int64], hashes: NDArray[np.uint64],
    endings: NDArray[np.uint64],
) -> NDArray[np.int64]:  # fmt: skip
    """Positions of characters inside mail addresses, links and handles."""
    colons = np.flatnonzero(codes[:-2] == _COLON)
    schemes = colons[(codes[colons + 1] == _SLASH) & (codes[colons + 2] == _SLASH)]
    dots = np.flatnonzero(codes == _DOT)
    dots = dots[(dots > 0) & (dots < len(codes) - 1)]
    dots = dots[(classes[dots - 1] != Class.BREAK) & (classes[dots + 1] == Class.LETTER)]
    named = is_in(hashes[np.searchsorted(starts, dots, side="right")], endings)
    return np.concatenate([np.flatnonzero(codes == _AT), schemes, dots[named]])


@lru_cache(maxsize=1)
def _word_lists() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Sorted hashes of digit words and of domain endings."""
    return (
        np.unique(tokenise(_DIGIT_WORDS.split(), masked=False).hashes),
        np.unique(tokenise(_ENDINGS.split(), masked=False).hashes),
    )


def is_in(values: NDArray[Any], listed: NDArray[Any]) -> NDArray[np.bool_]:
    """Membership of hashes in a short ascending list; a table over their top 16 bits settles nearly all of it."""
    shift = values.dtype.type(8 * values.itemsize - 16)
    likely = np.zeros(1 << 16, dtype=bool)
    likely[listed >> shift] = True
    found: NDArray[np.bool_] = likely[values >> shift]
    maybe = np.flatnonzero(found)
    place = np.searchsorted(listed, values[maybe])
    found[maybe] = listed[np.minimum(place, len(listed) - 1)] == values[maybe]
    return found
