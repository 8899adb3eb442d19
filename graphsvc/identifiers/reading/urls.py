"""The parts of one web address, each in the one spelling that RFC 3986 section 6.2.2 calls equivalent.

The scheme's own port is dropped, dot segments are resolved, empty and closing segments too; unreserved characters are
written plainly, others percent-encoded in capitals; parameters that only track are left out and the rest is sorted,
since their order says nothing. What servers may tell apart (case, encoded delimiters) stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import SplitResult, quote, unquote, urlsplit

from graphsvc.identifiers.reading.domains import address, host_name

MAX_LINK = 2048  # characters; longer ones carry data, they name no page
WEB = ("http", "https")
APPS = ("tg", "viber", "whatsapp", "line", "instagram", "snapchat", "sgnl", "weixin", "fb")
SCHEME = re.compile(r"(?i)[a-z][a-z0-9+.-]*://")

_OWN_PORT = {"http": 80, "https": 443}
_TRACKING = frozenset(
    {"fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid", "igshid", "igsh",
     "mc_cid", "mc_eid", "_ga", "_gl", "_hsenc", "_hsmi", "mkt_tok", "ref_src", "ref_url", "vero_id", "spm", "si"}
)  # fmt: skip
_TRACKING_PREFIXES = ("utm_", "pk_", "mtm_", "hsa_")
_KEPT = "/?:@!$&'()*+,;=~-._%"
_SETTLED = re.compile(r"[0-9A-Za-z/?:@!$&'()*+,;=~._-]*")
_AUTHORITY_END = re.compile(r"[/?#]")
_TRIPLET = re.compile(r"%[0-9A-Fa-f]{2}")


@dataclass(frozen=True)
class Url:
    """A link's parts. `host` canonical; `port` '' for the scheme's own; `path` '' or from its slash on; `fragment` as
    written."""

    scheme: str
    host: str
    port: str
    path: str
    query: str
    fragment: str

    @property
    def via(self) -> str:
        """What a person would call the link by: its host, or the app whose own scheme it is."""
        return self.scheme if self.scheme in APPS else self.host


@lru_cache(maxsize=8192)
def parse(text: str) -> Url | None:
    """The parts of one link, None when it is none: too long, no host, or a host that cannot be reached by others."""
    if len(text) > MAX_LINK:
        return None
    text = text.replace("&amp;", "&")
    if not SCHEME.match(text):
        if "@" in _AUTHORITY_END.split(text, maxsplit=1)[0]:
            return None  # an e-mail address
        text = f"http://{text}"
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return None
    scheme, path, query = parts.scheme.lower(), _path(parts.path), _query(parts.query)
    if scheme in APPS:
        return Url(scheme, parts.netloc.lower(), "", path, query, parts.fragment)
    host = _host(parts)
    if scheme not in WEB or not host:
        return None
    return Url(scheme, host, str(port) if port not in (None, _OWN_PORT[scheme]) else "", path, query, parts.fragment)


def _host(parts: SplitResult) -> str:
    name = parts.hostname or ""
    if ":" in name or name[-1:].isdigit():
        return address(f"[{name}]" if ":" in name else name)
    return host_name(name)


def _path(path: str) -> str:
    segments: list[str] = []
    for segment in _encoded(path).split("/"):
        if segment == "..":
            segments = segments[:-1]
        elif segment not in ("", "."):
            segments.append(segment)
    return "".join(f"/{segment}" for segment in segments)


def _query(query: str) -> str:
    if not query:
        return ""
    pairs = [pair for pair in _encoded(query).split("&") if pair and not _tracks(pair.partition("=")[0].lower())]
    return "&".join(sorted(pairs))


def _tracks(name: str) -> bool:
    return name in _TRACKING or name.startswith(_TRACKING_PREFIXES)


def _encoded(text: str) -> str:
    if _SETTLED.fullmatch(text):
        return text
    return quote(_TRIPLET.sub(lambda found: _decoded(found.group()), text), safe=_KEPT, errors="replace")


def _decoded(triplet: str) -> str:
    char = unquote(triplet, encoding="latin-1")
    return char if char.isascii() and (char.isalnum() or char in "-._~") else triplet.upper()
