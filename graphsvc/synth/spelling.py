"""How adverts write a number: plainly, as a link, or so that a reader sees it and a search does not.

The hidden spellings are decodable classes of the linking design, by name in DISGUISES. Masked numbers are never a
number.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from graphsvc.synth.phones import Number
from graphsvc.synth.phrasebook import Language

_JUNK = ("~", " * ", "_", " . ", "♥", "|", " / ", "🌹")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_KEYCAP = "\ufe0f\u20e3"
_CIRCLED = str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")
_LETTERS = str.maketrans("015", "OlS")  # an O that is a zero to a reader
_TWINS = str.maketrans("aeopcxyAEOPCXTHKM", "аеорсхуАЕОРСХТНКМ")
_CYRILLIC = str.maketrans("03", "ОЗ")
_NATIVE = {"ar": str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"), "th": str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")}
_UNSEEN = ("\u200b", "\u200d", "\u2060")

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


Disguise = Callable[[Sequence[str], Language, random.Random], str]

DISGUISES: dict[str, Disguise] = {
    "spaced": lambda digits, language, rng: " ".join(digits),
    "junk": lambda digits, language, rng: rng.choice(_JUNK).join(digits),
    "words": lambda digits, language, rng: " ".join(language.digits[int(digit)] for digit in digits),
    "mixed": lambda digits, language, rng: " ".join(
        [language.digits[int(digit)] if rng.random() < 0.4 else digit for digit in digits]
    ),
    "full-width": lambda digits, language, rng: "".join(digits).translate(_FULL_WIDTH),
    "keycap": lambda digits, language, rng: "".join(digit + _KEYCAP for digit in digits),
    "lines": lambda digits, language, rng: "\n".join(digits),
    "circled": lambda digits, language, rng: "".join(digits).translate(_CIRCLED),
    "look-alikes": lambda digits, language, rng: "".join(digits).translate(
        _CYRILLIC if language.code == "ru" else _LETTERS
    ),
    "native": lambda digits, language, rng: "".join(digits).translate(_NATIVE.get(language.code, _FULL_WIDTH)),
    "unseen": lambda digits, language, rng: rng.choice(_UNSEEN).join(digits),
}


def hidden(
    number: Number, country: str, language: Language, rng: random.Random, names: Sequence[str] = tuple(DISGUISES)
) -> str:
    """One of the spellings of DISGUISES named, in digits or in the language's words."""
    text = number.national if number.region == country else number.international
    digits = [char for char in text if char.isdigit()]
    lead = "" if number.region == country else "+"
    return lead + DISGUISES[names[rng.randrange(len(names))]](digits, language, rng)


_AT_DOT = (("(at)", "(dot)"), (" @ ", " . "), (" at ", " dot "), (" (at) ", "."), ("@\u200b", "."))


def hidden_mail(mail: str, rng: random.Random) -> str:
    """An address that a reader sees and a search for `@` or the domain does not."""
    at, dot = rng.choice(_AT_DOT)
    name, domain = mail.split("@")
    return f"{name}{at}{domain.replace('.', dot)}"


def look_alike(text: str, rng: random.Random) -> str:
    """Some of the Latin letters replaced by Cyrillic ones that look the same; nothing else."""
    return "".join(char.translate(_TWINS) if rng.random() < 0.3 else char for char in text)


def masked(number: Number) -> str:
    """Enough of a number to warn of it, never enough to call it."""
    digits = "".join(filter(str.isdigit, number.national))
    return digits[:4] + "*" * (len(digits) - 7) + digits[-3:]
