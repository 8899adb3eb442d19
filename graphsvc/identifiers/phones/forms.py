"""How people write telephone numbers, and what looks like one without being one.

A *run* is a stretch of digits and the signs between them. One run can hold several numbers, or a number beside a
date or an age; `international` and `pieces` cut it on the borders of digit groups. Each looks at a bounded part of
its run, so that a text of nothing but digits still takes linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from graphsvc.identifiers.phones import plan

# Seven digits or more, at most five signs between two of them.
RUN = r"(?:\+ ?\(?|\()?[0-9](?:[ ().\t/-]{0,5}[0-9]){6,}"

_GROUP = re.compile(r"[0-9]+")
_BREAK = re.compile(r"\s{3,}|\t|\s+/\s*|\s*/\s+|//")
_TRUNK_IN_BRACKETS = re.compile(r"(?:\+ ?|00 ?)\(?[0-9]{1,3}?\)?[ .-]{0,2}(\( ?0 ?\))")
_WINDOW = 40  # characters of a run that one number can span, its separators counted

# Shapes of other things. Back references are safe here: a piece is at most _WINDOW characters.
_OTHER = re.compile(
    r"""(?x)
    (?:0?[1-9]|[12][0-9]|3[01])([-./])(?:0?[1-9]|1[0-2])\1(?:19|20)?[0-9]{2}(?:[ ].*)?     # 31/12/2024 18
  | (?:0?[1-9]|1[0-2])([-./])(?:0?[1-9]|[12][0-9]|3[01])\2(?:19|20)[0-9]{2}(?:[ ].*)?      # 12/31/2024
  | (?:0?[1-9]|[12][0-9]|3[01])[ ](?:0?[1-9]|1[0-2])[ ](?:19|20)[0-9]{2}                   # 31 12 2024
  | (?:19|20)[0-9]{2}([-./ ])(?:0?[0-9]|1[0-2])\3(?:0?[0-9]|[12][0-9]|3[01])(?:[ -].*)?     # 2024-12-31
  | (?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])                           # 20241231
  | (?:19|20)[0-9]{2}[ ]?[-/.][ ]?(?:19|20)[0-9]{2}                                        # 2008-2012
  | [0-9]{1,2}[.][0-9]{2}[ ]?-[ ]?[0-9]{1,2}[.][0-9]{2}                                    # 09.30 - 17.00
  | (?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(?:[.]|$)){4}                                    # an IPv4 address
  | (?:0|[1-9][0-9]*)[.][0-9]+                                                             # a decimal fraction
    """
)
# Amounts, which a number can look like too: 12.345.678, 600 000 000, 40000-50000, 100.000-120.000.
_AMOUNT = re.compile(r"[1-9][0-9]?(?:[ .][0-9]{3})+|[1-9][0-9]{0,2}(?:[ .][0-9]{3})*[ .]000")
_CARD = re.compile(r"(?:[0-9]{4}[ -]){3}[0-9]{4}")  # no two numbers of eight digits
_RANGE = re.compile(r"([1-9][0-9.]*) ?- ?([0-9.]+)")
# Between a small group and the number behind it; where a number begins inside a row of numbers.
_GAP = re.compile(r"[.)/-]{0,2}(?:[ \t]+|\))")
_OPENING = re.compile(r"[ /](?=0[0-9]|\()|[/-](?=[0-9]{9})")
_SPACE = re.compile(r" ")
_PREFIXES = ("0", "1", "8")  # trunk prefixes that are written apart
_INDEX_DIGITS = 2  # an age or a list index before a number, hours after it
_TAIL_DIGITS, _PRICE_DIGITS = 3, 5  # of hours, of a price behind a number
_FIGURES = 5  # of a draw
_DRAWN = 90  # the highest figure of most draws, and of sizes
_LONG = 9  # digits without a trunk zero that still are a number when small groups behind them are cut off
_AREA_CODE = 8  # characters within which its brackets close


class Piece:
    """A part of a run that may be one number: offsets into the folded text, the text there, its digits and groups.
    `is_of_draw`: it, or the row that it was cut from, is a draw."""

    __slots__ = ("digits", "end", "groups", "is_grouped", "is_of_draw", "start", "text")

    def __init__(self, start: int, end: int, text: str, is_of_draw: bool = False) -> None:
        self.start, self.end, self.text = start, end, text
        self.groups: list[str] = _GROUP.findall(text)
        self.digits = dialled(text) if "(0" in text or "( 0" in text else "".join(self.groups)
        self.is_grouped = self._is_grouped()
        self.is_of_draw = is_of_draw or self.is_drawn

    @property
    def is_other(self) -> bool:
        """A date, a span of years or hours, a fraction, an address on the internet, one digit repeated."""
        return _OTHER.fullmatch(self.text) is not None or len(set(self.digits)) == 1

    @property
    def is_amount(self) -> bool:
        """Thousands set apart, or two plain numbers with a dash between them, such as a salary from and to."""
        return _AMOUNT.fullmatch(self.text) is not None or _RANGE.fullmatch(self.text) is not None

    @property
    def is_round(self) -> bool:
        """A round amount, or a range between two of them."""
        found = _RANGE.fullmatch(self.text)
        return self.digits.endswith("000") if found is None else found[1][-1] == found[2][-1] == "0"

    @property
    def is_paired(self) -> bool:
        """Nothing but figures of two digits."""
        return len(self.groups) > 2 and all(len(group) == 2 for group in self.groups)

    @property
    def is_drawn(self) -> bool:
        """Figures of two digits, each greater than the one before: a draw or a list of sizes."""
        if len(self.groups) < _FIGURES or max(map(len, self.groups)) > 2:
            return False
        values = [int(group) for group in self.groups]
        return values[-1] <= _DRAWN and all(left < right for left, right in pairwise(values))

    @property
    def has_area_code(self) -> bool:
        """An area code in brackets leads."""
        return self.text.startswith("(")

    @property
    def is_plain(self) -> bool:
        """Grouped, long, and no mere row of two-digit figures."""
        return self.is_grouped and len(self.digits) >= _LONG and max(map(len, self.groups)) > 2

    @property
    def is_bare(self) -> bool:
        """Long, and written without a gap."""
        return len(self.groups) == 1 and len(self.digits) >= _LONG

    def _is_grouped(self) -> bool:
        """Written as a number to be read aloud: an area code in brackets, or groups as numbering plans make them."""
        if self.has_area_code:
            return True
        rest = self.groups[1:] if self.groups[0] in _PREFIXES else self.groups
        needed = 1 if self.groups[0] == "0" else 2 if self.text.startswith("0") else 3
        return len(rest) >= needed and min(map(len, rest)) > 1


def dialled(number: str) -> str:
    """The digits to dial of one number as written: `+44 (0)20 ...` without the bracketed trunk zero."""
    bracket = _TRUNK_IN_BRACKETS.match(number)
    if bracket:
        number = number[: bracket.start(1)] + number[bracket.end(1) :]
    return "".join(_GROUP.findall(number))


def international(run: str) -> tuple[str, int]:
    """`(+E.164, end in the run)` of the number that a run beginning with '+' opens with; ('', 0) for none.

    Of several borders the farthest that gives a valid number wins: `+44 20 79 46 0 350`.
    """
    bracket = _TRUNK_IN_BRACKETS.match(run)
    skipped = bracket.span(1) if bracket else (0, 0)
    stop = _BREAK.search(run, 0, _WINDOW)
    limit = stop.start() if stop else _WINDOW
    digits, borders = "", []
    for group in _GROUP.finditer(run, 0, min(limit, len(run))):
        if skipped[0] <= group.start() < skipped[1]:
            continue
        digits += group.group()
        if len(digits) > plan.MAX_DIGITS + 1:
            break
        borders.append((digits, group.end()))
    for digits, end in reversed(borders):
        if end < len(run) and run[end].isdigit():
            continue  # the window ended inside a group
        number = plan.international(digits)
        if number:
            return number, end
    return "", 0


def pieces(run: str, offset: int) -> Iterator[Piece]:
    """Parts of a run to try in turn, the most complete first; once one is a number, skip those that overlap it."""
    whole = _trimmed(run, 0, len(run), offset)
    if whole is None or _CARD.fullmatch(whole.text):
        return
    if _BREAK.search(whole.text) is None:
        yield from _attempts(whole)
        return
    if len(whole.text) <= _WINDOW:
        yield whole
    start = 0
    for stop in [*_BREAK.finditer(run), None]:
        end = stop.start() if stop else len(run)
        part = _trimmed(run, start, end, offset)
        if part is not None:
            yield from _attempts(part)
        start = stop.end() if stop else end


def _trimmed(run: str, start: int, end: int, offset: int) -> Piece | None:
    """The part from its first digit or opening bracket to its last digit."""
    text = run[start:end].rstrip(" ().\t/-")
    kept = text.lstrip(" ).\t/-+")
    if kept.startswith("(") and ")" not in kept[:_AREA_CODE]:
        kept = kept.lstrip(" (")
    if len(kept) < plan.MIN_DIGITS:
        return None
    start += len(text) - len(kept)
    return Piece(offset + start, offset + start + len(kept), kept)


def _attempts(piece: Piece) -> Iterator[Piece]:
    """The piece; then without a small group before it, then without small groups behind it; several in a row, each."""
    if len(piece.text) > _WINDOW or len(piece.digits) > plan.MAX_DIGITS + 2:
        yield from _row(piece)
        return
    yield piece
    spans = [found.span() for found in _GROUP.finditer(piece.text)]
    parts = []
    if len(spans) > 1 and spans[0][1] - spans[0][0] <= _INDEX_DIGITS:
        gap = _GAP.match(piece.text, spans[0][1])
        if gap:
            parts.append(Piece(piece.start + gap.end(), piece.end, piece.text[gap.end() :]))
    for last in range(len(spans) - 2, -1, -1):
        tail = [piece.text[start:end] for start, end in spans[last + 1 :]]
        if sum(map(len, tail)) > (_TAIL_DIGITS if tail[0][0] == "0" else _PRICE_DIGITS):
            break
        end = spans[last][1]
        parts.append(Piece(piece.start, piece.start + end, piece.text[:end], piece.is_drawn))
    yield from (part for part in parts if part.text[0] in "0(" or part.is_plain or part.is_bare)
    if len(piece.digits) > plan.MAX_DIGITS:
        yield from _row(piece)


def _row(piece: Piece) -> Iterator[Piece]:
    """Numbers with one space or slash between them: cut before each zero or bracket, else at each space."""
    borders = [found.start() for found in _OPENING.finditer(piece.text) if found.start()]
    cuts = borders or [found.start() for found in _SPACE.finditer(piece.text)]
    start = 0
    for end in [*cuts, len(piece.text)]:
        text = piece.text[start:end].rstrip(" .-/")
        if plan.MIN_DIGITS < sum(map(str.isdigit, text)) <= plan.MAX_DIGITS and len(text) <= _WINDOW:
            kept = text.lstrip(" /")
            begin = piece.start + start + len(text) - len(kept)
            yield Piece(begin, begin + len(kept), kept)
        start = end
