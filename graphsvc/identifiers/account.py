"""Accounts. Node id `account:PLATFORM:name`, from a profile link, a name announced in words, or a column.

Where a platform reads capitals as small letters (nearly all do, `platforms.toml`) the name is in lower case. A link or
name that is a telephone number (WhatsApp, Viber, Signal) is a phone. A bare `@name` names no platform: it is a
candidate, and the same name on two platforms is two nodes. Methods: `link:HOST`, `label:PLATFORM`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphsvc.identifiers import Candidate, Find, Identifier
from graphsvc.identifiers.platforms import apart as apart_links
from graphsvc.identifiers.platforms import labels
from graphsvc.identifiers.platforms.apart import apart
from graphsvc.identifiers.platforms.links import account, target
from graphsvc.identifiers.platforms.table import by_label, by_word, platforms
from graphsvc.identifiers.reading import links, urls
from graphsvc.identifiers.reading.fold import fold, looks_latin
from graphsvc.identifiers.reading.linear import pattern
from graphsvc.identifiers.reading.text import Text, clear
from graphsvc.model import NodeKind, slug

_HANDLE = pattern(r"@[0-9A-Za-z_][0-9A-Za-z_.]{2,31}")
# Behind a name: `@lola on insta`, `@lola (telegram)`.
_ON = re.compile(
    r"\s{0,2}(?:[(\[]|(?:on|in|at|via|auf|bei|sur|en|em|no|su|op|na|w|pe|på|в|на|у|-)\s)\s?([^\W\d_]{2,16})(?:$|[\W_])"
)
_ON_WINDOW = 28
_PLAIN = re.compile(r"[^\s:/@]{1,64}")
_NUMERIC = re.compile(r"[0-9]{4,20}")
_PLATFORM = re.compile(r"[a-z0-9][a-z0-9.-]{1,29}")


class Account:
    """An account on a platform."""

    NAME = "account"
    SPECIFICITY = 6.0
    TRIGGER = rf"(?i)@[0-9a-z_]|{labels.TRIGGER}|{apart_links.TRIGGER}|\?|{links.TRIGGER.removeprefix('(?i)')}"

    def clean(self, raw: str, *, hint: str = "", region: str = "") -> Identifier | None:
        """A profile link, `platform:name`, or a name with `hint` naming its platform. Unknown platforms keep case."""
        text = fold(raw)[0].strip().strip("\"'")
        url = urls.parse(text) if "/" in text else None
        if url is not None:
            return target(url)
        head, colon, tail = text.partition(":")
        if colon and (head.strip().lower() in by_label() or (not hint and head == slug(head))):
            hint, text = head, tail
        return _named(hint.strip().lower(), text.strip())

    def find(self, text: Text, region: str) -> Iterator[Find | Candidate]:
        found: list[Find | Candidate] = []
        for link in text.links:
            identifier = target(link.url) if link.url else None
            if link.url and identifier and identifier.kind is NodeKind.ACCOUNT:
                found.append(text.find(identifier, link.start, link.end, f"link:{link.url.via}", 0.98))
        taken = [(link.start, link.end) for link in text.links]
        joined = []
        for identifier, start, end, host in apart(text):
            joined.append((start, end))
            if identifier.kind is NodeKind.ACCOUNT:
                found.append(text.find(identifier, start, end, f"apart:{host}", 0.95))
        announced = {label.start: label for label in labels.labels(text)}
        for start, _ in clear(((label.start, label.end) for label in announced.values()), joined):
            label = announced[start]
            taken.append((label.start, label.end))
            identifier = account(label.platform, label.name)
            if identifier is None or identifier.kind is not NodeKind.ACCOUNT:
                continue
            method = f"label:{label.platform.name}"
            if label.certain:
                found.append(text.find(identifier, label.start, label.end, method, label.confidence))
            else:
                reason = "a word after the name of a platform, perhaps no account"
                found.append(text.candidate(NodeKind.ACCOUNT, identifier.value, label.start, label.end, reason))
        found += _handles(text, sorted([*taken, *joined]))
        return iter(sorted(found, key=lambda item: item.start))

    def caption(self, parts: tuple[str, ...]) -> str:
        platform = platforms().get(parts[0])
        name = parts[1]
        return f"{name if name.isdigit() else '@' + name} ({platform.title if platform else parts[0]})"


def _named(platform: str, name: str) -> Identifier | None:
    known = by_label().get(platform)
    if known is not None:
        if _NUMERIC.fullmatch(name) and not known.numbers:
            return Identifier(NodeKind.ACCOUNT, (known.name, name))  # the platform's own number of an account
        return account(known, name)
    other, name = slug(platform) if platform else "", name.removeprefix("@")
    if not _PLATFORM.fullmatch(other) or not _PLAIN.fullmatch(name):
        return None
    return Identifier(NodeKind.ACCOUNT, (other, name))


def _handles(text: Text, taken: list[tuple[int, int]]) -> Iterator[Find | Candidate]:
    """Bare `@name`s outside links and announced names; a find where the platform is named behind it."""
    place = 0
    for found in _HANDLE.finditer(text.data):
        start, end = found.span()
        while place < len(taken) and taken[place][1] <= start:
            place += 1
        before, after = text.folded[max(0, start - 1) : start], text.folded[end : end + 1]
        inside = place < len(taken) and taken[place][0] < end
        if inside or before.isalnum() or before in tuple("._%+-/@") or after == "@" or looks_latin(after):
            continue
        name = text.lower[start + 1 : end].rstrip(".")
        stop = start + 1 + len(name)
        on = _ON.match(text.lower, stop, stop + _ON_WINDOW)
        platform = by_word().get(on[1]) if on else None
        identifier = account(platform, name) if platform else None
        if platform and identifier and identifier.kind is NodeKind.ACCOUNT:
            yield text.find(identifier, start, stop, f"label:{platform.name}", 0.9)
        elif not name.replace("_", "").replace(".", "").isdigit():
            yield text.candidate(NodeKind.ACCOUNT, name, start, stop, "no platform is named beside it")
