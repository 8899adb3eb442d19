"""Values hashed by their publisher: they can be linked, not read. Node ids `phone:sha256:HEX`, `email:`, `url:`.

Spellings: `#EMAIL_<64 hex>#` (with or without its hashes), `email:sha256:<64 hex>`; in a column that names its kind
also `sha256:<64 hex>` and the bare digest. Letter case never counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphsvc.identifiers import Find, Identifier
from graphsvc.identifiers.reading.fold import fold
from graphsvc.identifiers.reading.linear import pattern
from graphsvc.identifiers.reading.text import Text
from graphsvc.model import NodeKind

ALGORITHM = "sha256"
_KINDS = {"phone": NodeKind.PHONE, "email": NodeKind.EMAIL, "url": NodeKind.URL}
_TOKEN = rf"(?i)#?(?:email|phone|url)(?:_|:{ALGORITHM}:)[0-9a-f]{{64}}#?"
_FIND = pattern(_TOKEN)
_SPELLED = re.compile(rf"(?i)#?(?:(email|phone|url)(?:_|:{ALGORITHM}:)|{ALGORITHM}:|)([0-9a-f]{{64}})#?")


class Pseudonym:
    """A pseudonymous phone, e-mail address or url."""

    NAME = "pseudonym"
    SPECIFICITY = 6.0
    TRIGGER = _TOKEN

    def clean(self, raw: str, *, hint: str = "", region: str = "") -> Identifier | None:
        """`hint`: the kind its column names; needed where the spelling does not say it."""
        found = _SPELLED.fullmatch(fold(raw)[0].strip())
        kind = _KINDS.get((found[1] or hint).lower()) if found else None
        return Identifier(kind, (ALGORITHM, found[2].lower())) if found and kind else None

    def find(self, text: Text, region: str) -> Iterator[Find]:
        for found in _FIND.finditer(text.data):
            start, end = found.span()
            identifier = self.clean(text.folded[start:end])
            if identifier and text.folded[end - 1 : end] != "#" and text.folded[end : end + 1].isalnum():
                continue  # a longer code, no digest
            if identifier:
                yield text.find(identifier, start, end, "pseudonym", 1.0)

    def caption(self, parts: tuple[str, ...]) -> str:
        """Needs the kind's word: `caption` of the port gives `hashed e-mail 1f3a…`."""
        return f"hashed {parts[-1][:4]}…"


def is_pseudonymous(parts: tuple[str, ...]) -> bool:
    """Whether the parts of a phone, email or url id are a digest."""
    return len(parts) == 2 and parts[0] == ALGORITHM
