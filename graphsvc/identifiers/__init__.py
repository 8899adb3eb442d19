"""PORT: identifier kinds. One file each, owning clean, find in text, node id, caption and specificity.

    scan(text)          every identifier in a text: one linear pass, offsets into the raw text
    clean(kind, raw)    one raw value from a column that names its kind
    query(text)         node ids a search box entry may mean, numbers in any notation
    caption(node_id)    what a person reads for a node id
    redact(text)        private keys masked, same length, before anything is kept

Loader values, the search box, exports and weights agree because all of them come here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from graphsvc.model import NodeKind, node_id
from graphsvc.registry import load, resolve

if TYPE_CHECKING:
    from graphsvc.identifiers.reading.text import Text

# A better normaliser raises this number; a case re-reads its records and never silently re-keys.
KEYS_VERSION = 1

# Characters of a column's value that can be one identifier; more is a text that the column names wrongly.
LONGEST = 8192

KINDS: dict[str, str] = {
    "phone": "graphsvc.identifiers.phone:Phone",
    "email": "graphsvc.identifiers.email:Email",
    "account": "graphsvc.identifiers.account:Account",
    "url": "graphsvc.identifiers.url:Url",
    "wallet": "graphsvc.identifiers.wallet:Wallet",
    "image": "graphsvc.identifiers.image:Image",
    "pseudonym": "graphsvc.identifiers.pseudonym:Pseudonym",
}
GROUP = "graphsvc.identifiers"


@dataclass(frozen=True, slots=True)
class Identifier:
    """A canonical value. `parts` are the parts of its node id after the kind; `data` what else the raw text said
    (a phone's extension, a wallet's asset): it belongs to the mention, never to the node."""

    kind: NodeKind
    parts: tuple[str, ...]
    data: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return node_id(self.kind, *self.parts)

    @property
    def value(self) -> str:
        """The canonical value without its kind, e.g. `+442079460000`, `telegram:name`, `bitcoin:1A1z...`."""
        return ":".join(self.parts)


@dataclass(frozen=True, slots=True)
class Find:
    """An identifier found in a text. `start`, `end` are offsets into the raw text; `raw == text[start:end]`."""

    identifier: Identifier
    raw: str
    start: int
    end: int
    method: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """Seen, but not enough to be a node: a bare @name, a legacy address that two chains share."""

    kind: NodeKind
    value: str
    start: int
    end: int
    reason: str


@dataclass(slots=True)
class Scan:
    """All that one text gave. `suppressed` counts what was found and deliberately not kept, by reason."""

    finds: list[Find] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    suppressed: dict[str, int] = field(default_factory=dict)


class Kind(Protocol):
    """What one identifier kind must be able to do."""

    NAME: str
    # Prior worth of sharing one such value, in natural log-odds, before rarity and diversity are weighed.
    SPECIFICITY: float
    # Pattern over the ASCII shadow of a text that occurs wherever `find` can find something (`reading.linear`).
    TRIGGER: str

    def clean(self, raw: str, *, hint: str = "", region: str = "") -> Identifier | None:
        """The canonical identifier of one raw value, or None. Idempotent: cleaning a canonical value returns it."""
        ...

    def find(self, text: Text, region: str) -> Iterator[Find | Candidate]:
        """Finds in a prepared text, in linear time."""
        ...

    def caption(self, parts: tuple[str, ...]) -> str:
        """What a person reads."""
        ...


def get(name: str) -> Any:
    """The kind called `name` (one instance for the process). Raises UnknownName."""
    if name not in _instances:
        _instances[name] = resolve(KINDS, name, "identifier kind", GROUP)()
    return _instances[name]


_instances: dict[str, Any] = {}


def clean(kind: str, raw: str, *, hint: str = "", region: str = "") -> Identifier | None:
    """The canonical identifier of one raw value of a known kind; pseudonymous spellings are recognised for all."""
    if len(raw) > LONGEST:
        return None
    found: Identifier | None = get("pseudonym").clean(raw, hint=kind) or get(kind).clean(raw, hint=hint, region=region)
    return found


def scan(text: str, *, region: str = "", kinds: Iterable[str] | None = None, named: bool = False) -> Scan:
    """Every identifier in `text`, sorted by offset, without overlaps. `named`: a column's value, which its column says
    to be of one of `kinds`; then no words around a number need to say so."""
    wanted = None if kinds is None else frozenset(kinds)
    found: Scan = load("graphsvc.identifiers.scanning:scan")(text, region, wanted, named=named)
    return found


def redact(text: str) -> tuple[str, int]:
    """`text` with every private key masked by blocks of the same length, and how many there were."""
    masked: tuple[str, int] = load("graphsvc.identifiers.secrets:redact")(text)
    return masked


def query(text: str, *, region: str = "") -> list[str]:
    """Node ids that a search box entry may mean: sorted, possibly empty. Accepts `kind:` prefixes and node ids."""
    ids: list[str] = load("graphsvc.identifiers.lookup:query")(text, region)
    return ids


def caption(identifier: str) -> str:
    """What a person reads for a node id."""
    text: str = load("graphsvc.identifiers.lookup:caption")(identifier)
    return text


def specificity(kind: str) -> float:
    """Prior log-odds of sharing one value of this kind."""
    return float(get(kind).SPECIFICITY)
