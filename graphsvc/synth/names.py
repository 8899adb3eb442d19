"""Invented words for handles, mailboxes, brands and buildings. Each is given once, so a shared one was planted.

Handles end in `_ex` and mail lives under example.com, .org and .net (RFC 2606): nothing here is anybody's.
"""

from __future__ import annotations

import random

from graphsvc.synth.shuffling import Shuffle

_SYLLABLES = tuple(c + v for c in "bdfgklmnprstvz" for v in "aeiou")
_LENGTH = 4
# Platform -> spellings around a handle. The language of the advert adds its own verb.
_SPELLINGS: dict[str, tuple[str, ...]] = {
    "telegram": ("Telegram @{0}", "t.me/{0}", "https://t.me/{0}", "telegram: {0}"),
    "instagram": ("Instagram @{0}", "instagram.com/{0}", "insta: {0}"),
    "wechat": ("WeChat: {0}", "wechat id {0}"),
    "line": ("LINE ID: {0}", "line: {0}"),
    "snapchat": ("Snapchat: {0}", "snap: {0}"),
    "vk": ("vk.com/{0}", "https://vk.com/{0}"),
}
_USUAL = ("telegram", "telegram", "telegram", "instagram", "instagram", "snapchat")
_BY_LANGUAGE = {
    "zh": ("wechat", "wechat", "telegram"),
    "th": ("line", "line", "instagram", "telegram"),
    "ru": ("telegram", "telegram", "vk"),
}
_MAIL = ("example.com", "example.org", "example.net")


def spell(platform: str, handle: str, hand: int) -> str:
    """A handle with its platform, always the same way by the same hand."""
    ways = _SPELLINGS[platform]
    return ways[hand % len(ways)].format(handle)


class Names:
    """Gives words and what is made of them; deterministic for a seed."""

    def __init__(self, seed: int) -> None:
        self._shuffle = Shuffle(len(_SYLLABLES) ** _LENGTH, f"{seed}/names")
        self._given = 0

    def word(self) -> str:
        """Eight lower-case letters, never the same twice."""
        index = self._shuffle[self._given]
        self._given += 1
        syllables = []
        for _ in range(_LENGTH):
            index, rest = divmod(index, len(_SYLLABLES))
            syllables.append(_SYLLABLES[rest])
        return "".join(syllables)

    def brand(self) -> str:
        return self.word().capitalize()

    def handle(self, language: str, rng: random.Random) -> tuple[str, str]:
        """`(platform, handle)`, on a platform that the language's speakers use."""
        platform = rng.choice(_BY_LANGUAGE.get(language, _USUAL))
        return platform, self.word() + rng.choice(("", str(rng.randrange(10, 99)))) + "_ex"

    def mailbox(self, rng: random.Random) -> str:
        return f"{self.word()}{rng.choice(('', str(rng.randrange(10, 99))))}@{rng.choice(_MAIL)}"

    def domain(self, rng: random.Random) -> str:
        """A firm's own name under an example domain."""
        return f"{self.word()}.{rng.choice(_MAIL)}"
