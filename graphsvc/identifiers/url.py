"""Web addresses. Node id `url:host/path?query`.

Two spellings of one page give one id: the scheme (http or https), a leading `www.`, the user part, the default port,
the fragment, an empty or closing slash and tracking parameters are dropped; the host is lower case in its ASCII form;
percent-encodings follow RFC 3986 section 6.2.2; parameters are sorted, since their order says nothing. Case and
encoding of path and query otherwise stay: servers may tell them apart. A link to an account or a number of a known
platform is that account or number, never a url.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, unquote

from graphsvc.identifiers import Find, Identifier
from graphsvc.identifiers.platforms.links import target
from graphsvc.identifiers.reading import links
from graphsvc.identifiers.reading.fold import fold
from graphsvc.identifiers.reading.text import Text
from graphsvc.model import NodeKind

TRACKING = frozenset(
    {"fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid", "igshid", "igsh",
     "mc_cid", "mc_eid", "_ga", "_gl", "_hsenc", "_hsmi", "mkt_tok", "ref_src", "ref_url", "vero_id", "spm", "si"}
)  # fmt: skip
TRACKING_PREFIXES = ("utm_", "pk_", "mtm_", "hsa_")

_SETTLED = re.compile(r"[0-9A-Za-z/?:@!$&'()*+,;=~._-]*")
_UNRESERVED = re.compile(r"%[0-9A-Fa-f]{2}")
_KEPT = "/:@!$&'()*+,;=~-._%"


class Url:
    """A page or site named by its address."""

    NAME = "url"
    SPECIFICITY = 4.0
    TRIGGER = links.TRIGGER

    def clean(self, raw: str, *, hint: str = "", region: str = "") -> Identifier | None:
        """The page, or the account or number that a platform's link stands for."""
        text = fold(raw)[0].strip().strip("<>\"'")
        if not text or any(char.isspace() for char in text):
            return None
        link = links.Link(0, len(text), text)
        return None if link.url is None else target(link.url) or identifier(link.url)

    def find(self, text: Text, region: str) -> Iterator[Find]:
        for link in text.links:
            if link.url is None or target(link.url) is not None:
                continue
            found = identifier(link.url)
            if found is not None:
                method, confidence = ("bare", 0.8) if link.bare else ("link", 0.99)
                yield text.find(found, link.start, link.end, method, confidence)

    def caption(self, parts: tuple[str, ...]) -> str:
        return parts[0]


def identifier(url: links.Url) -> Identifier | None:
    """The node of a web address; None for an app's own scheme, which names no page."""
    if url.scheme not in links.WEB:
        return None
    host = url.host
    while host.startswith("www.") and host.count(".") > 1:
        host = host.removeprefix("www.")
    place = host + (f":{url.port}" if url.port else "")
    query = _query(url.query)
    return Identifier(NodeKind.URL, (place + _path(url.path) + (f"?{query}" if query else ""),))


def _path(path: str) -> str:
    segments: list[str] = []
    for segment in _encoding(path).split("/"):
        if segment == "..":
            segments = segments[:-1]
        elif segment not in ("", "."):
            segments.append(segment)
    return "".join(f"/{segment}" for segment in segments)


def _query(query: str) -> str:
    pairs = [pair for pair in _encoding(query).split("&") if pair and not _tracks(pair.partition("=")[0].lower())]
    return "&".join(sorted(pairs))


def _tracks(name: str) -> bool:
    return name in TRACKING or name.startswith(TRACKING_PREFIXES)


def _encoding(text: str) -> str:
    """One spelling of each character: unreserved ones plain, others percent-encoded in upper-case hex."""
    if _SETTLED.fullmatch(text):
        return text
    kept = _UNRESERVED.sub(lambda found: _decoded(found.group()), text)
    return quote(kept, safe=_KEPT + "?", errors="replace")


def _decoded(triplet: str) -> str:
    char = unquote(triplet, encoding="latin-1")
    return char if char.isascii() and (char.isalnum() or char in "-._~") else triplet.upper()
