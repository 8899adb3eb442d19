"""The search box: what an entry may mean, and what a person reads for a node.

An entry can be a node id, `kind: value` with the kind's name or a common word for it, or the value alone in any
notation. Every reading that holds is given; nothing is guessed: a national number needs a region, a bare `@name` is
looked up on every platform where such a name is possible.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from graphsvc.identifiers import Identifier, clean, get, scan
from graphsvc.identifiers.chains import addresses
from graphsvc.identifiers.platforms.table import by_word, platforms
from graphsvc.identifiers.pseudonym import is_pseudonymous
from graphsvc.identifiers.reading.fold import fold
from graphsvc.identifiers.secrets import redact
from graphsvc.model import NodeKind, node_id, split_id
from graphsvc.textsafe import visible

LONGEST = 4096  # characters of an entry that are looked at

_WORDS = {
    "phone": "phone", "tel": "phone", "telephone": "phone", "mobile": "phone", "number": "phone",
    "email": "email", "e-mail": "email", "mail": "email", "mailto": "email",
    "url": "url", "link": "url", "site": "url", "website": "url", "domain": "url",
    "wallet": "wallet", "address": "wallet", "account": "account", "handle": "account",
    "image": "image", "picture": "image",
}  # fmt: skip
_IDENTIFIERS = ("phone", "email", "url", "wallet", "account", "image")
_PARTS = {"wallet": 2, "account": 2, "image": 2}
_NAMED = {"ad": "advert", "actor": "actor", "network": "network", "template": "template"}
_HASHED = {"phone": "hashed number", "email": "hashed e-mail", "url": "hashed link"}
_HANDLE = re.compile(r"@[^\s:/@]{2,64}")
_HEX_32 = re.compile(r"[0-9a-fA-F]{64}")
_DIGITS = re.compile(r"[0-9 ().\t/-]{7,30}")
_PREFIX = re.compile(r"([\w .-]{2,24}):\s*(.*)", re.DOTALL)


def query(text: str, region: str = "") -> list[str]:
    """Sorted node ids, empty for words and for a private key."""
    text = fold(text[:LONGEST])[0].strip()
    if not text or redact(text)[1]:
        return []
    node = _other_node(text)
    return [node] if node else sorted({identifier.id for identifier in _readings(text, region.upper())})


def caption(identifier: str) -> str:
    """What a person reads: never raises, never lets a character act on its neighbours."""
    kind, parts = split_id(identifier)
    return visible(_caption(kind, parts) or identifier)


@lru_cache(maxsize=16384)
def _caption(kind: str, parts: tuple[str, ...]) -> str:
    if not parts or not all(parts):
        return ""
    if kind in _HASHED and is_pseudonymous(parts):
        return f"{_HASHED[kind]} {parts[1][:4]}…"
    if kind == NodeKind.AD and len(parts) == 2:
        return f"advert {parts[1]} ({parts[0]})"
    if kind in _NAMED:
        return f"{_NAMED[kind]} {':'.join(parts)[:8]}"
    if kind not in _IDENTIFIERS or len(parts) != _PARTS.get(kind, 1):
        return ""
    text: str = get(kind).caption(parts)
    return text


def _other_node(text: str) -> str:
    """The entry itself, where it is the id of a node that is no identifier, else ''."""
    kind, parts = split_id(text)
    if kind in _NAMED and all(parts) and len(parts) == (2 if kind == NodeKind.AD else 1):
        return node_id(kind, *parts)
    return ""


def _readings(text: str, region: str) -> Iterator[Identifier]:
    prefix = _PREFIX.fullmatch(text)
    head, value = (prefix[1].strip().lower(), prefix[2].strip()) if prefix else ("", text)
    if head in _WORDS:
        yield from _values(_WORDS[head], _decoded(_WORDS[head], value), region)
    elif head in by_word():
        yield from _clean("account", value, hint=head)
        if by_word()[head].numbers:
            yield from _values("phone", value, region)
    else:
        for kind in _IDENTIFIERS:
            if kind != "account" or ":" not in text or "/" in text:
                yield from _values(kind, text, region)
        yield from (find.identifier for find in scan(text, region=region).finds)


def _decoded(kind: str, value: str) -> str:
    """The value behind the id of a node of this kind, or what was typed."""
    _, parts = split_id(f"{kind}:{value}")
    return ":".join(parts) if node_id(kind, *parts) == f"{kind}:{value}" else value


def _values(kind: str, value: str, region: str) -> Iterator[Identifier]:
    """Every reading of a value as one kind."""
    if kind == "account" and _HANDLE.fullmatch(value):
        for name in platforms():
            yield from _clean(kind, value, hint=name)
    elif kind == "phone" and _DIGITS.fullmatch(value):
        yield from _clean(kind, f"+{value}")
    elif kind == "wallet" and _HEX_32.fullmatch(value):
        yield from _clean(kind, value, hint="monero")
    elif kind == "wallet":
        for address in addresses.read(value):
            if address.proof != "length":
                yield Identifier(NodeKind.WALLET, (address.chain, address.canonical))
    yield from _clean(kind, value, region=region)


def _clean(kind: str, value: str, *, hint: str = "", region: str = "") -> Iterator[Identifier]:
    identifier = clean(kind, value, hint=hint, region=region)
    if identifier is not None:
        yield identifier
