"""The classes of hiding, each a function from a number and a language's words to what an advert shows.

Decodable classes only; `masked` is here too, for negatives. A class's function draws its variant with the generator.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from graphsvc.synth.phones import Number

Hide = Callable[[Number, Sequence[str], random.Random], str]

_JUNK = ("♥", "❤️", "🌹", " ✨ ", "💋", "★", "•", "☆ ", "🔥", "♦")
_SEPARATORS = (".", "-", "*", "_", "/", "~", "|", " . ", " - ", " | ", " / ", "--", " * ", "\u2013")
_KEYCAP = "\ufe0f\u20e3"
_LEET = {"0": "oO", "1": "lI", "5": "S", "8": "B", "2": "Z"}
_LOOK_ALIKES = {"0": "ОоΟο", "3": "Зз", "6": "б", "1": "ІΙ", "8": "ВΒ", "5": "Ѕ", "2": "Ζ"}
_LETTERS = str.maketrans("aeoiscpx", "аеоіѕсрх")
_HOMOPHONES = {"4": ("for", "fore"), "2": ("to", "too"), "8": ("ate",), "1": ("won",), "0": ("oh", "o")}
_INVISIBLE = ("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad")
_BIDI = ("\u202e", "\u202d", "\u200e", "\u200f", "\u2066", "\u2069")
_MULTIPLIERS = {
    "en": ("double", "triple"), "es": ("doble", "triple"), "fr": ("double", "triple"), "de": ("doppel", "dreifach"),
    "it": ("doppio", "triplo"), "pt": ("duplo", "triplo"), "nl": ("dubbel", "driedubbel"), "ro": ("dublu", "triplu"),
}  # fmt: skip


def digits(number: Number) -> str:
    """As dialled at home."""
    return "".join(filter(str.isdigit, number.national))


def _groups(number: Number) -> list[str]:
    return re.findall("[0-9]+", number.national)


def plain(number: Number, words: Sequence[str], rng: random.Random) -> str:
    return rng.choice((number.national, digits(number), " ".join(_groups(number)), "-".join(_groups(number))))


def international(number: Number, words: Sequence[str], rng: random.Random) -> str:
    return rng.choice(
        (number.international, number.e164, "00" + number.e164[1:], number.international.replace(" ", "-"))
    )


def separators(number: Number, words: Sequence[str], rng: random.Random) -> str:
    return rng.choice(_SEPARATORS).join(_groups(number) if rng.random() < 0.5 else digits(number))


def junk(number: Number, words: Sequence[str], rng: random.Random) -> str:
    return rng.choice(_JUNK).join(_groups(number) if rng.random() < 0.5 else digits(number))


def spaced(number: Number, words: Sequence[str], rng: random.Random) -> str:
    return rng.choice((" ", "  ")).join(digits(number))


def lines(number: Number, words: Sequence[str], rng: random.Random) -> str:
    return rng.choice(("\n", "\r\n", "\n\n")).join(digits(number))


def spelled(number: Number, words: Sequence[str], rng: random.Random) -> str:
    text = rng.choice((" ", " ", "-", ", ", ". ")).join(words[int(digit)] for digit in digits(number))
    return text.upper() if rng.random() < 0.15 else text


def glued(number: Number, words: Sequence[str], rng: random.Random) -> str:
    return "".join(words[int(digit)] for digit in digits(number))


def mixed(number: Number, words: Sequence[str], rng: random.Random) -> str:
    gap = rng.choice(("", " ", " ", "-"))
    return gap.join(words[int(digit)] if rng.random() < 0.45 else digit for digit in digits(number))


def doubled(number: Number, words: Sequence[str], rng: random.Random, language: str = "en") -> str:
    twice, thrice = _MULTIPLIERS[language]
    parts = []
    for run in re.findall(r"(.)(\1{0,2})", digits(number)):
        word = words[int(run[0])]
        parts.append((word, f"{twice} {word}", f"{thrice} {word}")[len(run[1])])
    return " ".join(parts)


def leet(number: Number, words: Sequence[str], rng: random.Random) -> str:
    groups = _groups(number) if rng.random() < 0.6 else [digits(number)]
    return rng.choice((" ", "-")).join(_swapped(group, _LEET, rng) for group in groups)


def look_alikes(number: Number, words: Sequence[str], rng: random.Random) -> str:
    if words[0].isascii() and rng.random() < 0.4:
        return " ".join(words[int(digit)] for digit in digits(number)).translate(_LETTERS)
    return " ".join(_swapped(group, _LOOK_ALIKES, rng) for group in _groups(number))


def homophones(number: Number, words: Sequence[str], rng: random.Random) -> str:
    shown = [rng.choice((words[int(digit)], digit)) for digit in digits(number)]
    swaps = [index for index in range(2, len(shown) - 1) if digits(number)[index] in _HOMOPHONES]
    for index in rng.sample(swaps, min(2, len(swaps))):
        shown[index] = rng.choice(_HOMOPHONES[digits(number)[index]])
    return " ".join(shown)


def keycaps(number: Number, words: Sequence[str], rng: random.Random) -> str:
    return rng.choice(("", " ")).join(digit + _KEYCAP for digit in digits(number))


def in_script(zero: str) -> Hide:
    """Decimal digits of another block, given by its zero; groups kept or not."""

    def hide(number: Number, words: Sequence[str], rng: random.Random) -> str:
        text = rng.choice((digits(number), " ".join(_groups(number))))
        return text.translate({48 + value: ord(zero) + value for value in range(10)})

    return hide


def in_signs(signs: str) -> Hide:
    """Ten signs that are no decimal digits: circled, superscript, and the like."""

    def hide(number: Number, words: Sequence[str], rng: random.Random) -> str:
        return rng.choice(("", "", " ")).join(signs[int(digit)] for digit in digits(number))

    return hide


def invisible(number: Number, words: Sequence[str], rng: random.Random) -> str:
    return rng.choice(_INVISIBLE).join(rng.choice((digits(number), number.national)))


def bidi(number: Number, words: Sequence[str], rng: random.Random) -> str:
    return rng.choice(_BIDI).join(_groups(number))


def split(number: Number, words: Sequence[str], rng: random.Random) -> str:
    """Cut in two between a title and a body, which a line break joins."""
    text = digits(number)
    cut = rng.randrange(3, len(text) - 3)
    return f"{text[:cut]}\n{text[cut:]}"


def linked(pattern: str) -> Hide:
    def hide(number: Number, words: Sequence[str], rng: random.Random) -> str:
        return pattern.format(number.e164[1:])

    return hide


def extension(number: Number, words: Sequence[str], rng: random.Random) -> str:
    return number.national + rng.choice((" ext. 12", " x34", " ext 203", ", ext 7"))


def masked(number: Number, words: Sequence[str], rng: random.Random) -> str:
    """Enough of a number to warn of it, never enough to call it."""
    text, sign = digits(number), rng.choice("*x•X#")
    shape = rng.randrange(4)
    if shape == 0:
        return text[:4] + sign * (len(text) - 7) + text[-3:]
    if shape == 1:
        return text[:-3] + sign * 3
    if shape == 2:
        return f"{text[:4]} {sign * 3} {text[-4:]}"
    return number.international[:-4] + sign * 4


def _swapped(group: str, signs: dict[str, str], rng: random.Random) -> str:
    """Some digits of a group as letters; one digit at least stays, or the group is a word."""
    kept = rng.randrange(len(group))
    return "".join(
        rng.choice(signs[digit]) if digit in signs and index != kept and rng.random() < 0.7 else digit
        for index, digit in enumerate(group)
    )


# Class -> (how, languages it is drawn in; none for all).
CLASSES: dict[str, tuple[tuple[Hide, ...], tuple[str, ...]]] = {
    "plain": ((plain,), ()),
    "international": ((international,), ()),
    "separators": ((separators,), ()),
    "junk separators": ((junk,), ()),
    "spaced digits": ((spaced,), ()),
    "one digit a line": ((lines,), ()),
    "digits in words": ((spelled,), ()),
    "glued words": ((glued,), ()),
    "words and digits": ((mixed,), ()),
    "doubled": ((doubled,), tuple(_MULTIPLIERS)),
    "leet": ((leet,), ()),
    "homophones": ((homophones,), ("en",)),
    "look-alikes": ((look_alikes,), ()),
    "full-width": ((in_script("０"),), ()),
    "keycap": ((keycaps,), ()),
    "circled": ((in_signs("⓪①②③④⑤⑥⑦⑧⑨"), in_signs("⓿❶❷❸❹❺❻❼❽❾"), in_signs("🄀⒈⒉⒊⒋⒌⒍⒎⒏⒐")), ()),
    "superscript": ((in_signs("⁰¹²³⁴⁵⁶⁷⁸⁹"), in_signs("₀₁₂₃₄₅₆₇₈₉")), ()),
    "mathematical": (tuple(in_script(zero) for zero in "𝟎𝟘𝟢𝟬𝟶"), ()),
    "other scripts": (tuple(in_script(zero) for zero in "٠۰०০๐០௦༠੦໐၀᠐"), ()),
    "zero-width": ((invisible,), ()),
    "bidi controls": ((bidi,), ()),
    "split": ((split,), ()),
    "links": (
        tuple(
            linked(pattern)
            for pattern in (
                "https://wa.me/{}", "https://api.whatsapp.com/send?phone={}&text=hi", "https://t.me/+{}",
                "viber://chat?number=%2B{}", "https://signal.me/#p/+{}", "whatsapp://send?phone={}", "tel:+{}",
            )
        ),
        (),
    ),
    "extension": ((extension,), ()),
}  # fmt: skip
