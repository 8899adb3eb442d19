"""Links in a text: where they start and end. What a link points at is for the kinds to say.

Three forms: with a scheme (`https://`, `tg://`, ...), `www.`, and bare. A bare host needs a path behind it, or one of
a few endings in lower case that no sentence makes: adverts glue sentences together (`our team.In this role`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from graphsvc.identifiers.reading.domains import public_host
from graphsvc.identifiers.reading.linear import pattern
from graphsvc.identifiers.reading.urls import APPS, SCHEME, WEB, Url, parse

ENDINGS = ("com", "net", "org", "info", "biz", "onion")

_REST = r"[^\x00-\x20<>\x22\x5c^\x60{}|\x7f]"
_HOST = r"(?:[0-9a-z?_-]{1,63}\.){1,8}"
_PORT = r"(?::[0-9]{1,5})?"
_ENDING = rf"(?-i:{'|'.join(ENDINGS)}|com?\.[a-z]{{2}})\b"
_FIND = pattern(
    rf"(?i)(?:(?:{'|'.join(WEB + APPS)})://|www\.){_REST}+|{_HOST}[a-z?]{{2,24}}{_PORT}/{_REST}*|{_HOST}{_ENDING}"
)
TRIGGER = rf"(?i)://|www\.|[0-9a-z?]\.[a-z?]{{2,24}}{_PORT}/|[0-9a-z?]\.{_ENDING}"

# Ends of a link that belong to the sentence around it; the shadow hides which signs stand outside ASCII.
_STOP = re.compile(r"[^\w\-.~:/?#\[\]@!$&'()*+,;=%]")
# A script without spaces goes on where the link ends: `https://example.com/a谢谢`. Latin letters with marks may belong.
_FOREIGN = re.compile(r"[0-9A-Za-z,;!)=][^\x00-\u024f]")
_TAIL = ".,;:!?'\"*"
_PAIRS = {")": "(", "]": "["}


@dataclass(frozen=True)
class Link:
    """A link at a folded span. `text` as written; `url` its parts, None when it is no usable link."""

    start: int
    end: int
    text: str

    @property
    def bare(self) -> bool:
        """Neither a scheme nor `www.` says that this is a link."""
        return "://" not in self.text and self.text[:4].lower() != "www."

    @cached_property
    def url(self) -> Url | None:
        return parse(self.text)


def cut(folded: str, data: bytes) -> list[Link]:
    """Links of a folded text, by offset. Each holds at least its scheme or host."""
    return list(_cut(folded, data))


def _cut(folded: str, data: bytes) -> Iterator[Link]:
    for found in _FIND.finditer(data):
        start, end = found.span()
        text = folded[start:end]
        scheme = SCHEME.match(text)
        if start and not scheme and (folded[start - 1] in "@." or folded[start - 1].isalnum()):
            continue  # the domain of an e-mail address, or the rest of a longer name
        head = scheme.end() if scheme else 0
        if not head:
            asked = text.rfind("?", 0, text.find("/") if "/" in text else len(text)) + 1
            start, text = start + asked, text[asked:]
        stop = _STOP.search(text, head)
        text = text[: stop.start()] if stop else text
        foreign = _FOREIGN.search(text, text.find("/", head)) if "/" in text[head:] else None
        text = _trim(text[: foreign.start() + 1] if foreign else text)
        if len(text) <= head or folded[start + len(text) : start + len(text) + 1] == "@":
            continue
        link = Link(start, start + len(text), text)
        if not link.bare or _is_bare_link(text):
            yield link


def _trim(text: str) -> str:
    """Without the closing signs of the sentence: a bracket stays if the link opened it."""
    opened = {close: text.count(close) - text.count(start) for close, start in _PAIRS.items()}
    end = len(text)
    while end:
        char = text[end - 1]
        if char in _TAIL:
            end -= 1
        elif opened.get(char, 0) > 0:
            opened[char] -= 1
            end -= 1
        else:
            break
    return text[:end]


def _is_bare_link(text: str) -> bool:
    host = text.partition("/")[0].partition(":")[0]
    return not host.rpartition(".")[2].istitle() and bool(public_host(host))
