"""Image hashes: pictures themselves are never kept. Node ids `image:sha256:HEX`, `image:phash:HEX`, and so on.

A cryptographic hash says the same file, a perceptual one a picture that looks alike; the algorithm is part of the id,
so that the two never meet. In text only a labelled hash counts: bare hex is too many other things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphsvc.identifiers import Find, Identifier
from graphsvc.identifiers.reading.fold import fold
from graphsvc.identifiers.reading.linear import pattern
from graphsvc.identifiers.reading.text import Text
from graphsvc.model import NodeKind

# Hex digits per algorithm; perceptual hashes are the 64-bit ones of the imagehash family, PDQ has 256 bits.
DIGITS = {"sha256": 64, "sha1": 40, "md5": 32, "pdq": 64, "phash": 16, "dhash": 16, "ahash": 16, "whash": 16}
_BY_LENGTH = {64: "sha256", 40: "sha1", 32: "md5"}
_NAMES = r"sha-?256|sha-?1|md5|pdq|[pdaw]hash"
_LABELLED = rf"(?i)(?:{_NAMES})(?:\s?[:=]\s?|\s)(?:0x)?[0-9a-f]{{16,64}}"
_FIND = pattern(_LABELLED)
_SPELLED = re.compile(rf"(?i)(?:image:)?(?:({_NAMES})\s?[:=]?\s?)?(?:0x)?([0-9a-f]{{16,64}})")


class Image:
    """The hash of a picture."""

    NAME = "image"
    SPECIFICITY = 5.0
    TRIGGER = _LABELLED

    def clean(self, raw: str, *, hint: str = "", region: str = "") -> Identifier | None:
        """`hint`: the algorithm, where the value does not say it; else its length tells sha256, sha1 and md5 apart."""
        found = _SPELLED.fullmatch(fold(raw)[0].strip())
        if found is None:
            return None
        name = (found[1] or hint).lower().replace("-", "")
        name = name if name in DIGITS else "" if found[1] else _BY_LENGTH.get(len(found[2]), "")
        return Identifier(NodeKind.IMAGE, (name, found[2].lower())) if DIGITS.get(name) == len(found[2]) else None

    def find(self, text: Text, region: str) -> Iterator[Find]:
        for found in _FIND.finditer(text.data):
            start, end = found.span()
            beside = text.folded[max(0, start - 1) : start] + text.folded[end : end + 1]
            identifier = None if any(map(str.isalnum, beside)) else self.clean(text.folded[start:end])
            if identifier:
                yield text.find(identifier, start, end, "labelled", 0.95)

    def caption(self, parts: tuple[str, ...]) -> str:
        return f"picture {parts[1][:8]}… ({parts[0]})"
