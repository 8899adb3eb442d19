"""Links taken apart so that a search does not see them: `t[.]me/lola`, `wa(dot)me/4477...`, `instagram.com / lola`.

Only hosts where people have accounts or numbers count; what the joined link stands for is `links.target`'s to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphsvc.identifiers import Identifier
from graphsvc.identifiers.platforms.links import target
from graphsvc.identifiers.reading.linear import pattern
from graphsvc.identifiers.reading.text import Text
from graphsvc.identifiers.reading.urls import parse

_DOT = r"[ ]?(?:[(\[]\.[)\]]|[(\[ ]dot[)\] ])[ ]?"
_NAME = r"[@+]?[0-9a-z_][0-9a-z_.-]{2,40}"
_HOST, _ENDING = r"\b[a-z]{1,12}", r"(?:com|me|ee|ru|co)"
_FIND = pattern(
    rf"(?i){_HOST}(?:{_DOT}{_ENDING}[ ]{{0,2}}/[ ]{{0,2}}|\.{_ENDING}(?:[ ]{{1,2}}/[ ]{{0,2}}|/[ ]{{1,2}})){_NAME}"
)
_SIGNS = ("/ ", " /", ")", "]", "dot", "DOT")  # one of them stands in each, beside a slash
_DOTS, _SLASH = re.compile(_DOT, re.IGNORECASE), re.compile(r"\s*/\s*")
TRIGGER = rf"{_DOT}{_ENDING}[ ]{{0,2}}/|\.{_ENDING}(?:[ ]{{1,2}}/|/[ ])"


def apart(text: Text) -> Iterator[tuple[Identifier, int, int, str]]:
    """`(identifier, start, end, host)` of each, at folded spans."""
    if "/" not in text.folded or not any(sign in text.folded for sign in _SIGNS):
        return
    for found in _FIND.finditer(text.data):
        start, end = found.span()
        written = text.folded[start:end].rstrip(".-")
        url = parse(_SLASH.sub("/", _DOTS.sub(".", written)))
        identifier = target(url) if url else None
        if url and identifier:
            yield identifier, start, start + len(written), url.via
