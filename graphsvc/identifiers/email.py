"""E-mail addresses. Node id `email:local@domain`.

The pragmatic part of RFC 5321 and 5322: no quoted local parts, no comments. Local part and domain are in lower case
(no provider in use tells them apart), the domain in its ASCII form, `+tags` stay. In text the local part is ASCII and
the top-level domain exists (`icon@2x.png` is no address); a column that names its kind needs no such proof.
Methods: `plain`; `spelled`, `letters` and `apart` for those that hide (`emails.hidden`).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from graphsvc.identifiers import Candidate, Find, Identifier
from graphsvc.identifiers.emails import hidden
from graphsvc.identifiers.reading.domains import cut_sentence, host_name, public_host
from graphsvc.identifiers.reading.fold import fold, looks_latin
from graphsvc.identifiers.reading.linear import pattern
from graphsvc.identifiers.reading.text import Text
from graphsvc.model import NodeKind

MAX_LOCAL = 64  # octets, RFC 5321 section 4.5.3.1

_LABEL = r"[0-9A-Za-z?_-]{1,63}"
_PLAIN = pattern(rf"[0-9A-Za-z._%+'-]{{1,64}}@{_LABEL}(?:\.{_LABEL}){{1,8}}")
_IN_LOCAL = re.compile(r"[0-9A-Za-z._%+-]")
_LOCAL = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*")
_NOT_DOMAIN = re.compile(r"[^\w.-]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_FOREIGN = ("CYRILLIC", "GREEK", "ARMENIAN")  # scripts that can pass for Latin
_BRACKETS = re.compile(r"[^<>]*<([^<>]*)>\s*")


class Email:
    """An e-mail address."""

    NAME = "email"
    SPECIFICITY = 7.0
    TRIGGER = rf"(?i)[0-9a-z._%+'-]@[0-9a-z?_-]|{hidden.TRIGGER.removeprefix('(?i)')}"

    def clean(self, raw: str, *, hint: str = "", region: str = "") -> Identifier | None:
        text = fold(raw)[0].strip()
        named = _BRACKETS.fullmatch(text)
        text = (named[1] if named else text).strip().strip("\"'")
        if text[:7].lower() == "mailto:":
            text = text[7:].partition("?")[0]
        local, _, domain = text.rpartition("@")
        return _identifier(local, host_name(domain.rstrip(".")))

    def find(self, text: Text, region: str) -> Iterator[Find | Candidate]:
        outside = text.outside_links(found.span() for found in _PLAIN.finditer(text.data))
        finds = [find for start, end in outside if (find := _plain(text, start, end))]
        items: list[Find | Candidate] = [*finds]
        starts, ends = [find.start for find in finds], [find.end for find in finds]
        for address in hidden.hidden(text):
            item = _hidden(text, address)
            if item is not None and bisect_right(ends, item.start) == bisect_left(starts, item.end):
                items.append(item)
        return iter(sorted(items, key=lambda item: item.start))

    def caption(self, parts: tuple[str, ...]) -> str:
        return parts[0]


def _identifier(local: str, host: str) -> Identifier | None:
    local = unicodedata.normalize("NFC", local.lower())
    if not host or not _LOCAL.fullmatch(local) or len(local.encode("utf-8", "replace")) > MAX_LOCAL:
        return None
    return Identifier(NodeKind.EMAIL, (f"{local}@{host}",))


def _plain(text: Text, start: int, end: int) -> Find | None:
    local, _, domain = text.folded[start:end].partition("@")
    before = text.folded[max(0, start - 1) : start]
    if looks_latin(before) or _IN_LOCAL.fullmatch(before):
        return None  # the end of a longer name
    kept = local.rpartition("..")[2].lstrip(".-'%+")
    found = _domain(domain)
    if any(map(_is_mixed, found.split("."))):
        return None  # letters of two scripts in one name: `emails.hidden` reads what they look like
    identifier = _identifier(kept, public_host(found))
    if identifier is None:
        return None
    start += len(local) - len(kept)
    return text.find(identifier, start, start + len(kept) + 1 + len(found), "plain", 0.99)


def _hidden(text: Text, address: hidden.Hidden) -> Find | Candidate | None:
    """A find; a candidate where the name itself is in letters of another script, which may be another person's."""
    identifier = _identifier(address.local, address.domain)
    if identifier is None:
        return None
    name = text.folded[address.start : address.end].partition("@")[0]
    if address.method == "letters" and any(map(looks_latin, name)):
        foreign = any(map(_is_foreign, name))
        reason = "letters of two scripts in the name"
        start, end = address.start, address.end
        return text.candidate(NodeKind.EMAIL, identifier.value, start, end, reason) if foreign else None
    return text.find(identifier, address.start, address.end, address.method, address.confidence)


def _is_foreign(char: str) -> bool:
    return unicodedata.name(char, "").partition(" ")[0] in _FOREIGN


def _is_mixed(label: str) -> bool:
    """Latin letters beside letters of a script that can pass for Latin: no registry sells such a name."""
    if label.isascii():
        return False
    return any(map(_is_foreign, label)) and any("LATIN" in unicodedata.name(char, "") for char in label)


def _domain(text: str) -> str:
    """The domain that a run of labels holds, without what the sentence glued to it."""
    stop = _NOT_DOMAIN.search(text)
    text = cut_sentence((text[: stop.start()] if stop else text).rstrip(".-_"))
    if not public_host(text) and (foreign := _NOT_ASCII.search(text)):
        text = text[: foreign.start()].rstrip(".-_")
    return text
