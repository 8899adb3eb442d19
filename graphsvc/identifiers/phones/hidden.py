"""Numbers that a reader sees and a search does not: words, signs, letters for digits, digits set apart.

Windows over a row of tokens (`phones.tokens`) whose digits are a valid number in the region, or behind a plus sign.
A window begins and ends where the writing changes: another gap, a word beside a figure, a group of figures. Among
those that are numbers the one with the fewest bare groups beside words wins, then the longest.
Methods begin with how the digits are written:
    words       digits in words, perhaps among figures
    letters     letters that look like digits
    signs       circled, superscript and other signs
    apart       digits or groups with signs or line breaks between them
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graphsvc.identifiers.phones import national, plan
from graphsvc.identifiers.phones.context import Around
from graphsvc.identifiers.phones.forms import Piece
from graphsvc.identifiers.phones.numerals import plus_words
from graphsvc.identifiers.phones.surroundings import shape, surroundings
from graphsvc.identifiers.phones.tokens import Token, sequences
from graphsvc.identifiers.reading.skeleton import Deep
from graphsvc.identifiers.reading.text import Text

_PLAIN = re.compile(r"[0-9 ().\t/+-]*")
_BREAK = re.compile(r"\s/|/\s")
_SIGNS = re.compile(r"[^\x00-\x7f]+")  # hearts and flowers in turn are one way to set digits apart
_LONGEST = plan.MAX_DIGITS + 2  # digits, an exit code among them
_PLUS = re.compile(rf"(?:\+ ?\(?|(?:^|\W)(?:{'|'.join(map(re.escape, plus_words()))})[ :-]{{1,3}})$")
_PLUS_WINDOW = 12
# Figures that go on beside a window are the rest of a date, a time or a code.
_TIED_BEFORE, _TIED_AFTER = re.compile(r"[0-9][-./:_]$"), re.compile(r"[-./:_][0-9]")
_MASK = re.compile(r"[*•●▪█_?.x…]")
_MASK_SIGNS = 2  # of one kind in a gap
_RUN_OF_GAPS = 3  # equal gaps that are the writer's separator, whatever the sign
_SHARED = 2  # words of one language that make a short word of it a digit at the end
_COUNT = 4  # figures in equal steps that are a count
_ALIKE_SHARE, _LETTER_SHARE = 0.3, 0.75
_RATING = "5"  # digits up to which a row of single figures may be ratings


@dataclass(frozen=True, slots=True)
class Number:
    """A number at a span of the folded text, and what is seen of it (`phones.surroundings`). `other`: a word near says
    that the digits are something else."""

    number: str
    start: int
    end: int
    method: str
    seen: tuple[str, ...]
    other: bool = False


@dataclass(slots=True)
class _Window:
    first: int
    tokens: list[Token]
    digits: str
    number: str
    method: str
    plus: int
    heavy: int

    @property
    def rank(self) -> tuple[int, int, int]:
        return self.heavy, -len(self.digits), self.tokens[0].start


def hidden(text: Text, region: str) -> Iterator[Number]:
    """Hidden numbers by offset, without overlaps."""
    found: list[Number] = []
    for row in sequences(text.deep):
        if sum(len(token.digits) for token in row) < plan.MIN_DIGITS or _is_plain(text.deep, row):
            continue
        taken = bytearray(len(row))
        for window in sorted(_windows(text.deep, row, region), key=lambda window: window.rank):
            if any(taken[window.first : window.first + len(window.tokens)]):
                continue
            start, end = window.tokens[0].start - window.plus, window.tokens[-1].end
            number = _judged(text, window, start, end, region)
            if number is not None:
                taken[window.first : window.first + len(window.tokens)] = b"\1" * len(window.tokens)
                found.append(number)
    return iter(sorted(found, key=lambda number: number.start))


def _is_plain(deep: Deep, row: list[Token]) -> bool:
    """What `phones.forms` reads by itself."""
    run = deep.written[row[0].start : row[-1].end]
    if _PLAIN.fullmatch(run) is None or _BREAK.search(run):
        return False
    return sum(len(token.digits) == 1 for token in row) * 2 <= len(row)


def _windows(deep: Deep, row: list[Token], region: str) -> Iterator[_Window]:
    gaps = [deep.text[left.end : right.start] for left, right in pairwise(row)]
    borders = [0, *(at for at in range(1, len(row)) if _is_border(row, gaps, at)), len(row)]
    for number, first in enumerate(borders[:-1]):
        before = deep.text[max(0, row[first].start - _PLUS_WINDOW) : row[first].start]
        found = _PLUS.search(before)
        plus = len(found.group().lstrip(" .,:;!-")) if found else 0
        for last in borders[number + 1 : number + 1 + _LONGEST]:
            tokens = row[first:last]
            digits = "".join(token.digits for token in tokens)
            if len(digits) > _LONGEST:
                break
            if len(digits) < plan.MIN_DIGITS:
                continue
            if _is_plain(deep, tokens):
                continue
            if plus:
                dialled, method = plan.international(digits), "international"
            else:
                dialled, method = national.dialled(digits, region)
            if dialled and not _is_of_list(row, gaps, first, last):
                heavy = sum(_is_heavy(row, gaps, at) for at in range(first + 1, last))
                yield _Window(first, tokens, digits, dialled, method, plus, heavy)


def _is_of_list(row: list[Token], gaps: list[str], first: int, last: int) -> bool:
    """Figures go on beside the window with the sign that it has inside: 50|80|100|150."""
    inside = set(gaps[first : last - 1])
    before = first > 0 and row[first - 1].numeral is None is row[first].numeral and gaps[first - 1]
    after = last < len(row) and row[last].numeral is None is row[last - 1].numeral and gaps[last - 1]
    return any(gap and gap.strip() and gap in inside for gap in (before, after))


def _is_border(row: list[Token], gaps: list[str], at: int) -> bool:
    """Between the tokens `at - 1` and `at`."""
    left, right = row[at - 1], row[at]
    if (left.numeral is None) != (right.numeral is None):
        return True
    if left.numeral is None and right.numeral is None and _is_letter(left) != _is_letter(right):
        return True
    if left.numeral is None and (len(left.digits) > 1 or len(right.digits) > 1):
        return True
    if _is_weak(left) or _is_weak(right):
        return True
    gap = gaps[at - 1]
    return (at > 1 and gap != gaps[at - 2]) or (at < len(gaps) and gap != gaps[at])


def _is_weak(token: Token) -> bool:
    """A word that is more often none for a digit: it may end a number or the sentence may go on with it."""
    if token.numeral is None:
        return _is_letter(token)
    return token.numeral.alike or token.numeral.short


def _is_letter(token: Token) -> bool:
    """Letters alone: `0 7 7 o o`, but also `I` and `is` of the sentence."""
    return token.leet == len(token.digits)


def _is_heavy(row: list[Token], gaps: list[str], at: int) -> bool:
    """A group of figures stands beside a word."""
    left, right = row[at - 1], row[at]
    if (left.numeral is None) == (right.numeral is None) or not gaps[at - 1]:
        return False
    return len((right if left.numeral else left).digits) > 1


def _judged(text: Text, window: _Window, start: int, end: int, region: str) -> Number | None:
    deep, tokens = text.deep, window.tokens
    gaps = [deep.text[left.end : right.start] for left, right in pairwise(tokens)]
    if _is_count(tokens) or not _edges_hold(tokens):
        return None
    if tokens[0].numeral is None and _TIED_BEFORE.search(deep.text[max(0, start - 2) : start]):
        return None
    if tokens[-1].numeral is None and _TIED_AFTER.match(deep.text, end):
        return None
    start, end = deep.place(start, end)
    around = Around(text, start, end)
    signs = around.masked + _masked(gaps)
    if plan.goes_on(window.number, signs):
        return None
    piece = Piece(start, end, " ".join(token.digits for token in tokens))
    style = _style(deep, tokens)
    if not around.is_apart(piece) or around.is_other(piece, hides=style != "apart"):
        return None
    called = around.is_called or text.named
    if not _may_be(style, window, gaps, called, region):
        return None
    seen = (f"style:{style}", *shape(piece, window.number, window.method), *surroundings(text, start, end, around))
    return Number(window.number, start, end, f"{style}:{window.method}", seen)


def _style(deep: Deep, tokens: Sequence[Token]) -> str:
    if any(token.numeral for token in tokens):
        return "words"
    if any(token.leet for token in tokens):
        return "letters"
    written = deep.written[tokens[0].start : tokens[-1].end]
    return "apart" if sum(map(_is_digit, written)) == sum(len(token.digits) for token in tokens) else "signs"


def _is_digit(char: str) -> bool:
    return char in "0123456789"


def _may_be(style: str, window: _Window, gaps: list[str], called: bool, region: str) -> bool:
    """Whether the writing allows that this is a number and no part of a sentence or a list."""
    tokens = window.tokens
    zero = window.digits.startswith("0") or window.plus > 0
    kinds = len({_SIGNS.sub("*", gap) for gap in gaps})
    if style == "words":
        words = sum(1 for token in tokens if token.numeral and not token.numeral.alike)
        alike = sum(1 for token in tokens if token.numeral and token.numeral.alike)
        doubtful = alike + sum(1 for token in tokens if _is_weak(token) and not _is_backed(token, tokens))
        enough = words + alike >= 1 + (not zero and not called)
        return enough and doubtful <= _ALIKE_SHARE * len(tokens) and kinds <= 4
    letters = sum(token.leet for token in tokens)
    if letters > _LETTER_SHARE * len(window.digits) or kinds > 3:
        return False
    if all(len(token.digits) == 1 for token in tokens):
        if called or zero:
            return True
        here = plan.plan_of(region)
        rated = max(window.digits) <= _RATING
        return not (here is None or here.writes_zero or kinds > 1 or rated)
    if any("\n" in gap for gap in gaps) and not (zero or called):
        return len(gaps) == 1 and plan.is_mobile(window.number)
    if window.plus:
        return True
    piece = Piece(0, 0, "-".join(token.digits for token in tokens))
    if piece.is_other:
        return False
    return national.may_be(piece, window.number, called, region)


def _masked(gaps: list[str]) -> int:
    """How many signs between its digits may stand for digits that were taken out."""
    if len(gaps) >= _RUN_OF_GAPS and len(set(gaps)) == 1:
        return 0
    signs = [_MASK.findall(gap) for gap in gaps]
    return sum(len(found) for found in signs if len(found) >= _MASK_SIGNS)


def _is_count(tokens: Sequence[Token]) -> bool:
    """Figures in equal steps: one two three, 10 20 30, 5 4 3 2."""
    values = [int(token.digits) for token in tokens]
    return len(values) >= _COUNT and len({right - left for left, right in pairwise(values)}) == 1


def _edges_hold(tokens: Sequence[Token]) -> bool:
    """No word at an end that only sounds like a digit, and no short one unless its language counts here."""
    for edge in (tokens[0], tokens[-1]):
        numeral = edge.numeral
        if numeral is None:
            if _is_letter(edge) and sum(token.leet for token in tokens) == edge.leet:
                return False
            continue
        if not _is_weak(edge):
            continue
        if numeral.alike or not _is_backed(edge, tokens):
            return False
    return True


def _is_backed(token: Token, tokens: Sequence[Token]) -> bool:
    """Other words of its language count here, so that a short word is a digit of theirs; figures and sounds are."""
    numeral = token.numeral
    if numeral is None or numeral.alike:
        return True
    shared = [t for t in tokens if t is not token and t.numeral and t.numeral.languages & numeral.languages]
    return len(shared) >= _SHARED
