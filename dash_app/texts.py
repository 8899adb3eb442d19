"""Words that screens share, and the safe display of text that others wrote."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from graphsvc.errors import InputError

MAX_SHOWN = 240
_JOINERS = (0x200C, 0x200D)
_BLANKS = (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0)
_NAMES = {
    0x00AD: "SHY", 0x034F: "CGJ", 0x061C: "ALM", 0x180E: "MVS", 0x200B: "ZWSP", 0x200E: "LRM", 0x200F: "RLM",
    0x2028: "LINE", 0x2029: "PARA", 0x202A: "LRE", 0x202B: "RLE", 0x202C: "PDF", 0x202D: "LRO", 0x202E: "RLO",
    0x2060: "WJ", 0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI", 0xFEFF: "BOM",
}  # fmt: skip

KINDS = {
    "ad": ("advert", "adverts"),
    "account": ("account", "accounts"),
    "phone": ("phone number", "phone numbers"),
    "wallet": ("wallet", "wallets"),
    "email": ("e-mail address", "e-mail addresses"),
    "url": ("web address", "web addresses"),
    "image": ("picture", "pictures"),
    "template": ("text template", "text templates"),
    "actor": ("actor", "actors"),
    "network": ("network", "networks"),
}
SHORT = {"phone": "number", "email": "e-mail", "url": "address", "template": "template"}  # for a narrow column
# (type, direction seen from the node) -> what the neighbours do
DIRECTIONS = {
    ("MENTIONS", "out"): "mentioned here",
    ("MENTIONS", "in"): "mention this",
    ("USES_TEMPLATE", "out"): "template used",
    ("USES_TEMPLATE", "in"): "use this template",
    ("SHOWS_IMAGE", "out"): "shown here",
    ("SHOWS_IMAGE", "in"): "show this picture",
    ("REGISTERED_WITH", "out"): "registered with",
    ("REGISTERED_WITH", "in"): "registered with this",
    ("PAID", "out"): "paid by this",
    ("PAID", "in"): "paid this",
    ("FOLLOWS", "out"): "followed by this",
    ("FOLLOWS", "in"): "follow this",
    ("MEMBER_OF", "out"): "member of",
    ("MEMBER_OF", "in"): "members",
}
TYPES = {
    "MENTIONS": "mentions",
    "USES_TEMPLATE": "uses template",
    "SHOWS_IMAGE": "shows picture",
    "REGISTERED_WITH": "registered with",
    "PAID": "paid",
    "FOLLOWS": "follows",
    "MEMBER_OF": "member of",
}
# How a cluster could be wrong, most fragile first: the order of review.
LEVELS = {
    "single-record": "by one record",
    "single-identifier": "by one identifier",
    "fragile": "by few links",
    "firm": "by several links",
}
LEVEL_DOUBTS = {
    "single-record": "One record holds it together. If that record is wrong, nothing of it stands.",
    "single-identifier": "One identifier holds it together. If strangers share it, nothing of it stands.",
    "fragile": "Few links hold it together. One that is wrong changes what belongs to it.",
    "firm": "Several independent links hold it together. They still say only what adverts and accounts show.",
}
STATEMENTS = {
    "fact": "seen in a record",
    "assessment": "a person's assessment",
    "inference": "an algorithm's inference",
}
VERBS = {
    "same": "the same",
    "not-same": "not the same",
    "unsure": "unsure",
    "verdict": "verdict",
    "protect": "protected",
    "unlink": "link taken back",
    "category": "category",
    "note": "note",
    "tag": "tag",
}
VERDICTS = {
    "agency": "Agency (a business many posters share)",
    "platform": "Platform or marketplace",
    "forwarding": "Call forwarding or virtual number",
    "hotline": "Help or emergency line",
    "building": "Building or shared address",
    "exchange": "Exchange or payment service",
    "stock-text": "Stock text",
    "stock-picture": "Stock picture",
    "poster": "One poster after all: not shared",
}


def count(number: int, one: str, many: str = "") -> str:
    """`1 record`, `12 records`, `1,204 records`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def kinds(kind: str, number: int = 2) -> str:
    """The word for so many nodes of a kind."""
    one, many = KINDS.get(kind, (kind, kind))
    return one if number == 1 else many


def direction(type_: str, way: str) -> str:
    return DIRECTIONS.get((type_, way), f"{type_.lower().replace('_', ' ')} ({way})")


def visible(text: object, limit: int = MAX_SHOWN) -> str:
    """Text of unknown origin as it may be shown: what cannot be seen or reorders its neighbours becomes a sign such as
    `‹RLO›` or `‹U+E000›`, cut at `limit`. The canvas marks the same characters with the same signs."""
    raw = str(text)
    cut = raw if len(raw) <= limit else raw[: limit - 1] + "…"
    return "".join(_shown(char) for char in cut)


def passage(text: str, limit: int = 4000) -> str:
    """Like `visible` for longer texts: line breaks and tabs stay."""
    return "\n".join(visible(line.replace("\t", "    "), limit) for line in text[:limit].splitlines())


def defang(url: str) -> str:
    """An address that no program turns into a link: `hxxps://example[.]com/a`."""
    scheme, mark, rest = url.partition("://")
    if not mark:
        scheme, rest = "", url
    host, slash, tail = rest.partition("/")
    scheme = scheme.replace("http", "hxxp").replace("HTTP", "HXXP")
    return f"{scheme}{mark}{host.replace('.', '[.]')}{slash}{tail}"


def label(node: Mapping[str, object]) -> str:
    """What a person reads for a drawn node, safe to show anywhere."""
    text = str(node.get("label") or "")
    if node.get("kind") == "url" and "[.]" not in text:
        text = defang(text)
    return visible(text, 120)


def span(first: object, last: object) -> str:
    """`2024-03-01 to 2024-05-30`, one day once, or `undated`."""
    start, end = str(first or "")[:10], str(last or "")[:10]
    if not start and not end:
        return "undated"
    return start or end if start == end or not start or not end else f"{start} to {end}"


def region(value: object) -> str:
    """A country's two letters as somebody typed them, in capitals; '' for none. Raises InputError."""
    letters = str(value or "").strip().upper()
    if letters and not re.fullmatch(r"[A-Z]{2}", letters):
        raise InputError(f"region is a country's two letters such as GB, not {letters[:12]!r}")
    return letters


def moment(at: str) -> str:
    """`2026-01-15 12:00 UTC` from the service's `2026-01-15T12:00:00Z`."""
    return f"{at[:16].replace('T', ' ')} UTC"


def _shown(char: str) -> str:
    code, category = ord(char), unicodedata.category(char)
    if code < 0x20:
        return chr(0x2400 + code)
    if code in _JOINERS:
        return char  # part of the spelling in Arabic and Indic scripts, and of many emoji
    if category in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") or code in _BLANKS:
        return f"‹{_NAMES.get(code) or f'U+{code:04X}'}›"
    return char
