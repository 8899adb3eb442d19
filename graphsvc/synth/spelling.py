"""How adverts write a number: plainly, as a link, or so that a reader sees it and a search does not.

The hidden spellings are the decodable classes of the linking design: spaced digits, junk separators, digits in words,
words mixed with digits, full-width and keycap digits. Masked numbers are never a number.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from graphsvc.synth.phones import Number
from graphsvc.synth.phrasebook import Language

_JUNK = ("~", " * ", "_", " . ", "♥", "|", " / ", "🌹")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_KEYCAP = "\ufe0f\u20e3"

_ABROAD: tuple[Callable[[Number], str], ...] = (
    lambda n: n.international,
    lambda n: n.e164,
    lambda n: n.international.replace(" ", "-"),
    lambda n: "00" + n.e164[1:],
)
_AT_HOME: tuple[Callable[[Number], str], ...] = (
    lambda n: n.national,
    lambda n: n.national.replace(" ", ""),
    lambda n: n.national.replace("-", " ").replace(" ", "."),
    lambda n: n.national.replace(" ", "-"),
    lambda n: n.international,
    lambda n: n.e164,
    lambda n: f"https://wa.me/{n.e164[1:]}",
)


def plain(number: Number, country: str, hand: int) -> str:
    """The spelling a writer always uses: the national notation only in adverts of the number's own country."""
    ways = _AT_HOME if number.region == country else _ABROAD
    return ways[hand % len(ways)](number)


def in_column(number: Number, country: str, hand: int) -> str:
    """As a form field keeps it: never a link."""
    return number.national if number.region == country and hand % 2 else number.international


def hidden(number: Number, country: str, language: Language, rng: random.Random) -> str:
    """One of the spellings that hide a number, in digits or in the language's words."""
    text = number.national if number.region == country else number.international
    digits = [char for char in text if char.isdigit()]
    lead = "" if number.region == country else "+"
    match rng.randrange(6):
        case 0:
            return lead + " ".join(digits)
        case 1:
            return lead + rng.choice(_JUNK).join(digits)
        case 2:
            return lead + " ".join(language.digits[int(digit)] for digit in digits)
        case 3:
            mixed = (language.digits[int(digit)] if rng.random() < 0.4 else digit for digit in digits)
            return lead + " ".join(mixed)
        case 4:
            return lead + "".join(digits).translate(_FULL_WIDTH)
    return lead + "".join(digit + _KEYCAP for digit in digits)


def masked(number: Number) -> str:
    """Enough of a number to warn of it, never enough to call it."""
    digits = "".join(filter(str.isdigit, number.national))
    return digits[:4] + "*" * (len(digits) - 7) + digits[-3:]
