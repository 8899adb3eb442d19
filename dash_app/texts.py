"""Words that screens share, and the safe display of text that others wrote."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from dash_app.language import N_, NN_, _, ngettext
from dash_app.language import number as written
from graphsvc.errors import InputError

MAX_SHOWN = 240
_LEFTWARD = ("R", "AL", "AN")  # characters that are written from right to left
_JOINERS = (0x200C, 0x200D)
_BLANKS = (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0)
_NAMES = {
    0x00AD: "SHY", 0x034F: "CGJ", 0x061C: "ALM", 0x180E: "MVS", 0x200B: "ZWSP", 0x200E: "LRM", 0x200F: "RLM",
    0x2028: "LINE", 0x2029: "PARA", 0x202A: "LRE", 0x202B: "RLE", 0x202C: "PDF", 0x202D: "LRO", 0x202E: "RLO",
    0x2060: "WJ", 0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI", 0xFEFF: "BOM",
}  # fmt: skip

KINDS = {
    "ad": NN_("advert", "adverts"),
    "account": NN_("account", "accounts"),
    "phone": NN_("phone number", "phone numbers"),
    "wallet": NN_("wallet", "wallets"),
    "email": NN_("e-mail address", "e-mail addresses"),
    "url": NN_("web address", "web addresses"),
    "image": NN_("picture", "pictures"),
    "template": NN_("text template", "text templates"),
    "actor": NN_("actor", "actors"),
    "network": NN_("network", "networks"),
}
SHORT = {  # for a narrow column
    "phone": N_("number"),
    "email": N_("e-mail"),
    "url": N_("address"),
    "template": N_("template"),
}
# (type, direction seen from the node) -> what the neighbours do
DIRECTIONS = {
    ("MENTIONS", "out"): N_("mentioned here"),
    ("MENTIONS", "in"): N_("mention this"),
    ("USES_TEMPLATE", "out"): N_("template used"),
    ("USES_TEMPLATE", "in"): N_("use this template"),
    ("SHOWS_IMAGE", "out"): N_("shown here"),
    ("SHOWS_IMAGE", "in"): N_("show this picture"),
    ("REGISTERED_WITH", "out"): N_("registered with"),
    ("REGISTERED_WITH", "in"): N_("registered with this"),
    ("PAID", "out"): N_("paid by this"),
    ("PAID", "in"): N_("paid this"),
    ("FOLLOWS", "out"): N_("followed by this"),
    ("FOLLOWS", "in"): N_("follow this"),
    ("MEMBER_OF", "out"): N_("member of"),
    ("MEMBER_OF", "in"): N_("members"),
}
TYPES = {
    "MENTIONS": N_("mentions"),
    "USES_TEMPLATE": N_("uses template"),
    "SHOWS_IMAGE": N_("shows picture"),
    "REGISTERED_WITH": N_("registered with"),
    "PAID": N_("paid"),
    "FOLLOWS": N_("follows"),
    "MEMBER_OF": N_("member of"),
}
# How a cluster could be wrong, most fragile first: the order of review.
LEVELS = {
    "single-record": N_("by one record"),
    "single-identifier": N_("by one identifier"),
    "fragile": N_("by few links"),
    "firm": N_("by several links"),
}
LEVEL_DOUBTS = {
    "single-record": N_("One record holds it together. If that record is wrong, nothing of it stands."),
    "single-identifier": N_("One identifier holds it together. If strangers share it, nothing of it stands."),
    "fragile": N_("Few links hold it together. One that is wrong changes what belongs to it."),
    "firm": N_("Several independent links hold it together. They still say only what adverts and accounts show."),
}
STATEMENTS = {
    "fact": N_("fact: seen in a record"),
    "assessment": N_("assessment: a person's"),
    "inference": N_("inference: an algorithm's"),
}
VERBS = {
    "same": N_("the same"),
    "not-same": N_("not the same"),
    "unsure": N_("unsure"),
    "verdict": N_("verdict"),
    "protect": N_("protected"),
    "unlink": N_("link taken back"),
    "category": N_("category"),
    "note": N_("note"),
    "tag": N_("tag"),
}
VERDICTS = {
    "agency": N_("Agency (a business many posters share)"),
    "platform": N_("Platform or marketplace"),
    "forwarding": N_("Call forwarding or virtual number"),
    "hotline": N_("Help or emergency line"),
    "building": N_("Building or shared address"),
    "exchange": N_("Exchange or payment service"),
    "stock-text": N_("Stock text"),
    "stock-picture": N_("Stock picture"),
    "poster": N_("One poster after all: not shared"),
}


def count(number: int, one: str, many: str = "") -> str:
    """`1 record`, `12 records`, `1,204 records`. The noun is a literal: so it is found to be translated."""
    return ngettext(f"{{n}} {one}", f"{{n}} {many or one + 's'}", number).format(n=written(number))


def kinds(kind: str, number: int = 2) -> str:
    """The word for so many nodes of a kind."""
    one, many = KINDS.get(kind, (kind, kind))
    return ngettext(one, many, number)


def short(kind: str) -> str:
    """The word for a kind in a narrow column."""
    return _(SHORT[kind]) if kind in SHORT else kinds(kind, 1)


def statement(kind: str) -> str:
    """What a kind of line says, as a legend has it."""
    return _(STATEMENTS[kind])


def verb(name: str) -> str:
    """What a decision says."""
    return _(VERBS[name]) if name in VERBS else name


def verdict(name: str) -> str:
    """What an identifier was judged to be."""
    return _(VERDICTS[name]) if name in VERDICTS else name


def level(name: str) -> str:
    """How firmly a cluster holds."""
    return _(LEVELS[name]) if name in LEVELS else name


def way(by: str) -> str:
    """What the members of a group share, as in `grouped by month`."""
    return {
        "actor": _("actor"), "network": _("network"), "month": _("month"), "place": _("place"), "wording": _("wording"),
        "neighbours": _("neighbours"), "kind": _("kind"),
    }[by]  # fmt: skip


def direction(type_: str, way: str) -> str:
    known = DIRECTIONS.get((type_, way))
    return _(known) if known else f"{type_.lower().replace('_', ' ')} ({way})"


def type_name(type_: str) -> str:
    """What one end of a line does to the other."""
    return _(TYPES[type_]) if type_ in TYPES else type_.lower().replace("_", " ")


def visible(text: object, limit: int = MAX_SHOWN) -> str:
    """Text of unknown origin as it may be shown: what cannot be seen or reorders its neighbours becomes a sign such as
    `‹RLO›` or `‹U+E000›`, cut at `limit`. The canvas marks the same characters with the same signs. What is written
    from right to left is isolated: it leaves the order of a sentence around it alone, in tooltips and names as well."""
    raw = str(text)
    cut = raw if len(raw) <= limit else raw[: limit - 1] + "…"
    shown = "".join(map(_shown, cut))
    return f"\u2068{shown}\u2069" if any(unicodedata.bidirectional(char) in _LEFTWARD for char in shown) else shown


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
        return _("undated")
    one_day = start == end or not start or not end
    return start or end if one_day else _("{first} to {last}").format(first=start, last=end)


def region(value: object) -> str:
    """A country's two letters as somebody typed them, in capitals; '' for none. Raises InputError."""
    letters = str(value or "").strip().upper()
    if letters and not re.fullmatch(r"[A-Z]{2}", letters):
        raise InputError(_("region is a country's two letters such as GB, not {text}").format(text=repr(letters[:12])))
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
