"""Adverts written from random templates: constant wording, six slots that change, now and then a stock phrase.

Words are made of syllables of a script's letters and drawn as unevenly as in language (Zipf), so that pairs of common
words recur in unrelated templates. Scripts without spaces are written without them.
"""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

WORDS, ZIPF = 20_000, 0.9
PICTURES = "".join(map(chr, [*range(0x1F300, 0x1F380), *range(0x1F600, 0x1F640)]))
SHORTEST, LONGEST = 20, 60  # words of a template without its slots
STOCK, STOCK_RATE = 40, 0.3

# Script -> (first letters, second letters, syllables of the longest word, what stands between words).
SCRIPTS: dict[str, tuple[str, str, int, str]] = {
    "Latin": ("bcdfghklmnprstvz", "aeiou", 4, " "),
    "Cyrillic": ("бвгджзклмнпрстфх", "аеиоуыэюя", 4, " "),
    "Arabic": ("بتثجحخدرزسشصطعفقكلمنهوي", "اوي", 3, " "),
    "Thai": ("กขคงจชซดตถทนบปผพมยรลวสหอ", "ะาิีุูเแโ", 2, ""),
    "Han": ("的一是不了人我在有他这为之大来以个中上们到说国和地也子时道出而要于就下得可你年生", "", 2, ""),
    "emoji": ("bcdfghklmnprstvz", "aeiou", 4, " "),  # half of its words are pictures
}


class Vocabulary:
    """Words of one script, the first ones the most common."""

    def __init__(self, script: str, rng: random.Random, size: int = WORDS) -> None:
        first, second, longest, self.between = SCRIPTS[script]
        self._rng = rng
        self._words = [
            "".join(rng.choice(first) + (rng.choice(second) if second else rng.choice(first))
                    for _ in range(rng.randint(1, longest)))
            for _ in range(size)
        ]  # fmt: skip
        if script == "emoji":
            self._words[::2] = ["".join(rng.choices(PICTURES, k=rng.randint(1, 3))) for _ in self._words[::2]]
        self._weights = list(accumulate(rank**-ZIPF for rank in range(1, size + 1)))

    def draw(self, count: int) -> list[str]:
        top = self._weights[-1]
        return [self._words[bisect_left(self._weights, self._rng.random() * top)] for _ in range(count)]

    def any(self) -> str:
        return self._rng.choice(self._words)


def plant(
    templates: int, each: int, seed: int, *, script: str = "Latin", lengths: tuple[int, int] = (SHORTEST, LONGEST)
) -> tuple[list[str], list[int]]:
    """Texts in random order, and the template of each. The slots: a name, a place, a further word, a price, a phone
    number, hours."""
    rng = random.Random(f"{seed}/{script}")
    vocabulary = Vocabulary(script, rng)
    names, places = ([vocabulary.any() for _ in range(count)] for count in (500, 200))
    stock = [vocabulary.draw(rng.randint(5, 10)) for _ in range(STOCK)]
    written = []
    for template in range(templates):
        body = vocabulary.draw(rng.randint(*lengths))
        places_of_slots = sorted(rng.sample(range(1, len(body)), 6), reverse=True)
        close = rng.choice(stock) if rng.random() < STOCK_RATE else []
        for _ in range(each):
            slots = [
                rng.choice(names), rng.choice(places), vocabulary.any(), str(rng.randrange(50, 400, 10)),
                f"+44 7700 900{rng.randrange(1000):03d}", f"{rng.randrange(8, 12)}-{rng.randrange(18, 24)}",
            ]  # fmt: skip
            words = list(body)
            for place, slot in zip(places_of_slots, slots):
                words.insert(place, slot)
            written.append((vocabulary.between.join([*words, *close]), template))
    rng.shuffle(written)
    return [text for text, _ in written], [template for _, template in written]


def boilerplate(texts: Sequence[str], words: int, seed: int) -> list[str]:
    """The texts, each followed by one and the same paragraph of so many words."""
    paragraph = " ".join(Vocabulary("Latin", random.Random(f"{seed}/paragraph")).draw(words))
    return [f"{text} {paragraph}" for text in texts]
