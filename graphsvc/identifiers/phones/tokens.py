"""Runs of what may stand for digits: figures in any gap, words for digits, letters that look like digits.

One pattern over the UTF-8 bytes of a text's skeleton cuts the runs, in linear time; each run is then read into tokens.
A run is broken where a word is no number or where a sign says that the sentence goes on (a currency, a per cent).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from graphsvc.identifiers.phones.numerals import Numeral, ands, hundreds, numerals, scores, short_words, stems
from graphsvc.identifiers.reading.linear import Pattern, pattern, utf8
from graphsvc.identifiers.reading.skeleton import Deep

LEET = {"o": "0", "i": "1", "l": "1", "s": "5", "b": "8", "z": "2", "з": "3", "б": "6", "g": "9", "q": "9"}

_SHORTEST = 7  # characters and bytes of a run
_LONGEST_WORD = 24
_FEWEST_UNITS = 3  # figures, or words that may stand for several digits
_MEMORY = 64  # MiB that the automaton of a few hundred words may use; it takes about ten
_GAP = (
    r"(?:[\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]|\xc2[\x80-\xbf]|\xe2[\x80-\xbf][\x80-\xbf]|\xe3\x80[\x80-\xbf]|"
    r"\xd8\x8c|\xef[\xb8-\xbf][\x80-\xbf]|\xf0\x9f[\x80-\xbf][\x80-\xbf]){0,6}"
)
# Between two figures these make a list or a time, never a number.
_LISTING = re.compile(r"[,;:]")
_BARRIER = re.compile(r"[$€£¥₽₹₴₺₩฿₫₱₦%‰°@#&+]")
# Vowel signs of Hebrew, Arabic, the scripts of India, Thai and Burmese are marks, which \w leaves out.
WORD = r"(?:[^\W_]++|[\u0591-\u05c7\u064b-\u065f\u0900-\u0dff\u0e31-\u0e4e\u1000-\u109f]++)++"
# More than figures with the plain signs between them: other signs, a line break or a slash apart, single figures.
_HIDDEN = re.compile(r"[^0-9 ().\t/+,;:\r\n-]|[0-9]\s*\n\s*[0-9]|\s/|/\s|(?:[0-9][^0-9]{1,6}){6}[0-9]")
_LAST = re.compile(r"[^\W_](?=[\W_]*$)")
_PART = re.compile(rf"{WORD}(?:'{WORD})*")
_FIGURES = re.compile(r"[0-9]+")
# Scripts that write no spaces between words: a number may touch what stands beside it.
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(slots=True)
class Token:
    """What stands for one or more digits, at a span of the skeleton. `numeral`: of a word; None for figures.
    `leet`: how many of its digits are letters."""

    start: int
    end: int
    digits: str
    numeral: Numeral | None = None
    leet: int = 0


def sequences(deep: Deep) -> Iterator[list[Token]]:
    """Tokens that stand in a row, for every run of a skeleton."""
    for start, end in deep.spans(_run()):
        if _hides(deep.written[start:end]):
            yield from _sequences(deep.text, *_widened(deep.text, start, end))


def _hides(run: str) -> bool:
    """Long enough, and not written as `phones.forms` reads it."""
    last = _LAST.search(run)
    run = run[: last.end()] if last else ""
    if len(run) < _SHORTEST or sum(map(str.isalnum, run)) < _SHORTEST:
        return False
    return _HIDDEN.search(run) is not None


@lru_cache(maxsize=1)
def _run() -> Pattern:
    letters = "".join(utf8(char) if char.isascii() else "" for char in LEET if char.isalpha())
    other = "|".join(utf8(char) for char in LEET if not char.isascii())
    letter = f"(?:[{letters}]|{other})"
    figures = rf"{letter}{{0,8}}[0-9](?:{letter}{{1,8}}\b)?"
    filler = rf"\b(?:{'|'.join(short_words())}|[{letters}]{{1,4}})\b|und|en|{other}"
    unit = f"(?:(?:(?:{filler}){_GAP}){{0,2}}(?:{figures}|{'|'.join(stems())}){_GAP})"
    return pattern(f"{unit}{{{_FEWEST_UNITS},}}", memory=_MEMORY)


@lru_cache(maxsize=1)
def _tail() -> re.Pattern[str]:
    """Short words and letters for digits that a run may end in."""
    letters = "".join(char for char in LEET if char.isascii())
    return re.compile(rf"[^\w\n]{{0,3}}\b(?:{'|'.join(short_words())}|[{letters}]{{1,4}})\b")


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """The run with the whole of the words that it begins or ends in, and with what `_tail` finds."""
    while start and text[start - 1].isalnum() and not UNSPACED.match(text[start - 1]):
        start -= 1
    while end < len(text) and text[end].isalnum() and not UNSPACED.match(text[end]):
        end += 1
    for _ in range(_FEWEST_UNITS):
        tail = _tail().match(text, end)
        if tail is None:
            break
        end = tail.end()
    return start, end


def _sequences(text: str, start: int, end: int) -> Iterator[list[Token]]:
    row: list[Token] = []
    for found in _PART.finditer(text, start, end):
        tokens = _read(found.group(), found.start())
        if row and (not tokens or _BARRIER.search(text, row[-1].end, found.start())):
            yield from _composed(text, row)
            row = []
        row += tokens
    yield from _composed(text, row)


def _read(part: str, offset: int) -> list[Token]:
    """The tokens of a word or figure, [] when it is none. A joining word is a token without digits."""
    if part.isdigit() and part.isascii():
        return [Token(offset, offset + len(part), part)]
    if part in ands() or part in hundreds():
        return [Token(offset, offset + len(part), "", _JOIN)]
    known = numerals().get(part)
    if known is not None:
        return [Token(offset, offset + len(part), known.digits, known)]
    return _parsed(part, offset)


_JOIN = Numeral("")


def _parsed(part: str, offset: int) -> list[Token]:
    """Words and figures written as one: the reading with the fewest letters for digits, then the fewest tokens."""
    size = len(part)
    best: list[tuple[int, int, int] | None] = [None] * size + [(0, 0, size)]  # letters, tokens, next place
    table = numerals()
    for at in range(size - 1, -1, -1):
        steps = []
        figures = _FIGURES.match(part, at)
        if figures and (at == 0 or not part[at - 1].isdigit()):
            steps.append((0, figures.end()))
        elif figures:
            continue
        ends = range(at + 1, min(size, at + _LONGEST_WORD) + 1)
        steps += [(0, end) for end in ends if part[at:end] in table and not table[part[at:end]].alike]
        if part[at] in LEET:
            steps.append((1, at + 1))
        ways = [(best[end][0] + cost, best[end][1] + 1, end) for cost, end in steps if best[end]]  # type: ignore[index]
        best[at] = min(ways, default=None)
    if best[0] is None or not _may_be_letters(part, best[0][0]):
        return []
    if best[0][1] == 2 and any(
        table[piece].short for piece in (part[: best[0][2]], part[best[0][2] :]) if piece in table
    ):
        return []  # a word of a sentence: todos
    tokens, at = [], 0
    while at < size:
        step = best[at]
        assert step is not None, "every place on the best way has a next one"
        piece = part[at : step[2]]
        if piece in table:
            tokens.append(Token(offset + at, offset + step[2], table[piece].digits, table[piece]))
        elif tokens and tokens[-1].numeral is None and tokens[-1].end == offset + at:
            tokens[-1].digits += LEET.get(piece, piece)
            tokens[-1].leet += piece in LEET
            tokens[-1].end = offset + step[2]
        else:
            tokens.append(Token(offset + at, offset + step[2], LEET.get(piece, piece), None, int(piece in LEET)))
        at = step[2]
    return tokens


def _may_be_letters(part: str, letters: int) -> bool:
    """Letters count as digits beside a digit, alone, or as a row of zeros."""
    return not letters or any(map(str.isdigit, part)) or len(part) == 1 or set(part) == {"o"}


def _composed(text: str, row: list[Token]) -> Iterator[list[Token]]:
    """The row with tens, hundreds and multipliers joined to what they take; cut where a joining word joins nothing."""
    out: list[Token] = []
    for token in row:
        if token.numeral is _JOIN:
            if text[token.start : token.end] in hundreds() and out and len(out[-1].digits) == 1 and out[-1].numeral:
                out[-1] = Token(out[-1].start, token.end, out[-1].digits + "00", out[-1].numeral)
                continue
        elif out and _takes(text, out, token):
            continue
        out.append(token)
    part: list[Token] = []
    for token in out:
        if part and (not token.digits or _is_listed(text, part[-1], token)):
            yield part
            part = []
        if token.digits:
            part.append(token)
    if part:
        yield part


def _is_listed(text: str, left: Token, right: Token) -> bool:
    if len(left.digits) == len(right.digits) == 1 and text[left.end : right.start] == ",":
        return False
    return not (left.numeral or right.numeral) and _LISTING.search(text, left.end, right.start) is not None


def _takes(text: str, out: list[Token], token: Token) -> bool:
    """Whether the last token takes this one into itself; then it has done so."""
    joined = len(out) > 1 and out[-1].numeral is _JOIN and text[out[-1].start : out[-1].end] in ands()
    last = out[-2] if joined else out[-1]
    numeral = last.numeral
    if numeral is None or text[last.end : token.start].strip(" -") not in (
        ("", text[out[-1].start : out[-1].end])[joined],
    ):
        return False
    if numeral.times and not joined:
        if not token.digits:
            return False
        out[-1] = Token(
            last.start, token.end, token.digits[0] * numeral.times + token.digits[1:], token.numeral or _JOINED
        )
        return True
    following = token.numeral
    if following is None or following.alike or not token.digits or token.digits[0] == "0":
        return False
    if not numeral.languages & following.languages:
        return False
    if last.digits == "4" and token.digits == "20" and numeral.languages & scores():
        digits, takes, languages = "80", 1, scores()
    elif numeral.takes >= len(token.digits):
        digits = last.digits[: -len(token.digits)] + token.digits
        takes, languages = (following.takes if numeral.takes == 2 else 0), numeral.languages
    elif (
        last.digits in ("60", "80") and numeral.languages & scores() and len(token.digits) == 2 and token.digits < "20"
    ):
        digits, takes, languages = str(int(last.digits) + int(token.digits)), int(token.digits == "10"), scores()
    else:
        return False
    del out[-2 if joined else -1 :]
    out.append(Token(last.start, token.end, digits, Numeral(digits, takes, languages=languages)))
    return True


_JOINED = Numeral("", languages=frozenset())
