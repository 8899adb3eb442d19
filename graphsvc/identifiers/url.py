"""Web addresses. Node id `url:host/path?query`.

Two spellings of one page give one id (`reading.urls`): the scheme (http or https), a leading `www.`, the user part,
the default port, the fragment, a closing slash and tracking parameters are dropped, the host is lower case in its
ASCII form, parameters are sorted. A link to an account or a number of a known platform is that account or number,
never a url. Methods: `link`; `bare` for a host without scheme or `www.`.
"""

from __future__ import annotations

from collections.abc import Iterator

from graphsvc.identifiers import Find, Identifier
from graphsvc.identifiers.platforms.links import is_cut_number, target
from graphsvc.identifiers.reading import links, urls
from graphsvc.identifiers.reading.fold import fold
from graphsvc.identifiers.reading.text import Text
from graphsvc.model import NodeKind


class Url:
    """A page or site named by its address."""

    NAME = "url"
    SPECIFICITY = 4.0
    TRIGGER = links.TRIGGER

    def clean(self, raw: str, *, hint: str = "", region: str = "") -> Identifier | None:
        """The page, or the account or number that a platform's link stands for."""
        text = fold(raw)[0].strip().strip("<>\"'")
        if any(char.isspace() for char in text):
            return None
        url = urls.parse(text)
        return None if url is None else target(url) or _identifier(url)

    def find(self, text: Text, region: str) -> Iterator[Find]:
        for link in text.links:
            found = (
                _identifier(link.url) if link.url and target(link.url) is None and not is_cut_number(link.url) else None
            )
            if found is not None:
                method, confidence = ("bare", 0.8) if link.bare else ("link", 0.99)
                yield text.find(found, link.start, link.end, method, confidence)

    def caption(self, parts: tuple[str, ...]) -> str:
        return parts[0]


def _identifier(url: urls.Url) -> Identifier | None:
    """The node of a web address; None for an app's own scheme, which names no page."""
    if url.scheme not in urls.WEB:
        return None
    host = url.host
    while host.startswith("www.") and host.count(".") > 1:
        host = host.removeprefix("www.")
    port, query = f":{url.port}" if url.port else "", f"?{url.query}" if url.query else ""
    return Identifier(NodeKind.URL, (f"{host}{port}{url.path}{query}",))
