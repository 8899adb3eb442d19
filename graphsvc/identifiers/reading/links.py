"""Links in a text: where they start and end, and their parts. What a link points at is for the kinds to say.

Three forms: with a scheme (`https://`, `tg://`, ...), `www.`, and bare. A bare host needs a path behind it, or one of
a few endings in lower case that no sentence makes: adverts glue sentences together (`our team.In this role`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from urllib.parse import SplitResult, urlsplit

from graphsvc.identifiers.reading.domains import address, host_name, public_host
from graphsvc.identifiers.reading.linear import pattern

MAX_LINK = 2048  # characters; longer ones carry data, they name no page
WEB = ("http", "https")
APPS = ("tg", "viber", "whatsapp", "line", "instagram", "snapchat", "sgnl", "weixin", "fb")
_COUNTRIES = (
    "uk",
    "za",
    "nz",
    "in",
    "jp",
    "kr",
    "il",
    "au",
    "br",
    "mx",
    "tr",
    "ua",
    "sg",
    "my",
    "hk",
    "ph",
    "ng",
    "ar",
)
BARE = (
    *("com", "net", "org", "info", "biz", "onion"),
    *(f"{second}.{country}" for second in ("co", "com") for country in _COUNTRIES),
)

_REST = r"[^\x00-\x20<>\x22\x5c^\x60{}|\x7f]"
_HOST = r"(?:[0-9a-z?_-]{1,63}\.){1,8}"
FIND = (
    rf"(?i)(?:(?:{'|'.join(WEB + APPS)})://|www\.){_REST}+"
    rf"|{_HOST}[a-z?]{{2,24}}(?::[0-9]{{1,5}})?/{_REST}*"
    rf"|{_HOST}(?-i:{'|'.join(ending.replace('.', '[.]') for ending in BARE)})\b"
)  # fmt: skip
TRIGGER = (
    r"(?i)://|www\.|[0-9a-z?]\.[a-z?]{2,24}(?::[0-9]{1,5})?/|[0-9a-z?]\."
    rf"(?-i:{'|'.join(ending.replace('.', '[.]') for ending in BARE)})\b"
)  # fmt: skip
_FIND = pattern(FIND)

# Ends of a link that belong to the sentence around it; the shadow hides which signs stand outside ASCII.
_STOP = re.compile(r"[^\w\-.~:/?#\[\]@!$&'()*+,;=%]")
_SCHEME = re.compile(r"(?i)[a-z][a-z0-9+.-]*://")
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


@dataclass(frozen=True)
class Url:
    """A link's parts. `host` is canonical, `port` '' when it is the scheme's own; the rest is as written."""

    scheme: str
    host: str
    port: str
    path: str
    query: str
    fragment: str


def cut(folded: str, data: bytes) -> list[Link]:
    """Links of a folded text, by offset. Each holds at least its scheme or host."""
    return list(_cut(folded, data))


def _cut(folded: str, data: bytes) -> Iterator[Link]:
    for found in _FIND.finditer(data):
        start, end = found.span()
        text = folded[start:end]
        scheme = _SCHEME.match(text)
        if start and not scheme and (folded[start - 1] in "@." or folded[start - 1].isalnum()):
            continue  # the domain of an e-mail address, or the rest of a longer name
        head = scheme.end() if scheme else 0
        if not head:
            asked = text.rfind("?", 0, text.find("/") if "/" in text else len(text)) + 1
            start, text = start + asked, text[asked:]
        stop = _STOP.search(text, head)
        text = _trim(text[: stop.start()] if stop else text)
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


@lru_cache(maxsize=8192)
def parse(text: str) -> Url | None:
    """The parts of one link, None when it is none: too long, no host, or a host that cannot be reached by others."""
    if len(text) > MAX_LINK:
        return None
    text = text.replace("&amp;", "&")
    if not _SCHEME.match(text):
        if "@" in text.partition("/")[0]:
            return None  # an e-mail address
        text = "http://" + text
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme in APPS:
        return Url(scheme, parts.netloc.lower(), "", parts.path, parts.query, parts.fragment)
    host = _host(parts)
    if scheme not in WEB or not host:
        return None
    own = {"http": 80, "https": 443}[scheme]
    return Url(
        scheme, host, str(port) if port not in (None, own) else "", parts.path, parts.query, parts.fragment
    )  # fmt: skip


def _host(parts: SplitResult) -> str:
    name = parts.hostname or ""
    if ":" in name or name[-1:].isdigit():
        return address(f"[{name}]" if ":" in name else name)
    return host_name(name)
