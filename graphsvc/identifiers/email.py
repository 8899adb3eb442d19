"""E-mail addresses. Node id `email:local@domain`.

The pragmatic part of RFC 5321 and 5322: no quoted local parts, no comments. Local part and domain are in lower case
(no provider in use tells them apart), the domain in its ASCII form, `+tags` stay. In text the local part is ASCII and
the top-level domain exists (`icon@2x.png` is no address); a column that names its kind needs no such proof.
Methods: `plain`; `spelled` for signs written out in brackets, `name (at) example (dot) org`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from graphsvc.identifiers import Find, Identifier
from graphsvc.identifiers.reading.domains import cut_sentence, host_name, public_host
from graphsvc.identifiers.reading.fold import fold, looks_latin
from graphsvc.identifiers.reading.linear import pattern
from graphsvc.identifiers.reading.text import Text
from graphsvc.model import NodeKind

MAX_LOCAL = 64  # octets, RFC 5321 section 4.5.3.1

_LABEL = r"[0-9A-Za-z?_-]{1,63}"
_OPEN, _CLOSE = r"\s{0,2}[(\[{]\s{0,2}", r"\s{0,2}[)\]}]\s{0,2}"
_AT = rf"{_OPEN}(?:at|arroba){_CLOSE}"
_DOT = rf"(?:\.|{_OPEN}(?:dot|punkt|punto|point|ponto|\.){_CLOSE})"
_PLAIN = pattern(rf"[0-9A-Za-z._%+'-]{{1,64}}@{_LABEL}(?:\.{_LABEL}){{1,8}}")
_SPELLED = pattern(rf"(?i)[0-9A-Za-z._%+-]{{1,64}}{_AT}{_LABEL}(?:{_DOT}{_LABEL}){{1,5}}")
_AT_SIGN, _DOT_SIGN = re.compile(rf"(?i){_AT}"), re.compile(rf"(?i){_DOT}")
_LOCAL = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*")
_NOT_DOMAIN = re.compile(r"[^\w.-]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_BRACKETS = re.compile(r"[^<>]*<([^<>]*)>\s*")


class Email:
    """An e-mail address."""

    NAME = "email"
    SPECIFICITY = 7.0
    TRIGGER = r"(?i)[0-9a-z._%+'-]@[0-9a-z?_-]|[(\[{]\s{0,2}(?:at|arroba)\s{0,2}[)\]}]"

    def clean(self, raw: str, *, hint: str = "", region: str = "") -> Identifier | None:
        text = fold(raw)[0].strip()
        named = _BRACKETS.fullmatch(text)
        text = (named[1] if named else text).strip().strip("\"'")
        if text[:7].lower() == "mailto:":
            text = text[7:].partition("?")[0]
        local, _, domain = text.rpartition("@")
        return _identifier(local, host_name(domain.rstrip(".")))

    def find(self, text: Text, region: str) -> Iterator[Find]:
        outside = text.outside_links(found.span() for found in _PLAIN.finditer(text.data))
        finds = [find for start, end in outside if (find := _plain(text, start, end))]
        finds += [find for found in _SPELLED.finditer(text.data) if (find := _spelled(text, *found.span()))]
        return iter(sorted(finds, key=lambda find: find.start))

    def caption(self, parts: tuple[str, ...]) -> str:
        return parts[0]


def _identifier(local: str, host: str) -> Identifier | None:
    local = unicodedata.normalize("NFC", local.lower())
    if not host or not _LOCAL.fullmatch(local) or len(local.encode("utf-8", "replace")) > MAX_LOCAL:
        return None
    return Identifier(NodeKind.EMAIL, (f"{local}@{host}",))


def _plain(text: Text, start: int, end: int) -> Find | None:
    local, _, domain = text.folded[start:end].partition("@")
    if looks_latin(text.folded[max(0, start - 1) : start]):
        return None  # the end of a longer name
    kept = local.rpartition("..")[2].lstrip(".-'%+")
    found = _domain(domain)
    identifier = _identifier(kept, public_host(found))
    if identifier is None:
        return None
    start += len(local) - len(kept)
    return text.find(identifier, start, start + len(kept) + 1 + len(found), "plain", 0.99)


def _spelled(text: Text, start: int, end: int) -> Find | None:
    written = text.folded[start:end]
    at = _AT_SIGN.search(written)
    if at is None:
        return None
    local, domain = written[: at.start()], _DOT_SIGN.sub(".", written[at.end() :])
    identifier = _identifier(local.strip(".-%+"), public_host(domain))
    return text.find(identifier, start, end, "spelled", 0.85) if identifier else None


def _domain(text: str) -> str:
    """The domain that a run of labels holds, without what the sentence glued to it."""
    stop = _NOT_DOMAIN.search(text)
    text = cut_sentence((text[: stop.start()] if stop else text).rstrip(".-_"))
    if not public_host(text) and (foreign := _NOT_ASCII.search(text)):
        text = text[: foreign.start()].rstrip(".-_")
    return text
